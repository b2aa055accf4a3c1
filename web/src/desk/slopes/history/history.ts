/** Which part of the long record is asked for, and what of it is drawn. Pure. */

import { NO_LEVEL } from '../../../alerts/level';
import type {
  InstrumentHistory,
  InstrumentView,
  SlopeHistory,
  SlopePoint,
} from '../../../contracts/generated';
import { recordingOf } from '../../recording';
import { GAP_PERIODS, HOUR_MS } from '../charts/series';

const DAY_MS = 24 * HOUR_MS;
/** Days of hours that the gateway gives at once. */
const HOURS_MAX_DAYS = 92;
/** Days of days. */
export const DAYS_MAX = 3_660;

export type Span = 'live' | 'month' | 'year' | 'own';

/** Dates in Beijing, both within. */
export interface OwnSpan {
  from: string;
  to: string;
}

export interface Asked {
  from: number;
  to: number;
  step: 'hour' | 'day';
}

export const SPANS: readonly Span[] = ['live', 'month', 'year', 'own'];

const midnight = (day: string) => Date.parse(`${day}T00:00:00+08:00`);

/** Undefined: the span is none, or more than is kept. */
export function ownSpan({ from, to }: OwnSpan): Asked | undefined {
  const [begin, end] = [midnight(from), midnight(to) + DAY_MS];
  const days = (end - begin) / DAY_MS;
  if (!(days > 0) || days > DAYS_MAX) return undefined;
  return { from: begin, to: end, step: days <= HOURS_MAX_DAYS ? 'hour' : 'day' };
}

/** What to ask for; undefined: the live view has it. */
export function askedOf(span: Span, own: OwnSpan, until: number): Asked | undefined {
  if (span === 'month') return { from: until - 30 * DAY_MS, to: until, step: 'hour' };
  if (span === 'year') return { from: until - 365 * DAY_MS, to: until, step: 'day' };
  return span === 'own' ? ownSpan(own) : undefined;
}

export function pathOf(viewId: string, asked: Asked): string {
  const { siteId, isReplay } = recordingOf(viewId);
  const query = new URLSearchParams({
    from: new Date(asked.from).toISOString(),
    to: new Date(asked.to).toISOString(),
    step: asked.step,
    ...(isReplay ? { replay: 'true' } : {}),
  });
  return `/slopes/${encodeURIComponent(siteId)}/history?${query}`;
}

export interface Recorded {
  /** Where something was accepted; the rates of these are not to be drawn. */
  moved: SlopePoint[];
  /** Where a velocity was evaluated. */
  evaluated: SlopePoint[];
  /** Steps in which everything that came was refused. */
  refused: number;
  gapPeriods: number;
  /** Each point is a day of hours. */
  isDaily: boolean;
}

/** A step without a point is a gap, unless readings are so rare that they miss an hour by seconds. */
const STRICT_PERIODS = 1.5;
const DENSE_READINGS = 2;

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

export function recordedOf(history: SlopeHistory, one: InstrumentHistory): Recorded {
  const moved: SlopePoint[] = [];
  const evaluated: SlopePoint[] = [];
  for (const { at, displacement, rate, sigma, angle, level } of one.points) {
    if (displacement === undefined) continue;
    const point = {
      at,
      displacement,
      rate: rate ?? 0,
      sigma: sigma ?? 0,
      level: level ?? NO_LEVEL,
      ...(angle === undefined ? {} : { angle }),
    };
    moved.push(point);
    if (rate !== undefined) evaluated.push(point);
  }
  const isDaily = history.step === 'day';
  const isDense = median(one.points.map((point) => point.readings)) >= DENSE_READINGS;
  return {
    moved,
    evaluated,
    refused: one.points.length - moved.length,
    gapPeriods: isDaily || isDense ? STRICT_PERIODS : GAP_PERIODS,
    isDaily,
  };
}

export function recordOf(
  history: SlopeHistory,
  instrument: Pick<InstrumentView, 'stationId' | 'channel'>,
): Recorded {
  const found = history.instruments.find(
    (one) => one.stationId === instrument.stationId && one.channel === instrument.channel,
  );
  const { stationId, channel } = instrument;
  const none: InstrumentHistory = { stationId, channel, instrument: 'other', points: [] };
  return recordedOf(history, found ?? none);
}

/** The instrument as it is drawn over a part of its record: the forecast is of now, not of then. */
export const over = (instrument: InstrumentView, points: SlopePoint[], to: number) => {
  const { forecast: _, ...rest } = instrument;
  return { ...rest, lastAt: new Date(to).toISOString(), points };
};
