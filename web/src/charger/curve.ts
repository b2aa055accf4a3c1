/** The last half hour of a port as it is drawn. Pure. A minute without measurement breaks the line. */
import type { PortCurve, RuleLimit } from '../contracts/generated';
import { niceTop } from '../design/scale';

export type Quantity = 'powerW' | 'tempC';

const MINUTE_MS = 60_000;
/** What the page keeps of a port; a younger curve stands at the right of its picture. */
const SPAN_MS = 30 * MINUTE_MS;

export interface Sample {
  /** Middle of the minute. */
  at: number;
  value: number;
}

export interface Gap {
  from: number;
  to: number;
}

export interface LimitLine {
  level: number;
  at: number;
  /** The rule asks whether it is less than this. */
  isFloor: boolean;
}

export interface Drawing {
  range: [from: number, to: number];
  /** Runs of minutes that follow each other. */
  runs: Sample[][];
  gaps: Gap[];
  limits: LimitLine[];
  scale: [low: number, high: number];
  ticks: number[];
  newest: Sample | undefined;
  highest: Sample | undefined;
}

const isNumberList = (value: unknown): value is (number | null)[] =>
  Array.isArray(value) &&
  value.every((one) => one === null || (typeof one === 'number' && Number.isFinite(one)));

/** The curve that an alert has as evidence; undefined: it is none that can be drawn. */
export function curveOf(json: string | undefined): PortCurve | undefined {
  if (!json) return undefined;
  try {
    const value = JSON.parse(json) as Partial<PortCurve> | null;
    if (!value || Number.isNaN(Date.parse(value.from ?? ''))) return undefined;
    if (!isNumberList(value.powerW) || !isNumberList(value.tempC)) return undefined;
    return value as PortCurve;
  } catch {
    return undefined;
  }
}

export interface NamedCurve {
  /** Of the evidence. */
  key: string;
  /** Of which port it is, where an alert has those of several; empty: of what the alert is of. */
  name: string;
  curve: PortCurve;
}

/** All curves among the evidence of an alert: `curve`, and `curve <port>` of more than one. */
export function curvesOf(evidence: Readonly<Record<string, string>>): NamedCurve[] {
  return Object.entries(evidence).flatMap(([key, json]) => {
    const curve = key === 'curve' || key.startsWith('curve ') ? curveOf(json) : undefined;
    return curve ? [{ key, name: key.slice('curve '.length), curve }] : [];
  });
}

function runsOf(from: number, values: readonly (number | null | undefined)[]) {
  const runs: Sample[][] = [];
  const gaps: Gap[] = [];
  let run: Sample[] | undefined;
  let gap: Gap | undefined;
  values.forEach((value, index) => {
    const begin = from + index * MINUTE_MS;
    if (value == null) {
      run = undefined;
      if (gap) gap.to = begin + MINUTE_MS;
      else {
        gap = { from: begin, to: begin + MINUTE_MS };
        gaps.push(gap);
      }
      return;
    }
    gap = undefined;
    const sample = { at: begin + MINUTE_MS / 2, value };
    if (run) run.push(sample);
    else {
      run = [sample];
      runs.push(run);
    }
  });
  return { runs, gaps };
}

/** Power begins at zero; temperature at a round twenty below what was measured. */
function scaleOf(quantity: Quantity, lowest: number, highest: number): [number, number] {
  if (quantity === 'powerW') return [0, niceTop(highest * 1.05)];
  const low = Math.floor(lowest / 20) * 20;
  return [low, Math.max(low + 20, Math.ceil((highest + 2) / 10) * 10)];
}

const TICKS_MAX = 5;
const STEPS = [1, 2, 2.5, 5, 10];

export function ticksOf([low, high]: [number, number]): number[] {
  const rough = (high - low) / (TICKS_MAX - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((one) => one * power >= rough) ?? 10) * power;
  const ticks: number[] = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high + step / 1_000; tick += step) {
    ticks.push(Number(tick.toPrecision(6)));
  }
  return ticks;
}

/** The limits up to the first that is still above everything: what lies further is no news. */
export function limitsInSight(limits: readonly LimitLine[], highest: number): LimitLine[] {
  const rising = [...limits].sort((a, b) => a.at - b.at);
  const next = rising.findIndex((limit) => limit.at > highest);
  return next < 0 ? rising : rising.slice(0, next + 1);
}

/** The newest minute may still be on its way. */
const LATE_MS = 2 * MINUTE_MS;

/**
 * @param until now, where the curve goes on: then silence since its end is a gap; undefined: it is
 *     of a moment that has passed
 */
export function drawingOf(
  curve: PortCurve,
  quantity: Quantity,
  limits: readonly LimitLine[],
  until?: number,
): Drawing {
  const from = Date.parse(curve.from);
  const values = curve[quantity] as readonly (number | null)[];
  const lastMinute = from + Math.max(curve.powerW.length, curve.tempC.length) * MINUTE_MS;
  const { runs, gaps } = runsOf(from, values);
  // A longer silence would press the curve together until nothing is seen of it.
  const silence = until === undefined ? 0 : until - lastMinute;
  const isSilent = silence > LATE_MS && silence < SPAN_MS;
  const end = isSilent ? lastMinute + Math.floor(silence / MINUTE_MS) * MINUTE_MS : lastMinute;
  if (isSilent) gaps.push({ from: lastMinute, to: end });
  const samples = runs.flat();
  const highest = samples.reduce<Sample | undefined>(
    (most, one) => (most && most.value >= one.value ? most : one),
    undefined,
  );
  const seen = limitsInSight(limits, highest?.value ?? 0);
  const top = Math.max(highest?.value ?? 0, ...seen.map((limit) => limit.at));
  const lowest = Math.min(top, ...samples.map((one) => one.value));
  const scale = scaleOf(quantity, lowest, top);
  return {
    range: [Math.min(from, end - SPAN_MS), end],
    runs,
    gaps,
    limits: seen,
    scale,
    ticks: ticksOf(scale),
    newest: samples.at(-1),
    highest,
  };
}

/** Rules whose limit is a line on a curve. */
const DRAWN: { [rule: string]: Quantity } = {
  'port-hot': 'tempC',
  'over-power': 'powerW',
  'after-full': 'powerW',
};
const FLOORS: ReadonlySet<string> = new Set(['after-full']);
const UNITS: { [Q in Quantity]: string } = { powerW: 'W', tempC: '℃' };

/** The limits of a site that are lines of this quantity; one without a number of it is none. */
export function linesOf(limits: readonly RuleLimit[], quantity: Quantity): LimitLine[] {
  return limits.flatMap(({ rule, level, value, unit }): LimitLine[] => {
    if (DRAWN[rule] !== quantity || unit !== UNITS[quantity] || value == null) return [];
    return [{ level, at: value, isFloor: FLOORS.has(rule) }];
  });
}
