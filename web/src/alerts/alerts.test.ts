import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAlert, at, T0 } from '../contracts/fixtures';
import type { Alert } from '../contracts/generated';
import { escalatedTo, nextDeadline } from './deadline';
import { LEVELS, lookOf } from './level';
import { countByLevel, stackOf } from './order';

const ids = (alerts: Alert[]) => alerts.map((alert) => alert.id);

describe('the stack', () => {
  it('puts red first, unanswered before answered, then the newest; device care last', () => {
    const alerts = [
      anAlert({ id: 'yellow-new', level: 3, raisedAt: at(9_000) }),
      anAlert({ id: 'care', level: 3, class: 'maintenance', raisedAt: at(9_900) }),
      anAlert({ id: 'red-old', level: 1, raisedAt: at(1_000) }),
      anAlert({ id: 'red-answered', level: 1, raisedAt: at(5_000), response: 'on-site' }),
      anAlert({ id: 'orange', level: 2, raisedAt: at(2_000) }),
      anAlert({ id: 'red-new', level: 1, raisedAt: at(3_000) }),
    ];
    const order = ['red-new', 'red-old', 'red-answered', 'yellow-new', 'orange', 'care'];
    expect(ids(stackOf(alerts, 9).shown)).toEqual(order);
  });

  it('never cuts silently: what has no row is counted', () => {
    const alerts = Array.from({ length: 20 }, (_, i) => anAlert({ id: `a${i}` }));
    const stack = stackOf(alerts, 7);
    expect(stack.shown).toHaveLength(7);
    expect(stack.hidden).toHaveLength(13);
  });

  it('counts suppressed and shelved alerts apart', () => {
    const stack = stackOf(
      [
        anAlert({ id: 'a' }),
        anAlert({ id: 'b', level: 3, suppressedBy: 'a' }),
        anAlert({ id: 'c', level: 3, shelvedUntil: at(1) }),
        anAlert({ id: 'd', level: 2, partOf: 'a' }),
      ],
      7,
    );
    expect(ids(stack.shown)).toEqual(['a']);
    expect(stack.silenced).toBe(3);
  });

  it('lists every red, also one that a rule explains or a flood counts', () => {
    const reds = [
      anAlert({ id: 'a', suppressedBy: 'x' }),
      anAlert({ id: 'b', partOf: 'x' }),
      anAlert({ id: 'c', shelvedUntil: at(1) }),
    ];
    expect(ids(stackOf(reds, 7).shown)).toEqual(['a', 'b', 'c']);
    expect(countByLevel(reds)).toEqual([3, 0, 0, 0]);
  });

  it('property: every open alert is shown, hidden or silenced, and no red hides behind another', () => {
    const alert = fc.record({
      level: fc.integer({ min: 1, max: 4 }),
      response: fc.constantFrom('unacknowledged', 'on-site', 'closed') as fc.Arbitrary<
        Alert['response']
      >,
      suppressedBy: fc.option(fc.constant('x'), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.array(alert, { maxLength: 30 }),
        fc.integer({ min: 0, max: 9 }),
        (list, rows) => {
          const alerts = list.map((over, i) => anAlert({ ...over, id: `a${i}` } as Partial<Alert>));
          const { shown, hidden, silenced } = stackOf(alerts, rows);
          const open = alerts.filter((a) => a.response !== 'closed');
          expect(shown.length + hidden.length + silenced).toBe(open.length);
          if (hidden.some((a) => a.level === 1))
            expect(shown.every((a) => a.level === 1)).toBe(true);
        },
      ),
    );
  });

  it('counts by level what a flood holds too: it has no row, but it is there', () => {
    const alerts = [
      anAlert({ id: 'flood', level: 3 }),
      anAlert({ id: 'a', level: 2, partOf: 'flood' }),
      anAlert({ id: 'b', level: 3, partOf: 'flood', suppressedBy: 'x' }),
      anAlert({ id: 'c', level: 3, shelvedUntil: at(1) }),
    ];
    expect(countByLevel(alerts)).toEqual([0, 1, 1, 0]);
  });

  it('counts by level', () => {
    const alerts = [
      anAlert({ level: 1 }),
      anAlert({ level: 4 }),
      anAlert({ level: 4, response: 'closed' }),
    ];
    expect(countByLevel(alerts)).toEqual([1, 0, 0, 1]);
  });
});

describe('the next deadline', () => {
  const alert = anAlert({
    timers: [
      { name: 'auto-close', dueAt: at(1_000) },
      { name: 'on-site', dueAt: at(180_000) },
      { name: 'acknowledge', dueAt: at(30_000) },
    ],
  });
  it('is the soonest that people must meet', () => {
    expect(nextDeadline(alert, T0)).toEqual({ name: 'acknowledge', leftMs: 30_000 });
  });
  it('goes negative when late', () => {
    expect(nextDeadline(alert, T0 + 42_000)?.leftMs).toBe(-12_000);
  });
  it('is none where only the house is tidied', () => {
    expect(
      nextDeadline(anAlert({ timers: [{ name: 'forget', dueAt: at(1) }] }), T0),
    ).toBeUndefined();
  });
  it('names whom the newest step told', () => {
    expect(escalatedTo(anAlert({ escalation: { step: 2, notified: ['二席', '带班'] } }))).toBe(
      '带班',
    );
    expect(escalatedTo(anAlert())).toBeUndefined();
  });
});

describe('levels', () => {
  it('differ in colour, numeral and shape', () => {
    expect(new Set(LEVELS.map((l) => l.color)).size).toBe(4);
    expect(LEVELS.map((l) => l.numeral)).toEqual(['I', 'II', 'III', 'IV']);
    expect(LEVELS.map((l) => l.points?.length ?? 0)).toEqual([8, 3, 4, 0]);
  });
  it('outside 1 to 4 do not exist', () => {
    expect(() => lookOf(5)).toThrow(RangeError);
  });
});
