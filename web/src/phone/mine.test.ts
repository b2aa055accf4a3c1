import { describe, expect, it } from 'vitest';
import { anAlert as alert } from '../contracts/fixtures';
import { split } from './mine';
import { fieldOffers } from './offers';

const told = (alertId: string) => ({
  alertId,
  step: 'raised',
  state: 'sent',
  decidedAt: '2026-11-21T10:00:00Z',
});
const called = (person: string) => ({
  answering: { person, calledAt: '2026-11-21T10:00:00Z', calls: 1 },
  timers: [{ name: 'answer', dueAt: '2026-11-21T11:00:00Z' }],
});

describe('my alerts', () => {
  it('are those that I have, was called for, or was told of; the rest lies below', () => {
    const all = [
      alert({ id: 'owned', owner: 'chen', response: 'on-site' }),
      alert({ id: 'told', owner: 'lin', response: 'on-site' }),
      alert({ id: 'called', level: 2, ...called('chen') }),
      alert({ id: 'red', level: 1, response: 'unacknowledged' }),
      alert({ id: 'other', owner: 'lin', ...called('lin') }),
      alert({ id: 'over', response: 'closed', owner: 'chen' }),
    ];
    const { mine, rest } = split(all, 'chen', [told('told'), told('red'), told('gone')]);
    expect(mine.map((one) => [one.alert.id, one.because])).toEqual([
      ['red', 'told'],
      ['called', 'called'],
      ['owned', 'owner'],
      ['told', 'told'],
    ]);
    expect(rest.map(({ id }) => id)).toEqual(['other']);
  });

  it('say so if the message did not get through', () => {
    const dead = { ...told('a'), state: 'dead' };
    expect(split([alert({ id: 'a' })], 'chen', [dead]).mine[0]?.because).toBe('meant');
  });

  it('have what is resolved last, and name the call after its answer', () => {
    const answered = { ...called('chen'), timers: [] };
    const all = [
      alert({ id: 'resolved', owner: 'chen', response: 'resolved' }),
      alert({ id: 'answered', level: 3, ...answered }),
    ];
    expect(split(all, 'chen', []).mine.map((one) => [one.alert.id, one.because])).toEqual([
      ['answered', 'responsible'],
      ['resolved', 'owner'],
    ]);
  });

  it('are listed although they are explained; of the rest these are counted', () => {
    const aside = { level: 3, suppressedBy: 'x' };
    const all = [alert({ id: 'a', owner: 'chen', ...aside }), alert({ id: 'b', ...aside })];
    const { mine, rest, aside: counted } = split(all, 'chen', []);
    expect([mine.length, rest.length, counted]).toEqual([1, 0, 1]);
  });
});

describe('what the field may press', () => {
  const actions = (...given: Parameters<typeof fieldOffers>) =>
    fieldOffers(...given).map(({ action }) => action);
  it('is taking an order that another gave, then going there', () => {
    const sent = alert({ response: 'dispatched', owner: 'lin' });
    expect(actions(sent, 'officer', 'chen', 'dispatched')).toEqual([
      'accept',
      'arrive',
      'resolve',
      'decline',
      'false-alarm',
      'comment',
    ]);
    expect(actions({ ...sent, owner: 'chen' }, 'officer', 'chen', 'dispatched')[0]).toBe('arrive');
  });
  it('follows what was pressed already', () => {
    const open = alert({ response: 'unacknowledged' });
    expect(actions(open, 'officer', 'chen', 'unacknowledged')[0]).toBe('acknowledge');
    expect(actions(open, 'officer', 'chen', 'acknowledged')[0]).toBe('arrive');
  });
  it('is a remark alone once it is resolved, also if that still waits', () => {
    const open = alert({ response: 'on-site' });
    expect(actions(open, 'officer', 'chen', 'resolved')).toEqual(['comment']);
  });
  it('is nothing for who may only look', () => {
    expect(actions(alert({}), 'viewer', 'chen', 'unacknowledged')).toEqual([]);
  });
});
