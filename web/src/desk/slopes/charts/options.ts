/** The charts as ECharts options. Pure: data, words and colours come from outside. */
import type { EChartsCoreOption } from 'echarts/core';
import type { InstrumentView, RateLimits, SlopePoint } from '../../../contracts/generated';
import { niceTop } from '../../../design/scale';
import { figure } from '../../../slope/numbers';
import { date, minute } from '../../../time/format';
import { levelColor, levelNumeral, type Palette } from './palette';
import {
  type Dot,
  type FitLine,
  fitOf,
  type Gap,
  gapsOf,
  inverseOf,
  lineOf,
  measured,
  timesOf,
} from './series';

export interface ChartWords {
  gap: string;
  openGap: string;
  fit: string;
  interval: string;
  failAt: (ms: number) => string;
  reference: (value: string) => string;
  level: (level: number) => string;
}

export interface ChartInput {
  instrument: InstrumentView;
  /** Newest device time of the slope, to which an open gap reaches. */
  until: number;
  range: [number, number];
  /** So many periods without a point are a gap; undefined: as usual. */
  gapPeriods?: number;
  palette: Palette;
  words: ChartWords;
}

/** ECharts puts its ticks at the PC's midnight; all times here are Beijing's. */
const ZONE_MS = 8 * 3_600_000;
const shifted = (ms: number) => ms + ZONE_MS;
const at = <D extends Dot | [number, number]>([x, y]: D) => [shifted(x), y];

/** From this length on a date needs its year, and no minute. */
const LONG_MS = 200 * 24 * 3_600_000;
type Range = [from: number, to: number];
const isLong = ([from, to]: Range) => to - from > LONG_MS;

const tick = (range: Range) => (value: number) => {
  const ms = value - ZONE_MS;
  if (isLong(range)) return date(ms);
  return minute(ms) === '00:00' ? date(ms).slice(5) : minute(ms);
};

/** Room for the labels of the limits, and the same in all charts, so that their times agree. */
const RIGHT_PX = 92;

type Look = Pick<ChartInput, 'palette'>;

const text = ({ palette }: Look, color: string) => ({
  color,
  fontFamily: palette.font,
  fontSize: 12,
});

function frame(input: Look, range: Range) {
  const [from, to] = range;
  const { palette } = input;
  return {
    animation: false,
    useUTC: true,
    grid: { left: 52, right: RIGHT_PX, top: 20, bottom: 26 },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: palette.ground,
      borderColor: palette.faint,
      textStyle: text(input, palette.ink),
    },
    xAxis: {
      type: 'time',
      min: shifted(from),
      max: shifted(to),
      axisLine: { lineStyle: { color: palette.faint } },
      axisLabel: { ...text(input, palette.faint), formatter: tick(range), hideOverlap: true },
      splitLine: { show: false },
    },
  };
}

const yAxis = (input: Look, over: object = {}) => ({
  type: 'value',
  scale: true,
  axisLabel: text(input, input.palette.faint),
  splitLine: { lineStyle: { color: input.palette.line } },
  splitNumber: 4,
  ...over,
});

/** Narrower gaps have no room for their words. */
const LABEL_SHARE = 0.06;

/** Time without data as a bare, framed field, so that nobody takes it for a flat line. */
function gapMarks(
  input: Pick<ChartInput, 'palette' | 'range' | 'until' | 'gapPeriods'> & {
    words: Pick<ChartWords, 'gap' | 'openGap'>;
  },
  times: readonly number[],
) {
  const gaps = gapsOf(times, input.until, input.gapPeriods);
  const [begin, end] = input.range;
  const label = ({ from, to, open }: Gap) => {
    if (to - from < LABEL_SHARE * (end - begin)) return '';
    return open ? input.words.openGap : input.words.gap;
  };
  return {
    silent: true,
    itemStyle: {
      color: 'transparent',
      borderColor: input.palette.faint,
      borderType: 'dashed',
      borderWidth: 1,
    },
    label: { ...text(input, input.palette.quiet), position: 'insideTop', show: true },
    data: gaps.map((gap) => [
      { xAxis: shifted(gap.from), name: label(gap) },
      { xAxis: shifted(gap.to) },
    ]),
  };
}

function series(input: ChartInput, value: (point: SlopePoint) => number | null) {
  const points = measured(input.instrument);
  const gaps = gapsOf(timesOf(points), input.until, input.gapPeriods);
  return lineOf(points, gaps, value).map(at);
}

const tooltip = (unit: string, range: Range, words: object = {}) => ({
  ...words,
  formatter: (found: { seriesId?: string; value: [number, number | null] }[]) => {
    const one = found.find((item) => item.seriesId === 'main');
    if (!one || one.value[1] == null) return '';
    const ms = one.value[0] - ZONE_MS;
    const time = isLong(range) ? date(ms) : `${date(ms).slice(5)} ${minute(ms)}`;
    return `${time}<br><b>${figure(one.value[1])}</b> ${unit}`;
  },
});

export function displacementOption(input: ChartInput, unit: string): EChartsCoreOption {
  const base = frame(input, input.range);
  return {
    ...base,
    tooltip: tooltip(unit, input.range, base.tooltip),
    yAxis: yAxis(input),
    series: [
      {
        id: 'main',
        type: 'line',
        showSymbol: false,
        lineStyle: { color: input.palette.ink, width: 1.8 },
        itemStyle: { color: input.palette.ink },
        data: series(input, (point) => point.displacement),
        markArea: gapMarks(input, timesOf(measured(input.instrument))),
      },
    ],
  };
}

const LIMIT_LEVELS = ['red', 'orange', 'yellow', 'blue'] as const;

/** The limits up to the first that is still above everything: what lies further is no news. */
export function limitsInSight(
  limits: RateLimits,
  highest: number,
): { level: number; at: number }[] {
  const rising = LIMIT_LEVELS.map((name, index) => ({
    level: index + 1,
    at: limits[name],
  })).reverse();
  const next = rising.findIndex((limit) => limit.at > highest);
  return next < 0 ? rising : rising.slice(0, next + 1);
}

/** Labels closer than this share of the axis would be written over each other. */
const LABEL_ROOM = 0.1;

/** Of limits that crowd, the gravest keeps its label; every one keeps its line. */
export function labelled(limits: { level: number; at: number }[], top: number): Set<number> {
  const shown = new Set<number>();
  let above = Number.POSITIVE_INFINITY;
  for (const { level, at } of [...limits].sort((one, other) => other.at - one.at)) {
    if (above - at >= LABEL_ROOM * top) {
      shown.add(level);
      above = at;
    }
  }
  return shown;
}

export function rateOption(
  input: ChartInput,
  unit: string,
  limits: RateLimits | undefined,
): EChartsCoreOption {
  const { palette, instrument, words } = input;
  const base = frame(input, input.range);
  const points = measured(instrument);
  const highest = Math.max(0, ...points.map((point) => point.rate + point.sigma));
  const inSight = limits ? limitsInSight(limits, highest) : [];
  const reference = instrument.reference?.mmPerDay;
  const top = Math.max(highest, ...inSight.map((limit) => limit.at), reference ?? 0) * 1.04;
  const axisTop = niceTop(top);
  const withLabel = labelled(inSight, axisTop);
  const line = (y: number, color: string, label: string, type: string, show = true) => ({
    yAxis: y,
    lineStyle: { color, type, width: 1.2 },
    label: { ...text(input, color), position: 'end', formatter: label, show },
  });
  const band = {
    type: 'line',
    stack: 'band',
    symbol: 'none',
    silent: true,
    lineStyle: { opacity: 0 },
  };
  const lower = (point: SlopePoint) => Math.max(0, point.rate - point.sigma);
  return {
    ...base,
    tooltip: tooltip(`${unit}/d`, input.range, base.tooltip),
    yAxis: yAxis(input, { scale: false, min: 0, max: axisTop }),
    series: [
      { ...band, id: 'lower', data: series(input, lower) },
      {
        ...band,
        id: 'upper',
        areaStyle: { color: palette.ink, opacity: 0.14 },
        data: series(input, (point) => point.rate + point.sigma - lower(point)),
      },
      {
        id: 'main',
        type: 'line',
        showSymbol: false,
        lineStyle: { color: palette.ink, width: 1.8 },
        itemStyle: { color: palette.ink },
        data: series(input, (point) => point.rate),
        markArea: gapMarks(input, timesOf(measured(input.instrument))),
        markLine: {
          silent: true,
          symbol: 'none',
          data: [
            ...inSight.map(({ level, at: y }) =>
              line(
                y,
                levelColor(level),
                `${levelNumeral(level)} ${words.level(level)} ${figure(y)}`,
                'solid',
                withLabel.has(level),
              ),
            ),
            ...(reference === undefined
              ? []
              : [
                  {
                    ...line(reference, palette.quiet, words.reference(figure(reference)), 'dashed'),
                    label: {
                      ...text(input, palette.quiet),
                      position: 'insideStartTop',
                      formatter: words.reference(figure(reference)),
                    },
                  },
                ]),
          ],
        },
      },
    ],
  };
}

/** How far the axis goes beyond the newest reading for a forecast. */
const AHEAD_MAX_MS = 10 * 24 * 3_600_000;

function forecastMarks(input: ChartInput, fit: FitLine) {
  const { palette, words } = input;
  return {
    id: 'fit',
    type: 'line',
    symbol: 'none',
    silent: true,
    lineStyle: { color: palette.ink, width: 1.4, type: 'dashed' },
    data: fit.line.map(at),
    markArea: {
      silent: true,
      itemStyle: { color: palette.ink, opacity: 0.13 },
      label: { ...text(input, palette.quiet), position: 'insideTopLeft' },
      data: [
        [{ xAxis: shifted(fit.earliest), name: words.interval }, { xAxis: shifted(fit.latest) }],
      ],
    },
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: palette.ink, type: 'solid', width: 1.2 },
      label: {
        ...text(input, palette.ink),
        position: 'end',
        formatter: words.failAt(fit.failAt),
      },
      data: [{ xAxis: shifted(fit.failAt) }],
    },
  };
}

/** Past the interval, with a little air. */
function endOf(fit: FitLine, from: number): number {
  const ahead = Math.min(fit.latest, fit.failAt + AHEAD_MAX_MS);
  return ahead + (ahead - from) * 0.04;
}

export function inverseOption(input: ChartInput, unit: string): EChartsCoreOption {
  const fit = fitOf(input.instrument);
  const [from, to] = input.range;
  const base = frame(input, [from, fit ? Math.max(to, endOf(fit, from)) : to]);
  const data = series(input, inverseOf);
  return {
    ...base,
    tooltip: tooltip(`d/${unit}`, input.range, base.tooltip),
    yAxis: yAxis(input, { scale: false, min: 0 }),
    series: [
      {
        id: 'main',
        type: 'line',
        showSymbol: true,
        symbol: 'circle',
        symbolSize: 3.5,
        lineStyle: { width: 0 },
        itemStyle: { color: input.palette.quiet },
        data,
        markArea: gapMarks(input, timesOf(measured(input.instrument))),
      },
      ...(fit ? [forecastMarks(input, fit)] : []),
    ],
  };
}

export interface RainInput {
  /** mm in each step; a step without gauge is not there. */
  steps: readonly { at: string; mm: number }[];
  stepMs: number;
  until: number;
  range: [number, number];
  palette: Palette;
  words: Pick<ChartWords, 'gap' | 'openGap'>;
}

/** The outline of bars side by side; it ends where a step is missing. */
function outline({ steps, stepMs }: RainInput): Dot[] {
  return steps.flatMap(({ at: time, mm }, index): Dot[] => {
    const from = Date.parse(time);
    const next = steps[index + 1];
    const joins = next !== undefined && Date.parse(next.at) - from <= stepMs;
    if (joins) return [[from, mm]];
    return [
      [from, mm],
      [from + stepMs, mm],
      [from + stepMs + 1, null],
    ];
  });
}

/** Bars as a stepped line: ECharts' own would outgrow the budget. No gauge, no bar, not even of 0. */
export function rainOption(input: RainInput): EChartsCoreOption {
  const base = frame(input, input.range);
  return {
    ...base,
    tooltip: tooltip('mm', input.range, base.tooltip),
    yAxis: yAxis(input, { scale: false, min: 0 }),
    series: [
      {
        id: 'main',
        type: 'line',
        step: 'end',
        showSymbol: false,
        lineStyle: { color: input.palette.quiet, width: 1 },
        itemStyle: { color: input.palette.quiet },
        areaStyle: { color: input.palette.quiet, opacity: 0.6 },
        data: outline(input).map(at),
        markArea: gapMarks({ ...input, gapPeriods: 1.5 }, timesOf(input.steps)),
      },
    ],
  };
}
