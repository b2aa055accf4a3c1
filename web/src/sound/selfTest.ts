/**
 * At the beginning of each shift the wall sounds all its tones, gravest last, and says so: who comes
 * on duty hears that it can be heard. Pure: time comes in.
 */
import type { Tone } from './tones';

export const TEST_TONES: readonly Tone[] = ['level4', 'level3', 'level2', 'level1'];
/** Between the beginnings of two tones, ms. */
export const TEST_STEP_MS = 1_500;
/** A page that was opened, or could not sound, so long after the beginning leaves it out. */
const LATEST_MS = 5 * 60_000;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const BEIJING_MINUTES = 8 * 60;

/** Beginning of the newest shift, ms; undefined: no shifts are set. */
export function shiftStart(ms: number, shifts: readonly number[]): number | undefined {
  if (shifts.length === 0) return undefined;
  const minutes = Math.floor(ms / MINUTE_MS) + BEIJING_MINUTES;
  const today = minutes - (minutes % DAY_MINUTES);
  const begun = shifts
    .flatMap((shift) => [today - DAY_MINUTES + shift, today + shift])
    .filter((start) => start <= minutes);
  return (Math.max(...begun) - BEIJING_MINUTES) * MINUTE_MS;
}

/** What is known of the newest shift's test. */
export type TestState = 'due' | 'done' | 'missed' | 'none';

/**
 * @param since when the page was opened, ms
 * @param testedAt when it last tested itself, ms
 */
export function testState(
  now: number,
  shifts: readonly number[],
  since: number,
  testedAt: number | undefined,
): TestState {
  const start = shiftStart(now, shifts);
  if (start === undefined) return 'none';
  if (testedAt !== undefined && testedAt >= start) return 'done';
  if (since > start) return 'none';
  return now - start <= LATEST_MS ? 'due' : 'missed';
}
