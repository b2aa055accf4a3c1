/** Which new red the map looks at, and for how long. Pure: time comes in. */
export const HOLD_MS = 20_000;
/**
 * More new reds than this within {@link HOLD_MS} are a flood: then the whole district says more
 * than any one place, and a map that flew to and fro would only take the eye from it.
 */
export const FLOOD_REDS = 5;

export class FocusQueue {
  private waiting: string[] = [];
  private held: { id: string; since: number } | undefined;
  private readonly seen = new Set<string>();

  /** When the reds of the last {@link HOLD_MS} came. */
  private arrivals: { place: string; at: number }[] = [];

  /**
   * A new red. The same one again, even after its turn, does not pull the map a second time.
   *
   * @param place of two reds at one place (a raw press and the alert that it became) the second is
   *   no arrival of its own
   */
  add(id: string, place: string, now: number): void {
    if (this.seen.has(id)) return;
    this.seen.add(id);
    this.arrivals = this.arrivals.filter(({ at }) => now - at < HOLD_MS);
    if (!this.arrivals.some((held) => held.place === place)) this.arrivals.push({ place, at: now });
    if (this.isFlood(now)) {
      this.waiting = [];
      this.held = undefined;
    } else {
      this.waiting.push(id);
    }
  }

  isFlood(now: number): boolean {
    return this.arrivals.filter(({ at }) => now - at < HOLD_MS).length > FLOOD_REDS;
  }

  /**
   * What to look at now; undefined: the whole.
   *
   * @param stillRed whether this red still stands
   */
  target(now: number, stillRed: (id: string) => boolean): string | undefined {
    if (this.held && (now - this.held.since >= HOLD_MS || !stillRed(this.held.id))) {
      this.held = undefined;
    }
    while (!this.held && this.waiting.length > 0) {
      const id = this.waiting.shift();
      if (id !== undefined && stillRed(id)) this.held = { id, since: now };
    }
    return this.held?.id;
  }

  /** Forgets reds that are gone, so that the memory of a wall that runs for months stays small. */
  prune(exists: (id: string) => boolean): void {
    for (const id of this.seen) if (!exists(id)) this.seen.delete(id);
  }
}
