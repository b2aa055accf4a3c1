/**
 * Which commands the desk offers for a case, and what each asks. Only an offer: the tickets job
 * decides, and its refusal is shown in its own words. Pure.
 */
import { may } from '../../access/identity';
import type { Role, Ticket, TicketEventKind, TicketState } from '../../contracts/generated';

export type Field =
  | 'class'
  | 'departments'
  | 'department'
  | 'until'
  | 'proof'
  | 'outcome'
  | 'rating'
  | 'into'
  | 'other'
  | 'flag'
  | 'reason';

interface Spec {
  least: Role;
  /** In the order in which they are asked; a `?` may stay empty. */
  ask: readonly (Field | 'until?' | 'reason?' | 'department?')[];
  key?: string;
}

/** As the gateway's DeskAction: roles and what must be said. */
export const ACTIONS: { [K in TicketEventKind]?: Spec } = {
  classified: { least: 'officer', ask: ['class'] },
  dispatched: { least: 'officer', ask: ['departments', 'reason?'], key: 'd' },
  adjudicated: { least: 'shift-lead', ask: ['departments', 'reason'] },
  signed: { least: 'officer', ask: ['department'], key: 's' },
  returned: { least: 'officer', ask: ['department', 'reason'] },
  progress: { least: 'officer', ask: ['reason?'] },
  reported: { least: 'officer', ask: ['department', 'reason?'] },
  extended: { least: 'officer', ask: ['until', 'reason'] },
  suspended: { least: 'officer', ask: ['reason', 'until?'] },
  resumed: { least: 'officer', ask: ['reason?'] },
  consulted: { least: 'officer', ask: ['reason'] },
  planned: { least: 'officer', ask: ['proof'] },
  escalated: { least: 'officer', ask: ['reason'] },
  done: { least: 'officer', ask: ['department?', 'reason?'], key: 'r' },
  verified: { least: 'officer', ask: ['outcome', 'reason?'], key: 'v' },
  redo: { least: 'officer', ask: ['reason'] },
  rated: { least: 'officer', ask: ['rating'] },
  supervised: { least: 'shift-lead', ask: ['reason'], key: 'p' },
  released: { least: 'shift-lead', ask: ['reason'] },
  cancelled: { least: 'shift-lead', ask: ['proof', 'reason'], key: 'x' },
  archived: { least: 'officer', ask: [] },
  merged: { least: 'officer', ask: ['into', 'reason?'], key: 'm' },
  linked: { least: 'officer', ask: ['other'], key: 'l' },
  flagged: { least: 'officer', ask: ['flag', 'reason'] },
  secret: { least: 'shift-lead', ask: ['reason'] },
  invalidated: { least: 'shift-lead', ask: ['reason'] },
};

const AT_WORK: readonly TicketEventKind[] = [
  'progress',
  'done',
  'reported',
  'returned',
  'extended',
  'suspended',
  'consulted',
  'planned',
  'escalated',
];
const BY_STATE: { [S in TicketState]: readonly TicketEventKind[] } = {
  draft: [],
  received: ['classified', 'dispatched', 'merged', 'invalidated'],
  classified: ['dispatched', 'classified', 'merged', 'invalidated'],
  dispatched: ['signed', ...AT_WORK, 'merged'],
  returned: ['dispatched', 'adjudicated'],
  adjudicating: ['adjudicated'],
  signed: [...AT_WORK, 'merged'],
  'in-progress': [...AT_WORK, 'merged'],
  extended: [...AT_WORK],
  suspended: ['resumed'],
  consulting: ['planned', 'dispatched', ...AT_WORK.slice(0, 2)],
  escalated: ['dispatched', 'planned', ...AT_WORK.slice(0, 2)],
  done: ['verified', 'rated', 'redo', 'cancelled'],
  verifying: ['verified', 'rated', 'redo', 'cancelled'],
  redo: ['signed', ...AT_WORK],
  'cancelled-off': ['archived', 'rated', 'redo'],
  archived: [],
  merged: [],
  invalid: [],
};

export interface Offer {
  action: TicketEventKind;
  key: string | undefined;
}

export function offersFor(ticket: Pick<Ticket, 'state' | 'flags' | 'endedAt'>, role: Role) {
  const kinds = [...BY_STATE[ticket.state]];
  if (!ticket.endedAt && kinds.length > 0) {
    kinds.push(ticket.flags.includes('supervised') ? 'released' : 'supervised');
    kinds.push('linked', 'flagged');
    if (!ticket.flags.includes('secret')) kinds.push('secret');
  }
  return kinds
    .filter((kind) => may(role, ACTIONS[kind]?.least ?? 'admin'))
    .map((action): Offer => ({ action, key: ACTIONS[action]?.key }));
}

export interface Ask {
  field: Field;
  must: boolean;
}

export const asksOf = (action: TicketEventKind): Ask[] =>
  (ACTIONS[action]?.ask ?? []).map((ask) =>
    ask.endsWith('?')
      ? { field: ask.slice(0, -1) as Field, must: false }
      : { field: ask as Field, must: true },
  );

/** The gateway's name of a field where it is another. */
export type Answers = { [F in Field]?: string };

/** The body of a command; what was left empty is not sent. */
export function bodyOf(action: TicketEventKind, answers: Answers): { [field: string]: unknown } {
  const body: { [field: string]: unknown } = { action };
  for (const { field } of asksOf(action)) {
    const value = answers[field]?.trim();
    if (!value) continue;
    if (field === 'departments') {
      const names = departmentsOf(value);
      body.departments = names;
      // Several at once is a whistle: the first has the lead.
      if (names.length > 1) body.lead = names[0];
    } else if (field === 'rating') body.rating = Number(value);
    else if (field === 'until') body.until = `${value}:00+08:00`;
    else if (field === 'other') body.other = refOf(value);
    else body[field] = value;
  }
  return body;
}

/** A number of another system: the system's name, then the number; the gateway says what lacks. */
function refOf(text: string): { system: string; number: string } {
  const [, system = text, number = ''] = /^([^\s,，:：]+)[\s,，:：]+(.*)$/.exec(text) ?? [];
  return { system, number };
}

export const departmentsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[、，,;；\n]/)
      .map((name) => name.trim())
      .filter(Boolean),
  ),
];

/** What was asked for and not given. */
export const missing = (action: TicketEventKind, answers: Answers): Field[] =>
  asksOf(action)
    .filter(({ field, must }) => must && !answers[field]?.trim())
    .map(({ field }) => field);
