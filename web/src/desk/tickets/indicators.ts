/** Indicators as the gateway gives them, and how they are written. Pure. */
import { count, date } from '../../time/format';

export interface Indicator {
  id: string;
  title: string;
  unit: '%' | 's' | '件';
  /** Null: there was nothing to divide by. */
  value: number | null;
  numerator?: number;
  denominator?: number;
  note: string;
  previous?: number | null;
  change?: number | null;
}

export const PERIODS = [1, 7, 28, 91] as const;
const DAY_MS = 86_400_000;

interface Ask {
  days: number;
  compare: '' | 'previous' | 'year';
  workdays: boolean;
}

/** Whole days of Beijing until the last midnight: a report of last week stays what it was. */
export function pathOf(ask: Ask, place: string, now: number): string {
  const to = Date.parse(`${date(now)}T00:00:00+08:00`);
  const time = (ms: number) => encodeURIComponent(new Date(ms).toISOString());
  const compare = ask.compare ? `&compare=${ask.compare}` : '';
  const where = place ? `&place=${encodeURIComponent(place)}` : '';
  const days = ask.workdays ? '&workdays=true' : '';
  return `/indicators?from=${time(to - ask.days * DAY_MS)}&to=${time(to)}${compare}${days}${where}`;
}

interface Units {
  hours: string;
  points: string;
}

/** 95.98 %, 14.3 h, 76; a share of nothing is a dash, never zero. */
export function figureOf(
  value: number | null | undefined,
  unit: Indicator['unit'],
  words: Units,
): string {
  if (value == null) return '—';
  if (unit === '%') return `${value.toFixed(1)} %`;
  return unit === 's' ? `${(value / 3_600).toFixed(1)} ${words.hours}` : count(value);
}

/** With its sign; of a share in percentage points. */
export function changeOf(one: Indicator, words: Units): string {
  const { change, unit } = one;
  if (change == null) return '—';
  const sign = change > 0 ? '+' : change < 0 ? '−' : '±';
  const size = Math.abs(change);
  if (unit === '%') return `${sign}${size.toFixed(1)} ${words.points}`;
  return sign + figureOf(size, unit, words);
}
