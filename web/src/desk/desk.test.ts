import { describe, expect, it } from 'vitest';
import { Api } from '../access/api';
import { anAlert, at } from '../contracts/fixtures';
import type { Response as Handling, RejectedEvent } from '../contracts/generated';
import { offersFor } from './commands';
import { meaningOf } from './keys';
import { filterAlerts, moved } from './list';
import { groupByDevice } from './quarantine';
import { sendCommand } from './send';

describe('offered commands', () => {
  const actions = (response: Handling, role: Parameters<typeof offersFor>[1] = 'officer') =>
    offersFor(anAlert({ response }), role).map((offer) => offer.action);

  it('begin with the next step of each state', () => {
    expect(actions('unacknowledged')[0]).toBe('acknowledge');
    expect(actions('dispatched')).toContain('arrive');
    expect(actions('resolved')).toEqual([
      'close',
      'reopen',
      'false-alarm',
      'drill',
      'report-119',
      'order',
      'comment',
    ]);
  });
  it('ask why where something that still burns is closed', () => {
    const ask = (over: object) =>
      offersFor(anAlert({ response: 'on-site', ...over }), 'officer').find(
        (o) => o.action === 'close',
      )?.ask;
    expect(ask({ condition: 'active' })).toBe('reason');
    expect(ask({ condition: 'cleared' })).toBe('nothing');
  });
  it('are none for a viewer', () => {
    expect(actions('unacknowledged', 'viewer')).toEqual([]);
  });
  it('never shelve a fire alarm; device care only by a shift lead', () => {
    expect(actions('unacknowledged', 'admin')).not.toContain('shelve');
    const care = anAlert({ class: 'maintenance', level: 3 });
    expect(offersFor(care, 'officer').map((o) => o.action)).not.toContain('shelve');
    expect(offersFor(care, 'shift-lead').map((o) => o.action)).toContain('shelve');
  });
  it('ask for the result of a fire alarm’s call back, in every state until it is resolved', () => {
    for (const response of ['unacknowledged', 'verifying', 'dispatched', 'on-site'] as const) {
      const verify = offersFor(anAlert({ response }), 'officer').find((o) => o.action === 'verify');
      expect(verify?.ask, response).toBe('result');
    }
    const slope = anAlert({ domain: 'slope' });
    expect(offersFor(slope, 'officer').find((o) => o.action === 'verify')?.ask).toBe('nothing');
    expect(
      offersFor({ ...slope, response: 'dispatched' }, 'officer').map((o) => o.action),
    ).not.toContain('verify');
  });
  it('choose the cause of a false fire alarm from the list, and ask others in words', () => {
    const ask = (over: object) =>
      offersFor(anAlert(over), 'officer').find((o) => o.action === 'false-alarm')?.ask;
    expect(ask({})).toBe('cause');
    expect(ask({ domain: 'slope' })).toBe('reason');
  });
  it('put 119 first once the alarm is real and nobody has told them', () => {
    const verification = { result: 'confirmed', byRule: true, by: 'system', at: at(180_000) };
    const real = anAlert({ response: 'dispatched', verification } as object);
    expect(offersFor(real, 'officer')[0]).toMatchObject({ action: 'report-119', key: 'p' });
    const told = { ...real, report119: { by: 'li', byName: '李', at: at(190_000) } };
    expect(offersFor(told, 'officer')[0]?.action).toBe('arrive');
  });
  it('report to 119 only fire alarms', () => {
    expect(actions('closed')).not.toContain('report-119');
    const care = anAlert({ class: 'maintenance', level: 3 });
    expect(offersFor(care, 'officer').map((o) => o.action)).not.toContain('report-119');
  });
  it('have one key each', () => {
    const keys = (
      Object.keys({ unacknowledged: 1, acknowledged: 1, dispatched: 1 }) as Handling[]
    ).map((r) => offersFor(anAlert({ response: r }), 'admin').flatMap((o) => o.key ?? []));
    for (const list of keys) expect(new Set(list).size).toBe(list.length);
  });
});

describe('a command', () => {
  const sent: { [key: string]: unknown }[] = [];
  const api = (status: number, body: object) =>
    new Api(() => undefined, '/api/v1', (async (_url: string, init: RequestInit) => {
      sent.push(JSON.parse(String(init.body)));
      return new Response(JSON.stringify(body), { status });
    }) as unknown as typeof fetch);

  it('carries its own id, and what the officer had seen where it ends an alert', async () => {
    const done = await sendCommand(api(200, { rev: 8 }), 'x', 7, {
      action: 'false-alarm',
      reason: '误触',
    });
    expect(done).toEqual({ kind: 'done', rev: 8 });
    expect(sent.at(-1)).toMatchObject({
      action: 'false-alarm',
      reason: '误触',
      expectedRevision: 7,
    });
    expect(sent.at(-1)?.commandId).toMatch(/^[0-9a-f-]{36}$/);
  });
  it('is not refused for a newer revision where it only takes the alert up', async () => {
    await sendCommand(api(200, {}), 'x', 7, { action: 'acknowledge' });
    expect(sent.at(-1)).not.toHaveProperty('expectedRevision');
  });
  it('that is refused says why in the server’s words', async () => {
    const problem = await sendCommand(api(409, { detail: '林值班 已确认' }), 'x', 7, {
      action: 'acknowledge',
    });
    expect(problem).toEqual({ kind: 'conflict', detail: '林值班 已确认' });
    const result = await sendCommand(api(409, { reason: '已关闭' }), 'x', 7, {
      action: 'acknowledge',
    });
    expect(result).toEqual({ kind: 'conflict', detail: '已关闭' });
  });
  it('without an answer may still take effect', async () => {
    expect(await sendCommand(api(504, {}), 'x', 7, { action: 'close' })).toEqual({
      kind: 'timeout',
    });
    expect(await sendCommand(api(403, {}), 'x', 7, { action: 'close' })).toEqual({
      kind: 'forbidden',
    });
  });
});

describe('the list', () => {
  const alerts = [
    anAlert({ id: 'a', title: '烟感', owner: '陈' }),
    anAlert({ id: 'b', level: 3 }),
    anAlert({ id: 'c', response: 'closed' }),
  ];
  it('filters by every word', () => {
    expect(filterAlerts(alerts, '').map((x) => x.id)).toEqual(['a', 'b']);
    expect(filterAlerts(alerts, '烟感 陈').map((x) => x.id)).toEqual(['a']);
    expect(filterAlerts(alerts, '烟感 林')).toEqual([]);
  });
  it('moves the selection and stops at the ends', () => {
    expect(moved(['a', 'b'], undefined, 1)).toBe('a');
    expect(moved(['a', 'b'], undefined, -1)).toBe('b');
    expect(moved(['a', 'b'], 'b', 1)).toBe('b');
    expect(moved([], 'b', 1)).toBeUndefined();
    expect(moved(['a', 'b'], 'gone', 1)).toBe('a');
  });
});

describe('keys', () => {
  const press = (key: string, target: EventTarget = document.body, over = {}) => {
    const event = new KeyboardEvent('keydown', { key, ...over });
    Object.defineProperty(event, 'target', { value: target });
    return meaningOf(event);
  };
  it('mean one thing each', () => {
    expect(press('ArrowDown')).toEqual({ kind: 'move', step: 1 });
    expect(press('?')).toEqual({ kind: 'help' });
    expect(press('a')).toEqual({ kind: 'command', key: 'a' });
    expect(press('Enter')).toEqual({ kind: 'open' });
  });
  it('mean nothing while somebody types, or with a modifier', () => {
    expect(press('a', document.createElement('input'))).toBeUndefined();
    expect(press('a', document.body, { ctrlKey: true })).toBeUndefined();
    expect(press('Enter', document.createElement('button'))).toBeUndefined();
  });
});

describe('the quarantine', () => {
  const event = (deviceId: string | undefined, ms: number): RejectedEvent => ({
    id: `${deviceId}${ms}`,
    receivedAt: at(ms),
    protocol: 'mqtt',
    reason: 'unknown-device',
    detail: '未登记',
    ...(deviceId ? { deviceId } : {}),
  });
  it('is one line per device, the newest first', () => {
    const devices = groupByDevice([
      event('x', 1),
      event('y', 5),
      event('x', 9),
      event(undefined, 10),
    ]);
    expect(devices.map((d) => [d.id, d.count])).toEqual([
      ['x', 2],
      ['y', 1],
    ]);
    expect(devices[0]?.lastAt).toBe(Date.parse(at(9)));
  });
});
