import { beforeEach, describe, expect, it } from 'vitest';
import { Access } from './access';
import { Api, ApiError } from './api';
import { type TokenStore, takeTokenFromAddress } from './credentials';
import { identify, may } from './identity';

function memory(initial?: string): TokenStore {
  let token = initial;
  return {
    get: () => token,
    set: (value) => {
      token = value;
    },
    clear: () => {
      token = undefined;
    },
  };
}

interface Call {
  url: string;
  init: RequestInit;
}
let calls: Call[];
/** Answers by "METHOD path" or "METHOD path bearer". */
function server(answers: { [route: string]: [number, unknown] | 'down' }) {
  return (async (url: string, init: RequestInit) => {
    calls.push({ url, init });
    const headers = init.headers as Record<string, string>;
    const bearer = headers.authorization?.replace('Bearer ', '');
    const route = `${init.method} ${url.replace('/api/v1', '')}`;
    const answer = answers[bearer ? `${route} ${bearer}` : route] ?? [404, { title: 'Not found' }];
    if (answer === 'down') throw new TypeError('fetch failed');
    return new Response(JSON.stringify(answer[1]), { status: answer[0] });
  }) as unknown as typeof fetch;
}
const api = (answers: Parameters<typeof server>[0], token?: string) =>
  new Api(() => token, '/api/v1', server(answers));
beforeEach(() => {
  calls = [];
});
const OFFICER = { name: 'chen', role: 'officer' };
const WALL = { name: 'wall:1', role: 'viewer' };

describe('a token in the address', () => {
  it('is kept and removed from the address bar', () => {
    const tokens = memory();
    const urls: unknown[] = [];
    const location = { hash: '#token=abc', pathname: '/wall', search: '?lang=en' };
    const history = {
      replaceState: (_: unknown, __: string, url?: unknown) => void urls.push(url),
    };
    expect(takeTokenFromAddress(location, history, tokens)).toBe(true);
    expect(tokens.get()).toBe('abc');
    expect(urls).toEqual(['/wall?lang=en']);
  });
  it('that is absent changes nothing', () => {
    const location = { hash: '', pathname: '/wall', search: '' };
    expect(takeTokenFromAddress(location, { replaceState: () => {} }, memory('x'))).toBe(false);
  });
});

describe('identity', () => {
  it('is the wall of the token before a person’s session, without a question that is refused', async () => {
    const both = api({ 'GET /me': [200, OFFICER], 'GET /me abc': [200, WALL] });
    expect(await identify(both, memory('abc'))).toEqual({ kind: 'wall', me: WALL, token: 'abc' });
    expect(calls).toHaveLength(1);
  });
  it('is the person of the session where no token is', async () => {
    const desk = api({ 'GET /me': [200, OFFICER] });
    expect(await identify(desk, memory())).toEqual({ kind: 'session', me: OFFICER });
  });
  it('is the person with a revoked token, which is then forgotten', async () => {
    const tokens = memory('abc');
    const access = new Access(tokens);
    const original = globalThis.fetch;
    globalThis.fetch = server({ 'GET /me': [200, OFFICER], 'GET /me abc': [401, {}] });
    await access.check();
    globalThis.fetch = original;
    expect(access.identity.value).toMatchObject({ kind: 'session', me: OFFICER });
    expect(tokens.get()).toBeUndefined();
  });
  it('is nobody with a revoked token', async () => {
    const none = api({ 'GET /me': [401, {}], 'GET /me abc': [401, {}] });
    expect(await identify(none, memory('abc'))).toEqual({ kind: 'none', tokenRefused: true });
  });
  it('is not decided while the gateway is away', async () => {
    expect(await identify(api({ 'GET /me abc': 'down' }), memory('abc'))).toEqual({
      kind: 'unreachable',
    });
    const failing = api({ 'GET /me abc': [503, {}] });
    expect(await identify(failing, memory('abc'))).toEqual({ kind: 'unreachable' });
  });
  it('orders roles', () => {
    expect(may('shift-lead', 'officer')).toBe(true);
    expect(may('viewer', 'officer')).toBe(false);
  });
});

describe('access', () => {
  it('keeps asking while the gateway is away, and keeps its token', async () => {
    const tokens = memory('abc');
    const later: (() => void)[] = [];
    const access = new Access(tokens, (run) => later.push(run));
    const original = globalThis.fetch;
    globalThis.fetch = server({ 'GET /me abc': 'down' });
    await access.check();
    expect(access.identity.value?.kind).toBe('unreachable');
    expect(later).toHaveLength(1);
    expect(tokens.get()).toBe('abc');
    globalThis.fetch = server({ 'GET /me': [401, {}], 'GET /me abc': [200, WALL] });
    later[0]?.();
    await expect.poll(() => access.token()).toBe('abc');
    globalThis.fetch = original;
  });
});

describe('the api', () => {
  it('gives the server’s own words for a refusal', async () => {
    const refused = api({ 'POST /x': [409, { title: 'Conflict', detail: '陈值班 已确认' }] });
    const error = await refused.post('/x', {}).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 409, detail: '陈值班 已确认' });
  });
  it('sends the wall token as bearer', async () => {
    await api({ 'GET /y abc': [200, {}] }, 'abc').get('/y');
    expect(calls[0]?.init.headers).toMatchObject({ authorization: 'Bearer abc' });
  });
  it('says of what the page asks by itself that nobody is at it', async () => {
    const quiet = api({ 'GET /y': [200, {}], 'GET /d': [200, { items: [] }] });
    await quiet.get('/y');
    await quiet.getUnattended('/y');
    await quiet.all('/d', 1, true);
    const marked = calls.map((call) => 'citywall-unattended' in (call.init.headers ?? {}));
    expect(marked).toEqual([false, true, true]);
  });
  it('follows cursors to the end', async () => {
    const paged = api({
      'GET /d?limit=2': [200, { items: [1, 2], nextCursor: 'n' }],
      'GET /d?limit=2&cursor=n': [200, { items: [3] }],
    });
    expect(await paged.all('/d?limit=2')).toEqual([1, 2, 3]);
  });
});
