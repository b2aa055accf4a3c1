/** What a person in the field may press, the likeliest first; everything else is done at the desk. */
import { may } from '../access/identity';
import type { Alert, AlertAction, Response, Role } from '../contracts/generated';
import { type Offer, offersFor } from '../desk/commands';
import { answerDue } from '../desk/evacuation';

export const answerable = (alert: Alert): boolean => answerDue(alert) !== undefined;

const FIELD: readonly AlertAction[] = [
  'answer',
  'acknowledge',
  'accept',
  'arrive',
  'resolve',
  'decline',
  'false-alarm',
  'comment',
];

/** Who has taken the order goes there next; only who has not may take it or give it back. */
const TAKEN: readonly AlertAction[] = ['accept', 'decline'];

/**
 * @param meant the response that the alert has once everything is sent that waits
 */
export function fieldOffers(alert: Alert, role: Role, account: string, meant: Response): Offer[] {
  if (!may(role, 'officer')) return [];
  const seen = { ...alert, response: meant };
  const offers = offersFor(seen, role, account);
  // What was found there is said once; who was wrong tells the desk.
  const isOver = meant === 'resolved';
  const isTaken = meant !== 'dispatched' || alert.owner === account;
  return FIELD.flatMap((action) => offers.filter((offer) => offer.action === action)).filter(
    ({ action }) => !(isTaken && TAKEN.includes(action)) && !(isOver && action === 'false-alarm'),
  );
}
