import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LEVELS } from '../../../alerts/level';
import { anInstrument, at, slopePoints, T0 } from '../../../contracts/fixtures';
import { niceTop } from '../../../design/scale';
import {
  type ChartInput,
  displacementOption,
  inverseOption,
  labelled,
  limitsInSight,
  rateOption,
} from './options';
import {
  fitOf,
  gapsOf,
  HOUR_MS,
  inverseOf,
  keyOf,
  lanesOf,
  leading,
  lineOf,
  measured,
  periodOf,
  rangeOf,
  timesOf,
} from './series';

const DAY = 24 * HOUR_MS;
const LIMITS = { blue: 1, yellow: 2, orange: 5, red: 10, orangeWeek: 20, redHour: 2 };

const input = (over: Partial<ChartInput> = {}): ChartInput => ({
  instrument: anInstrument(),
  until: T0,
  range: [T0 - DAY, T0],
  palette: { ink: 'ink', quiet: 'quiet', faint: 'faint', line: 'line', ground: 'g', font: 'f' },
  words: {
    gap: '间断',
    openGap: '至今',
    fit: '拟合',
    interval: '区间',
    failAt: () => '破坏',
    reference: (value) => `v ${value}`,
    level: (level) => `级${level}`,
  },
  ...over,
});
// biome-ignore lint/suspicious/noExplicitAny: options are plain objects of many shapes
const seriesOf = (option: any, id: string) => option.series.find((one: any) => one.id === id);

describe('gaps', () => {
  it('are where more than two periods have no point, and break the line', () => {
    const points = slopePoints(24, undefined, [5, 6, 7]);
    const gaps = gapsOf(timesOf(points), T0);
    expect(gaps).toEqual([{ from: T0 - 8 * HOUR_MS, to: T0 - 4 * HOUR_MS, open: false }]);
    const line = lineOf(points, gaps, (point) => point.displacement);
    const hole = line.findIndex(([, y]) => y === null);
    expect(line[hole - 1]?.[0]).toBe(T0 - 8 * HOUR_MS);
    expect(line[hole + 1]?.[0]).toBe(T0 - 4 * HOUR_MS);
    expect(line).toHaveLength(points.length + 1);
  });
  it('do not come from one late evaluation', () => {
    expect(gapsOf(timesOf(slopePoints(24, undefined, [5])), T0)).toEqual([]);
  });
  it('reach to the clock of the slope while an instrument is silent', () => {
    const points = slopePoints(24, undefined, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(gapsOf(timesOf(points), T0)).toEqual([{ from: T0 - 9 * HOUR_MS, to: T0, open: true }]);
  });
  it('go by the usual distance: marks read by hand every few days have none', () => {
    const weekly = [0, 7, 14, 21, 28, 60].map((day) => T0 + day * DAY);
    expect(periodOf(weekly)).toBe(7 * DAY);
    expect(gapsOf(weekly, T0 + 61 * DAY)).toHaveLength(1);
    expect(gapsOf(weekly.slice(0, 5), T0 + 30 * DAY)).toEqual([]);
  });
  it('show where evaluations went on without a reading', () => {
    const silent = anInstrument({ lastAt: at(-10 * HOUR_MS), points: slopePoints(24) });
    const points = measured(silent);
    expect(timesOf(points).at(-1)).toBe(T0 - 9 * HOUR_MS);
    expect(gapsOf(timesOf(points), T0)).toMatchObject([{ open: true }]);
  });
  it('of nothing are none', () => {
    expect(gapsOf([], T0)).toEqual([]);
    expect(lineOf([], [], () => 1)).toEqual([]);
  });
});

describe('the inverse velocity', () => {
  it('leaves out what is within the noise', () => {
    const [point] = slopePoints(1);
    if (!point) throw new Error('no point');
    expect(inverseOf({ ...point, rate: 2, sigma: 0.9 })).toBe(0.5);
    expect(inverseOf({ ...point, rate: 2, sigma: 1.1 })).toBeNull();
    expect(inverseOf({ ...point, rate: 0, sigma: 0 })).toBeNull();
  });

  const failing = anInstrument({
    points: slopePoints(24, (hour) => ({ rate: 1 / (0.1 * (2 + hour / 24)), sigma: 0.01 })),
    forecast: {
      gate: 'open',
      failAt: at(2 * DAY),
      earliest: at(1.8 * DAY),
      latest: at(2.3 * DAY),
      fit: 0.99,
      points: 24,
      intercept: 0.2,
      slope: -0.1,
    },
  });

  it('has the line of the forecast, which goes through the points and ends at failure', () => {
    const fit = fitOf(failing);
    const [begin, end] = fit?.line ?? [];
    expect(begin?.[0]).toBe(T0 - 23 * HOUR_MS);
    const first = failing.points[0];
    expect(begin?.[1]).toBeCloseTo((first && inverseOf(first)) ?? 0, 6);
    expect(end).toEqual([T0 + 2 * DAY, 0]);
  });
  it('shows interval and time of failure, and room for them', () => {
    const option = inverseOption(input({ instrument: failing }), 'mm') as never;
    const fit = seriesOf(option, 'fit');
    expect(fit.markLine.data[0].xAxis).toBe(T0 + 2 * DAY + 8 * HOUR_MS);
    expect(fit.markArea.data[0][1].xAxis).toBe(T0 + 2.3 * DAY + 8 * HOUR_MS);
    const { max } = (option as { xAxis: { max: number } }).xAxis;
    expect(max).toBeGreaterThan(fit.markArea.data[0][1].xAxis);
  });
  it('has no line where a gate blocked the forecast', () => {
    const forecast = { ...(failing.forecast as object), gate: 'poor-fit' } as never;
    expect(fitOf({ ...failing, forecast })).toBeUndefined();
    const option = inverseOption(input({ instrument: anInstrument() }), 'mm');
    expect(seriesOf(option, 'fit')).toBeUndefined();
  });
});

describe('the velocity', () => {
  it('stands beside the limits that are near, each with numeral and word', () => {
    expect(limitsInSight(LIMITS, 0.3).map((one) => one.level)).toEqual([4]);
    expect(limitsInSight(LIMITS, 2.6).map((one) => one.level)).toEqual([4, 3, 2]);
    expect(limitsInSight(LIMITS, 50).map((one) => one.level)).toEqual([4, 3, 2, 1]);
    const option = rateOption(input(), 'mm', LIMITS);
    const labels = seriesOf(option, 'main').markLine.data.map(
      (line: { label: { formatter: string } }) => line.label.formatter,
    );
    expect(labels).toEqual(['IV 级4 1.00', 'III 级3 2.00', 'II 级2 5.00']);
  });
  it('writes no label over another: of limits that crowd, the gravest has it', () => {
    const all = limitsInSight(LIMITS, 80);
    expect([...labelled(all, 100)]).toEqual([1]);
    expect([...labelled(all, 12)].sort()).toEqual([1, 2, 3]);
    expect([...labelled([], 12)]).toEqual([]);
  });
  it('of a tilt has no limits in millimetres', () => {
    expect(seriesOf(rateOption(input(), '°', undefined), 'main').markLine.data).toEqual([]);
  });
  it('has round numbers on its axis', () => {
    expect([0, 0.21, 1.12, 5.4, 10.4, 11.9].map(niceTop)).toEqual([1, 0.24, 1.2, 6, 12, 12]);
  });
});

describe('the displacement', () => {
  it('marks a gap in words and draws nothing across it', () => {
    const instrument = anInstrument({ points: slopePoints(24, undefined, [5, 6, 7]) });
    const main = seriesOf(displacementOption(input({ instrument }), 'mm'), 'main');
    expect(main.markArea.data[0][0].name).toBe('间断');
    expect(main.data.some(([, y]: [number, number | null]) => y === null)).toBe(true);
    expect(main.connectNulls).toBeUndefined();
  });
});

describe('the lanes of levels', () => {
  it('join what has one level, and end at a gap', () => {
    const points = slopePoints(12, (hour) => ({ level: hour > 8 ? 3 : 2 }), [4, 5, 6]);
    const lanes = lanesOf(points, gapsOf(timesOf(points), T0));
    expect(lanes.map((lane) => lane.level)).toEqual([3, 2, 2]);
    expect(lanes[0]).toMatchObject({ from: T0 - 11 * HOUR_MS, to: T0 - 8 * HOUR_MS });
    expect(lanes[1]?.to).toBe(T0 - 6 * HOUR_MS);
    expect(lanes[2]?.from).toBe(T0 - 3 * HOUR_MS);
  });
});

describe('the page', () => {
  it('draws the gravest instrument first, then the one that is clearest of its noise', () => {
    const list = [
      anInstrument({ stationId: 'fast', level: 5, rate: 3, sigma: 1 }),
      anInstrument({ stationId: 'clear', level: 5, rate: 2, sigma: 0.1 }),
      anInstrument({ stationId: 'grave', level: 4, rate: 1 }),
    ];
    expect(leading(list)?.stationId).toBe('grave');
    expect(leading(list.slice(0, 2))?.stationId).toBe('clear');
    expect(keyOf(anInstrument())).toBe('SL-007-01 L1_GP_1');
  });
  it('shows all instruments over the same time', () => {
    const list = [anInstrument({ points: slopePoints(5) }), anInstrument()];
    expect(rangeOf(list, T0)).toEqual([T0 - 23 * HOUR_MS, T0]);
    expect(rangeOf([], T0)).toEqual([T0 - 6 * HOUR_MS, T0]);
  });
});

describe('the colours of the levels', () => {
  it('are those of the tokens', () => {
    const css = readFileSync(resolve(import.meta.dirname, '../../../design/tokens.css'), 'utf8');
    for (const { level, color } of LEVELS) expect(css).toContain(`--level-${level}: ${color};`);
  });
});
