/** What a case is called and which of its promises is the nearest. Pure. */
import type { TicketClock, WorkCalendar } from '../../contracts/generated';
import { leftOfPaused, remaining, type Words } from '../../ticket/remaining';
import type { Case } from './useTickets';

export const numberOf = (one: Pick<Case, 'id' | 'links'>): string =>
  one.links?.[0]?.ref.number ?? one.id;

/** Its title; of a secret one its category. */
export const titleOf = (one: Pick<Case, 'id' | 'content'>): string =>
  one.content.title ?? one.content.categoryName ?? one.content.category ?? one.id;

const OPEN = new Set(['running', 'paused', 'missed']);
export const isOwed = (clock: TicketClock): boolean => !clock.endedAt && OPEN.has(clock.state);

/** The promise that presses most: what runs before what stands, then what is due first. */
export function nearest(clocks: readonly TicketClock[]): TicketClock | undefined {
  const rank = (clock: TicketClock) => (clock.state === 'paused' ? 1 : 0);
  return clocks
    .filter(isOwed)
    .sort((a, b) => rank(a) - rank(b) || Date.parse(a.dueAt) - Date.parse(b.dueAt))[0];
}

export const isBroken = (clock: TicketClock, now: number): boolean =>
  isOwed(clock) && clock.state !== 'paused' && Date.parse(clock.dueAt) <= now;

/** Undefined: its calendar is not here, so that only the time it is due can be told. */
export function timeOf(
  clock: TicketClock,
  now: number,
  calendar: WorkCalendar | undefined,
): Words | undefined {
  if (clock.state === 'paused') return leftOfPaused(clock, calendar);
  return remaining(clock.kind, Date.parse(clock.dueAt), now, calendar);
}
