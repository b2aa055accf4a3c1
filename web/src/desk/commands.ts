/**
 * Which commands the desk offers in which state. Only an offer: the alerts job decides, and its
 * refusal is shown in its own words. Pure.
 */

import { may } from '../access/identity';
import type { Alert, AlertAction, Response, Role } from '../contracts/generated';
import { answerDue, isSlopeDanger } from './evacuation';

/** What the dialog asks before the command goes; a note may stay empty, a reason may not. */
export type Ask =
  | 'nothing'
  | 'note'
  | 'reason'
  | 'to'
  | 'minutes'
  | 'result'
  | 'cause'
  | 'report119'
  | 'spoken'
  | 'evacuation'
  | 'order';

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
  'report-119': 'p',
  answer: 'y',
  evacuation: 'm',
  order: 'o',
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
  'report-119': 'report119',
  evacuation: 'evacuation',
  order: 'order',
};

/** The legal moves of AlertTransitions (stream-jobs), the likeliest next step first. */
const BY_RESPONSE: { [R in Response]: readonly AlertAction[] } = {
  unacknowledged: [
    'acknowledge',
    'answer',
    'evacuation',
    'verify',
    'dispatch',
    'report-119',
    'false-alarm',
    'drill',
    'order',
    'shelve',
    'comment',
  ],
  acknowledged: [
    'answer',
    'evacuation',
    'verify',
    'dispatch',
    'report-119',
    'arrive',
    'resolve',
    'false-alarm',
    'drill',
    'close',
    'order',
    'shelve',
    'comment',
  ],
  verifying: [
    'answer',
    'evacuation',
    'verify',
    'dispatch',
    'report-119',
    'arrive',
    'resolve',
    'false-alarm',
    'drill',
    'close',
    'order',
    'shelve',
    'comment',
  ],
  dispatched: [
    'answer',
    'arrive',
    'evacuation',
    'verify',
    'report-119',
    'accept',
    'decline',
    'dispatch',
    'resolve',
    'false-alarm',
    'drill',
    'close',
    'order',
    'shelve',
    'comment',
  ],
  'on-site': [
    'answer',
    'evacuation',
    'resolve',
    'verify',
    'report-119',
    'dispatch',
    'false-alarm',
    'drill',
    'close',
    'order',
    'shelve',
    'comment',
  ],
  resolved: [
    'close',
    'reopen',
    'false-alarm',
    'drill',
    'report-119',
    'evacuation',
    'order',
    'comment',
  ],
  closed: ['reopen', 'comment'],
};

/** As the alerts job: more are a matter of a ticket. */
const MOST_ORDERS = 20;

/** Who closes what still burns must say why. */
function askOf(action: AlertAction, alert: Alert, account?: string): Ask {
  // The person called presses; anybody else writes down what that person said.
  if (action === 'answer') return account === alert.answering?.person ? 'nothing' : 'spoken';
  if (action === 'close') return alert.condition === 'active' ? 'reason' : 'nothing';
  if (action === 'verify' && isFireAlarm(alert)) return 'result';
  if (action === 'false-alarm' && alert.domain === 'fire') return 'cause';
  return ASKS[action] ?? 'nothing';
}

export function isFireAlarm(alert: Alert): boolean {
  return alert.domain === 'fire' && alert.class === 'alarm';
}

/** Whether the fire brigade should have been told, and nobody says that it was. */
export function needs119(alert: Alert): boolean {
  return isFireAlarm(alert) && alert.verification?.result === 'confirmed' && !alert.report119;
}

function isOffered(action: AlertAction, alert: Alert, role: Role): boolean {
  if (action === 'report-119') return isFireAlarm(alert);
  if (action === 'answer') return answerDue(alert) !== undefined;
  if (action === 'evacuation') return isSlopeDanger(alert);
  if (action === 'order') return (alert.orders?.length ?? 0) < MOST_ORDERS;
  // Others only begin to verify; a fire alarm takes the result of its call back later too.
  if (action === 'verify' && !isFireAlarm(alert)) {
    return alert.response === 'unacknowledged' || alert.response === 'acknowledged';
  }
  if (action !== 'shelve') return true;
  // A fire alarm is never put aside; device care may be, by the shift lead.
  return alert.class === 'maintenance' && may(role, 'shift-lead');
}

/** account: who sits here; a call is pressed only by the one who was called. */
export function offersFor(alert: Alert, role: Role, account?: string): Offer[] {
  if (!may(role, 'officer')) return [];
  const actions: AlertAction[] = BY_RESPONSE[alert.response].filter((action) =>
    isOffered(action, alert, role),
  );
  if (alert.shelvedUntil) actions.unshift('unshelve');
  if (needs119(alert) && actions.includes('report-119')) {
    actions.splice(actions.indexOf('report-119'), 1);
    actions.unshift('report-119');
  }
  return actions.map((action) => ({
    action,
    key: KEYS[action],
    ask: askOf(action, alert, account),
  }));
}
