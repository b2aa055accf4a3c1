import { afterEach, describe, expect, it } from 'vitest';
import { at, T0 } from '../../contracts/fixtures';
import type { Role } from '../../contracts/generated';
import { type Answers, gatewayOf, mounted, settle } from '../testing';
import TestsPanel from './TestsPanel.vue';
import {
  bodyOf,
  emptyForm,
  groupWindows,
  isComplete,
  keptUp,
  type ListedWindow,
  lengthMinutes,
  stateOf,
} from './windows';

const HOUR = 3_600_000;
const aWindow = (over: Partial<ListedWindow> = {}): ListedWindow => ({
  id: 'w1',
  siteId: 'B-0042',
  points: [],
  from: at(-HOUR),
  to: at(HOUR),
  by: 'lin',
  byName: '林带班',
  reason: '季度测试',
  cancelled: false,
  recorded: true,
  createdAt: at(-HOUR),
  ...over,
});

describe('a test', () => {
  it('is to come, runs, and has ended: its end is exclusive', () => {
    expect(stateOf(aWindow({ from: at(1) }), T0)).toBe('coming');
    expect(stateOf(aWindow({ from: at(0) }), T0)).toBe('running');
    expect(stateOf(aWindow({ to: at(0) }), T0)).toBe('ended');
  });
  it('that is not on record excuses nothing, whatever its time', () => {
    expect(stateOf(aWindow({ recorded: false }), T0)).toBe('unrecorded');
    expect(stateOf(aWindow({ cancelled: true, recorded: false }), T0)).toBe('cancelled');
  });
});

describe('the list', () => {
  it('shows what ends first, what begins first, what ended last', () => {
    const list = [
      aWindow({ id: 'long', to: at(3 * HOUR) }),
      aWindow({ id: 'short' }),
      aWindow({ id: 'later', from: at(2 * HOUR), to: at(3 * HOUR) }),
      aWindow({ id: 'soon', from: at(HOUR), to: at(3 * HOUR) }),
      aWindow({ id: 'old', to: at(-HOUR) }),
      aWindow({ id: 'taken', cancelled: true, cancelledAt: at(-60_000) }),
    ];
    const groups = groupWindows(list, T0);
    const ids = (group: keyof typeof groups) => groups[group].map((row) => row.window.id);
    expect(ids('now')).toEqual(['short', 'long']);
    expect(ids('next')).toEqual(['soon', 'later']);
    expect(ids('past')).toEqual(['taken', 'old']);
  });
});

describe('the form', () => {
  it('begins with the next five minutes for an hour, in Beijing time', () => {
    expect(emptyForm(T0)).toMatchObject({ from: '2026-11-21T19:40', to: '2026-11-21T20:40' });
    expect(lengthMinutes(emptyForm(T0))).toBe(60);
    expect(lengthMinutes({ ...emptyForm(T0), to: '2026-11-21T19:00' })).toBeUndefined();
  });
  it('keeps up with the clock until somebody gives a time', () => {
    const offered = emptyForm(T0);
    expect(keptUp({ ...offered, reason: '测试' }, offered, T0 + 60_000)).toBe(offered);
    const later = keptUp({ ...offered, reason: '测试' }, offered, T0 + HOUR);
    expect(later.from).toBe('2026-11-21T20:40');
    expect(keptUp({ ...offered, to: '2026-11-21T22:00' }, offered, T0 + HOUR)).toBe(offered);
  });
  it('asks for all points by an empty list, and never by leaving it empty', () => {
    const form = { ...emptyForm(T0), siteId: 'B-0042', reason: ' 测试 ' };
    expect(isComplete(form)).toBe(true);
    expect(bodyOf(form)).toEqual({
      siteId: 'B-0042',
      points: [],
      from: '2026-11-21T19:40:00+08:00',
      to: '2026-11-21T20:40:00+08:00',
      reason: '测试',
    });
    expect(isComplete({ ...form, all: false })).toBe(false);
  });
  it('sends of a point only what was said', () => {
    const points = [
      { deviceId: 'FD-1', point: '', expects: '' as const },
      { deviceId: 'GB-1', point: ' S1.0/3-7 ', expects: 'alarm' as const },
    ];
    expect(bodyOf({ ...emptyForm(T0), all: false, points })).toMatchObject({
      points: [{ deviceId: 'FD-1' }, { deviceId: 'GB-1', point: 'S1.0/3-7', expects: 'alarm' }],
    });
  });
});

describe('the panel', () => {
  let page: ReturnType<typeof mounted>;
  afterEach(() => page.unmount());
  const SITES = [200, { items: [{ id: 'B-0042', name: '天安苑4栋', place: 'yw' }] }] as const;

  async function open(role: Role, answers: Answers = {}, windows = [aWindow()]) {
    const gateway = gatewayOf({
      'GET /sites': [...SITES],
      'GET /devices': [200, { items: [{ id: 'FD-1', kind: 'smoke', siteId: 'B-0042' }] }],
      'GET /fire/windows': [200, { items: windows }],
      ...answers,
    });
    page = mounted(TestsPanel, { api: gateway.api, role, now: T0 });
    await settle();
    return gateway;
  }

  it('tells site, points, time, reason, who and state in words', async () => {
    await open('officer');
    for (const word of ['进行中', '天安苑4栋', '该地点全部点位', '季度测试', '林带班']) {
      expect(page.words()).toContain(word);
    }
    expect(page.words()).toContain('11-21 18:35–20:35');
  });
  it('says to an officer who may register, and to a viewer who may read', async () => {
    await open('officer');
    expect(page.root.querySelector('form')).toBeNull();
    expect(page.root.querySelector('[data-do=end]')).toBeNull();
    expect(page.words()).toContain('须由带班领导执行');
    page.unmount();
    const { sent } = await open('viewer');
    expect(page.words()).toContain('须由值班员及以上查看');
    expect(sent.some((one) => one.path.startsWith('/fire/windows'))).toBe(false);
  });
  it('shows a refusal at its field, in words, and keeps what was written', async () => {
    const problem = { title: 'bad field', detail: 'must not lie in the past', field: '/from' };
    const { sent } = await open('shift-lead', { 'POST /fire/windows': [400, problem] });
    await page.fill('input[name=site]', '天安苑4');
    await page.key('input[name=site]', 'Enter');
    await page.fill('textarea', '测试');
    await page.submit('form');
    expect(sent.at(-2)?.body).toMatchObject({ siteId: 'B-0042', points: [], reason: '测试' });
    const from = page.find<HTMLInputElement>('input[name=from]');
    expect(from.getAttribute('aria-invalid')).toBe('true');
    const note = document.getElementById(from.getAttribute('aria-describedby') ?? '');
    expect(note?.textContent).toContain('须是现在之后');
    expect(note?.textContent).toContain('must not lie in the past');
    expect(page.find('input[name=to]').hasAttribute('aria-invalid')).toBe(false);
    expect(page.find<HTMLTextAreaElement>('textarea').value).toBe('测试');
  });
  it('registers, says so, and lists it', async () => {
    const windows = [aWindow()];
    await open('shift-lead', {
      'GET /fire/windows': () => [200, { items: windows }],
      'POST /fire/windows': () => {
        windows.push(aWindow({ id: 'w2', from: at(HOUR) }));
        return [201, {}];
      },
    });
    await page.fill('input[name=site]', '天安苑4');
    await page.key('input[name=site]', 'Enter');
    await page.fill('textarea', '测试');
    await page.submit('form');
    expect(page.words()).toContain('已登记：天安苑4栋');
    expect(page.root.querySelectorAll('[data-state=coming]')).toHaveLength(1);
    expect(page.find<HTMLTextAreaElement>('textarea').value).toBe('');
  });
  it('ends a test only after it was asked', async () => {
    const { sent } = await open('shift-lead', { 'DELETE /fire/windows/w1': [204] });
    await page.click('[data-do=end]');
    expect(page.find('dialog').textContent).toContain('按真实火警处理');
    expect(sent.some((one) => one.method === 'DELETE')).toBe(false);
    page.find('dialog form').dispatchEvent(new Event('submit', { cancelable: true }));
    await settle();
    expect(sent.filter((one) => one.method === 'DELETE')).toHaveLength(1);
    expect(page.words()).toContain('已撤销：天安苑4栋');
  });
  it('says of a test that is not on record that alarms stay alarms', async () => {
    await open('shift-lead', {}, [aWindow({ recorded: false })]);
    expect(page.words()).toContain('未生效报警照常');
  });
});
