import type { Topic } from './topics';

export type ChainVerdict = 'follows' | 'gap' | 'early';

/**
 * Remembers each topic's offset and finds the hole in a chain of deltas the moment it appears.
 * Offsets are opaque; they are only compared for equality, and only within one epoch.
 */
export class OffsetChain {
  private readonly offsets = new Map<Topic, string>();
  epoch: string | undefined;

  snapshot(topic: Topic, offset: string): void {
    this.offsets.set(topic, offset);
  }

  /** `early`: a delta before any snapshot of this topic; it cannot be placed. */
  delta(topic: Topic, prev: string, offset: string): ChainVerdict {
    const held = this.offsets.get(topic);
    if (held === undefined) return 'early';
    if (held !== prev) return 'gap';
    this.offsets.set(topic, offset);
    return 'follows';
  }

  offsetOf(topic: Topic): string | undefined {
    return this.offsets.get(topic);
  }

  /** Another epoch: nothing that is held can be resumed. */
  enter(epoch: string): void {
    if (this.epoch !== epoch) this.offsets.clear();
    this.epoch = epoch;
  }

  forget(topic: Topic): void {
    this.offsets.delete(topic);
  }
}
