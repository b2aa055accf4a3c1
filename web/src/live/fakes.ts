/** Hand-written fakes for tests of the live core: a clock, a socket, frames. */
import type { Frames } from './frames';
import type { SocketLike, Timers } from './socket';

export class FakeTimers implements Timers {
  private time = 0;
  private nextId = 0;
  private readonly waiting = new Map<number, { due: number; run: () => void }>();

  now = () => this.time;
  random = () => 0.5;

  after(delayMs: number, run: () => void): () => void {
    this.nextId += 1;
    const id = this.nextId;
    this.waiting.set(id, { due: this.time + delayMs, run });
    return () => this.waiting.delete(id);
  }

  /** Lets time pass, with every timer at its own time. */
  pass(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const due = [...this.waiting].filter(([, timer]) => timer.due <= end);
      const [first] = due.sort(([, a], [, b]) => a.due - b.due);
      if (!first) break;
      this.waiting.delete(first[0]);
      this.time = Math.max(this.time, first[1].due);
      first[1].run();
    }
    this.time = end;
  }

  /** The page stands still: time jumps first, then all due timers run late. */
  freeze(ms: number): void {
    this.time += ms;
    this.pass(0);
  }
}

export class FakeSocket implements SocketLike {
  readyState = 0;
  readonly sent: Record<string, unknown>[] = [];
  closedWith: number | undefined;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(code?: number): void {
    this.readyState = 3;
    this.closedWith = code;
  }

  accept(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  say(...messages: object[]): void {
    for (const message of messages) this.onmessage?.({ data: JSON.stringify(message) });
  }

  end(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code, reason: '' });
  }

  ops(op: string): Record<string, unknown>[] {
    return this.sent.filter((message) => message.op === op);
  }
}

export class FakeFrames implements Frames {
  private runs: (() => void)[] = [];
  next(run: () => void): void {
    this.runs.push(run);
  }
  painted(run: () => void): void {
    this.runs.push(run);
  }
  get waiting(): number {
    return this.runs.length;
  }
  paint(): void {
    const runs = this.runs;
    this.runs = [];
    for (const run of runs) run();
  }
}
