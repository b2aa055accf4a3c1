/**
 * Danger signals by WebAudio, after the ideas of ISO 7731: pulsing, main parts between 300 and
 * 3000 Hz with energy below 1500 Hz, clearly different for each meaning.
 */
export type Tone = 'level1' | 'level2' | 'level3' | 'level4' | 'broken' | 'test';

/** One pulse: begins at `at` s, lasts `for` s, slides from `hz` to `to`. */
export interface Pulse {
  at: number;
  for: number;
  hz: number;
  to?: number;
  gain: number;
}

const train = (count: number, period: number, pulse: Omit<Pulse, 'at'>): Pulse[] =>
  Array.from({ length: count }, (_, i) => ({ ...pulse, at: i * period }));

export const TONES: { [T in Tone]: readonly Pulse[] } = {
  // Rising sweeps, the signal that people already know as "danger".
  level1: train(4, 0.28, { for: 0.22, hz: 620, to: 1180, gain: 0.9 }),
  level2: train(2, 0.3, { for: 0.2, hz: 740, gain: 0.6 }),
  level3: train(1, 0.3, { for: 0.25, hz: 587, gain: 0.4 }),
  level4: train(1, 0.3, { for: 0.15, hz: 440, gain: 0.25 }),
  // Falling: the wall itself is blind. Never to be taken for an alarm of the district.
  broken: [
    { at: 0, for: 0.3, hz: 620, gain: 0.7 },
    { at: 0.34, for: 0.3, hz: 466, gain: 0.7 },
    { at: 0.68, for: 0.5, hz: 349, gain: 0.7 },
  ],
  test: train(1, 0.3, { for: 0.12, hz: 880, gain: 0.2 }),
};

/** How long a tone sounds, s. */
export const secondsOf = (tone: Tone): number =>
  Math.max(...TONES[tone].map((pulse) => pulse.at + pulse.for));

const RAMP_S = 0.012;

/** Schedules a tone on a running context. A second, quieter octave carries through room noise. */
export function play(context: AudioContext, tone: Tone): void {
  const start = context.currentTime + 0.02;
  for (const pulse of TONES[tone]) {
    voice(context, start + pulse.at, pulse, 1, pulse.gain);
    voice(context, start + pulse.at, pulse, 2, pulse.gain * 0.25);
  }
}

function voice(context: AudioContext, at: number, pulse: Pulse, octave: number, gain: number) {
  const oscillator = context.createOscillator();
  const envelope = context.createGain();
  const end = at + pulse.for;
  oscillator.frequency.setValueAtTime(pulse.hz * octave, at);
  if (pulse.to) oscillator.frequency.linearRampToValueAtTime(pulse.to * octave, end);
  envelope.gain.setValueAtTime(0, at);
  envelope.gain.linearRampToValueAtTime(gain * 0.5, at + RAMP_S);
  envelope.gain.setValueAtTime(gain * 0.5, end - RAMP_S);
  envelope.gain.linearRampToValueAtTime(0, end);
  oscillator.connect(envelope).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(end);
}
