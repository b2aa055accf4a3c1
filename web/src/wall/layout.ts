/** Which grid, and how many cards it holds. Pure. */
export const ULTRA_WIDE_RATIO = 2.5;
const ROWS_NORMAL = 7;
const ROWS_WIDE = 8;
/** Rows kept for alerts while raw presses pour in, so that neither pushes the other out. */
const ROWS_KEPT_FOR_ALERTS = 2;

export const isUltraWide = (width: number, height: number): boolean =>
  width / Math.max(1, height) >= ULTRA_WIDE_RATIO;

/** What the words of a flood take from the cards. */
const ROWS_OF_A_FLOOD = 1;

/**
 * @param crowded a banner or the sound bar takes height: fewer cards, but whole ones
 * @param floods how many floods are told above the cards
 */
export const rowsFor = (wide: boolean, crowded: boolean, floods = 0): number =>
  (wide && !crowded ? ROWS_WIDE : ROWS_NORMAL) - (floods > 0 ? ROWS_OF_A_FLOOD : 0);

/** Raw presses stand on top; alerts get the rest. */
export function divideRows(
  rows: number,
  presses: number,
  alerts: number,
): { presses: number; alerts: number } {
  const kept = Math.min(alerts, ROWS_KEPT_FOR_ALERTS);
  const forPresses = Math.min(presses, rows - kept);
  return { presses: forPresses, alerts: rows - forPresses };
}

/** Against burn-in: the picture wanders by a pixel or two every ten minutes, in a small circle. */
const STEP_MS = 10 * 60_000;
const SHIFTS: readonly (readonly [number, number])[] = [
  [0, 0],
  [1, 0],
  [2, 1],
  [2, 2],
  [1, 2],
  [0, 1],
];

export function shiftAt(ms: number): readonly [number, number] {
  return SHIFTS[Math.floor(ms / STEP_MS) % SHIFTS.length] ?? [0, 0];
}

/** 22:00 to 06:00 in Beijing: the room is dark. */
export function isNight(ms: number): boolean {
  const hour = new Date(ms + 8 * 3_600_000).getUTCHours();
  return hour >= 22 || hour < 6;
}

export type Turn = 'coverage' | 'fleet' | 'chain' | 'load' | 'roster';
export const TURN_MS = 30_000;

/** Panels that share a place where one domain needs the room, and where two do; the first rests. */
export const TURNS_OF_ONE: readonly Turn[] = ['coverage', 'fleet'];
export const TURNS_OF_TWO: readonly Turn[] = ['chain', 'coverage', 'fleet'];
const CALM_MS = 60_000;

export type LeftPage = 'devices' | 'tickets';

/**
 * The left pane of a narrow wall has room for the devices or for the tickets. They take turns, but
 * devices stay while a red waits, in the minute after a new one, and while the chain is not well.
 */
export function leftPageAt(
  ms: number,
  redWaits: boolean,
  newestRedMs: number | undefined,
  chainWell: boolean,
): LeftPage {
  const calm = newestRedMs === undefined || ms - newestRedMs > CALM_MS;
  if (redWaits || !calm || !chainWell) return 'devices';
  return Math.floor(ms / TURN_MS) % 2 === 0 ? 'devices' : 'tickets';
}

/**
 * Which of the panels that share a place is shown. Nothing takes turns while a red waits, nor in
 * the minute after a new one.
 */
export function turnAt(
  ms: number,
  redWaits: boolean,
  newestRedMs: number | undefined,
  turns: readonly Turn[] = TURNS_OF_ONE,
  /** Where their page takes turns itself, each is shown when the page comes again. */
  turnMs = TURN_MS,
): Turn {
  const calm = newestRedMs === undefined || ms - newestRedMs > CALM_MS;
  const index = redWaits || !calm ? 0 : Math.floor(ms / turnMs) % turns.length;
  return turns[index] ?? 'coverage';
}
