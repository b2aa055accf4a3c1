import { describe, expect, it } from 'vitest';
import { anInstrument } from '../../../contracts/fixtures';
import type { HistoryPoint, SlopeHistory } from '../../../contracts/generated';
import { rainOption } from '../charts/options';
import { gapsOf, HOUR_MS, lanesOf, lineOf, timesOf } from '../charts/series';
import { askedOf, over, ownSpan, pathOf, recordOf } from './history';

const T0 = Date.parse('2026-11-21T04:00:00Z');
const DAY = 24 * HOUR_MS;
const hour = (n: number) => new Date(T0 + n * HOUR_MS).toISOString();
const point = (n: number, more: Partial<HistoryPoint> = {}): HistoryPoint => ({
  at: hour(n),
  displacement: n,
  rate: 2,
  sigma: 0.1,
  level: 3,
  quality: 'ok',
  readings: 6,
  ...more,
});
const history = (points: HistoryPoint[], more: Partial<SlopeHistory> = {}): SlopeHistory => ({
  siteId: 'S-007',
  from: hour(0),
  to: hour(48),
  step: 'hour',
  instruments: [
    { stationId: 'SL-007-01', channel: 'L1_GP_1', instrument: 'gnss', points },
    { stationId: 'SL-007-02', channel: 'L1_LF_1', instrument: 'crack', points: [] },
  ],
  steps: [],
  changes: [],
  ...more,
});
const NONE = { from: '', to: '' };

describe('what is asked for', () => {
  it('is hours for a month, days for a year, and nothing for the live view', () => {
    expect(askedOf('live', NONE, T0)).toBeUndefined();
    expect(askedOf('month', NONE, T0)).toEqual({ from: T0 - 30 * DAY, to: T0, step: 'hour' });
    expect(askedOf('year', NONE, T0)).toEqual({ from: T0 - 365 * DAY, to: T0, step: 'day' });
  });
  it('is, of dates in Beijing, both whole days, in hours as far as the gateway gives them', () => {
    expect(ownSpan({ from: '2026-11-01', to: '2026-11-01' })).toEqual({
      from: Date.parse('2026-10-31T16:00:00Z'),
      to: Date.parse('2026-11-01T16:00:00Z'),
      step: 'hour',
    });
    expect(ownSpan({ from: '2026-01-01', to: '2026-04-02' })?.step).toBe('hour');
    expect(ownSpan({ from: '2026-01-01', to: '2026-04-03' })?.step).toBe('day');
    expect(ownSpan({ from: '2026-11-02', to: '2026-11-01' })).toBeUndefined();
    expect(ownSpan({ from: '2010-11-02', to: '2026-11-01' })).toBeUndefined();
    expect(ownSpan(NONE)).toBeUndefined();
  });
  it('is the record of the recording where that is shown', () => {
    const asked = { from: T0, to: T0 + HOUR_MS, step: 'hour' } as const;
    const times = 'from=2026-11-21T04%3A00%3A00.000Z&to=2026-11-21T05%3A00%3A00.000Z&step=hour';
    expect(pathOf('S-007', asked)).toBe(`/slopes/S-007/history?${times}`);
    expect(pathOf('S-007~replay', asked)).toBe(`/slopes/S-007/history?${times}&replay=true`);
  });
});

describe('what is drawn of it', () => {
  const refused = point(3, {
    displacement: undefined,
    rate: undefined,
    sigma: undefined,
    level: undefined,
    quality: 'outlier',
    readings: 0,
  } as never);

  it('has a gap at every hour that is missing or was refused', () => {
    const points = [point(0), point(1), point(2), refused, point(4), point(5), point(7)];
    const { moved, refused: count, gapPeriods } = recordOf(history(points), anInstrument());
    expect(count).toBe(1);
    const gaps = gapsOf(timesOf(moved), T0 + 7 * HOUR_MS, gapPeriods);
    expect(gaps.map((gap) => (gap.from - T0) / HOUR_MS)).toEqual([2, 5]);
    const line = lineOf(moved, gaps, (one) => one.displacement);
    expect(line.filter(([, y]) => y === null)).toHaveLength(2);
  });
  it('allows an instrument that is read once an hour to miss one by seconds', () => {
    const once = [0, 1, 2, 4, 5].map((n) => point(n, { readings: 1 }));
    const { moved, gapPeriods } = recordOf(history(once), anInstrument());
    expect(gapsOf(timesOf(moved), T0 + 5 * HOUR_MS, gapPeriods)).toEqual([]);
  });
  it('takes a missing day for a gap, however often it is read', () => {
    const days = [0, 24, 48, 72, 120].map((n) => point(n, { readings: 1 }));
    const { moved, gapPeriods } = recordOf(history(days, { step: 'day' }), anInstrument());
    expect(gapsOf(timesOf(moved), T0 + 120 * HOUR_MS, gapPeriods)).toEqual([
      { from: T0 + 3 * DAY, to: T0 + 5 * DAY, open: false },
    ]);
  });
  it('has a displacement without a rate, and no rate that was not evaluated', () => {
    const young = { ...point(0), rate: undefined, sigma: undefined } as never;
    const { moved, evaluated } = recordOf(history([young, point(1)]), anInstrument());
    expect(moved).toHaveLength(2);
    expect(evaluated.map((one) => one.at)).toEqual([hour(1)]);
  });
  it('is nothing for an instrument that the record does not know', () => {
    const unknown = { stationId: 'SL-007-09', channel: 'x' };
    expect(recordOf(history([point(0)]), unknown)).toMatchObject({ moved: [], refused: 0 });
  });
  it('has no forecast: that is of now', () => {
    const forecast = { gate: 'no-onset' as const, fit: 0, points: 9, intercept: 0, slope: 0 };
    const drawn = over(anInstrument({ forecast }), [], T0);
    expect('forecast' in drawn).toBe(false);
    expect(drawn.lastAt).toBe(hour(0));
  });
  it('ends the level of the slope where its record has a gap', () => {
    const points = [0, 1, 2, 6, 7].map((n) => ({ at: hour(n), level: 3 }));
    const gaps = gapsOf(timesOf(points), T0 + 8 * HOUR_MS);
    expect(lanesOf(points, gaps)).toHaveLength(2);
  });
  it('draws rain as bars over whole steps, and where no gauge reported a gap', () => {
    const palette = {
      ink: 'i',
      quiet: 'q',
      faint: 'f',
      line: 'l',
      ground: 'g',
      font: 'f',
    };
    const option = rainOption({
      steps: [0, 1, 2, 5].map((n) => ({ at: hour(n), mm: n })),
      stepMs: HOUR_MS,
      until: T0 + 6 * HOUR_MS,
      range: [T0, T0 + 6 * HOUR_MS],
      palette,
      words: { gap: '间断', openGap: '至今' },
      // biome-ignore lint/suspicious/noExplicitAny: options are plain objects of many shapes
    }) as any;
    const [bars] = option.series;
    const hours = bars.data.map(([x, y]: [number, number | null]) => [
      Math.floor((x - T0) / HOUR_MS) - 8,
      y,
    ]);
    expect(hours).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 2],
      [3, null],
      [5, 5],
      [6, 5],
      [6, null],
    ]);
    expect(bars.markArea.data).toHaveLength(1);
    expect(bars.markArea.data[0][0].name).toBe('间断');
  });
});
