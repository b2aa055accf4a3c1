import { afterEach, describe, expect, it } from 'vitest';
import type { Role } from '../../contracts/generated';
import { type Answers, gatewayOf, mounted, settle } from '../testing';
import OnCallPanel from './OnCallPanel.vue';
import {
  barsOf,
  dayStart,
  endOf,
  gapMs,
  layerBody,
  layerForm,
  personBody,
  personForm,
  type Shift,
  standing,
} from './roster';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const iso = (ms: number) => new Date(ms).toISOString();
const HOUR = 3_600_000;
const day = (n: number, hour: number) => iso(dayStart(NOW) + (n * 24 + hour) * HOUR);
const CHEN = { name: 'chen', label: '陈值班', absences: [] };
const LIN = { name: 'lin', label: '林值班', absences: [] };
const shift = (from: string, to: string, over: Partial<Shift> = {}): Shift => ({
  from,
  to,
  people: [{ name: 'chen', label: '陈值班' }],
  source: 'layer',
  by: '白班',
  reason: '',
  ...over,
});
const GAP = { people: [], source: 'gap', by: '', reason: '' } as const;
const SHIFTS = [
  shift(day(0, 0), day(0, 20)),
  shift(day(0, 20), day(1, 8), { ...GAP, people: [] }),
  shift(day(1, 8), day(30, 0), {
    people: [{ name: 'lin', label: '林值班', standsFor: '陈值班' }],
    source: 'override',
    by: 'o1',
    reason: '换班',
  }),
];
const OVERRIDE = {
  id: 'o1',
  from: day(1, 8),
  to: day(30, 0),
  people: ['lin'],
  reason: '换班',
  by: 'boss',
  at: day(0, 1),
};
const ROTA = {
  name: '值班长',
  post: '值班长',
  place: '',
  zone: 'Asia/Shanghai',
  layers: [{ name: '白班', start: '2026-11-01', handOver: '08:00', turns: [['chen']] }],
  overrides: [OVERRIDE],
};
const BASE = '/oncall/rotas/%E5%80%BC%E7%8F%AD%E9%95%BF';
const answers = (over: Answers = {}): Answers => ({
  'GET /oncall/now': [
    200,
    {
      at: iso(NOW),
      items: [
        {
          rota: '值班长',
          post: '值班长',
          place: '',
          ...GAP,
          until: day(1, 8),
          next: SHIFTS[2],
        },
      ],
    },
  ],
  'GET /oncall/readiness': [200, { items: [] }],
  'GET /oncall/people': [200, { items: [CHEN, LIN] }],
  'GET /oncall/teams': [200, { items: [{ name: '甲班', members: ['chen'] }] }],
  'GET /oncall/rotas': [200, { items: [ROTA] }],
  [`GET ${BASE}/timeline`]: [200, { items: SHIFTS }],
  ...over,
});

let page: ReturnType<typeof mounted> | undefined;
afterEach(() => {
  page?.unmount();
  page = undefined;
});
async function open(role: Role, over: Answers = {}, now = NOW) {
  const gateway = gatewayOf(answers(over));
  const me = { name: 'chen', role, place: '' };
  page = mounted(OnCallPanel, { api: gateway.api, me, now });
  await settle();
  return { page, sent: gateway.sent };
}

describe('the line of shifts', () => {
  it('cuts what lies outside and leaves the rest in its place', () => {
    const from = dayStart(NOW);
    const bars = barsOf(SHIFTS, from, endOf(from, 7));
    expect(bars.map(({ left, width }) => [left, width].map((n) => Math.round(n)))).toEqual([
      [0, 12],
      [12, 7],
      [19, 81],
    ]);
    expect(barsOf(SHIFTS, from - 48 * HOUR, from)).toEqual([]);
  });
  it('begins at midnight in Beijing, also when it is still yesterday in UTC', () => {
    expect(iso(dayStart(Date.parse('2026-11-20T16:30:00Z')))).toBe('2026-11-20T16:00:00.000Z');
  });
  it('adds up what nobody has', () => {
    expect(gapMs(SHIFTS)).toBe(12 * HOUR);
  });
  it('knows overrides until they are over', () => {
    expect(standing([OVERRIDE], Date.parse(OVERRIDE.to) - 1)).toHaveLength(1);
    expect(standing([OVERRIDE], Date.parse(OVERRIDE.to))).toHaveLength(0);
  });
});

describe('a form', () => {
  it('leaves times alone that nobody touched', () => {
    const absence = { from: '2026-11-22T01:02:03Z', to: '2026-11-23T00:00:00Z', reason: '假' };
    const person = { ...CHEN, until: '2027-01-01T00:00:59Z', absences: [absence] };
    const form = personForm(person);
    expect(personBody(form, person)).toEqual({
      label: '陈值班',
      until: person.until,
      absences: [absence],
    });
    form.until = '2027-01-02T08:00';
    expect(personBody(form, person)).toMatchObject({ until: '2027-01-02T08:00:00+08:00' });
  });
  it('says a layer as the gateway wants it, without what was left empty', () => {
    expect(layerBody({ ...layerForm(undefined, '2026-11-21'), name: '夜班' })).toEqual({
      name: '夜班',
      start: '2026-11-21',
      handOver: '08:00',
      days: 1,
      turns: [[]],
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      on: 'all',
    });
  });
});

describe('the on-call page', () => {
  it('names who is on call, a gap as one, and who is next', async () => {
    const { page } = await open('officer');
    const row = page.find('[data-now="值班长"]');
    expect(row.dataset.source).toBe('gap');
    expect(row.textContent).toContain('空岗');
    expect(row.textContent).toContain('林值班（代 陈值班）');
    expect(row.textContent).toContain('11-22 08:00');
    expect(page.root.querySelectorAll('[data-line] [data-source]')).toHaveLength(3);
    expect(page.find('[data-source=gap]').textContent).toContain('空岗');
    expect(page.find('[data-gap-hours]').textContent).toContain('12');
  });
  it('shows a viewer who is on call and asks for nothing that is refused', async () => {
    const { page, sent } = await open('viewer');
    expect(page.words()).toContain('值班长');
    expect(sent.map(({ path }) => path)).toEqual(['/oncall/now', '/oncall/readiness']);
    expect(page.root.querySelector('[data-do=new-override]')).toBeNull();
  });
  it('says that its data is old, and hatches it', async () => {
    const { page } = await open('officer', {}, NOW + 60_000);
    expect(page.find('[data-age]').textContent).toContain('60 s');
    expect(page.root.querySelector('.stale')).not.toBeNull();
  });
  it('an officer overrides nothing; a shift lead does, and sees the refusal at its field', async () => {
    expect((await open('officer')).page.root.querySelector('[data-do=new-override]')).toBeNull();
    page?.unmount();
    const { page: lead, sent } = await open('shift-lead', {
      [`POST ${BASE}/overrides`]: [
        400,
        { title: 'bad field', field: '/to', detail: 'must be after from' },
      ],
    });
    await lead.click('[data-do=new-override]');
    await lead.fill('input[name=people]', '林');
    await lead.key('input[name=people]', 'Enter');
    await lead.fill('input[name=from]', '2026-11-21T20:00');
    await lead.fill('input[name=to]', '2026-11-21T19:00');
    await lead.fill('input[name=reason]', '家中有事');
    await lead.submit('[data-form=override]');
    expect(sent.at(-1)).toMatchObject({
      method: 'POST',
      path: `${BASE}/overrides`,
      body: {
        from: '2026-11-21T20:00:00+08:00',
        to: '2026-11-21T19:00:00+08:00',
        people: ['lin'],
        reason: '家中有事',
      },
    });
    const field = lead.find('input[name=to]');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(field);
    expect(lead.words()).toContain('须晚于开始');
  });
  it('lets nobody but who was asked answer the test before the shift', async () => {
    const test = {
      id: 'r1',
      rota: '值班长',
      post: '值班长',
      person: 'chen',
      label: '陈值班',
      state: 'unanswered',
      reason: '两个渠道都未应答',
      begins: day(1, 8),
      sentAt: iso(NOW),
      deadline: iso(NOW),
    };
    const tests = [
      test,
      { ...test, id: 'r2', person: 'lin' },
      { ...test, id: 'r3', state: 'answered' },
    ];
    const { page, sent } = await open('viewer', {
      'GET /oncall/readiness': [200, { items: tests }],
      'POST /oncall/readiness/r1/answer': [204],
    });
    expect(page.find('[data-readiness=r1]').textContent).toContain('未应答');
    expect(page.root.querySelectorAll('[data-do=answer]')).toHaveLength(1);
    await page.click('[data-readiness=r1] [data-do=answer]');
    expect(sent.some(({ path }) => path === '/oncall/readiness/r1/answer')).toBe(true);
    expect(page.words()).toContain('已应答，谢谢');
  });
  it('takes an override back only after a second question', async () => {
    const path = `${BASE}/overrides/o1`;
    const { page, sent } = await open('shift-lead', { [`DELETE ${path}`]: [204] });
    await page.click('[data-override=o1] [data-do=take-back]');
    expect(sent.some(({ method }) => method === 'DELETE')).toBe(false);
    await page.submit('dialog form');
    expect(sent.some((one) => one.method === 'DELETE' && one.path === path)).toBe(true);
    expect(page.words()).toContain('调班已撤回');
  });
  it('lets an admin write a deputy and an absence by forms', async () => {
    const { page, sent } = await open('admin', { 'PUT /oncall/people/chen': [200, CHEN] });
    await page.click('[data-oncall-part=people]');
    await page.click('[data-row=chen] [data-do=edit]');
    const deputy = page.find<HTMLSelectElement>('select[name=deputy]');
    expect([...deputy.options].map(({ value }) => value)).toEqual(['', 'lin']);
    deputy.value = 'lin';
    deputy.dispatchEvent(new Event('change'));
    await page.click('[data-do=add-absence]');
    await page.fill('input[name=absence-from]', '2026-11-22T00:00');
    await page.fill('input[name=absence-to]', '2026-11-23T00:00');
    await page.fill('input[name=absence-reason]', '体检');
    await page.submit('[data-form=person]');
    expect(sent.find(({ method }) => method === 'PUT')?.body).toEqual({
      label: '陈值班',
      deputy: 'lin',
      absences: [
        { from: '2026-11-22T00:00:00+08:00', to: '2026-11-23T00:00:00+08:00', reason: '体检' },
      ],
    });
    expect(page.root.querySelector('[data-form=person]')).toBeNull();
  });
  it('shows at the turn of a rota that it names nobody', async () => {
    const { page } = await open('admin', {
      [`PUT ${BASE}`]: [
        400,
        { title: 'bad field', field: '/layers/0/turns/0/0', detail: 'is no person or team' },
      ],
    });
    await page.click('[data-oncall-part=rotas]');
    await page.click('[data-row="值班长"] [data-do=edit]');
    await page.submit('[data-form=rota]');
    const turn = page.find('[data-layer="0"] .faulty');
    expect(turn.textContent).toContain('第 1 班');
    expect(turn.textContent).toContain('is no person or team');
  });
  it('says where somebody is still needed who shall be forgotten', async () => {
    const { page } = await open('admin', {
      'DELETE /oncall/people/chen': [409, { title: 'in-use', detail: 'is in rota 值班长' }],
    });
    await page.click('[data-oncall-part=people]');
    await page.click('[data-row=chen] [data-do=delete]');
    await page.submit('dialog form');
    expect(page.words()).toContain('is in rota 值班长');
  });
});
