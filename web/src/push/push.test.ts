import { describe, expect, it } from 'vitest';
import { type PushMessage, parse, shown, target } from './message';
import { type Clicked, listenForPush, type PushArrived, type PushScope } from './onPush';
import { isFor, keyBytes } from './subscribe';

const ORIGIN = 'https://wall.example';
const PAGE: PushMessage = {
  id: 'p1',
  level: 1,
  title: '红色告警：火警（A-1）',
  text: '地点：云湾',
  at: '2026-03-01T08:00:00Z',
  alertId: 'A-1',
  link: `${ORIGIN}/m?alert=A-1`,
  answer: `${ORIGIN}/m/a/token`,
  drill: false,
};

/** A worker whose windows show these pages. */
function worker(...urls: string[]) {
  const done: string[] = [];
  const listeners = new Map<string, (event: never) => void>();
  const scope = {
    location: { origin: ORIGIN },
    navigator: { language: 'zh-CN' },
    registration: {
      showNotification: async (title: string) => void done.push(`shown ${title}`),
    },
    clients: {
      matchAll: async () =>
        urls.map((url) => ({ url, focus: async () => void done.push(`focused ${url}`) })),
      openWindow: async (url: string) => void done.push(`opened ${url}`),
    },
    addEventListener: (type: string, listener: (event: never) => void) => {
      listeners.set(type, listener);
    },
  } as PushScope;
  listenForPush(scope);
  async function fire(
    type: string,
    event: Omit<PushArrived, 'waitUntil'> | Omit<Clicked, 'waitUntil'>,
  ) {
    let ended: Promise<unknown> = Promise.reject(new Error('the worker may be stopped at once'));
    ended.catch(() => undefined);
    const waitUntil = (promise: Promise<unknown>) => {
      ended = promise;
    };
    listeners.get(type)?.({ ...event, waitUntil } as never);
    await ended;
    return done;
  }
  return fire;
}

describe('web push', () => {
  it('shows a call until somebody touches it, with a button to answer', () => {
    const { title, options } = shown(PAGE, false);
    expect(title).toBe(PAGE.title);
    expect(options).toMatchObject({
      tag: 'p1',
      requireInteraction: true,
      renotify: true,
      actions: [{ action: 'answer', title: '应答' }],
    });
    expect(shown({ ...PAGE, level: 3, answer: undefined }, true).options).toMatchObject({
      requireInteraction: false,
      actions: [],
    });
    expect(shown({ ...PAGE, drill: true }, false).options.requireInteraction).toBe(false);
  });

  it('shows something for a push that is none of ours', () => {
    for (const text of [undefined, '', 'null', '[]', '{"id":1}']) {
      expect(parse(text)).toBeUndefined();
    }
    expect(shown(parse(''), false).title).toBe('值守平台有新消息');
    expect(parse(JSON.stringify(PAGE))).toEqual(PAGE);
  });

  it('leads to the answer or the alert, and never to another site', () => {
    expect(target('answer', PAGE, ORIGIN)).toBe(PAGE.answer);
    expect(target('', PAGE, ORIGIN)).toBe(PAGE.link);
    expect(target('', { link: '/m?alert=A-1' }, ORIGIN)).toBe(`${ORIGIN}/m?alert=A-1`);
    expect(target('', { link: 'https://evil.example/m' }, ORIGIN)).toBe(`${ORIGIN}/m`);
    expect(target('', { link: 'javascript:alert(1)' }, ORIGIN)).toBe(`${ORIGIN}/m`);
    expect(target('', undefined, ORIGIN)).toBe(`${ORIGIN}/m`);
  });

  it('keeps the worker alive until the message is shown and the page open', async () => {
    const data = { text: () => JSON.stringify(PAGE) };
    expect(await worker()('push', { data })).toEqual([`shown ${PAGE.title}`]);
    const click = { action: '', notification: { close: () => undefined, data: PAGE } };
    expect(await worker()('notificationclick', click)).toEqual([`opened ${PAGE.link}`]);
    const there = worker(`${ORIGIN}/wall`, PAGE.link ?? '');
    expect(await there('notificationclick', click)).toEqual([`focused ${PAGE.link}`]);
  });

  it('knows the key a subscription was made for', () => {
    const key = keyBytes('BP-_');
    expect([...key]).toEqual([4, 255, 191]);
    expect(isFor(key, new Uint8Array([4, 255, 191]).buffer)).toBe(true);
    expect(isFor(key, new Uint8Array([4, 255, 190]).buffer)).toBe(false);
    expect(isFor(key, null)).toBe(false);
  });
});
