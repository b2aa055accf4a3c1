/** Which alerts are mine, and why; everything else that is open lies below. Pure. */

import { byUrgency, isOpen, isSilenced, isUnanswered } from '../alerts/order';
import type { Alert } from '../contracts/generated';
import { answerable } from './offers';

/** A page that went to this account, as `GET /me/pages` tells it: the newest of its alert. */
export interface Told {
  alertId: string;
  step: string;
  /** Of the notification: only what was sent reached somebody. */
  state: string;
  decidedAt: string;
}

/**
 * called: an answer of mine is owed (叫应); owner: I have it; responsible: I was called for it;
 * told: a page of it went to me; meant: it should, and did not reach me (yet).
 */
export type Because = 'called' | 'owner' | 'responsible' | 'told' | 'meant';

const REACHED = new Set(['sent', 'merged']);

export interface Mine {
  alert: Alert;
  because: Because;
  told: Told | undefined;
}

export function becauseOf(
  alert: Alert,
  account: string,
  told: ReadonlyMap<string, Told>,
): Because | undefined {
  const isCalled = alert.answering?.person === account;
  if (isCalled && answerable(alert)) return 'called';
  if (alert.owner === account) return 'owner';
  if (isCalled) return 'responsible';
  const page = told.get(alert.id);
  return page && (REACHED.has(page.state) ? 'told' : 'meant');
}

export interface Split {
  mine: Mine[];
  rest: Alert[];
  /** Of the rest, explained by others or put aside: counted, not listed. */
  aside: number;
}

/** Red that nobody has answered, what waits for my answer, the rest, and last what is resolved. */
function rank({ alert, because }: Mine): number {
  if (alert.level === 1 && isUnanswered(alert)) return 0;
  if (because === 'called') return 1;
  return alert.response === 'resolved' ? 3 : 2;
}

export function split(alerts: Iterable<Alert>, account: string, told: readonly Told[]): Split {
  const byAlert = new Map(told.map((one) => [one.alertId, one]));
  const mine: Mine[] = [];
  const rest: Alert[] = [];
  let aside = 0;
  for (const alert of alerts) {
    if (!isOpen(alert)) continue;
    const because = becauseOf(alert, account, byAlert);
    if (because) mine.push({ alert, because, told: byAlert.get(alert.id) });
    else if (isSilenced(alert)) aside += 1;
    else rest.push(alert);
  }
  mine.sort((a, b) => rank(a) - rank(b) || byUrgency(a.alert, b.alert));
  rest.sort(byUrgency);
  return { mine, rest, aside };
}
