/** What a rule of each kind is made of, for the forms of the rules page. Pure. */
import type { AlertMatch, AlertRules } from '../../contracts/generated';
import type { Part } from './rules';

export type Control =
  | 'id'
  | 'seconds'
  | 'number'
  | 'text'
  | 'names'
  | 'time'
  | 'closeFrom'
  | 'match'
  | 'steps'
  | 'seats';

export interface Field {
  name: string;
  control: Control;
  /** Left out of the rule when empty: then the gateway's own default holds. */
  optional?: true;
}

const field = (name: string, control: Control): Field => ({ name, control });
const optional = (name: string, control: Control): Field => ({ name, control, optional: true });

/** Parts that are lists of rules, and what each rule has. */
export const LISTS = {
  groups: [
    field('id', 'id'),
    field('match', 'match'),
    optional('by', 'names'),
    optional('reopenWithinS', 'seconds'),
    optional('closeAfterS', 'seconds'),
    optional('closeFrom', 'closeFrom'),
  ],
  inhibitions: [
    field('id', 'id'),
    field('cause', 'match'),
    field('target', 'match'),
    field('equal', 'names'),
    optional('reason', 'text'),
  ],
  delays: [
    field('id', 'id'),
    field('match', 'match'),
    field('onDelayS', 'seconds'),
    field('offDelayS', 'seconds'),
    optional('deadbandOf', 'text'),
    optional('deadband', 'number'),
  ],
  escalations: [
    field('id', 'id'),
    field('match', 'match'),
    optional('from', 'time'),
    optional('to', 'time'),
    field('steps', 'steps'),
    optional('acceptWithinS', 'seconds'),
    optional('acceptPost', 'text'),
  ],
} as const satisfies Partial<Record<Part, readonly Field[]>>;

/** Parts that there is one of. */
export const SINGLES = {
  chatter: [field('count', 'number'), field('withinS', 'seconds'), field('quietS', 'seconds')],
  flood: [
    field('enterAbove', 'number'),
    field('leaveBelow', 'number'),
    field('windowS', 'seconds'),
    field('leaveAfterS', 'seconds'),
    field('firstOut', 'number'),
    field('seats', 'seats'),
  ],
} as const satisfies Partial<Record<Part, readonly Field[]>>;

export type ListPart = keyof typeof LISTS;
export type SinglePart = keyof typeof SINGLES;
/** What people write of the rules; the gateway sets the rest. */
export type Draft = Pick<AlertRules, Part>;
/** A rule of any kind, by the names of its fields. */
export type Rule = Record<string, unknown>;

/** A match without conditions holds for every alert. */
export const emptyMatch = (): AlertMatch => ({
  domains: [],
  kinds: [],
  sites: [],
  devices: [],
  evidence: {},
});

/** A new rule, with what must be there left for its author to fill in. */
export function emptyRule(part: ListPart): Rule {
  const fields: readonly Field[] = LISTS[part];
  return Object.fromEntries(
    fields.filter((one) => !one.optional).map((one) => [one.name, emptyOf(one.control)]),
  );
}

function emptyOf(control: Control): unknown {
  switch (control) {
    case 'match':
      return emptyMatch();
    case 'names':
    case 'seats':
      return [];
    case 'steps':
      return [{ afterS: 120, post: '' }];
    case 'seconds':
    case 'number':
      return 0;
    default:
      return '';
  }
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);

/** The rule with another value; an empty one that need not be there is left out. */
export function withField(rule: Rule, of: Field, value: unknown): Rule {
  const { [of.name]: _, ...rest } = rule;
  return of.optional && isEmpty(value) ? rest : { ...rule, [of.name]: value };
}

export const withRule = (draft: Draft, part: ListPart, index: number, rule: Rule): Draft =>
  withList(
    draft,
    part,
    listOf(draft, part).map((one, at) => (at === index ? rule : one)),
  );

export const withoutRule = (draft: Draft, part: ListPart, index: number): Draft =>
  withList(
    draft,
    part,
    listOf(draft, part).filter((_, at) => at !== index),
  );

export const withNewRule = (draft: Draft, part: ListPart): Draft =>
  withList(draft, part, [...listOf(draft, part), emptyRule(part)]);

/** The first that matches judges, so the order means something. */
export function moved(draft: Draft, part: ListPart, index: number, by: -1 | 1): Draft {
  const list = [...listOf(draft, part)];
  const [rule] = list.splice(index, 1);
  if (rule) list.splice(index + by, 0, rule);
  return withList(draft, part, list);
}

const withList = (draft: Draft, part: ListPart, list: Rule[]): Draft => ({
  ...draft,
  [part]: list,
});

/** What is written by hand may lack a part or have another form: then there is nothing to show. */
export function listOf(draft: Draft, part: ListPart): Rule[] {
  const list: unknown = draft[part];
  return Array.isArray(list) ? list.filter((one) => typeof one === 'object' && one !== null) : [];
}

export function singleOf(draft: Draft, part: SinglePart): Rule {
  const one: unknown = draft[part];
  return typeof one === 'object' && one !== null ? (one as Rule) : {};
}

/** Whether a text can be shown in forms: every part has the form that its fields expect. */
export function fitsForms(body: object | undefined): body is Draft {
  if (!body) return false;
  const draft = body as Record<string, unknown>;
  const isObject = (one: unknown) => typeof one === 'object' && one !== null && !Array.isArray(one);
  return (
    Object.keys(LISTS).every((part) => {
      const list = draft[part];
      return Array.isArray(list) && list.every(isObject);
    }) && Object.keys(SINGLES).every((part) => isObject(draft[part]))
  );
}

/** Names from a line; numbers and words are separated as people write them. */
export const namesOf = (line: string): string[] => line.split(/[\s,，、]+/).filter(Boolean);

/** `name=value` pairs, one a line; a line without `=` is a name without a value. */
export function evidenceOf(lines: string): Record<string, string> {
  const pairs = lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line): [string, string] => {
      const at = line.indexOf('=');
      return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    });
  return Object.fromEntries(pairs);
}

export const evidenceLines = (evidence: Record<string, string> | undefined): string =>
  Object.entries(evidence ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');

/** Seconds as hours, minutes and seconds for people; empty: nothing to say beyond the number. */
export function spanOf(seconds: unknown): { h: number; m: number; s: number } | undefined {
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds < 60) return undefined;
  return {
    h: Math.floor(seconds / 3600),
    m: Math.floor((seconds % 3600) / 60),
    s: seconds % 60,
  };
}

export interface Fault {
  path: string;
  detail: string;
}

/** What is said of a field or of a part of it, by JSON pointer. */
export function faultAt(faults: readonly Fault[], path: string): string | undefined {
  const found = faults.filter((one) => one.path === path || one.path.startsWith(`${path}/`));
  return found.length ? found.map((one) => one.detail).join('; ') : undefined;
}
