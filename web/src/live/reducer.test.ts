import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delta, Snapshot } from '../contracts/generated';
import { emptyTopic, type Item, reduce, type TopicMessage } from './reducer';

type Thing = Item & { v?: number };
const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && 'id' in value && 'rev' in value;

const snapshot = (items: unknown[], offset = '0'): Snapshot => ({
  t: 'snapshot',
  topic: 'alerts',
  offset,
  items,
});
const delta = (changed: unknown[], removed: string[], offset: string, prev = '0'): Delta => ({
  t: 'delta',
  topic: 'alerts',
  prev,
  offset,
  changed,
  removed,
});
const fold = (...messages: TopicMessage[]) => reduce(emptyTopic<Thing>(), messages, isThing);

describe('the reducer', () => {
  it('knows nothing before the first snapshot', () => {
    expect(emptyTopic().offset).toBeUndefined();
  });

  it('keeps the newest revision, whatever comes later', () => {
    const { state } = fold(
      snapshot([{ id: 'a', rev: 5 }]),
      delta([{ id: 'a', rev: 4, v: 1 }], [], '1'),
    );
    expect(state.items.get('a')).toEqual({ id: 'a', rev: 5 });
    expect(state.offset).toBe('1');
  });

  it('replaces everything by a later snapshot', () => {
    const { state } = fold(snapshot([{ id: 'a', rev: 9 }]), snapshot([{ id: 'b', rev: 1 }], '7'));
    expect([...state.items.keys()]).toEqual(['b']);
  });

  it('counts what the boundary refuses and keeps the rest', () => {
    const { state } = fold(snapshot([null, 7, { id: 'a', rev: 1 }]));
    expect(state.refused).toBe(2);
    expect(state.items.size).toBe(1);
  });

  it('leaves the state it was given alone', () => {
    const before = fold(snapshot([{ id: 'a', rev: 1 }])).state;
    reduce(before, [delta([{ id: 'b', rev: 1 }], ['a'], '1')], isThing);
    expect([...before.items.keys()]).toEqual(['a']);
  });

  it('says which ids it touched', () => {
    const before = fold(snapshot([{ id: 'a', rev: 1 }])).state;
    const { touched } = reduce(before, [delta([{ id: 'b', rev: 1 }], ['a'], '1')], isThing);
    expect([...touched.changed]).toEqual(['b']);
    expect([...touched.removed]).toEqual(['a']);
  });

  const change = fc.record({
    put: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 3 }),
    remove: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 2 }),
  });

  it('property: a snapshot and all deltas after it give what a later snapshot holds', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), fc.nat(39), (changes, split) => {
        const server = new Map<string, Thing>();
        const log: TopicMessage[] = [];
        let first: Snapshot | undefined;
        changes.forEach(({ put, remove }, i) => {
          if (i === Math.min(split, changes.length - 1)) {
            first = snapshot([...server.values()], String(i));
            log.length = 0;
          }
          const changed = [...new Set(put)].map((id) => ({ id, rev: i + 1, v: i }));
          const removed = remove.filter((id) => !put.includes(id));
          for (const thing of changed) server.set(thing.id, thing);
          for (const id of removed) server.delete(id);
          log.push(delta(changed, removed, String(i + 1), String(i)));
        });
        const atOnce = fold(first ?? snapshot([]), ...log).state;
        const oneByOne = [first ?? snapshot([]), ...log].reduce(
          (state, message) => reduce(state, [message], isThing).state,
          emptyTopic<Thing>(),
        );
        expect(new Map(atOnce.items)).toEqual(server);
        expect(new Map(oneByOne.items)).toEqual(server);
      }),
    );
  });
});
