/**
 * Decides which tone is due. Pure: the caller says what stands on the wall and what time it is.
 * The gravest due tone wins; nothing is queued, for a queue of tones tells yesterday's news.
 */
import type { Tone } from './tones';

export const RED_REPEAT_MS = 5_000;
export const BROKEN_REPEAT_MS = 8_000;

export interface Scene {
  /** Ids of red alerts nobody has answered, and of raw presses. */
  openReds: ReadonlySet<string>;
  /** Levels 2–4 of alerts raised since the last call. */
  raised: readonly number[];
  /** The chain or the link is broken. */
  broken: boolean;
}

export class Annunciator {
  private known = new Set<string>();
  private lastRed = Number.NEGATIVE_INFINITY;
  private lastBroken = Number.NEGATIVE_INFINITY;

  due(scene: Scene, now: number): Tone | undefined {
    const fresh = [...scene.openReds].some((id) => !this.known.has(id));
    this.known = new Set(scene.openReds);
    if (scene.openReds.size > 0 && (fresh || now - this.lastRed >= RED_REPEAT_MS)) {
      this.lastRed = now;
      return 'level1';
    }
    if (!scene.broken) this.lastBroken = Number.NEGATIVE_INFINITY;
    else if (now - this.lastBroken >= BROKEN_REPEAT_MS) {
      this.lastBroken = now;
      return 'broken';
    }
    // A red that sounded a moment ago must not be followed by a chirp that sounds like relief.
    if (scene.openReds.size > 0 || scene.raised.length === 0) return undefined;
    return `level${Math.min(...scene.raised) as 2 | 3 | 4}`;
  }
}
