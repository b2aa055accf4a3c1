/**
 * Sends what waits, one after the other, and keeps each step on the phone before it acts: a page
 * that dies anywhere sends the same thing under the same id when it begins again.
 */
import { type ShallowRef, shallowRef } from 'vue';
import {
  type Item,
  isPending,
  nextOf,
  type QueueEvent,
  reduceQueue,
  type Verdict,
  type WaitReason,
} from './queue';

export interface QueueStore {
  items(): Promise<Item[]>;
  write(before: readonly Item[], after: readonly Item[]): Promise<void>;
}

/** Lets one page of this browser send at a time; the work runs when it may. */
export type OneAtATime = (work: () => Promise<void>) => Promise<void>;

export interface SenderOptions {
  store: QueueStore;
  account: string;
  send: (item: Item) => Promise<Verdict>;
  alone: OneAtATime;
  now: () => number;
  after: (ms: number, run: () => void) => () => void;
}

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;

export class QueueSender {
  readonly items: ShallowRef<readonly Item[]> = shallowRef([]);
  /** Why the first in the line is not through; undefined while nothing hinders. */
  readonly hindered: ShallowRef<WaitReason | undefined> = shallowRef(undefined);

  private running = false;
  private again = false;
  private failures = 0;
  private cancelTimer: () => void = () => {};
  private writing: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly options: SenderOptions) {}

  async begin(): Promise<void> {
    await this.refresh();
    await this.apply({ kind: 'begin', now: this.options.now() });
    this.kick();
  }

  stop(): void {
    this.stopped = true;
    this.cancelTimer();
  }

  /** Kept first, then sent; in this order also if the line is there. */
  async press(item: Item): Promise<void> {
    await this.apply({ kind: 'press', item });
    this.kick();
  }

  async mean(id: string): Promise<void> {
    await this.apply({ kind: 'mean', id, now: this.options.now() });
    this.kick();
  }

  drop(id: string): Promise<void> {
    return this.apply({ kind: 'drop', id });
  }

  /** The next place in the line. */
  nextPlace(): number {
    return Math.max(0, ...this.items.value.map(({ n }) => n)) + 1;
  }

  /** The line may be back: tries now instead of later. */
  kick(): void {
    this.cancelTimer();
    this.again = true;
    if (this.running || this.stopped) return;
    this.running = true;
    void this.options
      .alone(() => this.run())
      .finally(() => {
        this.running = false;
      });
  }

  private async run(): Promise<void> {
    await this.refresh();
    while (this.again && !this.stopped) {
      this.again = false;
      await this.apply({ kind: 'age', now: this.options.now() });
      const item = nextOf(this.items.value, this.options.account);
      if (item) await this.sendOne(item);
    }
  }

  private async sendOne(item: Item): Promise<void> {
    await this.apply({ kind: 'send', id: item.id });
    const verdict = await this.options.send(item);
    await this.apply({ kind: 'answer', id: item.id, verdict, now: this.options.now() });
    if (verdict.kind === 'wait') {
      this.hindered.value = verdict.why;
      this.later();
      return;
    }
    this.hindered.value = undefined;
    this.failures = 0;
    this.again = true;
  }

  private later(): void {
    const wait = Math.min(FIRST_WAIT_MS * 2 ** this.failures, LONGEST_WAIT_MS);
    this.failures += 1;
    this.cancelTimer = this.options.after(wait, () => this.kick());
  }

  /** Another page of this browser may have sent some of it meanwhile. */
  private refresh(): Promise<void> {
    const work = this.writing.then(async () => {
      this.items.value = await this.options.store.items();
    });
    this.writing = work.catch(() => {});
    return work;
  }

  /** Each change is on the phone before the next is made. */
  private apply(event: QueueEvent): Promise<void> {
    const work = this.writing.then(async () => {
      const before = this.items.value;
      const after = reduceQueue(before, event);
      if (after === before) return;
      await this.options.store.write(before, after);
      this.items.value = after;
      if (!after.some(isPending)) this.hindered.value = undefined;
    });
    this.writing = work.catch(() => {});
    return work;
  }
}

/** One page of this browser at a time; where locks are missing, the ids alone keep it right. */
export const browserAlone: OneAtATime = (work) =>
  'locks' in navigator ? navigator.locks.request('citywall-phone-queue', work) : work();
