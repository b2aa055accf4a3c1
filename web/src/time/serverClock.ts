/**
 * The gateway's clock as this browser knows it. Ages and countdowns compare the server's times with
 * this, never with the PC's own clock, which may be wrong by minutes and may jump.
 *
 * Each beat gives one estimate of (server − monotonic). A delayed beat gives a smaller one, so the
 * largest of the last few is the best.
 */
const KEPT = 8;

export class ServerClock {
  private readonly offsets: number[] = [];

  /**
   * @param monotonicMs milliseconds that never run backwards
   * @param wallMs the PC's clock, used only until the first beat
   */
  constructor(
    private readonly monotonicMs: () => number,
    private readonly wallMs: () => number,
  ) {}

  learn(serverTime: string): void {
    const server = Date.parse(serverTime);
    if (Number.isNaN(server)) return;
    this.offsets.push(server - this.monotonicMs());
    if (this.offsets.length > KEPT) this.offsets.shift();
  }

  get known(): boolean {
    return this.offsets.length > 0;
  }

  now(): number {
    return this.known ? this.monotonicMs() + Math.max(...this.offsets) : this.wallMs();
  }
}
