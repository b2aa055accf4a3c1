import { afterEach, describe, expect, it, vi } from 'vitest';
import { anAlert, at, T0 } from '../../contracts/fixtures';
import type { AlertSource, Role } from '../../contracts/generated';
import { type Answers, gatewayOf, mounted, settle } from '../testing';
import {
  answeredAfterS,
  type DutyCheck,
  isEnded,
  leftMs,
  markOf,
  type OrderState,
  ordererOf,
  panelsOf,
  rateWords,
} from './checks';
import DutyPanel from './DutyPanel.vue';
import PanelCheck from './PanelCheck.vue';
import {
  emptySchedule,
  isScheduleComplete,
  type Schedule,
  scheduleBody,
  timesOf,
} from './schedules';

const PANEL = 'GB-00000000A1B2';
const COMMAND = '00000000-0000-4000-8000-000000000001';
const aCheck = (over: Partial<DutyCheck> = {}): DutyCheck => ({
  commandId: 'c1',
  deviceId: PANEL,
  by: 'chen',
  at: at(0),
  state: 'ordered',
  params: { timeoutMinutes: '10' },
  ...over,
});
const source = (deviceId: string) => ({ deviceId, kind: 'detector' }) as AlertSource;

let page: ReturnType<typeof mounted> | undefined;
afterEach(() => {
  page?.unmount();
  page = undefined;
  vi.useRealTimers();
});

describe('a duty check', () => {
  it('tells after how many seconds it was answered, counted from the sending', () => {
    const answered = aCheck({ state: 'answered', sentAt: at(2_000), endedAt: at(44_400) });
    expect(answeredAfterS(answered)).toBe(42);
    expect(answeredAfterS({ ...answered, state: 'unanswered' })).toBeUndefined();
  });
  it('tells how long is left while somebody is waited for', () => {
    const waiting = aCheck({ state: 'confirmed', dueAt: at(600_000) });
    expect(leftMs(waiting, T0 + 60_000)).toBe(540_000);
    expect(leftMs(waiting, T0 + 700_000)).toBe(0);
    expect(leftMs({ ...waiting, state: 'answered' }, T0)).toBeUndefined();
  });
  it('ends only by an answer, a refusal, or its time', () => {
    const ended = ['answered', 'denied', 'no-answer', 'undelivered', 'unanswered'] as const;
    for (const state of ended) expect(isEnded({ state }), state).toBe(true);
    for (const state of ['ordered', 'sent', 'confirmed'] as const) {
      expect(isEnded({ state }), state).toBe(false);
    }
  });
  it('has a look of its own in each end, by shape and not by colour alone', () => {
    const looks = (['answered', 'denied', 'undelivered', 'unanswered'] as const).map(
      (state) => markOf(state).shape,
    );
    expect(new Set(looks).size).toBe(looks.length);
    expect(markOf('of-tomorrow' as OrderState).shape).toBe('ring');
  });
  it('tells a plan from a person', () => {
    expect(ordererOf('schedule:早班查岗')).toEqual({ plan: true, name: '早班查岗' });
    expect(ordererOf('chen')).toEqual({ plan: false, name: 'chen' });
  });
});

describe('the rate', () => {
  it('is a dash where none has ended, and all only where all answered', () => {
    expect(rateWords(undefined)).toBe('—');
    expect(rateWords({ since: at(0), ended: 0, answered: 0 })).toBe('—');
    expect(rateWords({ since: at(0), ended: 300, answered: 299 })).toBe('99%');
    expect(rateWords({ since: at(0), ended: 3, answered: 3 })).toBe('100%');
  });
});

describe('a plan', () => {
  it('reads times as people type them, and leaves a wrong one for the gateway to name', () => {
    expect(timesOf('9:00，21：30 23:15')).toEqual(['09:00', '21:30', '23:15']);
    expect(timesOf('25:00')).toEqual(['25:00']);
    expect(timesOf(' ')).toEqual([]);
  });
  it('sends a place only where one was chosen', () => {
    const form = { ...emptySchedule(), name: ' 早班 ', times: '09:00' };
    expect(isScheduleComplete(form)).toBe(true);
    const body = { name: '早班', times: ['09:00'], spreadMinutes: 30, timeoutMinutes: 10 };
    expect(scheduleBody(form)).toEqual(body);
    expect(scheduleBody({ ...form, place: 'yw' })).toEqual({ ...body, place: 'yw' });
  });
});

describe('the panel of an alert', () => {
  const alert = anAlert({ sources: [source('FD-0001'), source(PANEL), source(PANEL)] });
  const path = `/devices/${PANEL}/commands`;
  function open(over: Answers = {}, role: Role = 'officer') {
    const made = gatewayOf({ [`POST ${path}`]: [202, {}], ...over });
    page = mounted(PanelCheck, { alert, role, api: made.api, now: T0 });
    return { ...made, page };
  }

  it('is found among its sources, once; only fire has one', () => {
    expect(panelsOf(alert)).toEqual([PANEL]);
    expect(panelsOf({ ...alert, domain: 'slope' })).toEqual([]);
    expect(panelsOf(anAlert({ sources: [source('FD-0001')] }))).toEqual([]);
  });
  it('is offered from officer on', () => {
    expect(open({}, 'viewer').page.root.querySelector('button')).toBeNull();
  });
  it('is checked by one press, and its order followed until it has ended', async () => {
    vi.useFakeTimers();
    let check = aCheck();
    vi.spyOn(crypto, 'randomUUID').mockReturnValue(COMMAND);
    const { page, sent } = open({ [`GET ${path}/${COMMAND}`]: () => [200, check] });
    page.find(`[data-panel="${PANEL}"]`).click();
    await vi.advanceTimersByTimeAsync(10);
    const body = { commandId: COMMAND, kind: 'duty-check', timeoutMinutes: 10 };
    expect(sent[0]).toEqual({ method: 'POST', path, body });
    expect(page.words()).toContain('等待发送');
    check = aCheck({ state: 'confirmed', sentAt: at(0), dueAt: at(600_000) });
    await vi.advanceTimersByTimeAsync(1_100);
    expect(page.words()).toContain('已送达，待应答');
    expect(page.words()).toContain('还剩 10:00');
    check = { ...check, state: 'answered', endedAt: at(31_000) };
    await vi.advanceTimersByTimeAsync(1_100);
    expect(page.words()).toContain('已应答');
    expect(page.words()).toContain('31 秒后应答');
    const asked = sent.length;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(sent).toHaveLength(asked);
    vi.restoreAllMocks();
  });
  it('that may have got the order without an answer gets the same one again', async () => {
    let status = 503;
    const { page, sent } = open({
      [`POST ${path}`]: () => [status, { detail: 'log unavailable' }],
    });
    await page.click('button');
    expect(page.words()).toContain('未能提交：log unavailable');
    status = 202;
    await page.click('button');
    await page.click('button');
    const ids = sent.filter((one) => one.method === 'POST').map((one) => one.body?.commandId);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });
  it('that takes no orders says why', async () => {
    const { page } = open({ [`POST ${path}`]: [409, { detail: 'takes no orders' }] });
    await page.click('button');
    expect(page.words()).toContain('takes no orders');
  });
});

describe('the tab', () => {
  const plan: Schedule = {
    id: 'p1',
    name: '早班查岗',
    times: ['09:00'],
    spreadMinutes: 30,
    timeoutMinutes: 10,
    place: '',
    enabled: true,
    createdBy: 'lin',
    createdAt: at(0),
    nextAt: at(3_600_000),
  };
  async function open(role: Role, over: Answers = {}) {
    const items = [
      aCheck({ state: 'answered', sentAt: at(0), endedAt: at(12_000), by: 'schedule:早班查岗' }),
      aCheck({ commandId: 'c2', state: 'unanswered' }),
    ];
    const made = gatewayOf({
      'GET /sites': [200, { items: [{ id: 'B-0042', name: '天安苑4栋', place: 'yw' }] }],
      'GET /devices': [200, { items: [{ id: PANEL, kind: 'panel', siteId: 'B-0042' }] }],
      'GET /places': [200, { items: [] }],
      'GET /fire/duty-checks': [
        200,
        { items, answers: { since: at(0), ended: 40, answered: 38, rate: 0.95 } },
      ],
      'GET /fire/duty-schedules': [200, { items: [plan] }],
      ...over,
    });
    page = mounted(DutyPanel, { api: made.api, role, now: T0 });
    await settle();
    return { ...made, page };
  }

  it('tells each check with its site, who asked, its state and the seconds, and the rate', async () => {
    const { page } = await open('officer');
    for (const word of [
      '已应答',
      '12 秒',
      '天安苑4栋',
      '计划：早班查岗',
      '无人应答',
      '95%',
      '38 / 40',
    ]) {
      expect(page.words()).toContain(word);
    }
  });
  it('lets a viewer read, an officer order, a shift lead plan', async () => {
    const viewer = await open('viewer');
    expect(viewer.page.root.querySelector('form')).toBeNull();
    expect(viewer.page.words()).toContain('须由值班员及以上下达');
    viewer.page.unmount();
    const officer = await open('officer');
    expect(officer.page.root.querySelectorAll('form')).toHaveLength(1);
    expect(officer.page.root.querySelector('[data-do=turn]')).toBeNull();
    officer.page.unmount();
    const lead = await open('shift-lead');
    expect(lead.page.root.querySelectorAll('form')).toHaveLength(2);
  });
  it('switches a plan off, and deletes it only after it was asked', async () => {
    const { page, sent } = await open('shift-lead', {
      'PUT /fire/duty-schedules/p1': [200, plan],
      'DELETE /fire/duty-schedules/p1': [204],
    });
    await page.click('[data-do=turn]');
    expect(sent.find((one) => one.method === 'PUT')?.body).toEqual({ enabled: false });
    await page.click('[data-do=delete]');
    expect(sent.some((one) => one.method === 'DELETE')).toBe(false);
    await page.submit('dialog form');
    expect(sent.some((one) => one.method === 'DELETE')).toBe(true);
  });
  it('shows a refused time at the times', async () => {
    const { page } = await open('shift-lead', {
      'POST /fire/duty-schedules': [400, { detail: 'must be a time', field: '/times/1' }],
    });
    await page.fill('input[name=plan]', '早班');
    await page.fill('input[name=times]', '09:00 25:00');
    await page.submit('.aside form:last-of-type');
    expect(page.find('input[name=times]').getAttribute('aria-invalid')).toBe('true');
    expect(page.words()).toContain('1 至 24 个时刻');
  });
  it('says that what it shows could not be refreshed', async () => {
    const { page } = await open('officer', { 'GET /fire/duty-checks': [503, {}] });
    expect(page.words()).toContain('未能刷新');
    expect(page.find('[data-rate]').textContent).toBe('—');
  });
});
