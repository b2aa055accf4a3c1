/** Which grid, and what it holds; how the picture is kept from burning in. Pure. */
import type { Panel, Room } from './scenes';

const ULTRA_WIDE_RATIO = 2.5;
/** 16:10 is still wide, 4:3 is not. */
const SQUARE_RATIO = 1.5;

/**
 * `wide`: columns beside the map, and what changed last beside the stack; `narrow`: one column that
 * takes turns; `square` (4:3): the map above two columns.
 */
export type Form = 'wide' | 'narrow' | 'square';

export function formOf(width: number, height: number): Form {
  const ratio = width / Math.max(1, height);
  if (ratio >= ULTRA_WIDE_RATIO) return 'wide';
  return ratio < SQUARE_RATIO ? 'square' : 'narrow';
}

export interface Frame {
  form: Form;
  /** The header has two lines. */
  slim: boolean;
  /** Columns of panels. */
  columns: number;
  /** Height of a column, rem. */
  heightRem: number;
  /** Cards in the stack. */
  rows: number;
  /** Less height for each card. */
  dense: boolean;
}

/** What the rules of wall.css give, rem. */
const HEADER = 3.5;
const HEADER_SLIM = 5.6;
const SLIM_BELOW = 84;
const PADDING = 1.3;
const STACK_EDGE = 3.6;
const ROW = { roomy: 5.6, dense: 5 };
const MAP_LEAST = 34;
const STACK_WIDE = 26;
const LAST_WIDE = 21;
const COLUMN_WIDE = 23;
const COLUMNS_MOST = 3;
/** Of a square wall, the height of its columns; the map has the rest. */
export const SQUARE_SHARE = 0.58;
const ROWS_LEAST = 2;

/**
 * @param width of the window, px; `height` too
 * @param remPx root size, px
 * @param barsRem height that banners take from the grid
 */
export function frameOf(width: number, height: number, remPx: number, barsRem: number): Frame {
  const form = formOf(width, height);
  const [widthRem, heightRem] = [width / remPx, height / remPx];
  const slim = widthRem < SLIM_BELOW;
  const inner = heightRem - (slim ? HEADER_SLIM : HEADER) - PADDING - barsRem;
  const dense = form === 'wide' || barsRem > 0;
  const free = widthRem - STACK_WIDE - LAST_WIDE - MAP_LEAST;
  const wideColumns = Math.min(COLUMNS_MOST, Math.max(1, Math.floor(free / COLUMN_WIDE)));
  return {
    form,
    slim,
    columns: { wide: wideColumns, narrow: 1, square: 2 }[form],
    heightRem: form === 'square' ? inner * SQUARE_SHARE : inner,
    rows: Math.max(ROWS_LEAST, Math.floor((inner - STACK_EDGE) / (dense ? ROW.dense : ROW.roomy))),
    dense,
  };
}

/** Rows that raw presses leave to alerts, so that neither pushes the other out. */
const ROWS_KEPT_FOR_ALERTS = 2;

/** What the words of a flood take from the cards. */
const ROWS_OF_A_FLOOD = 1;

/** @param floods how many floods are told above the cards */
export const rowsFor = (frame: Frame, floods: number): number =>
  Math.max(ROWS_LEAST, frame.rows - (floods > 0 ? ROWS_OF_A_FLOOD : 0));

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

/** How much each panel tells: lines of slopes, sites, tickets, sources, posts. */
export interface Told {
  slopes: number;
  chargers: number;
  bars: number;
  tickets: number;
  sources: number;
  posts: number;
}

const FULL_HEIGHT = 44;
const TOLD_WIDE: Told = { slopes: 6, chargers: 6, bars: 6, tickets: 6, sources: 5, posts: 5 };
const TOLD_ONE: Told = { slopes: 1, chargers: 1, bars: 4, tickets: 5, sources: 0, posts: 3 };
const TOLD_SHARED = { slopes: 2, chargers: 3 };

/**
 * @param shared slopes and chargers stand in one column
 * @param crowded a banner takes height
 */
export function toldIn({ form, heightRem }: Frame, shared: boolean, crowded: boolean): Told {
  if (form !== 'wide') {
    const low = heightRem < 36;
    const tickets = form === 'square' ? 1 : low ? 2 : crowded ? 3 : 5;
    return { ...TOLD_ONE, bars: low ? 3 : 4, tickets };
  }
  const share = Math.min(1, heightRem / FULL_HEIGHT);
  const all = { ...TOLD_WIDE, ...(shared ? TOLD_SHARED : {}) };
  const part = (n: number) => Math.max(1, Math.floor(n * share));
  return {
    slopes: part(all.slopes),
    chargers: part(all.chargers),
    bars: part(all.bars),
    tickets: part(crowded ? all.tickets - 1 : all.tickets),
    sources: part(all.sources),
    posts: part(all.posts),
  };
}

/** Heights of panels, rem, as measured; browser/profile.browser.test.ts sees that none is cut. */
export function roomOf(frame: Frame, told: Told, crowded: boolean): Room {
  const roomy = frame.form === 'wide';
  const heights: { [P in Panel]: number } = {
    fire: roomy ? 8.8 : 7.2,
    slope: roomy ? 8 + told.slopes * 6.2 : crowded ? 10.6 : 14.2,
    charger: roomy ? 9 + told.chargers * 3.8 : crowded ? 10.4 : 11.8,
    chain: roomy ? 11.8 : 7.2,
    ticket: 11.8 + told.bars * 2.6 + told.tickets * 2.9,
    load: 8,
    roster: 3.4 + told.posts * 1.4,
    coverage: roomy ? 10 : 9,
    fleet: 8.5,
  };
  return {
    columns: frame.columns,
    heightRem: frame.heightRem,
    gapRem: roomy ? 1.3 : 0.8,
    heightOf: (panel) => heights[panel],
  };
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
