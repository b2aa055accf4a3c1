/** Rolling rain beside the national rainstorm signals. Pure. */
import type { RainView } from '../../contracts/generated';

export interface Signal {
  mm: number;
  level: number;
}

export interface RainBar {
  hours: number;
  mm: number;
  signals: Signal[];
  /** The gravest signal that is reached. */
  reached: number | undefined;
}

/** 暴雨预警信号: 50 mm in 12, 6, 3 h and 100 mm in 3 h. */
const SIGNALS: { [hours: number]: Signal[] } = {
  3: [
    { mm: 50, level: 2 },
    { mm: 100, level: 1 },
  ],
  6: [{ mm: 50, level: 3 }],
  12: [{ mm: 50, level: 4 }],
};

export function rainBars(rain: RainView): RainBar[] {
  const sums: [number, number][] = [
    [1, rain.hour1],
    [3, rain.hours3],
    [6, rain.hours6],
    [12, rain.hours12],
    [24, rain.hours24],
    [72, rain.hours72],
  ];
  return sums.map(([hours, mm]) => {
    const signals = SIGNALS[hours] ?? [];
    const reached = signals.filter((signal) => mm >= signal.mm).map((signal) => signal.level);
    return { hours, mm, signals, reached: reached.length > 0 ? Math.min(...reached) : undefined };
  });
}

const SCALE_MIN = 110;

/** The scale of all bars: every signal has its place on it. */
export const rainScale = (bars: readonly RainBar[]): number =>
  Math.max(SCALE_MIN, ...bars.map((bar) => bar.mm));
