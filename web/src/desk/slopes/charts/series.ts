/** What the charts draw, from a slope's view: pure. Where nothing was measured there is no line. */

import { NO_LEVEL } from '../../../alerts/level';
import type { InstrumentView, SlopePoint } from '../../../contracts/generated';

export const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Evaluated each hour, so this is the least that neighbours are apart from each other. */
const USUAL_MS = HOUR_MS;
/** More than two periods without a point are a gap, as everywhere else. */
export const GAP_PERIODS = 2.5;

/** x and y; null breaks the line. */
export type Dot = [x: number, y: number | null];

export interface Gap {
  from: number;
  to: number;
  /** Nothing has come since. */
  open: boolean;
}

/** The usual distance of neighbours: manual marks come every few days, and that is no gap. */
export function periodOf(times: readonly number[]): number {
  const steps = times
    .slice(1)
    .map((time, index) => time - (times[index] ?? time))
    .sort((a, b) => a - b);
  return Math.max(USUAL_MS, steps[Math.floor(steps.length / 2)] ?? USUAL_MS);
}

/**
 * Points up to the newest reading: an evaluation after it repeats what was known, and measures
 * nothing.
 */
export function measured(instrument: InstrumentView): SlopePoint[] {
  if (instrument.lastAt === undefined) {
    return []; // it never said anything that could be believed
  }
  const last = Date.parse(instrument.lastAt) + USUAL_MS;
  return instrument.points.filter((point) => Date.parse(point.at) <= last);
}

export const timesOf = (points: readonly Pick<SlopePoint, 'at'>[]): number[] =>
  points.map((point) => Date.parse(point.at));

/** Where points are missing, up to `until`, the slope's own clock. */
export function gapsOf(
  times: readonly number[],
  until: number,
  periods: number = GAP_PERIODS,
): Gap[] {
  const limit = periods * periodOf(times);
  const gaps: Gap[] = [];
  times.forEach((time, index) => {
    const next = times[index + 1];
    if (next !== undefined && next - time > limit) gaps.push({ from: time, to: next, open: false });
  });
  const last = times.at(-1);
  if (last !== undefined && until - last > limit) gaps.push({ from: last, to: until, open: true });
  return gaps;
}

/** A line that ends at each gap and begins again after it. */
export function lineOf(
  points: readonly SlopePoint[],
  gaps: readonly Gap[],
  value: (point: SlopePoint) => number | null,
): Dot[] {
  const ends = new Set(gaps.filter((gap) => !gap.open).map((gap) => gap.from));
  return points.flatMap((point): Dot[] => {
    const at = Date.parse(point.at);
    const dot: Dot = [at, value(point)];
    return ends.has(at) ? [dot, [at + 1, null]] : [dot];
  });
}

/** Velocities that are worth inverting: within the noise 1/v says nothing. */
const CLEAR_SIGMAS = 2;

export const inverseOf = (point: SlopePoint): number | null =>
  point.rate > 0 && point.rate >= CLEAR_SIGMAS * point.sigma ? 1 / point.rate : null;

export interface FitLine {
  /** From the first velocity of the fit to where the line reaches zero. */
  line: [x: number, y: number][];
  failAt: number;
  earliest: number;
  latest: number;
}

/** The fitted line of an open forecast; undefined where a gate blocked it. */
export function fitOf(instrument: InstrumentView): FitLine | undefined {
  const { forecast } = instrument;
  const points = measured(instrument);
  const last = points.at(-1);
  if (forecast?.gate !== 'open' || !forecast.failAt || !last) return undefined;
  const first = points[Math.max(0, points.length - forecast.points)] ?? last;
  const from = Date.parse(first.at);
  const days = (from - Date.parse(last.at)) / DAY_MS;
  const failAt = Date.parse(forecast.failAt);
  return {
    line: [
      [from, forecast.intercept + forecast.slope * days],
      [failAt, 0],
    ],
    failAt,
    earliest: Date.parse(forecast.earliest ?? forecast.failAt),
    latest: Date.parse(forecast.latest ?? forecast.failAt),
  };
}

export interface Lane {
  level: number;
  from: number;
  to: number;
}

/** What a lane of levels is made of. */
export interface Row {
  key: string;
  points: readonly Pick<SlopePoint, 'at' | 'level'>[];
  gapPeriods?: number;
}

/** Runs of one level; a gap ends a run. A point tells of the period until the next one. */
export function lanesOf(
  points: readonly Pick<SlopePoint, 'at' | 'level'>[],
  gaps: readonly Gap[],
): Lane[] {
  const times = timesOf(points);
  const period = periodOf(times);
  const before = new Set(gaps.map((gap) => gap.from));
  const lanes: Lane[] = [];
  points.forEach((point, index) => {
    const from = times[index] ?? 0;
    const to = before.has(from) ? from + period : (times[index + 1] ?? from + period);
    const held = lanes.at(-1);
    if (held && held.level === point.level && held.to >= from) held.to = to;
    else lanes.push({ level: point.level, from, to });
  });
  return lanes;
}

/** The part of the time axis that all charts of a page share: the newest 72 h of the slope. */
export function rangeOf(instruments: readonly InstrumentView[], until: number): [number, number] {
  const starts = instruments.flatMap((one) => timesOf(measured(one)).slice(0, 1));
  return [Math.min(until - 6 * HOUR_MS, ...starts), until];
}

/** The instrument to look at first: the gravest, then the fastest against its own error. */
export function leading(instruments: readonly InstrumentView[]): InstrumentView | undefined {
  const significance = (one: InstrumentView) => (one.rate ?? 0) / (one.sigma || 1);
  return [...instruments].sort(
    (a, b) =>
      Math.min(a.level, NO_LEVEL) - Math.min(b.level, NO_LEVEL) ||
      Number(b.current) - Number(a.current) ||
      significance(b) - significance(a),
  )[0];
}

export const keyOf = (instrument: Pick<InstrumentView, 'stationId' | 'channel'>): string =>
  `${instrument.stationId} ${instrument.channel}`;
