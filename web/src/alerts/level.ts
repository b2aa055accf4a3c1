/** The four warning levels: always colour + shape + numeral + word together. */
export type Level = 1 | 2 | 3 | 4;

/** The level of what has none: a quiet slope, a charging site where nothing is wrong. */
export const NO_LEVEL = 5;

export interface LevelLook {
  level: Level;
  numeral: 'I' | 'II' | 'III' | 'IV';
  color: string;
  /** Outline on a 24 × 24 field, clockwise; octagon, triangle, diamond; undefined: circle. */
  points: readonly (readonly [number, number])[] | undefined;
  /** Where the numeral's middle stands in the shape. */
  numeralY: number;
}

export const LEVELS: readonly LevelLook[] = [
  {
    level: 1,
    numeral: 'I',
    color: '#ff3b4a',
    points: [
      [7.4, 1],
      [16.6, 1],
      [23, 7.4],
      [23, 16.6],
      [16.6, 23],
      [7.4, 23],
      [1, 16.6],
      [1, 7.4],
    ],
    numeralY: 12,
  },
  {
    level: 2,
    numeral: 'II',
    color: '#ffa033',
    points: [
      [12, 1],
      [23.6, 22],
      [0.4, 22],
    ],
    numeralY: 15.6,
  },
  {
    level: 3,
    numeral: 'III',
    color: '#fff28a',
    points: [
      [12, 0],
      [24, 12],
      [12, 24],
      [0, 12],
    ],
    numeralY: 12,
  },
  { level: 4, numeral: 'IV', color: '#4aa8ff', points: undefined, numeralY: 12 },
];

/** The look of a level; a level outside 1–4 cannot pass the boundary check. */
export function lookOf(level: number): LevelLook {
  const look = LEVELS[level - 1];
  if (!look) throw new RangeError(`no level ${level}`);
  return look;
}
