/** The slopes of the district in numbers, and the one to look at first. Pure. */
import { NO_LEVEL } from '../alerts/level';
import type { InstrumentView, RainView, SlopeView } from '../contracts/generated';
import { waitingIn } from './steps';

/** Slopes are evaluated each hour of their own clock; older than two of them is old. */
export const SLOPE_LIMIT_MS = 2 * 3_600_000;

/** `quiet` is a finding; without readings, or without current ones, there is none. */
export type SlopeState = 'graded' | 'quiet' | 'silent' | 'unjudged';

export interface Stations {
  all: number;
  /** Without current data of any channel. */
  silent: string[];
}

export function stationsOf(view: SlopeView): Stations {
  const current = new Map<string, boolean>();
  for (const { stationId, current: now } of view.instruments) {
    current.set(stationId, (current.get(stationId) ?? false) || now);
  }
  const silent = [...current].filter(([, reports]) => !reports).map(([id]) => id);
  return { all: current.size, silent };
}

const MOVES = new Set(['gnss', 'crack', 'tilt', 'deep-displacement']);

/** Whether its velocity is judged. */
export const moves = (instrument: InstrumentView): boolean => MOVES.has(instrument.instrument);

export function stateOf(view: SlopeView): SlopeState {
  if (view.level < NO_LEVEL) return 'graded';
  const moving = view.instruments.filter(moves);
  if (moving.length > 0 && !moving.some((one) => one.current)) return 'silent';
  return moving.some((one) => one.rate != null) ? 'quiet' : 'unjudged';
}

/** When the line through 1/v of any instrument reaches zero first; undefined: no forecast. */
export function forecastOf(view: SlopeView): InstrumentView | undefined {
  return view.instruments
    .filter((one) => one.forecast?.gate === 'open' && one.forecast.failAt != null)
    .sort((a, b) => failAt(a) - failAt(b))[0];
}

const failAt = (instrument: InstrumentView) => Date.parse(instrument.forecast?.failAt ?? '');

const STATE_ORDER: readonly SlopeState[] = ['graded', 'silent', 'unjudged', 'quiet'];

/** Gravest first; of one level the newest, of none what is not known before what is quiet. */
export function inOrder(views: Iterable<SlopeView>): SlopeView[] {
  const since = (view: SlopeView) => (view.since ? Date.parse(view.since) : 0);
  return [...views].sort(
    (a, b) =>
      a.level - b.level ||
      STATE_ORDER.indexOf(stateOf(a)) - STATE_ORDER.indexOf(stateOf(b)) ||
      since(b) - since(a) ||
      (a.id < b.id ? -1 : 1),
  );
}

export const slopeName = (view: SlopeView): string => view.site?.name ?? view.id;

export interface SlopeSummary {
  total: number;
  /** Slopes at red, orange, yellow, blue. */
  counts: [number, number, number, number];
  quiet: number;
  /** Neither a level nor quiet: no readings to tell by, or no current ones. */
  unknown: number;
  stations: number;
  silentStations: number;
  /** Jumps that wait for a person. */
  steps: number;
  /** Device time of the newest reading of all. */
  newestAt: number | undefined;
  /** In order, those with a level. */
  graded: SlopeView[];
  /** The slope with the heaviest rain of the last day. */
  rain: RainView | undefined;
}

export function slopeSummary(views: Iterable<SlopeView>): SlopeSummary {
  const all = inOrder(views);
  const counts: SlopeSummary['counts'] = [0, 0, 0, 0];
  for (const { level } of all) {
    if (level < NO_LEVEL) counts[level - 1] = (counts[level - 1] ?? 0) + 1;
  }
  const graded = all.filter((view) => view.level < NO_LEVEL);
  const quiet = all.filter((view) => stateOf(view) === 'quiet').length;
  const stations = all.map(stationsOf);
  const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);
  const times = all.map((view) => Date.parse(view.at));
  return {
    total: all.length,
    counts,
    quiet,
    unknown: all.length - graded.length - quiet,
    stations: sum(stations.map((one) => one.all)),
    silentStations: sum(stations.map((one) => one.silent.length)),
    steps: sum(all.map((view) => waitingIn(view).length)),
    newestAt: times.length > 0 ? Math.max(...times) : undefined,
    graded,
    rain: wettest(all),
  };
}

function wettest(views: readonly SlopeView[]): RainView | undefined {
  return views
    .map((view) => view.rain)
    .sort((a, b) => a.level - b.level || b.hours24 - a.hours24)[0];
}

/** How old the newest reading of all slopes is, where that is too old. */
export function staleness(summary: SlopeSummary, now: number): number | undefined {
  if (summary.newestAt === undefined) return undefined;
  const ageMs = Math.max(0, now - summary.newestAt);
  return ageMs > SLOPE_LIMIT_MS ? ageMs : undefined;
}

/** No person has set anything for it; what the software found itself is not set. */
export const isUnset = (view: SlopeView) => view.profileVersion === 0 || view.profileUnset;
