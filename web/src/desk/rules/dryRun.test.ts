import { afterEach, describe, expect, it } from 'vitest';
import { at } from '../../contracts/fixtures';
import type { DryRunCounts, DryRunReport } from '../../contracts/generated';
import { type Answers, gatewayOf, mounted, settle } from '../testing';
import DryRunPart from './DryRunPart.vue';
import { differenceOf, numberOf, pathInDraft, rowsOf } from './dryRun';

const counts = (over: Partial<DryRunCounts> = {}): DryRunCounts => ({
  alerts: 3,
  byLevel: { 1: 1, 3: 2 },
  byKind: { press: 1, offline: 2 },
  loud: 4,
  quiet: 2,
  loudTo: { all: 1, 第二席: 3 },
  quietTo: { all: 2 },
  escalations: 3,
  inhibited: 0,
  flooded: 0,
  chattering: 0,
  stale: 0,
  standing: 0,
  commandsDone: 1,
  commandsRefused: 0,
  commandsLost: 0,
  ...over,
});

const report = (over: Partial<DryRunReport> = {}): DryRunReport => ({
  headline: '▲ 1 起红色告警的通知会减少或推迟：一号楼火警',
  redPagedLess: 1,
  from: at(-86_400_000),
  to: at(0),
  firstAt: at(-80_000_000),
  lastAt: at(-1_000),
  inputs: 1_234,
  dropped: { fact: 12 },
  current: counts(),
  proposed: counts({ alerts: 2, byKind: { press: 1, offline: 1 }, loudTo: { all: 1, 第二席: 1 } }),
  differing: 1,
  examples: [
    {
      alertId: 'a-1',
      title: '一号楼火警',
      level: 1,
      at: at(-3_600_000),
      redPagedLess: true,
      changes: [
        { what: 'red-pages', to: 'escalated', current: 3, proposed: 1 },
        { what: 'red-page-after', current: 0, proposed: -1 },
        { what: 'loud', to: '第二席', current: 3, proposed: 1 },
      ],
      words: '红色通知（逐级上报） 3→1',
    },
  ],
  ...over,
});

const DRAFT = '{"groups":[],"chatter":{"count":3}}';
const run = (state: string, more: object = {}) => ({ id: 'r1', state, hours: 8, ...more });

let shown: ReturnType<typeof mounted> | undefined;
afterEach(() => shown?.unmount());

describe('a report', () => {
  it('has each sum, and of kinds and recipients those that differ', () => {
    const rows = rowsOf(report());
    expect(rows[0]).toEqual({ name: 'alerts', of: '', current: 3, proposed: 2 });
    expect(rows.filter((row) => row.of).map((row) => `${row.name}/${row.of}`)).toEqual([
      'level/1',
      'level/3',
      'kind/offline',
      'loudTo/第二席',
    ]);
  });
  it('says what is more, what is less, and nothing of what is the same', () => {
    const row = (current: number, proposed: number) =>
      differenceOf({ name: 'alerts', of: '', current, proposed });
    expect([row(3, 1), row(1, 3), row(2, 2)]).toEqual(['−2', '+2', '']);
    expect(numberOf('red-page-after', -1, '无')).toBe('无');
    expect(numberOf('red-page-after', 30, '无')).toBe('30 s');
    expect(numberOf('alerts', 30, '无')).toBe('30');
  });
  it('names faults by their path in the text', () => {
    expect(pathInDraft('/rules/chatter/count')).toBe('/chatter/count');
    expect(pathInDraft('/rules')).toBe('');
    expect(pathInDraft('/hours')).toBe('/hours');
  });
});

describe('the button 试运行', () => {
  const open = async (answers: Answers, language: 'zh' | 'en' = 'zh') => {
    const gateway = gatewayOf(answers);
    const faults: unknown[] = [];
    shown = mounted(
      DryRunPart,
      { api: gateway.api, text: DRAFT, pollMs: 0, onFaults: (all: unknown) => faults.push(all) },
      language,
    );
    return { page: shown, sent: gateway.sent, faults };
  };

  it('asks for the hours that were chosen, waits, and shows red before all else', async () => {
    let asked = 0;
    const { page, sent } = await open({
      'POST /rules/alerts/dry-runs': [202, run('running')],
      'GET /rules/alerts/dry-runs/r1': () => {
        asked += 1;
        return asked < 2 ? [202, run('running')] : [200, run('done', { report: report() })];
      },
    });
    page.find<HTMLSelectElement>('[name="hours"]').value = '8';
    page.find('[name="hours"]').dispatchEvent(new Event('change'));
    await page.click('[data-do="dry-run"]');
    await settle();
    await settle();

    expect(sent[0]?.body).toEqual({ rules: JSON.parse(DRAFT), hours: 8 });
    expect(asked).toBe(2);
    expect(page.find('[data-red]').textContent).toMatch(/▲ 1 起红色告警.*一号楼火警/s);
    const [red, table] = [page.find('[data-red]'), page.find('table')];
    expect(red.compareDocumentPosition(table)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(page.find('[data-row="alerts"]').textContent).toMatch(/告警\s*3\s*2\s*−1/);
    expect(page.find('[data-example="a-1"]').textContent).toMatch(
      /红色通知（逐级上报）\s*3 → 1.*首次红色通知\s*0 s → 无.*立即通知 第二席\s*3 → 1/s,
    );
    expect(page.words()).toContain('另有抑制与洪流记录 12 条');
    expect(page.root.querySelector('[data-running]')).toBeNull();
  });

  it('says when not all was read, and that no red is paged less', async () => {
    const whole = report({ redPagedLess: 0, limit: 'inputs', examples: [], differing: 0 });
    const { page } = await open(
      { 'POST /rules/alerts/dry-runs': [202, run('done', { report: whole })] },
      'en',
    );
    await page.click('[data-do="dry-run"]');
    expect(page.find('[data-limit]').textContent).toContain('as many inputs as a run may read');
    expect(page.find('[data-no-red]').textContent).toBe(
      'No red alert would be paged less or later',
    );
  });

  it('hands faults to the page by their path in the text', async () => {
    const errors = [{ path: '/rules/chatter/count', detail: 'too small' }];
    const { page, faults } = await open({
      'POST /rules/alerts/dry-runs': [400, { title: 'bad rules', errors }],
    });
    await page.click('[data-do="dry-run"]');
    expect(faults.at(-1)).toEqual([{ path: '/chatter/count', detail: 'too small' }]);
    expect(page.find<HTMLButtonElement>('[data-do="dry-run"]').disabled).toBe(false);
  });

  it('says that another is under way, and why one failed', async () => {
    const busy = await open({ 'POST /rules/alerts/dry-runs': [429, { title: 'too many' }] });
    await busy.page.click('[data-do="dry-run"]');
    expect(busy.page.words()).toContain('已有试运行在进行');
    busy.page.unmount();
    const failed = await open({
      'POST /rules/alerts/dry-runs': [202, run('running')],
      'GET /rules/alerts/dry-runs/r1': [200, run('failed', { failure: '试运行超时' })],
    });
    await failed.page.click('[data-do="dry-run"]');
    await settle();
    expect(failed.page.words()).toContain('试运行失败：试运行超时');
  });
});
