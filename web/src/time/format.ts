/** Times and durations as the screens write them. Pure; all in Beijing time, wherever the PC is. */
const ZONE = 'Asia/Shanghai';

const clockFormat = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

const dateFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** 0 (Sunday) to 6, in Beijing. */
export function weekday(ms: number): number {
  return new Date(`${date(ms)}T00:00:00Z`).getUTCDay();
}

/** 19:35:45 */
export const clock = (ms: number): string => clockFormat.format(ms);

/** 2026-11-21 */
export const date = (ms: number): string => dateFormat.format(ms);

/** 11-21 19:35:45 */
export const stamp = (ms: number): string => `${date(ms).slice(5)} ${clock(ms)}`;

const two = (value: number) => String(value).padStart(2, '0');

/** A counting duration: 0:07, 12:45, 3:05:09, then whole days 2d 03h. Never negative. */
export function counting(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return `${Math.floor(hours / 24)}d ${two(hours % 24)}h`;
  if (hours > 0) return `${hours}:${two(minutes % 60)}:${two(seconds % 60)}`;
  return `${minutes}:${two(seconds % 60)}`;
}

/**
 * The age of a datum: tenths below ten seconds, then whole units. Undefined is a dash, never zero.
 */
export function age(ms: number | undefined): string {
  if (ms === undefined) return '—';
  const positive = Math.max(0, ms);
  if (positive < 9_950) return `${(positive / 1000).toFixed(1)} s`;
  const seconds = Math.round(positive / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`;
}

/** 38 ms; undefined is a dash. */
export const millis = (ms: number | undefined): string =>
  ms === undefined ? '—' : `${Math.round(ms)} ms`;

const grouped = new Intl.NumberFormat('en-US');

/** 1,500; undefined is a dash, never zero. */
export const count = (value: number | undefined): string =>
  value === undefined ? '—' : grouped.format(value);

/** 19:35 */
export const minute = (ms: number): string => clock(ms).slice(0, 5);

/** 19:35; of another day than now 11-20 19:35 */
export const recent = (ms: number, now: number): string =>
  date(ms) === date(now) ? minute(ms) : `${date(ms).slice(5)} ${minute(ms)}`;

/** 11-21 19:35–20:05; a day is written again only where it is another. */
export function span(fromMs: number, toMs: number): string {
  const [from, to] = [date(fromMs), date(toMs)];
  const end = from === to ? minute(toMs) : ` ${to.slice(5)} ${minute(toMs)}`;
  return `${from.slice(5)} ${minute(fromMs)}–${end.trimStart()}`;
}

/** What an input of type datetime-local holds: 2026-11-21T19:35. */
export const inputOf = (ms: number): string => `${date(ms)}T${minute(ms)}`;

/** Beijing time with its offset for the gateway; empty where the input is. */
export const offsetTimeOf = (input: string): string => (input ? `${input}:00+08:00` : '');
