import { describe, expect, it } from 'vitest';
import { ApiError } from '../../access/api';
import {
  type CommandItem,
  type Item,
  KEEP_SETTLED_MS,
  meantResponse,
  nextOf,
  OLD_AFTER_MS,
  reduceQueue,
} from './queue';
import { verdictOf } from './verdict';

const T = 1_000_000;

function command(n: number, over: Partial<CommandItem> = {}): CommandItem {
  return {
    id: `c${n}`,
    n,
    account: 'chen',
    alertId: 'a1',
    title: '报警按钮被按下',
    pressedAt: T,
    meantAt: T,
    state: 'waiting',
    tries: 0,
    kind: 'command',
    form: { action: 'acknowledge' },
    seenRev: 10,
    ...over,
  };
}
const stateOf = (items: readonly Item[], id: string) => items.find((one) => one.id === id)?.state;
const done = (id: string, rev: number) =>
  ({ kind: 'answer', id, verdict: { kind: 'done', rev }, now: T }) as const;

describe('the queue', () => {
  it('sends in the order of pressing, and only what this account pressed', () => {
    const items = [command(1, { account: 'lin' }), command(2), command(3)];
    expect(nextOf(items, 'chen')?.id).toBe('c2');
    expect(nextOf(items, 'wang')).toBeUndefined();
  });

  it('goes on behind what is refused, and keeps why', () => {
    const items = reduceQueue([command(1), command(2)], {
      kind: 'answer',
      id: 'c1',
      verdict: { kind: 'refused', said: '林值班 已确认' },
      now: T,
    });
    expect(items[0]).toMatchObject({ state: 'refused', said: '林值班 已确认', settledAt: T });
    expect(nextOf(items, 'chen')?.id).toBe('c2');
  });

  it('keeps the place and the id of what got no answer', () => {
    let items: readonly Item[] = [command(1), command(2)];
    items = reduceQueue(items, { kind: 'send', id: 'c1' });
    expect(stateOf(items, 'c1')).toBe('sending');
    items = reduceQueue(items, {
      kind: 'answer',
      id: 'c1',
      verdict: { kind: 'wait', why: 'silent' },
      now: T,
    });
    expect(nextOf(items, 'chen')).toMatchObject({ id: 'c1', tries: 1 });
  });

  it('takes up again what was under way when the page died', () => {
    const items = reduceQueue([command(1, { state: 'sending', tries: 1 })], {
      kind: 'begin',
      now: T,
    });
    expect(nextOf(items, 'chen')).toMatchObject({ id: 'c1', tries: 1 });
  });

  it('sends nothing unasked that was meant for a moment long gone', () => {
    const late = T + OLD_AFTER_MS + 1;
    const photo: Item = { ...command(2), kind: 'photo', id: 'p2' } as Item;
    let items = reduceQueue([command(1), photo], { kind: 'age', now: late });
    expect(stateOf(items, 'c1')).toBe('old');
    expect(nextOf(items, 'chen')?.id).toBe('p2');
    items = reduceQueue(items, { kind: 'mean', id: 'c1', now: late });
    expect(stateOf(reduceQueue(items, { kind: 'age', now: late + 1 }), 'c1')).toBe('waiting');
  });

  it('keeps what is just at the limit', () => {
    const items = reduceQueue([command(1)], { kind: 'age', now: T + OLD_AFTER_MS });
    expect(stateOf(items, 'c1')).toBe('waiting');
  });

  it('drops what is not under way', () => {
    expect(reduceQueue([command(1)], { kind: 'drop', id: 'c1' })).toEqual([]);
    const underWay = [command(1, { state: 'sending' })];
    expect(reduceQueue(underWay, { kind: 'drop', id: 'c1' })).toHaveLength(1);
  });

  it('takes a second press of the same thing once', () => {
    expect(reduceQueue([command(1)], { kind: 'press', item: command(1) })).toHaveLength(1);
  });

  it('forgets what was settled a day ago, never what waits', () => {
    const items = reduceQueue([command(1), command(2), command(3)], done('c1', 11));
    const later = T + KEEP_SETTLED_MS;
    const kept = reduceQueue(items, { kind: 'begin', now: later });
    expect(kept.map(({ id }) => id)).toEqual(['c2', 'c3']);
  });
});

describe('what was seen', () => {
  it('moves on with one’s own command if nothing came between', () => {
    const items = reduceQueue(
      [command(1), command(2), command(3, { alertId: 'a2' })],
      done('c1', 11),
    );
    expect(items.map((item) => (item as CommandItem).seenRev)).toEqual([10, 11, 10]);
  });

  it('stays where another change came between, so that the job refuses', () => {
    const items = reduceQueue([command(1), command(2)], done('c1', 12));
    expect((items[1] as CommandItem).seenRev).toBe(10);
  });

  it('stays where the person had seen something else by then', () => {
    const items = reduceQueue([command(1), command(2, { seenRev: 9 })], done('c1', 11));
    expect((items[1] as CommandItem).seenRev).toBe(9);
  });
});

describe('the next step on a bad line', () => {
  const press = (n: number, action: CommandItem['form']['action'], over = {}) =>
    command(n, { form: { action }, ...over });
  it('follows what waits, in its order', () => {
    const items = [press(1, 'acknowledge'), press(2, 'comment'), press(3, 'arrive')];
    expect(meantResponse('unacknowledged', 'a1', items)).toBe('on-site');
  });
  it('follows neither what was refused nor another alert', () => {
    const items = [
      press(1, 'arrive', { state: 'refused' }),
      press(2, 'resolve', { alertId: 'a2' }),
      press(3, 'resolve', { state: 'old' }),
    ];
    expect(meantResponse('acknowledged', 'a1', items)).toBe('acknowledged');
  });
});

describe('an answer', () => {
  const verdict = (status: number, body?: object) => verdictOf(new ApiError(status, '', body));
  it('that may be another next time lets the thing wait', () => {
    expect(verdict(0)).toEqual({ kind: 'wait', why: 'offline' });
    expect(verdict(401)).toEqual({ kind: 'wait', why: 'login' });
    expect(verdict(504)).toEqual({ kind: 'wait', why: 'silent' });
    for (const status of [408, 429, 500, 503]) {
      expect(verdict(status), String(status)).toEqual({ kind: 'wait', why: 'busy' });
    }
  });
  it('that stays the same ends it with its words, or its number', () => {
    expect(verdict(409, { reason: '陈值班 12 秒前已确认' })).toEqual({
      kind: 'refused',
      said: '陈值班 12 秒前已确认',
    });
    expect(verdict(403)).toEqual({ kind: 'refused', said: '403' });
    expect(verdict(413)).toMatchObject({ kind: 'refused' });
  });
});
