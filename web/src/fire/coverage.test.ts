import { afterEach, describe, expect, it, vi } from 'vitest';
import { createApp, h, nextTick, type ShallowRef } from 'vue';
import { Api } from '../access/api';
import { at, T0 } from '../contracts/fixtures';
import { createWords } from '../i18n';
import CoveragePanel from './CoveragePanel.vue';
import { type Coverage, commonestCause, staleness, useCoverage } from './coverage';

const coverage = (over: Partial<Coverage> = {}): Coverage => ({
  asOf: at(0),
  dataAsOf: at(-2_000),
  devices: { registered: 1_500, seen: 1_490, online: 1_480, testedWithin6Months: 900 },
  shieldedPoints: 3,
  falseAlarms: { days: 30, alarms: 5, falseAlarms: 4, rate: 0.8, byCause: { works: 1, fumes: 3 } },
  repeatedBuildings: [{ siteId: 'B-1', name: '一号楼', falseAlarms: 3 }],
  dutyChecks: null,
  ...over,
});

let unmount = () => {};
afterEach(() => {
  unmount();
  vi.useRealTimers();
});

function panel(over: Partial<Coverage> = {}, now = T0): string {
  const root = document.createElement('div');
  const app = createApp(() => h(CoveragePanel, { coverage: coverage(over), now })).use(
    createWords('zh'),
  );
  app.mount(root);
  unmount = () => app.unmount();
  return root.textContent?.replace(/\s+/g, ' ') ?? '';
}

describe('the coverage panel', () => {
  it('says tested of registered, shielded, false alarms with their commonest cause', () => {
    const words = panel();
    for (const part of ['900', '/ 1,500', '3', '80%', '油烟水汽', '1']) {
      expect(words).toContain(part);
    }
  });
  it('shows what cannot be told as unknown, never as zero', () => {
    const words = panel({
      shieldedPoints: null,
      falseAlarms: { days: 30, alarms: 0, falseAlarms: 0, rate: null, byCause: {} },
    });
    expect(words).toContain('屏蔽点位—');
    expect(words).not.toContain('0%');
  });
  it('tells the answer rate of the duty checks, and a dash where it cannot be told', () => {
    expect(panel()).toContain('查岗应答—');
    expect(panel({ dutyChecks: { ended: 0, answered: 0 } })).toContain('查岗应答—');
    const words = panel({ dutyChecks: { ended: 1_200, answered: 1_199 } });
    expect(words).toMatch(/查岗应答 ?99% ?1,199 \/ 1,200/);
  });
  it('is marked old after two periods without news', () => {
    expect(staleness(coverage(), T0 + 119_000)).toBeUndefined();
    expect(staleness(coverage(), T0 + 121_000)).toBe(121_000);
    expect(panel({}, T0 + 180_000)).toContain('旧');
  });
  it('knows no commonest cause where there was no false alarm', () => {
    expect(
      commonestCause(
        coverage({
          falseAlarms: { days: 30, alarms: 2, falseAlarms: 0, rate: 0, byCause: {} },
        }),
      ),
    ).toBeUndefined();
  });
});

describe('its numbers', () => {
  it('are asked each minute as nobody’s use, and stay while the gateway is away', async () => {
    vi.useFakeTimers();
    const asked: (string | null)[] = [];
    let ok = true;
    const api = new Api(() => undefined, '', (async (_path: string, init: RequestInit) => {
      asked.push(new Headers(init.headers).get('citywall-unattended'));
      return new Response(JSON.stringify(coverage()), { status: ok ? 200 : 503 });
    }) as unknown as typeof fetch);
    let held: ShallowRef<Coverage | undefined> | undefined;
    const app = createApp({
      setup() {
        held = useCoverage(api);
        return () => null;
      },
    });
    app.mount(document.createElement('div'));
    unmount = () => app.unmount();
    await vi.advanceTimersByTimeAsync(10);
    expect(held?.value?.devices.registered).toBe(1_500);
    ok = false;
    await vi.advanceTimersByTimeAsync(60_010);
    await nextTick();
    expect(asked).toEqual(['1', '1']);
    expect(held?.value?.devices.registered).toBe(1_500);
  });
});
