/** The one deadline of an alert that the reader should know next. Pure. */
import type { Alert } from '../contracts/generated';

/** Timers of people; the others (auto-close, forget) only tidy up. */
const PEOPLE = new Set(['acknowledge', 'verify', 'on-site', 'presume', 'answer', 'shelve']);

export interface Deadline {
  name: string;
  /** Negative: late by so much. */
  leftMs: number;
}

export function nextDeadline(alert: Alert, now: number): Deadline | undefined {
  let next: Deadline | undefined;
  for (const timer of alert.timers ?? []) {
    if (!PEOPLE.has(timer.name)) continue;
    const leftMs = Date.parse(timer.dueAt) - now;
    if (!next || leftMs < next.leftMs) next = { name: timer.name, leftMs };
  }
  return next;
}

/** Whom the newest escalation step told; undefined if it did not escalate. */
export function escalatedTo(alert: Alert): string | undefined {
  if (!alert.escalation || alert.escalation.step <= 0) return undefined;
  return alert.escalation.notified?.at(-1);
}
