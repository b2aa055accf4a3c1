const FIRST_MS = 500;
const LONGEST_MS = 8_000;

/** Close code of a gateway that is going down in order: another one is ready now. */
export const CLOSE_RECONNECT_NOW = 4503;
/** Close code of a session that is not, or no longer, authenticated. */
export const CLOSE_AUTH = 4401;
/** Close code of a session whose place is not allowed. */
export const CLOSE_PLACE = 4403;

/**
 * How long to wait before the next attempt. Full jitter, so that 10,000 walls do not come back in
 * one wave; never more than 8 s, so that a wall is back within seconds of its gateway.
 *
 * @param attempt 0 for the first attempt after a connection that had worked
 * @param random in [0, 1)
 */
export function reconnectDelayMs(code: number, attempt: number, random: number): number {
  if (code === CLOSE_RECONNECT_NOW && attempt === 0) return 0;
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.round(ceiling * (0.3 + 0.7 * random));
}
