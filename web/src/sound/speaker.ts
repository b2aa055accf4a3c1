import { type Ref, ref } from 'vue';
import { play, type Tone } from './tones';

const POLL_MS = 1_000;

/** The page's one AudioContext, and whether the browser lets it sound. */
export class Speaker {
  readonly armed: Ref<boolean> = ref(false);
  readonly context: AudioContext | undefined;

  constructor() {
    this.context = typeof AudioContext === 'undefined' ? undefined : new AudioContext();
    this.context?.addEventListener('statechange', () => this.look());
    // Chromium may resume or suspend the context without an event (device change, kiosk flag).
    setInterval(() => this.look(), POLL_MS);
    this.look();
  }

  /** To be called from a click or key; a short tick proves to the ear that it worked. */
  async arm(): Promise<void> {
    await this.context?.resume();
    this.look();
    this.play('test');
  }

  play(tone: Tone): void {
    if (this.context && this.armed.value) play(this.context, tone);
  }

  private look(): void {
    this.armed.value = this.context?.state === 'running';
  }
}
