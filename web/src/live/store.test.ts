import { beforeEach, describe, expect, it } from 'vitest';
import { anAlert, aPress, at } from '../contracts/fixtures';
import { FakeFrames, FakeTimers } from './fakes';
import { reportSeen } from './seen';
import { LiveStore, type News } from './store';

const snapshot = (topic: 'alerts' | 'signals', items: object[]) => ({
  t: 'snapshot' as const,
  topic,
  offset: '0',
  items,
});
const delta = (topic: 'alerts' | 'signals', changed: object[], removed: string[] = []) => ({
  t: 'delta' as const,
  topic,
  prev: '0',
  offset: '1',
  changed,
  removed,
});

let timers: FakeTimers;
let frames: FakeFrames;
let store: LiveStore;
let news: News[];

beforeEach(() => {
  timers = new FakeTimers();
  frames = new FakeFrames();
  store = new LiveStore(timers, frames, () => 0);
  news = [];
  store.onNews((one) => news.push(one));
});

describe('the store', () => {
  it('folds many deltas in one flush per frame', () => {
    store.topic('alerts', snapshot('alerts', []));
    frames.paint();
    for (let rev = 1; rev <= 1_000; rev += 1) {
      store.topic('alerts', delta('alerts', [anAlert({ id: `a${rev % 7}`, rev })]));
    }
    expect(frames.waiting).toBe(1);
    frames.paint();
    expect(store.alerts.value.items.size).toBe(7);
    expect(news).toHaveLength(2);
  });

  it('takes the first snapshot for the present, not for news', () => {
    store.topic('alerts', snapshot('alerts', [anAlert()]));
    frames.paint();
    expect(news[0]?.raised).toEqual([]);
    expect(store.changes.value).toEqual([]);
  });

  it('takes what a later snapshot adds for news: it was missed', () => {
    store.topic('alerts', snapshot('alerts', [anAlert()]));
    frames.paint();
    store.topic('alerts', snapshot('alerts', [anAlert(), anAlert({ id: 'b' })]));
    frames.paint();
    expect(news[1]?.raised.map((a) => a.id)).toEqual(['b']);
  });

  it('tells a raised alert from a changed one, and logs both', () => {
    store.topic('alerts', snapshot('alerts', [anAlert({ id: 'a', rev: 1 })]));
    frames.paint();
    store.topic('alerts', delta('alerts', [anAlert({ id: 'b', updatedAt: at(1_000) })]));
    const acknowledged = {
      id: 'a',
      rev: 2,
      response: 'acknowledged',
      updatedAt: at(2_000),
    } as const;
    store.topic('alerts', delta('alerts', [anAlert(acknowledged)]));
    frames.paint();
    expect(news[1]?.raised.map((a) => a.id)).toEqual(['b']);
    expect(news[1]?.alerts.map((a) => a.id).sort()).toEqual(['a', 'b']);
    expect(store.changes.value.map((c) => c.kind)).toEqual(['response', 'raised']);
  });

  it('logs what left the wall', () => {
    store.topic('alerts', snapshot('alerts', [anAlert({ id: 'a' })]));
    frames.paint();
    store.topic('alerts', delta('alerts', [], ['a']));
    frames.paint();
    expect(store.changes.value[0]?.kind).toBe('removed');
  });

  it('drops what waits before a snapshot', () => {
    store.topic('alerts', delta('alerts', [anAlert({ id: 'old' })]));
    store.topic('alerts', snapshot('alerts', [anAlert({ id: 'new' })]));
    frames.paint();
    expect([...store.alerts.value.items.keys()]).toEqual(['new']);
  });

  it('says as of when its data are, by the server’s clock', () => {
    store.phase('open');
    store.heard();
    store.message({ t: 'beat', serverTime: at(0), canary: {} });
    timers.pass(7_000);
    expect(store.dataAsOf()).toBe(Date.parse(at(0)));
  });

  it('does not know an age before the first frame', () => {
    expect(store.dataAsOf()).toBeUndefined();
  });
});

describe('seen', () => {
  const sent: object[] = [];
  beforeEach(() => {
    sent.length = 0;
    const socket = { send: (m: object) => sent.push(m) > 0 };
    reportSeen(store, socket, frames, (id) => id !== 'hidden');
    store.topic('alerts', snapshot('alerts', [anAlert({ id: 'present' })]));
    store.topic('signals', snapshot('signals', []));
    frames.paint();
    frames.paint();
  });

  it('is reported for what is new and painted, only after the paint', () => {
    store.topic(
      'alerts',
      delta('alerts', [anAlert({ id: 'a', rev: 3 }), anAlert({ id: 'hidden' })]),
    );
    store.topic('signals', delta('signals', [aPress({ id: 'p', rev: 2 })]));
    frames.paint();
    expect(sent).toEqual([]);
    frames.paint();
    expect(sent).toEqual([
      { op: 'seen', id: 'a', rev: 3 },
      { op: 'seen', id: 'p', rev: 2 },
    ]);
  });

  it('is not reported for what a first snapshot held', () => {
    expect(sent).toEqual([]);
  });
});
