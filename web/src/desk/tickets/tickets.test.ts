import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TicketClock } from '../../contracts/generated';
import { gatewayOf, mounted } from '../testing';
import { bodyOf, missing, offersFor } from './actions';
import { isBroken, nearest } from './cases';
import { changeOf, figureOf, pathOf as indicatorPath } from './indicators';
import { partsFor, pathOf, readQuery, START, writeQuery } from './query';
import RevealPart from './RevealPart.vue';
import { faultsOf, parseDraft } from './rules';
import { useCommand } from './useCommand';

const kindsOf = (offers: { action: string }[]) => offers.map(({ action }) => action);
const clock = (over: Partial<TicketClock>): TicketClock => ({
  milestone: 'complete',
  title: '办结',
  kind: 'natural',
  amount: 60,
  startedAt: '2026-11-23T00:00:00Z',
  dueAt: '2026-11-23T01:00:00Z',
  spent: 0,
  state: 'running',
  warned: 0,
  urged: 0,
  ...over,
});

describe('the address of the ticket tab', () => {
  it('keeps what is chosen and leaves other words alone', () => {
    const query = { ...START, list: 'overdue' as const, department: '城管办', id: 'c1' };
    const search = writeQuery('?lang=en', query);
    expect(search).toContain('lang=en');
    expect(readQuery(search)).toEqual(query);
    expect(writeQuery(search, START)).toBe('?lang=en');
  });
  it('takes words that mean nothing for none', () => {
    expect(readQuery('?t.list=everything&t.part=%00')).toEqual(START);
  });
  it('asks the record for the list, due first where time presses', () => {
    expect(pathOf({ ...START, list: 'overdue', number: 'A 1' })).toBe(
      '/tickets?open=true&overdue=true&order=due&number=A%201&limit=50',
    );
  });
  it('offers no page whose data the role may not read', () => {
    const parts = (role: 'viewer' | 'officer' | 'admin') => partsFor({ name: 'x', role });
    expect(parts('viewer')).toEqual(['cases', 'spots', 'indicators', 'rules']);
    expect(parts('officer')).toContain('orders');
    expect(parts('admin')).toContain('sources');
  });
});

describe('the commands', () => {
  const ticket = { state: 'done' as const, flags: [] };
  it('are those of the state and of the role', () => {
    expect(kindsOf(offersFor(ticket, 'officer'))).toEqual([
      'verified',
      'rated',
      'redo',
      'linked',
      'flagged',
    ]);
    expect(kindsOf(offersFor(ticket, 'shift-lead'))).toContain('cancelled');
    expect(offersFor(ticket, 'viewer')).toEqual([]);
    expect(offersFor({ ...ticket, state: 'merged' }, 'admin')).toEqual([]);
  });
  it('link a number of another system, its name before the first gap', () => {
    expect(bodyOf('linked', { other: ' wanwu WY-88/2 ' })).toEqual({
      action: 'linked',
      other: { system: 'wanwu', number: 'WY-88/2' },
    });
    expect(missing('linked', {})).toEqual(['other']);
  });
  it('offer release in place of supervision', () => {
    const watched = kindsOf(offersFor({ ...ticket, flags: ['supervised'] }, 'shift-lead'));
    expect(watched).toContain('released');
    expect(watched).not.toContain('supervised');
  });
  it('say what is missing, and send only what was given', () => {
    expect(missing('cancelled', { proof: ' ' })).toEqual(['proof', 'reason']);
    expect(bodyOf('suspended', { reason: '等材料', until: '' })).toEqual({
      action: 'suspended',
      reason: '等材料',
    });
    expect(bodyOf('extended', { until: '2026-11-24T18:00', reason: 'r' }).until).toBe(
      '2026-11-24T18:00:00+08:00',
    );
  });
  it('make several departments a whistle led by the first', () => {
    expect(bodyOf('dispatched', { departments: '城管办、住建局，城管办' })).toEqual({
      action: 'dispatched',
      departments: ['城管办', '住建局'],
      lead: '城管办',
    });
    expect(bodyOf('dispatched', { departments: '城管办' })).toEqual({
      action: 'dispatched',
      departments: ['城管办'],
    });
  });
});

describe('a command that was sent', () => {
  const PATH = 'POST /tickets/c1/commands';
  it('shows the refusal of the job in its words, and is over', async () => {
    const { api } = gatewayOf({ [PATH]: [409, { title: 'refused', detail: '尚未销号' }] });
    const command = useCommand(
      api,
      () => 'c1',
      () => {},
    );
    expect(await command.send('archived', { action: 'archived' })).toBeUndefined();
    expect(command.sent.value).toEqual({
      kind: 'refused',
      action: 'archived',
      detail: '尚未销号',
    });
  });
  it('has the same id when it is sent again after no answer, and another when refused', async () => {
    let status = 504;
    const { api, sent } = gatewayOf({ [PATH]: () => [status, { detail: 'x' }] });
    const command = useCommand(
      api,
      () => 'c1',
      () => {},
    );
    expect(await command.send('done', { action: 'done' })).toEqual({ kind: 'timeout' });
    status = 409;
    await command.send('done', { action: 'done' });
    await command.send('done', { action: 'done' });
    const ids = sent.map((one) => one.body?.commandId);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[1]);
  });
});

describe('the nearest promise', () => {
  it('is what runs before what stands, and none that has ended', () => {
    const paused = clock({ milestone: 'p', state: 'paused', dueAt: '2026-11-22T00:00:00Z' });
    const met = clock({ state: 'met', endedAt: '2026-11-22T00:00:00Z' });
    expect(nearest([paused, met, clock({})])?.milestone).toBe('complete');
    expect(nearest([met])).toBeUndefined();
  });
  it('is not broken while its clock stands', () => {
    const late = Date.parse('2026-11-23T02:00:00Z');
    expect(isBroken(clock({}), late)).toBe(true);
    expect(isBroken(clock({ state: 'paused' }), late)).toBe(false);
  });
});

describe('indicators', () => {
  const units = { hours: '小时', points: '百分点' };
  it('write a share of nothing as a dash, and changes with their sign', () => {
    expect(figureOf(null, '%', units)).toBe('—');
    expect(figureOf(0, '%', units)).toBe('0.0 %');
    const one = { id: 'x', title: 'x', unit: '%' as const, value: 1, note: '' };
    expect(changeOf({ ...one, change: -1.62 }, units)).toBe('−1.6 百分点');
    expect(changeOf({ ...one, change: null }, units)).toBe('—');
  });
  it('ask for whole days until the last midnight in Beijing', () => {
    const now = Date.parse('2026-11-23T07:00:00+08:00');
    const path = decodeURIComponent(
      indicatorPath({ days: 7, compare: 'year', workdays: true }, 'a/b', now),
    );
    expect(path).toBe(
      '/indicators?from=2026-11-15T16:00:00.000Z&to=2026-11-22T16:00:00.000Z&compare=year&workdays=true&place=a/b',
    );
  });
});

describe('rules as text', () => {
  it('are refused here where they are no JSON', () => {
    expect(parseDraft('{').faults).toHaveLength(1);
    expect(parseDraft('[]').faults).toHaveLength(1);
    expect(parseDraft('{"comment":"","classes":[]}')).toEqual({
      body: { classes: [] },
      faults: [],
    });
  });
  it('have all faults of the gateway by path', () => {
    const errors = [{ path: '/classes/0/id', detail: 'is there twice' }];
    expect(faultsOf({ errors: [...errors, 7] })).toEqual(errors);
    expect(faultsOf(undefined)).toEqual([]);
  });
});

describe('originals', () => {
  let page: ReturnType<typeof mounted> | undefined;
  afterEach(() => page?.unmount());
  const answer = (ms: number) => ({
    expiresAt: new Date(Date.now() + ms).toISOString(),
    originals: [
      {
        eventId: 'e',
        system: 's',
        number: 'n',
        receivedAt: '',
        fields: { caller: { name: '李示例' } },
      },
    ],
    unreadableKeys: [],
  });
  it('are shown for a reason, and gone when their time is over', async () => {
    const { api, sent } = gatewayOf({ 'POST /tickets/c1/reveal': () => [200, answer(2_000)] });
    page = mounted(RevealPart, { api, id: 'c1', now: Date.now() });
    expect(page.words()).not.toContain('李示例');
    await page.click('[data-do=ask-reveal]');
    await page.submit('form');
    expect(sent).toEqual([]);
    await page.fill('[name=reveal-reason]', '回访核实');
    await page.submit('form');
    expect(sent[0]?.body).toEqual({ reason: '回访核实' });
    expect(page.words()).toContain('李示例');
    await vi.waitFor(() => expect(page?.words()).not.toContain('李示例'), { timeout: 15_000 });
  }, 20_000);
});
