/**
 * Which commands the desk offers in which state. Only an offer: the alerts job decides, and its
 * refusal is shown in its own words. Pure.
 */

import { may } from '../access/identity';
import type { Alert, AlertAction, Response, Role } from '../contracts/generated';

/** What the dialog asks before the command goes; a note may stay empty, a reason may not. */
export type Ask = 'nothing' | 'note' | 'reason' | 'to' | 'minutes';

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
  decline: 'note',
  resolve: 'note',
  reopen: 'note',
  'false-alarm': 'reason',
  drill: 'reason',
  comment: 'reason',
  shelve: 'minutes',
};

/** The legal moves of AlertTransitions (stream-jobs), the likeliest next step first. */
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
  acknowledged: [
    'verify',
    'dispatch',
    'arrive',
    'resolve',
    'false-alarm',
    'drill',
    'close',
    'shelve',
    'comment',
  ],
  verifying: [
    'dispatch',
    'arrive',
    'resolve',
    'false-alarm',
    'drill',
    'close',
    'shelve',
    'comment',
  ],
  dispatched: [
    'arrive',
    'accept',
    'decline',
    'dispatch',
    'resolve',
    'false-alarm',
    'drill',
    'close',
    'shelve',
    'comment',
  ],
  'on-site': ['resolve', 'dispatch', 'false-alarm', 'drill', 'close', 'shelve', 'comment'],
  resolved: ['close', 'reopen', 'false-alarm', 'drill', 'comment'],
  closed: ['reopen', 'comment'],
};

/** Who closes what still burns must say why. */
function askOf(action: AlertAction, alert: Alert): Ask {
  if (action === 'close') return alert.condition === 'active' ? 'reason' : 'nothing';
  return ASKS[action] ?? 'nothing';
}

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
  if (alert.shelvedUntil) actions.unshift('unshelve');
  return actions.map((action) => ({ action, key: KEYS[action], ask: askOf(action, alert) }));
}
