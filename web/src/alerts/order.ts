/** Which alert stands where in the stack. Pure. */
import type { Alert } from '../contracts/generated';

export const isOpen = (alert: Alert): boolean => alert.response !== 'closed';

export const isUnanswered = (alert: Alert): boolean => alert.response === 'unacknowledged';

/**
 * Explained by another alert, part of a flood, or put aside for a time: counted, not listed. Red is
 * never among them, whatever the rules decided.
 */
export const isSilenced = (alert: Alert): boolean =>
  isPutAside(alert) || (alert.level !== 1 && Boolean(alert.partOf));

/** Explained by another one or shelved: nothing to look at by itself. */
export const isPutAside = (alert: Alert): boolean =>
  alert.level !== 1 && (Boolean(alert.suppressedBy) || Boolean(alert.shelvedUntil));

function rank(alert: Alert): number {
  if (alert.level === 1) return isUnanswered(alert) ? 0 : 1;
  return alert.class === 'maintenance' ? 3 : 2;
}

/**
 * Red first (those nobody has answered before the others), then newest; device care last. Times
 * are compared as text: all have the same form, and parsing them would take most of a flood's sort.
 */
export function byUrgency(a: Alert, b: Alert): number {
  const order = rank(a) - rank(b);
  if (order !== 0) return order;
  if (a.raisedAt !== b.raisedAt) return a.raisedAt < b.raisedAt ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}

export interface Stack {
  shown: Alert[];
  /** Open alerts that found no row; the wall says their number. */
  hidden: Alert[];
  silenced: number;
}

export function stackOf(alerts: Iterable<Alert>, rows: number): Stack {
  const open = [...alerts].filter(isOpen);
  const listed = open.filter((alert) => !isSilenced(alert)).sort(byUrgency);
  return {
    shown: listed.slice(0, Math.max(0, rows)),
    hidden: listed.slice(Math.max(0, rows)),
    silenced: open.length - listed.length,
  };
}

/**
 * Open alerts of level I, II, III, IV. What is part of a flood has no row of its own, but is no less
 * there: a header that says "no orange" while twenty lie in a flood would be wrong.
 */
export function countByLevel(alerts: Iterable<Alert>): [number, number, number, number] {
  const counts: [number, number, number, number] = [0, 0, 0, 0];
  for (const alert of alerts) {
    const aside = Boolean(alert.suppressedBy) || Boolean(alert.shelvedUntil);
    if (isOpen(alert) && (alert.level === 1 || !aside)) {
      counts[(alert.level - 1) as 0 | 1 | 2 | 3] += 1;
    }
  }
  return counts;
}
