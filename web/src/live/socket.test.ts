import { beforeEach, describe, expect, it } from 'vitest';
import type { WallMessageUnion } from '../contracts/generated';
import { FakeSocket, FakeTimers } from './fakes';
import { GIVE_UP_MS, type LinkPhase, LiveSocket } from './socket';
import { SUBSCRIBED } from './topics';

const hello = (epoch = 'e1') => ({
  t: 'hello',
  epoch,
  serverTime: '2026-11-21T11:35:45.000Z',
  beatMs: 2000,
});
const beat = { t: 'beat', serverTime: '2026-11-21T11:35:47.000Z', canary: { ageMs: 900 } };
const snapshot = (topic: string, offset: string, items: object[] = []) => ({
  t: 'snapshot',
  topic,
  offset,
  items,
});
const delta = (topic: string, prev: string, offset: string) => ({
  t: 'delta',
  topic,
  prev,
  offset,
  changed: [],
  removed: [],
});

let timers: FakeTimers;
let sockets: FakeSocket[];
let phases: (string | number | undefined)[][];
let topics: string[];
let messages: WallMessageUnion[];
let token: string | undefined;
let live: LiveSocket;

const newest = () => sockets.at(-1) as FakeSocket;

beforeEach(() => {
  timers = new FakeTimers();
  sockets = [];
  phases = [];
  topics = [];
  messages = [];
  token = undefined;
  live = new LiveSocket({
    open: () => {
      sockets.push(new FakeSocket());
      return newest();
    },
    token: () => token,
    timers,
    listener: {
      phase: (phase: LinkPhase, code) => phases.push(code === undefined ? [phase] : [phase, code]),
      message: (message) => messages.push(message),
      topic: (topic, message) => topics.push(`${topic}:${message.t}:${message.offset}`),
      heard: () => {},
    },
  });
  live.start();
});

function establish() {
  newest().accept();
  newest().say(hello(), snapshot('alerts', '5'), snapshot('signals', '0'));
  newest().say(snapshot('devices', '9'), snapshot('health', '2'));
  newest().say(snapshot('slopes', '0'));
}

describe('the connection', () => {
  it('subscribes to all topics in one message, without a token where the cookie speaks', () => {
    newest().accept();
    expect(newest().sent).toEqual([{ op: 'subscribe', topics: [...SUBSCRIBED] }]);
  });

  it('authenticates first where it has a wall token', () => {
    token = 'secret';
    newest().accept();
    expect(newest().sent.map((m) => m.op)).toEqual(['auth', 'subscribe']);
  });

  it('counts as open from the hello on', () => {
    newest().accept();
    expect(phases).toEqual([['connecting']]);
    newest().say(hello());
    expect(phases.at(-1)).toEqual(['open']);
  });

  it('resumes each topic from its own offset after a cut', () => {
    establish();
    newest().say(delta('alerts', '5', '6'));
    newest().end(1006);
    timers.pass(2_000);
    newest().accept();
    expect(newest().ops('subscribe')).toEqual([
      { op: 'subscribe', topics: ['alerts'], resume: { epoch: 'e1', offset: '6' } },
      { op: 'subscribe', topics: ['devices'], resume: { epoch: 'e1', offset: '9' } },
      { op: 'subscribe', topics: ['health'], resume: { epoch: 'e1', offset: '2' } },
      { op: 'subscribe', topics: ['slopes'], resume: { epoch: 'e1', offset: '0' } },
      { op: 'subscribe', topics: ['chargers'] },
      { op: 'subscribe', topics: ['tickets'] },
      { op: 'subscribe', topics: ['hot-spots'] },
      { op: 'subscribe', topics: ['indicators'] },
    ]);
    newest().say(hello(), delta('alerts', '6', '8'));
    expect(topics.at(-1)).toBe('alerts:delta:8');
  });

  it('places nothing of a new epoch before its snapshot', () => {
    establish();
    newest().end(1006);
    timers.pass(2_000);
    newest().accept();
    newest().say(hello('e2'), delta('alerts', '5', '6'));
    expect(topics.filter((t) => t.includes('delta'))).toEqual([]);
    newest().say(snapshot('alerts', '1'), delta('alerts', '1', '2'));
    expect(topics.at(-1)).toBe('alerts:delta:2');
  });
});

describe('a hole in the chain', () => {
  it('is not passed on, but asked for from the last good offset', () => {
    establish();
    newest().say(delta('alerts', '7', '8'));
    expect(topics.some((t) => t.endsWith(':8'))).toBe(false);
    expect(newest().ops('subscribe').at(-1)).toEqual({
      op: 'subscribe',
      topics: ['alerts'],
      resume: { epoch: 'e1', offset: '5' },
    });
  });

  it('asks for everything when it does not heal', () => {
    establish();
    newest().say(delta('alerts', '7', '8'));
    timers.pass(1_000);
    newest().say(delta('alerts', '9', '10'));
    expect(newest().ops('subscribe').at(-1)).toEqual({ op: 'subscribe', topics: ['alerts'] });
  });

  it('asks once for a burst of frames behind one hole', () => {
    establish();
    newest().say(delta('alerts', '7', '8'), delta('alerts', '8', '9'), delta('alerts', '9', '10'));
    expect(newest().ops('subscribe')).toHaveLength(2);
  });

  it('in the signals is mended by a fresh subscription to the alerts', () => {
    establish();
    newest().say(delta('signals', '3', '4'));
    expect(newest().ops('subscribe').at(-1)).toEqual({ op: 'subscribe', topics: ['alerts'] });
  });
});

describe('an end', () => {
  it('by 4503 reconnects at once', () => {
    establish();
    newest().end(4503);
    timers.pass(0);
    expect(sockets).toHaveLength(2);
  });

  it('by anything else waits, and longer each time', () => {
    const waits: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      const before = timers.now();
      newest().end(1006);
      const count = sockets.length;
      while (sockets.length === count) timers.pass(50);
      waits.push(timers.now() - before);
    }
    expect(waits[0]).toBeLessThan(600);
    expect(waits[5]).toBeGreaterThan(4_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(8_000);
  });

  it('by 4401 does not try again by itself', () => {
    establish();
    newest().end(4401);
    timers.pass(60_000);
    expect(sockets).toHaveLength(1);
    expect(phases.at(-1)).toEqual(['refused', 4401]);
  });

  it('by silence is noticed by the watchdog', () => {
    establish();
    timers.pass(GIVE_UP_MS - 100);
    newest().say(beat);
    timers.pass(GIVE_UP_MS - 100);
    expect(sockets).toHaveLength(1);
    timers.pass(1_000);
    expect(phases.some(([phase]) => phase === 'waiting')).toBe(true);
    timers.pass(1_000);
    expect(sockets).toHaveLength(2);
    expect(sockets[0]?.closedWith).toBe(4000);
  });

  it('is not taken for silence when the page itself stood still', () => {
    establish();
    timers.freeze(GIVE_UP_MS + 5_000);
    newest().say(beat);
    timers.pass(3_000);
    expect(sockets).toHaveLength(1);
  });

  it('while it is opening is noticed too', () => {
    timers.pass(5_600);
    expect(sockets).toHaveLength(2);
  });

  it('by stop is final', () => {
    establish();
    live.stop();
    timers.pass(60_000);
    expect(sockets).toHaveLength(1);
  });
});

it('frames that are no message only prove that the link lives', () => {
  establish();
  newest().onmessage?.({ data: 'garbage' });
  newest().say({ t: 'beat' });
  expect(messages.filter((m) => m.t === 'beat')).toEqual([]);
  newest().say(beat);
  expect(messages.at(-1)?.t).toBe('beat');
});

it('sends nothing into a connection that is not open', () => {
  expect(live.send({ op: 'status' })).toBe(false);
});
