/** What the ticket tab shows, in the address, so that it can be kept and sent. Pure. */
import { type Me, may } from '../../access/identity';

/** The lists of cases, in the order of their keys. */
export const LISTS = [
  'open',
  'overdue',
  'supervised',
  'second',
  'adjudicating',
  'pressing',
  'ended',
] as const;
export type List = (typeof LISTS)[number];

/** What else the tab has beside cases. */
export const PARTS = ['cases', 'spots', 'orders', 'sources', 'indicators', 'rules'] as const;
export type Part = (typeof PARTS)[number];

export interface TicketQuery {
  part: Part;
  list: List;
  number: string;
  department: string;
  place: string;
  id: string;
}

export const START: TicketQuery = {
  part: 'cases',
  list: 'open',
  number: '',
  department: '',
  place: '',
  id: '',
};

const TEXTS = ['number', 'department', 'place', 'id'] as const;
const oneOf = <T extends string>(all: readonly T[], word: string | null, or: T): T =>
  all.find((one) => one === word) ?? or;

/** Words that mean nothing are left out, not trusted. */
export function readQuery(search: string): TicketQuery {
  const given = new URLSearchParams(search);
  const query = {
    ...START,
    part: oneOf(PARTS, given.get('t.part'), START.part),
    list: oneOf(LISTS, given.get('t.list'), START.list),
  };
  for (const name of TEXTS) query[name] = given.get(`t.${name}`)?.slice(0, 200) ?? '';
  return query;
}

/** The same address with this; what is as at the start is not written. Other words stay. */
export function writeQuery(search: string, query: TicketQuery): string {
  const next = new URLSearchParams(search);
  for (const name of ['part', 'list', ...TEXTS] as const) {
    const value = query[name];
    if (value === START[name]) next.delete(`t.${name}`);
    else next.set(`t.${name}`, value);
  }
  const text = next.toString();
  return text ? `?${text}` : '';
}

const LIST_QUERY: { [L in List]: string } = {
  open: 'open=true',
  overdue: 'open=true&overdue=true&order=due',
  supervised: 'open=true&supervised=true&order=due',
  second: 'open=true&flag=second-dispatch&order=due',
  adjudicating: 'open=true&state=adjudicating,returned',
  pressing: 'open=true&order=due',
  ended: 'open=false',
};
const PAGE = 50;

/** The question to the record for a list. */
export function pathOf(query: TicketQuery, cursor?: string): string {
  const texts = (['number', 'department', 'place'] as const)
    .filter((name) => query[name].trim())
    .map((name) => `&${name}=${encodeURIComponent(query[name].trim())}`);
  const next = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
  return `/tickets?${LIST_QUERY[query.list]}${texts.join('')}&limit=${PAGE}${next}`;
}

const NEEDED: { [P in Part]: 'viewer' | 'officer' | 'admin' } = {
  cases: 'viewer',
  spots: 'viewer',
  orders: 'officer',
  sources: 'admin',
  indicators: 'viewer',
  rules: 'viewer',
};
export const partsFor = (me: Me): Part[] => PARTS.filter((part) => may(me.role, NEEDED[part]));
