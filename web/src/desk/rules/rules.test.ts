import { afterEach, describe, expect, it } from 'vitest';
import { at, T0 } from '../../contracts/fixtures';
import type { AlertRules } from '../../contracts/generated';
import { type Answers, gatewayOf, mounted, settle } from '../testing';
import AlertRulesPart from './AlertRulesPart.vue';
import {
  differences,
  draftOf,
  emptyStanding,
  type ListedStanding,
  mayConfirm,
  sortStanding,
  standingBody,
  stateOf,
  type Version,
} from './rules';
import StandingPart from './StandingPart.vue';

const rules = (over: Partial<AlertRules> = {}): AlertRules =>
  ({
    version: 1,
    by: 'citywall',
    at: at(-1_000_000),
    effectiveAt: at(-1_000_000),
    groups: [],
    inhibitions: [{ id: 'dark', cause: { kinds: ['cut'] }, target: {}, equal: ['site'] }],
    delays: [],
    chatter: { count: 3, withinS: 60, quietS: 300 },
    staleAfterS: 86_400,
    flood: {
      seats: [],
      windowS: 600,
      enterAbove: 10,
      leaveBelow: 5,
      leaveAfterS: 600,
      firstOut: 10,
    },
    escalations: [],
    standing: [],
    ...over,
  }) as AlertRules;

const version = (number: number, over: Partial<Version> = {}): Version => ({
  version: number,
  by: 'admin',
  at: at(-5_000),
  effectiveAt: at(-1_000),
  recorded: true,
  withdrawn: false,
  ...over,
});

const standing = (over: Partial<ListedStanding> = {}): ListedStanding => ({
  id: 'out-1',
  kind: 'out-of-service',
  match: { domains: [], kinds: [], sites: [], devices: ['FD-0001'], evidence: {} },
  from: at(0),
  until: at(3_600_000),
  reason: '主板故障',
  by: 'lead',
  replacement: '保安巡查',
  state: 'waiting',
  askedAt: at(0),
  ...over,
});

let shown: ReturnType<typeof mounted> | undefined;
afterEach(() => shown?.unmount());

describe('two versions', () => {
  it('differ by rule and by field, whatever the order of fields', () => {
    const before = rules();
    const after = rules({
      inhibitions: [
        { id: 'red', cause: {}, target: { gravest: 3 }, equal: ['site'] },
        { equal: ['site'], target: {}, cause: { kinds: ['cut'] }, id: 'dark' },
      ] as AlertRules['inhibitions'],
      chatter: { count: 5, withinS: 60, quietS: 300 },
      staleAfterS: 7_200,
    });
    const found = differences(before, after).map((one) => `${one.kind} ${one.part}/${one.id}`);
    expect(found).toEqual([
      'added inhibitions/red',
      'changed chatter/count',
      'changed staleAfterS/',
    ]);
    expect(differences(before, rules())).toEqual([]);
    expect(differences(after, before)[0]?.kind).toBe('removed');
  });
  it('are judging, scheduled, withdrawn or past; what was replaced is not scheduled', () => {
    const all = [
      version(5, { effectiveAt: at(9_000) }),
      version(4, { effectiveAt: at(9_000) }),
      version(3, { withdrawn: true }),
      version(2),
      version(1),
    ];
    expect(all.map((one) => stateOf(one, 2, all, T0))).toEqual([
      'scheduled',
      'past',
      'withdrawn',
      'judging',
      'past',
    ]);
  });
});

describe('the page of versions', () => {
  const answers = (over: Answers = {}): Answers => ({
    'GET /rules/alerts/versions': [200, { judging: 2, items: [version(2), version(1)] }],
    'GET /rules/alerts': ({ path }) => [
      200,
      path.endsWith('=1') ? rules() : rules({ version: 2, staleAfterS: 7_200 }),
    ],
    ...over,
  });
  const open = async (over: Answers = {}, role = 'admin') => {
    const gateway = gatewayOf(answers(over));
    shown = mounted(AlertRulesPart, { api: gateway.api, me: { name: 'a', role }, now: T0 });
    await settle();
    return { page: shown, sent: gateway.sent };
  };

  it('says what the newest changed', async () => {
    const { page } = await open();
    expect(page.find('[data-change="staleAfterS/"]').textContent).toMatch(
      /修改.*长时未清时限.*86400 → 7200/,
    );
    expect(page.find('[data-version="2"] [data-state]').textContent).toBe('生效中');
  });

  it('writes the next one, without what was announced', async () => {
    const stored = { ...rules({ version: 3 }), recorded: true };
    const { page, sent } = await open({ 'PUT /rules/alerts': [200, stored] });
    await page.click('[data-do="edit-rules"]');
    await page.click('[data-as="json"]');
    await page.fill('textarea', draftOf(rules({ staleAfterS: 3_600 })));
    await page.fill('[name="comment"]', '缩短');
    await page.submit('form');
    const put = sent.find((one) => one.method === 'PUT');
    expect(put?.body).toMatchObject({ expectedVersion: 2, staleAfterS: 3_600, comment: '缩短' });
    expect(put?.body).not.toHaveProperty('standing');
    expect(page.words()).toContain('第 3 版已下达');
  });

  it('keeps the text and shows each fault at its path', async () => {
    const errors = [
      { path: '/chatter/count', detail: 'must be between 2 and 100' },
      { path: '/flood/seats/0/id', detail: 'is there twice' },
    ];
    const { page } = await open({ 'PUT /rules/alerts': [400, { title: 'bad rules', errors }] });
    await page.click('[data-do="edit-rules"]');
    await page.click('[data-as="json"]');
    await page.submit('form');
    expect(page.find('[data-fault="/flood/seats/0/id"]').textContent).toContain('is there twice');
    expect(page.find('textarea')).toBeTruthy();
    await page.fill('textarea', '{');
    await page.submit('form');
    expect(page.find('[data-fault=""]')).toBeTruthy();
  });

  it('tries a text before it is stored, and shows its faults where those of storing stand', async () => {
    const errors = [{ path: '/rules/chatter/count', detail: 'must be between 2 and 100' }];
    const { page, sent } = await open({
      'POST /rules/alerts/dry-runs': [400, { title: 'bad rules', errors }],
    });
    expect(page.root.querySelector('[data-do="dry-run"]')).toBeNull();
    await page.click('[data-do="edit-rules"]');
    await page.click('[data-do="dry-run"]');
    expect(page.find('[data-fault="/chatter/count"]').textContent).toContain('between 2 and 100');
    expect(sent.some((one) => one.method === 'PUT')).toBe(false);
  });

  it('is written by forms, whose faults stand at their fields', async () => {
    const errors = [{ path: '/inhibitions/1/equal', detail: 'must have a field' }];
    const { page, sent } = await open({ 'PUT /rules/alerts': [400, { title: 'bad', errors }] });
    const inputs = () => [...page.root.querySelectorAll<HTMLInputElement>('[data-rule-forms]')];
    expect(inputs()[0]?.matches(':disabled')).toBe(true);
    await page.click('[data-do="edit-rules"]');
    expect(inputs()[0]?.matches(':disabled')).toBe(false);
    await page.fill('[data-rules="flood"] [name="enterAbove"]', '12');
    await page.click('[data-do="add-inhibitions"]');
    const second = '[data-rules="inhibitions"] details:nth-of-type(2)';
    await page.fill(`${second} [name="id"]`, 'gateway-down');
    await page.fill(`${second} [data-field="cause"] [name="kinds"]`, 'gateway-offline，link-lost');
    await page.click(`${second} [data-field="target"] [name="fire"]`);
    await page.fill(`${second} [data-field="target"] [name="gravest"]`, '2');
    await page.submit('form');
    const put = sent.find((one) => one.method === 'PUT')?.body as unknown as AlertRules;
    expect(put.flood.enterAbove).toBe(12);
    expect(put.inhibitions[1]).toEqual({
      id: 'gateway-down',
      cause: {
        domains: [],
        kinds: ['gateway-offline', 'link-lost'],
        sites: [],
        devices: [],
        evidence: {},
      },
      target: { domains: ['fire'], kinds: [], sites: [], devices: [], evidence: {}, gravest: 2 },
      equal: [],
    });
    expect(page.find(`${second} [data-field="equal"]`).textContent).toContain('must have a field');
    await page.click('[data-as="json"]');
    expect(page.find<HTMLTextAreaElement>('[name="rules"]').value).toContain('gateway-down');
  });

  it('shows a text that fits no form as JSON, and says so', async () => {
    const { page } = await open();
    await page.click('[data-do="edit-rules"]');
    await page.click('[data-as="json"]');
    await page.fill('[name="rules"]', '{"groups": {}}');
    await page.click('[data-as="forms"]');
    expect(page.root.querySelector('[data-rule-forms]')).toBeNull();
    expect(page.words()).toContain('只能以 JSON 编辑');
    expect(page.find<HTMLTextAreaElement>('[name="rules"]').value).toBe('{"groups": {}}');
  });

  it('rolls back to an older one after asking', async () => {
    HTMLDialogElement.prototype.showModal ??= () => undefined;
    const { page, sent } = await open({
      'POST /rules/alerts/roll-back': [200, { ...rules({ version: 3 }), recorded: true }],
    });
    await page.click('[data-version="1"]');
    await page.click('[data-do="roll-back"]');
    await page.submit('dialog form');
    const post = sent.find((one) => one.method === 'POST');
    expect(post?.body).toEqual({ expectedVersion: 2, to: 1, comment: '退回第 1 版' });
  });

  it('is only read by who may not write', async () => {
    const { page } = await open({}, 'shift-lead');
    expect(page.root.querySelector('[data-do="edit-rules"]')).toBeNull();
  });
});

describe('what is announced', () => {
  it('waits for another person than who asked', async () => {
    expect(mayConfirm(standing(), 'lead')).toBe(false);
    expect(mayConfirm(standing(), 'other')).toBe(true);
    expect(mayConfirm(standing({ state: 'active' }), 'other')).toBe(false);
  });
  it('stands in the order in which it needs somebody', () => {
    const all = [
      standing({ id: 'e', state: 'ended' }),
      standing({ id: 'p', state: 'planned' }),
      standing({ id: 'a', state: 'active' }),
      standing({ id: 'w' }),
    ];
    expect(sortStanding(all).map((one) => one.id)).toEqual(['w', 'a', 'p', 'e']);
  });
  it('names only what was filled in', () => {
    const draft = {
      ...emptyStanding(),
      domains: ['slope'],
      sites: 'S-007，S-008',
      until: '2026-11-21T20:00',
      reason: ' 换测点 ',
    };
    expect(standingBody(draft, 'c1', (input) => `${input}!`)).toEqual({
      commandId: 'c1',
      kind: 'silence',
      match: { domains: ['slope'], sites: ['S-007', 'S-008'] },
      until: '2026-11-21T20:00!',
      reason: '换测点',
    });
  });
  it('is agreed to by a second person on the page, and shows a refusal of the form', async () => {
    HTMLDialogElement.prototype.showModal ??= () => undefined;
    const gateway = gatewayOf({
      'GET /standing': [200, { items: [standing()] }],
      'POST /standing/out-1/confirm': [200, standing({ state: 'active', confirmedBy: 'other' })],
      'POST /standing': [
        400,
        { title: 'bad field', field: '/match/domains', detail: 'fire alarms cannot be silenced' },
      ],
    });
    shown = mounted(StandingPart, {
      api: gateway.api,
      me: { name: 'other', role: 'shift-lead' },
      now: T0,
    });
    await settle();
    expect(shown.words()).toMatch(/▲ 待同意.*停用.*FD-0001.*替代措施：保安巡查.*主板故障.*lead/);
    await shown.click('[data-do="confirm-standing"]');
    await shown.submit('dialog form');
    expect(gateway.sent.some((one) => one.path === '/standing/out-1/confirm')).toBe(true);
    expect(shown.words()).toContain('已同意：主板故障');
    await shown.submit('.aside form');
    expect(shown.words()).toContain('fire alarms cannot be silenced');
  });
  it('is not one’s own to agree to', async () => {
    const gateway = gatewayOf({ 'GET /standing': [200, { items: [standing()] }] });
    shown = mounted(StandingPart, {
      api: gateway.api,
      me: { name: 'lead', role: 'shift-lead' },
      now: T0,
    });
    await settle();
    expect(shown.root.querySelector('[data-do="confirm-standing"]')).toBeNull();
    expect(shown.words()).toContain('须由另一人同意');
  });
});
