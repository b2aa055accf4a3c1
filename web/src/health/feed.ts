/** The age of a feed: of the newest data that a device sent, not of the frame that told us. Pure. */
import type { HealthItem } from '../contracts/generated';

/** Two heartbeat periods of 30 s: then not one device of the feed was heard when all should be. */
export const FEED_LIMIT_MS = 60_000;

export interface FeedAge {
  /** Undefined: nothing came yet. */
  ageMs: number | undefined;
  stale: boolean;
  ok: boolean | undefined;
}

export function feedAge(
  item: HealthItem | undefined,
  now: number,
  limitMs = FEED_LIMIT_MS,
): FeedAge {
  if (!item) return { ageMs: undefined, stale: false, ok: undefined };
  if (!item.newestAt) return { ageMs: undefined, stale: false, ok: item.ok };
  const ageMs = Math.max(0, now - Date.parse(item.newestAt));
  return { ageMs, stale: ageMs > limitMs, ok: item.ok };
}
