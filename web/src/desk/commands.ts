/**
 * Which commands the desk offers in which state. Only an offer: the alerts job decides, and its
 * refusal is shown in its own words. Pure.
 */

import { may } from '../access/identity';
import type { Alert, AlertAction, Response, Role } from '../contracts/generated';

/** What the dialog asks before the command goes. */
export type Ask = 'nothing' | 'reason' | 'to' | 'minutes';

export interface Offer {
  action: AlertAction;
  key: string | undefined;
  ask: Ask;
}

const KEYS: { [A in AlertAction]?: string } = {
  acknowledge: 'a',
  verify: 'v',
  dispatch: 'd',
  arrive: 's',
  resolve: 'r',
  'false-alarm': 'f',
  comment: 'c',
  close: 'x',
};

const ASKS: { [A in AlertAction]?: Ask } = {
  dispatch: 'to',
  decline: 'reason',
  resolve: 'reason',
  'false-alarm': 'reason',
  drill: 'reason',
  comment: 'reason',
  reopen: 'reason',
  shelve: 'minutes',
};

const BY_RESPONSE: { [R in Response]: readonly AlertAction[] } = {
  unacknowledged: [
    'acknowledge',
    'verify',
    'dispatch',
    'false-alarm',
    'drill',
    'shelve',
    'comment',
  ],
  acknowledged: ['verify', 'dispatch', 'resolve', 'false-alarm', 'drill', 'shelve', 'comment'],
  verifying: ['dispatch', 'resolve', 'false-alarm', 'drill', 'comment'],
  dispatched: ['accept', 'decline', 'arrive', 'resolve', 'false-alarm', 'comment'],
  'on-site': ['resolve', 'false-alarm', 'comment'],
  resolved: ['close', 'reopen', 'comment'],
  closed: ['reopen', 'comment'],
};

function isOffered(action: AlertAction, alert: Alert, role: Role): boolean {
  if (action !== 'shelve') return true;
  // A fire alarm is never put aside; device care may be, by the shift lead.
  return alert.class === 'maintenance' && may(role, 'shift-lead');
}

export function offersFor(alert: Alert, role: Role): Offer[] {
  if (!may(role, 'officer')) return [];
  const actions: AlertAction[] = BY_RESPONSE[alert.response].filter((action) =>
    isOffered(action, alert, role),
  );
  if (alert.shelvedUntil && may(role, 'shift-lead')) actions.unshift('unshelve');
  return actions.map((action) => ({ action, key: KEYS[action], ask: ASKS[action] ?? 'nothing' }));
}
