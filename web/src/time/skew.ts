/** How far the screen's own clock is from the gateway's. Pure. */

/** Less than this is seen by nobody, and NTP keeps a clock far closer. */
export const SKEW_LIMIT_MS = 60_000;

/**
 * @param wallMs the PC's clock; `serverMs`: the gateway's, as it is now
 * @returns positive: the PC is ahead; undefined: near enough
 */
export function skewOf(wallMs: number, serverMs: number): number | undefined {
  const skew = wallMs - serverMs;
  return Math.abs(skew) > SKEW_LIMIT_MS ? skew : undefined;
}
