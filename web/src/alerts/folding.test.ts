import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAlert, at } from '../contracts/fixtures';
import type { Alert } from '../contracts/generated';
import { asideOf, floodsOf, foldsOf, parentOf, rowsOf } from './folding';

const child = (id: string, over: Partial<Alert> = {}) => anAlert({ id, level: 3, ...over });
const cause = anAlert({ id: 'cut', level: 2, title: '天安苑停电' });
const NONE: ReadonlySet<string> = new Set();
const shape = (rows: ReturnType<typeof rowsOf>) =>
  rows.map((row) => `${'-'.repeat(row.depth)}${row.alert.id}:${row.under}`);

describe('a list with folds', () => {
  const list = [
    cause,
    child('x'),
    child('off1', { suppressedBy: 'cut' }),
    child('off2', { suppressedBy: 'cut' }),
  ];
  it('counts what a cause explains under it, and opens it there', () => {
    expect(shape(rowsOf(list, NONE))).toEqual(['cut:2', 'x:0']);
    expect(shape(rowsOf(list, new Set(['cut'])))).toEqual(['cut:2', '-off1:0', '-off2:0', 'x:0']);
  });
  it('folds red nowhere', () => {
    const red = anAlert({ id: 'red', level: 1, suppressedBy: 'cut', partOf: 'cut' });
    expect(parentOf(red)).toBeUndefined();
    expect(shape(rowsOf([cause, red], NONE))).toEqual(['cut:0', 'red:0']);
  });
  it('shows what stands under an alert that is not here', () => {
    expect(shape(rowsOf([child('lost', { partOf: 'gone' })], NONE))).toEqual(['lost:0']);
    const closed = anAlert({ id: 'cut', response: 'closed' });
    expect(foldsOf([closed, child('off', { suppressedBy: 'cut' })]).size).toBe(0);
  });
  it('property: unfolded, every alert stands in it once; folded, no red is missing', () => {
    const one = fc.record({
      level: fc.integer({ min: 1, max: 4 }),
      suppressedBy: fc.option(fc.constantFrom('a0', 'a1', 'a2', 'gone'), { nil: undefined }),
      partOf: fc.option(fc.constantFrom('a3', 'a4'), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (list) => {
        const alerts = list.map((over, i) => anAlert({ ...over, id: `a${i}` } as Partial<Alert>));
        const all = rowsOf(alerts, new Set(alerts.map((alert) => alert.id)));
        expect(all.map((row) => row.alert.id).sort()).toEqual(alerts.map((a) => a.id).sort());
        const folded = new Set(rowsOf(alerts, NONE).map((row) => row.alert.id));
        for (const alert of alerts) if (alert.level === 1) expect(folded).toContain(alert.id);
      }),
    );
  });
});

describe('what is put aside', () => {
  it('is counted under each of its names, as long as it is open', () => {
    const alerts = [
      child('a', { suppressedBy: 'x', standing: 's' }),
      child('b', { partOf: 'p' }),
      child('c', { shelvedUntil: at(1) }),
      child('d', { partOf: 'p', response: 'closed' }),
    ];
    expect(asideOf(alerts)).toEqual({ inhibited: 1, parts: 1, shelved: 1, standing: 1 });
  });
  it('is under floods that go on, newest first', () => {
    const flood = (id: string, over: boolean, ms: number) =>
      anAlert({
        id,
        raisedAt: at(ms),
        flood: {
          seat: 'all',
          since: at(ms),
          total: 1,
          byLevel: {},
          byKind: {},
          active: 1,
          firstOut: [],
          over,
        },
      });
    const all = [flood('old', false, 0), flood('over', true, 5), flood('new', false, 9), cause];
    expect(floodsOf(all).map((alert) => alert.id)).toEqual(['new', 'old']);
  });
});
