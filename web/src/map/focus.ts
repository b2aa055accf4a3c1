/** Which new red the map looks at, and for how long. Pure: time comes in. */
export const HOLD_MS = 20_000;
/** More reds than this waiting are a flood: then the whole district says more than any one place. */
export const QUEUE_MAX = 5;

export class FocusQueue {
  private waiting: string[] = [];
  private held: { id: string; since: number } | undefined;
  private readonly seen = new Set<string>();

  /** A new red. The same one again, even after its turn, does not pull the map a second time. */
  add(id: string): void {
    if (this.seen.has(id)) return;
    this.seen.add(id);
    this.waiting.push(id);
    if (this.waiting.length > QUEUE_MAX) {
      this.waiting = [];
      this.held = undefined;
    }
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
