/** What of the load of a seat is beyond what a person can bear (ISA-18.2, EEMUA 191). Pure. */
import type { AlarmLoad } from '../contracts/generated';

/** EEMUA 191: one alarm in 10 min on average, two at most; more than 10 is a flood. */
export const AVERAGE_TARGET = 1;
export const AVERAGE_MOST = 2;
export const FLOOD_ABOVE = 10;
/** Share of time in flood, in percent. */
export const FLOOD_TARGET = 1;
/** Share of level I, II, and the rest, in percent. */
export const SHARES = [5, 15, 80] as const;
/** The ten busiest sources together should make at most so much, in percent. */
export const TOP_MOST = 5;

export interface LoadShare {
  name: 'red' | 'orange' | 'rest';
  percent: number | undefined;
  target: number;
  over: boolean;
}

/** Of the last 24 h; without any alert there is no share. */
export function sharesOf(load: AlarmLoad): LoadShare[] {
  const of = (level: number) => load.byLevel[String(level)] ?? 0;
  const counts = [of(1), of(2), of(3) + of(4)];
  const all = counts.reduce((sum, one) => sum + one, 0);
  return (['red', 'orange', 'rest'] as const).map((name, i) => {
    const percent = all === 0 ? undefined : (100 * (counts[i] ?? 0)) / all;
    const target = SHARES[i] ?? 0;
    // Too few of the rest is the same fault as too many above, and is said there.
    return { name, percent, target, over: name !== 'rest' && (percent ?? 0) > target };
  });
}

/** Whether the seat has more than a person can handle: each with its own limit. */
export function overOf(load: AlarmLoad) {
  return {
    now: load.lastTenMinutes > FLOOD_ABOVE,
    average: load.averagePerTenMinutes > AVERAGE_MOST,
    most: load.mostPerTenMinutes > FLOOD_ABOVE,
    flood: load.floodPercent > FLOOD_TARGET,
    chattering: load.chattering > 0,
    stale: load.stale > 0,
  };
}

/** The seat of a wall: the one whose place holds it most closely; else the first by name. */
export function loadFor(
  loads: Iterable<AlarmLoad>,
  place: string | undefined,
): AlarmLoad | undefined {
  const all = [...loads].sort((a, b) => (a.seat < b.seat ? -1 : 1));
  const mine = place ?? '';
  const holds = (load: AlarmLoad) =>
    load.place === '' || load.place === mine || mine.startsWith(`${load.place}/`);
  return all.filter(holds).sort((a, b) => b.place.length - a.place.length)[0] ?? all[0];
}
