/**
 * What the person pressed and the city has not answered yet: kept in the order of pressing, sent one
 * after the other, each under its own id so that sending it again changes nothing twice. Pure.
 */
import type { AlertAction, Response } from '../../contracts/generated';
import type { CommandForm } from '../../desk/send';

/**
 * waiting: not sent, or sent without an answer. old: too long ago to be sent unasked. The others are
 * what became of it.
 */
export type ItemState = 'waiting' | 'sending' | 'done' | 'refused' | 'old';

interface Common {
  /** The id under which it is sent, however often. */
  id: string;
  /** Place in the order of pressing. */
  n: number;
  /** Who pressed: nobody else's session sends it. */
  account: string;
  alertId: string;
  /** Title of the alert, for the list. */
  title: string;
  /** When it was pressed, by this phone's clock. */
  pressedAt: number;
  /** When it was last meant: pressed, or confirmed when it had become old. */
  meantAt: number;
  state: ItemState;
  tries: number;
  /** Why it was refused, in the city's words. */
  said?: string;
  settledAt?: number;
}

export interface CommandItem extends Common {
  kind: 'command';
  form: CommandForm;
  /** Revision of the alert that the person saw. */
  seenRev: number;
}

/** The picture itself lies beside, under the same id. */
export interface PhotoItem extends Common {
  kind: 'photo';
}

export type Item = CommandItem | PhotoItem;

/** What one try came to. */
export type Verdict =
  | { kind: 'done'; rev?: number }
  | { kind: 'refused'; said: string }
  | { kind: 'wait'; why: WaitReason };

/** offline: no answer at all; silent: the city took it and did not say what came of it. */
export type WaitReason = 'offline' | 'silent' | 'busy' | 'login';

/**
 * A command that waited for so long was meant for a moment that is gone: it is asked for again. As
 * long as a link in a message is good (docs/domain/notify.md). Photos show what was, and never age.
 */
export const OLD_AFTER_MS = 30 * 60_000;

/** What is settled stays to be read for as long as the alerts job remembers its id. */
export const KEEP_SETTLED_MS = 24 * 3_600_000;
export const KEEP_SETTLED = 30;

export type QueueEvent =
  | { kind: 'press'; item: Item }
  /** The page begins: what was under way when it died is sent again. */
  | { kind: 'begin'; now: number }
  | { kind: 'send'; id: string }
  | { kind: 'answer'; id: string; verdict: Verdict; now: number }
  | { kind: 'age'; now: number }
  | { kind: 'mean'; id: string; now: number }
  | { kind: 'drop'; id: string };

export function reduceQueue(items: readonly Item[], event: QueueEvent): readonly Item[] {
  switch (event.kind) {
    case 'press':
      return items.some(({ id }) => id === event.item.id) ? items : [...items, event.item];
    case 'begin':
      return tidied(aged(items.map(resumed), event.now), event.now);
    case 'send':
      return edited(items, event.id, (item) => ({
        ...item,
        state: 'sending',
        tries: item.tries + 1,
      }));
    case 'answer':
      return tidied(answered(items, event.id, event.verdict, event.now), event.now);
    case 'age':
      return aged(items, event.now);
    case 'mean':
      return edited(items, event.id, (item) =>
        item.state === 'old' ? { ...item, state: 'waiting', meantAt: event.now } : item,
      );
    case 'drop':
      // What is under way may have arrived already: only its answer ends it.
      return items.filter(({ id, state }) => id !== event.id || state === 'sending');
  }
}

/** What is sent next: the oldest that waits. */
export const nextOf = (items: readonly Item[], account: string): Item | undefined =>
  items.find((item) => item.account === account && item.state === 'waiting');

/** Whether it still is to be sent. */
export const isPending = ({ state }: Item): boolean => state === 'waiting' || state === 'sending';

const resumed = (item: Item): Item =>
  item.state === 'sending' ? { ...item, state: 'waiting' } : item;

function edited(items: readonly Item[], id: string, edit: (item: Item) => Item): readonly Item[] {
  return items.map((item) => (item.id === id ? edit(item) : item));
}

function aged(items: readonly Item[], now: number): readonly Item[] {
  const isOld = (item: Item) =>
    item.kind === 'command' && item.state === 'waiting' && now - item.meantAt > OLD_AFTER_MS;
  return items.some(isOld)
    ? items.map((item) => (isOld(item) ? { ...item, state: 'old' } : item))
    : items;
}

function answered(
  items: readonly Item[],
  id: string,
  verdict: Verdict,
  now: number,
): readonly Item[] {
  const item = items.find((one) => one.id === id);
  if (!item) return items;
  if (verdict.kind === 'wait') return edited(items, id, resumed);
  const said = verdict.kind === 'refused' ? { said: verdict.said } : {};
  const settled: Item = { ...item, state: verdict.kind, settledAt: now, ...said };
  const rest = items.map((one) => (one.id === id ? settled : one));
  return verdict.kind === 'done' && item.kind === 'command' && verdict.rev !== undefined
    ? followed(rest, item, verdict.rev)
    : rest;
}

/**
 * Whoever pressed twice saw the alert as it was before the first. If the first was the only change
 * since, the second was meant for what the first made of it; if anything came between, it stays
 * with what was seen and the job refuses what may not be done unseen.
 */
function followed(items: readonly Item[], done: CommandItem, rev: number): readonly Item[] {
  if (rev !== done.seenRev + 1) return items;
  return items.map((item) =>
    item.kind === 'command' &&
    isPending(item) &&
    item.alertId === done.alertId &&
    item.n > done.n &&
    item.seenRev === done.seenRev
      ? { ...item, seenRev: rev }
      : item,
  );
}

function tidied(items: readonly Item[], now: number): readonly Item[] {
  const settled = items.filter(({ settledAt }) => settledAt !== undefined);
  const newest = new Set(settled.slice(-KEEP_SETTLED).map(({ id }) => id));
  const isKept = (item: Item) =>
    item.settledAt === undefined || (newest.has(item.id) && now - item.settledAt < KEEP_SETTLED_MS);
  return items.every(isKept) ? items : items.filter(isKept);
}

const NEXT: { [A in AlertAction]?: Response } = {
  acknowledge: 'acknowledged',
  decline: 'acknowledged',
  arrive: 'on-site',
  resolve: 'resolved',
  'false-alarm': 'resolved',
};

/**
 * How the alert will stand if all that waits is taken. Only to offer the next step on a bad line:
 * what the alert is said to be is what the city says.
 */
export function meantResponse(
  response: Response,
  alertId: string,
  items: readonly Item[],
): Response {
  let meant = response;
  for (const item of items) {
    if (item.alertId === alertId && item.kind === 'command' && isPending(item)) {
      meant = NEXT[item.form.action] ?? meant;
    }
  }
  return meant;
}
