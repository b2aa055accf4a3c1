/** What of the roster has a line on the wall: what is abnormal first, and nothing cut silently. Pure. */
import { isUnready, type OnCallNow } from '../desk/oncall/roster';

/** It is read each 15 s. */
export const ROSTER_LIMIT_MS = 60_000;

export interface RosterView {
  lines: OnCallNow[];
  hidden: number;
  gaps: number;
  posts: number;
}

const isGap = ({ source }: OnCallNow) => source === 'gap';
const rank = (one: OnCallNow) => (isGap(one) ? 0 : isUnready(one) ? 1 : 2);

/** @param told most lines; of equals the gateway's order stays */
export function rosterView(items: readonly OnCallNow[], told: number): RosterView {
  const sorted = [...items].sort((a, b) => rank(a) - rank(b));
  return {
    lines: sorted.slice(0, told),
    hidden: Math.max(0, sorted.length - told),
    gaps: items.filter(isGap).length,
    posts: items.length,
  };
}

/** How old it is where that is too old; undefined: it is not. */
export function rosterStaleness(atMs: number, nowMs: number): number | undefined {
  const old = nowMs - atMs;
  return old > ROSTER_LIMIT_MS ? old : undefined;
}
