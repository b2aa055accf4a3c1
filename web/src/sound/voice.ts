/**
 * Says sentences: from the recorded phrases, or by a Chinese voice of this browser where a part of
 * the sentence is not recorded and there is such a voice. One sentence at a time; a newer one ends
 * the older.
 */
import type { Sentence } from './sentence';
import index from './voice/zh.json';
import file from './voice/zh.opus?url';

const PHRASES: Readonly<Record<string, number[]>> = index;
/** Speech needs no more, and three minutes of it stay 12 MB. */
const RATE_HZ = 16_000;
const LEVEL = 1.6;
/** Between phrases, s. */
const PAUSE_S = 0.12;
/** A browser's voice does not always tell when it ends, ms. */
const VOICE_LONGEST_MS = 12_000;
const RETRY_MS = 30_000;

export const isRecorded = (phrase: string): boolean => Object.hasOwn(PHRASES, phrase);

export class Voice {
  private recording: AudioBuffer | undefined;
  private sources: AudioBufferSourceNode[] = [];
  private busyUntilMs = 0;

  constructor(private readonly context: AudioContext | undefined) {
    if (context) void this.load();
  }

  /** @param afterS seconds from now, while a tone still sounds */
  say(sentence: Sentence, afterS: number): void {
    this.stop();
    const other = sentence.whole ? undefined : localVoice();
    if (other) this.sayBy(other, sentence, afterS);
    else if (this.context && this.recording)
      this.play(this.context, this.recording, sentence, afterS);
  }

  get busy(): boolean {
    return performance.now() < this.busyUntilMs;
  }

  /** The recorded phrases have come. */
  get ready(): boolean {
    return this.recording !== undefined;
  }

  stop(): void {
    for (const source of this.sources) source.stop();
    this.sources = [];
    if (this.busy && 'speechSynthesis' in window) speechSynthesis.cancel();
    this.busyUntilMs = 0;
  }

  private play(context: AudioContext, recording: AudioBuffer, sentence: Sentence, afterS: number) {
    const gain = context.createGain();
    gain.gain.value = LEVEL;
    gain.connect(context.destination);
    let at = context.currentTime + afterS;
    for (const phrase of sentence.phrases) {
      const [from, length] = PHRASES[phrase] ?? [];
      if (from === undefined || length === undefined) continue;
      const source = context.createBufferSource();
      source.buffer = recording;
      source.connect(gain);
      source.start(at, from, length);
      this.sources.push(source);
      at += length + PAUSE_S;
    }
    this.busyUntilMs = performance.now() + (at - context.currentTime) * 1_000;
  }

  private sayBy(voice: SpeechSynthesisVoice, { words }: Sentence, afterS: number) {
    const utterance = new SpeechSynthesisUtterance(words);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.onend = () => {
      this.busyUntilMs = 0;
    };
    this.busyUntilMs = performance.now() + VOICE_LONGEST_MS;
    setTimeout(() => {
      if (this.busy) speechSynthesis.speak(utterance);
    }, afterS * 1_000);
  }

  private async load(): Promise<void> {
    try {
      const answer = await fetch(file);
      if (!answer.ok) throw new Error(`${answer.status}`);
      const bytes = await answer.arrayBuffer();
      this.recording = await new OfflineAudioContext(1, 1, RATE_HZ).decodeAudioData(bytes);
    } catch {
      // Tones sound meanwhile.
      setTimeout(() => void this.load(), RETRY_MS);
    }
  }
}

/** Only a voice of this machine: a wall does not send alarms to a voice service. */
function localVoice(): SpeechSynthesisVoice | undefined {
  if (!('speechSynthesis' in window)) return undefined;
  return speechSynthesis
    .getVoices()
    .find((voice) => voice.localService && /^(zh|cmn)/i.test(voice.lang));
}
