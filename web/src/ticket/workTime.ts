/** Working time between two moments, as the promises of tickets count it. Pure. */
import type { ClockKind, WorkCalendar } from '../contracts/generated';
import { date } from '../time/format';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** A promise is at most months away: more days than this are not walked through. */
const DAYS_MAX = 800;

/** Midnight in Beijing of the day of this moment. */
const startOfDay = (ms: number) => Date.parse(`${date(ms)}T00:00:00+08:00`);

const minutesOf = (time: string) => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
};

/** Minutes that people work on a working day. */
export const minutesADay = (calendar: WorkCalendar): number =>
  calendar.hours.reduce((sum, { from, to }) => sum + minutesOf(to) - minutesOf(from), 0);

/** Whether the calendar says anything of this year; without it, only weekends are known. */
export const knowsYear = (calendar: WorkCalendar, ms: number): boolean =>
  calendar.years.some((one) => one.year === Number(date(ms).slice(0, 4)));

export function isWorkday(calendar: WorkCalendar, ms: number): boolean {
  const day = date(ms);
  const year = calendar.years.find((one) => one.year === Number(day.slice(0, 4)));
  if (year?.workdays.includes(day)) return true;
  const week = new Date(`${day}T00:00:00Z`).getUTCDay();
  return week !== 0 && week !== 6 && !year?.holidays.includes(day);
}

/** Milliseconds of work from one moment to a later one. */
export function workMs(calendar: WorkCalendar, fromMs: number, toMs: number): number {
  let sum = 0;
  let day = startOfDay(fromMs);
  for (let n = 0; n < DAYS_MAX && day < toMs; n += 1, day += DAY_MS) {
    if (!isWorkday(calendar, day)) continue;
    for (const { from, to } of calendar.hours) {
      const begin = Math.max(fromMs, day + minutesOf(from) * MINUTE_MS);
      const end = Math.min(toMs, day + minutesOf(to) * MINUTE_MS);
      if (end > begin) sum += end - begin;
    }
  }
  return sum;
}

/**
 * Own time from now until due, in ms of that clock, negative once it is past; undefined: it cannot be
 * counted here, because the calendar is not known.
 */
export function leftMs(
  kind: ClockKind,
  dueMs: number,
  now: number,
  calendar: WorkCalendar | undefined,
): number | undefined {
  if (kind === 'natural') return dueMs - now;
  if (!calendar) return undefined;
  return dueMs >= now ? workMs(calendar, now, dueMs) : -workMs(calendar, dueMs, now);
}
