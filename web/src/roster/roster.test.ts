import { afterEach, describe, expect, it, vi } from 'vitest';
import { createApp } from 'vue';
import { at, T0 } from '../contracts/fixtures';
import type { OnCallNow } from '../desk/oncall/roster';
import { gatewayOf, mounted } from '../desk/testing';
import RosterPanel from './RosterPanel.vue';
import { ROSTER_LIMIT_MS, rosterStaleness, rosterView } from './summary';
import { useOnCallNow } from './useOnCallNow';

const aPost = (rota: string, over: Partial<OnCallNow> = {}): OnCallNow => ({
  rota,
  post: rota,
  place: '',
  people: [{ name: 'chen', label: '陈值班' }],
  source: 'layer',
  by: '白班',
  reason: '',
  until: at(3_600_000),
  ...over,
});
const GAP: Partial<OnCallNow> = { people: [], source: 'gap', by: '' };
let page: ReturnType<typeof mounted> | undefined;
afterEach(() => {
  page?.unmount();
  page = undefined;
  vi.useRealTimers();
});
const panel = (items: OnCallNow[], over: object = {}) => {
  page = mounted(RosterPanel, { found: { at: T0, items }, now: T0 + 2_000, told: 3, ...over });
  return page;
};

describe('the roster on the wall', () => {
  it('puts gaps first, so that none is among those without a line', () => {
    const view = rosterView([aPost('a'), aPost('b'), aPost('c', GAP)], 2);
    expect(view.lines.map(({ rota }) => rota)).toEqual(['c', 'a']);
    expect(view).toMatchObject({ hidden: 1, gaps: 1, posts: 3 });
  });
  it('puts who did not answer the test next, and says so in words', () => {
    const silent = aPost('b', {
      people: [{ name: 'lin', label: '林值班', readiness: 'unanswered' }],
    });
    const items = [aPost('a'), silent, aPost('c', GAP)];
    expect(rosterView(items, 3).lines.map(({ rota }) => rota)).toEqual(['c', 'b', 'a']);
    const { find, root } = panel(items);
    expect(find('[data-post="b"]').textContent).toContain('未应答');
    expect(root.querySelectorAll('[data-unready]')).toHaveLength(1);
  });
  it('says post, person and until when; a gap in words and not by colour alone', () => {
    const { find } = panel([aPost('值班长'), aPost('消防站', GAP)]);
    expect(find('[data-post="值班长"]').textContent).toMatch(/值班长\s*陈值班\s*至 20:35/);
    expect(find('[data-post="消防站"]').textContent).toContain('空岗');
    expect(find('[data-gaps]').textContent).toContain('空岗 1');
    expect(find('[data-roster]').textContent).toContain('2.0 s');
  });
  it('counts what has no line', () => {
    const { find } = panel([aPost('a'), aPost('b'), aPost('c'), aPost('d')]);
    expect(find('[data-hidden]').textContent).toContain('1');
  });
  it('is hatched with its age once it is old, and not a moment before', () => {
    expect(rosterStaleness(T0, T0 + ROSTER_LIMIT_MS)).toBeUndefined();
    expect(rosterStaleness(T0, T0 + ROSTER_LIMIT_MS + 1)).toBe(ROSTER_LIMIT_MS + 1);
    const { root } = panel([aPost('a')], { staleMs: 90_000 });
    expect(root.querySelector('.stale')?.textContent).toContain('90 s');
  });
  it('is asked again, and keeps what it knew with its time when nobody answers', async () => {
    vi.useFakeTimers();
    let status = 200;
    const { api, sent } = gatewayOf({
      'GET /oncall/now': () => [status, { at: at(0), items: [aPost('a')] }],
    });
    let found: ReturnType<typeof useOnCallNow> | undefined;
    const app = createApp({
      setup() {
        found = useOnCallNow(api);
        return () => null;
      },
    });
    app.mount(document.createElement('div'));
    await vi.advanceTimersByTimeAsync(10);
    status = 503;
    await vi.advanceTimersByTimeAsync(15_100);
    expect(sent).toHaveLength(2);
    expect(found?.value).toMatchObject({ at: T0, items: [{ rota: 'a' }] });
    app.unmount();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(2);
  });
});
