/** Rules of alerts as text that people edit, and what differs between two versions. Pure. */
import type { AlertRules, Standing } from '../../contracts/generated';

/** What a person writes; the gateway sets the rest, and carries over what was announced. */
export const PARTS = [
  'groups',
  'inhibitions',
  'delays',
  'chatter',
  'staleAfterS',
  'flood',
  'escalations',
] as const;
export type Part = (typeof PARTS)[number];

export interface Version {
  version: number;
  by: string;
  at: string;
  effectiveAt: string;
  comment?: string;
  recorded: boolean;
  withdrawn: boolean;
}

export type VersionState = 'judging' | 'scheduled' | 'withdrawn' | 'past';

/** Of the newest first; one that judges later than now is scheduled, unless another replaced it. */
export function stateOf(
  one: Version,
  judging: number | undefined,
  all: readonly Version[],
  now: number,
): VersionState {
  if (one.withdrawn) return 'withdrawn';
  if (one.version === judging) return 'judging';
  const replaced = all.some(
    (other) =>
      !other.withdrawn && other.version > one.version && other.effectiveAt === one.effectiveAt,
  );
  return Date.parse(one.effectiveAt) > now && !replaced ? 'scheduled' : 'past';
}

export function draftOf(rules: AlertRules): string {
  return JSON.stringify(Object.fromEntries(PARTS.map((part) => [part, rules[part]])), null, 2);
}

export interface Difference {
  part: Part | 'standing';
  /** Of a list: which rule; of a part with fields: which field; empty: the part itself. */
  id: string;
  kind: 'added' | 'removed' | 'changed';
  before: string;
  after: string;
}

const text = (value: unknown): string => {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(sorted(value));
};

/** Order of fields means nothing, and null is as good as missing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== null && field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, field]) => [name, sorted(field)]),
  );
}

const fieldsOf = (value: unknown): Map<string, unknown> => {
  if (Array.isArray(value)) {
    return new Map(value.map((one: { id?: string }, index) => [one.id ?? String(index), one]));
  }
  if (typeof value === 'object' && value !== null) return new Map(Object.entries(value));
  return new Map([['', value]]);
};

/** What is there only after, only before, or otherwise than before. */
export function differences(before: AlertRules, after: AlertRules): Difference[] {
  const found: Difference[] = [];
  for (const part of [...PARTS, 'standing'] as const) {
    const old = fieldsOf(before[part]);
    const next = fieldsOf(after[part]);
    for (const id of new Set([...old.keys(), ...next.keys()])) {
      const was = text(old.get(id));
      const is = text(next.get(id));
      if (was === is) continue;
      const kind = was === '' ? 'added' : is === '' ? 'removed' : 'changed';
      found.push({ part, id, kind, before: was, after: is });
    }
  }
  return found;
}

export type StandingState = 'waiting' | 'planned' | 'active' | 'ended';
export interface ListedStanding extends Standing {
  state: StandingState;
  askedAt: string;
  settledBy?: string;
  settledAt?: string;
}

const ORDER: readonly StandingState[] = ['waiting', 'active', 'planned', 'ended'];

/** What waits for a person first, then what stands; what is over last, newest first. */
export function sortStanding(all: readonly ListedStanding[]): ListedStanding[] {
  return [...all].sort((a, b) => {
    const by = ORDER.indexOf(a.state) - ORDER.indexOf(b.state);
    if (by !== 0) return by;
    const later = a.until < b.until ? -1 : 1;
    return a.state === 'ended' ? -later : later;
  });
}

/** What a person agrees to or takes back: never their own question of a device out of service. */
export const mayConfirm = (one: ListedStanding, account: string): boolean =>
  one.state === 'waiting' && one.by !== account;

export interface StandingDraft {
  kind: Standing['kind'];
  domains: string[];
  maintenanceOnly: boolean;
  place: string;
  sites: string;
  devices: string;
  from: string;
  until: string;
  reason: string;
  replacement: string;
}

export const emptyStanding = (): StandingDraft => ({
  kind: 'silence',
  domains: [],
  maintenanceOnly: false,
  place: '',
  sites: '',
  devices: '',
  from: '',
  until: '',
  reason: '',
  replacement: '',
});

const words = (line: string) => line.split(/[\s,，、]+/).filter(Boolean);

/** @param time a field of the form as a time with its offset */
export function standingBody(
  draft: StandingDraft,
  commandId: string,
  time: (input: string) => string,
): object {
  const sites = words(draft.sites);
  const devices = words(draft.devices);
  const match = {
    ...(draft.domains.length ? { domains: draft.domains } : {}),
    ...(draft.maintenanceOnly ? { class: 'maintenance' } : {}),
    ...(draft.place.trim() ? { place: draft.place.trim() } : {}),
    ...(sites.length ? { sites } : {}),
    ...(devices.length ? { devices } : {}),
  };
  return {
    commandId,
    kind: draft.kind,
    match,
    ...(draft.from ? { from: time(draft.from) } : {}),
    until: time(draft.until),
    reason: draft.reason.trim(),
    ...(draft.kind === 'out-of-service' ? { replacement: draft.replacement.trim() } : {}),
  };
}
