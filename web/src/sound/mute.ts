/** A wall may be silenced for a time, never for good; a new red ends it. Pure: time comes in. */
export const MUTE_MS = 10 * 60_000;

export class Mute {
  private until = Number.NEGATIVE_INFINITY;
  private held: ReadonlySet<string> = new Set();

  /** @param openReds that are silenced too: people look at them already */
  begin(now: number, openReds: ReadonlySet<string>): void {
    this.until = now + MUTE_MS;
    this.held = new Set(openReds);
  }

  end(): void {
    this.until = Number.NEGATIVE_INFINITY;
  }

  /** How long it stays silent, ms; undefined: it sounds. A red that was not there ends it. */
  leftMs(now: number, openReds: ReadonlySet<string>): number | undefined {
    if (now >= this.until) return undefined;
    for (const id of openReds) {
      if (!this.held.has(id)) {
        this.end();
        return undefined;
      }
    }
    return this.until - now;
  }
}
