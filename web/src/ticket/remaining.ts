/** How much time a promise has left, as key and holes of words. Pure. */
import type { ClockKind, TicketClock, WorkCalendar } from '../contracts/generated';
import { leftMs, minutesADay } from './workTime';

/** A key under `tickets.left` with what stands in its holes. */
export interface Words {
  key: string;
  holes: { [name: string]: string | number };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Amount {
  unit: 'days' | 'hours' | 'minutes';
  a: number;
  b: number;
}

/** Two units at most: days with hours, hours with minutes. Rounded down, as time that one has is. */
function amountOf(ms: number, dayMs: number): Amount {
  const whole = Math.floor(Math.abs(ms) / MINUTE);
  const dayMinutes = dayMs / MINUTE;
  if (whole >= dayMinutes) {
    return {
      unit: 'days',
      a: Math.floor(whole / dayMinutes),
      b: Math.floor((whole % dayMinutes) / 60),
    };
  }
  if (whole >= 60) return { unit: 'hours', a: Math.floor(whole / 60), b: whole % 60 };
  return { unit: 'minutes', a: whole, b: 0 };
}

const wordsOf = (state: 'left' | 'over', kind: ClockKind, ms: number, dayMs: number): Words => {
  const { unit, a, b } = amountOf(ms, dayMs);
  const time = kind === 'natural' ? 'natural' : 'working';
  return { key: `tickets.${state}.${time}.${b ? `${unit}Rest` : unit}`, holes: { a, b } };
};

/** Natural days have 24 h; working days as many as people work. */
const dayOf = (kind: ClockKind, calendar: WorkCalendar | undefined): number =>
  kind === 'natural' || !calendar ? 24 * HOUR : minutesADay(calendar) * MINUTE;

/** Until due, or since; undefined: only the calendar could tell, and it is not here. */
export function remaining(
  kind: ClockKind,
  dueMs: number,
  now: number,
  calendar: WorkCalendar | undefined,
): Words | undefined {
  const left = leftMs(kind, dueMs, now, calendar);
  if (left === undefined) return undefined;
  // Past the end of work of its day it is broken, though no working time has passed yet.
  return wordsOf(dueMs > now ? 'left' : 'over', kind, left, dayOf(kind, calendar));
}

/** What was left when the clock was stopped; it is not running away meanwhile. */
export function leftOfPaused(clock: TicketClock, calendar: WorkCalendar | undefined): Words {
  const isDays = clock.kind === 'working-days';
  const unit = isDays ? dayOf(clock.kind, calendar) / 1_000 : MINUTE;
  const amount = isDays ? clock.amount * 1_000 : clock.amount;
  const left = (amount - clock.spent) * unit;
  return wordsOf(left >= 0 ? 'left' : 'over', clock.kind, left, dayOf(clock.kind, calendar));
}

/** Share of its own time that is gone, in percent; over 100 it is broken. */
export function shareGone(
  clock: TicketClock,
  now: number,
  calendar: WorkCalendar | undefined,
): number | undefined {
  const total =
    clock.kind === 'working-days'
      ? clock.amount * dayOf(clock.kind, calendar)
      : clock.amount * MINUTE;
  if (total <= 0) return undefined;
  const scale = clock.kind === 'working-days' ? dayOf(clock.kind, calendar) / 1_000 : MINUTE;
  if (clock.pausedAt || clock.endedAt) return (100 * clock.spent * scale) / total;
  const left = leftMs(clock.kind, Date.parse(clock.dueAt), now, calendar);
  return left === undefined ? undefined : Math.max(0, 100 * (1 - left / total));
}
