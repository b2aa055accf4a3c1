/**
 * Decides which tone is due, and of what is spoken after it. Pure: the caller says what stands on
 * the wall and what time it is. The gravest due tone wins; nothing is queued, for a queue of tones
 * tells yesterday's news.
 */
import type { Tone } from './tones';

export const RED_REPEAT_MS = 5_000;
export const BROKEN_REPEAT_MS = 8_000;

export interface Scene {
  /** Ids of red alerts nobody has answered, and of raw presses. */
  openReds: ReadonlySet<string>;
  /** Alerts of levels 2–4 raised since the last call. */
  raised: readonly { id: string; level: number }[];
  /** The chain or the link is broken. */
  broken: boolean;
  /** A sentence is being spoken: no repetition cuts it off; a new red does. */
  speaking: boolean;
}

export interface Due {
  tone: Tone;
  /** Whom the sentence is about; undefined: about the wall itself. */
  about?: string;
}

export class Annunciator {
  private known = new Set<string>();
  private lastRed = Number.NEGATIVE_INFINITY;
  private lastBroken = Number.NEGATIVE_INFINITY;
  /** Reds in the order in which they were last spoken of. */
  private spoken: string[] = [];

  due(scene: Scene, now: number): Due | undefined {
    const { openReds, broken, speaking } = scene;
    const fresh = [...openReds].find((id) => !this.known.has(id));
    this.known = new Set(openReds);
    if (speaking) this.lastRed = Math.max(this.lastRed, now - RED_REPEAT_MS / 2);
    if (openReds.size > 0 && (fresh || now - this.lastRed >= RED_REPEAT_MS)) {
      this.lastRed = now;
      return { tone: 'level1', about: this.nextRed(openReds, fresh) };
    }
    if (!broken) this.lastBroken = Number.NEGATIVE_INFINITY;
    else if (!speaking && now - this.lastBroken >= BROKEN_REPEAT_MS) {
      this.lastBroken = now;
      return { tone: 'broken' };
    }
    // A red that sounded a moment ago must not be followed by a chirp that sounds like relief.
    if (openReds.size > 0) return undefined;
    const gravest = [...scene.raised].sort((a, b) => a.level - b.level)[0];
    return gravest && { tone: `level${gravest.level as 2 | 3 | 4}`, about: gravest.id };
  }

  /** The new one; else each in its turn. */
  private nextRed(openReds: ReadonlySet<string>, fresh: string | undefined): string {
    this.spoken = this.spoken.filter((id) => openReds.has(id));
    const next = fresh ?? [...openReds].find((id) => !this.spoken.includes(id)) ?? this.spoken[0];
    if (next === undefined) throw new Error('called while a red is open');
    this.spoken = [...this.spoken.filter((id) => id !== next), next];
    return next;
  }
}
