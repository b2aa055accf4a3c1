import { describe, expect, it } from 'vitest';
import { aCharger, at, T0 } from '../contracts/fixtures';
import type { ChargerSite } from '../contracts/generated';
import { isChargerSite } from '../contracts/guards';
import { mounted } from '../desk/testing';
import { createWords } from '../i18n';
import ChargerPanel from './ChargerPanel.vue';
import { celsius, energy, hours, kilowatts, watts } from './numbers';
import {
  chargerSummary,
  FEED_LIMIT_MS,
  inOrder,
  SITE_LIMIT_MS,
  staleness,
  stateOf,
} from './summary';

const MINUTE = 60_000;
const quiet = (id: string, over: Partial<ChargerSite> = {}) => {
  const { since: _, ...site } = aCharger({ id, level: 5, reasons: [], hottestC: 37 });
  return { ...site, ...over };
};
const away = (id: string) => quiet(id, { offline: true, stationsOffline: 1, hottestC: 99 });

describe('the state of a charging site', () => {
  it('without level is normal only while it is heard', () => {
    expect(stateOf(aCharger(), T0)).toBe('graded');
    expect(stateOf(quiet('a'), T0)).toBe('quiet');
    expect(stateOf(away('a'), T0)).toBe('silent');
    expect(stateOf(quiet('a', { at: at(-SITE_LIMIT_MS) }), T0)).toBe('quiet');
    expect(stateOf(quiet('a', { at: at(-SITE_LIMIT_MS - 1) }), T0)).toBe('silent');
  });
  it('decides the order: gravest, then newest; what is not known before what is normal', () => {
    const sites = [
      quiet('quiet'),
      away('away'),
      aCharger({ id: 'old', level: 2, since: at(-9 * MINUTE) }),
      aCharger({ id: 'new', level: 2, since: at(-MINUTE) }),
      aCharger({ id: 'red' }),
    ];
    expect(inOrder(sites, T0).map((site) => site.id)).toEqual([
      'red',
      'new',
      'old',
      'away',
      'quiet',
    ]);
  });
});

describe('the summary', () => {
  it('counts levels, ports in use, offline sites, orders and cut-offs', () => {
    const summary = chargerSummary(
      [
        aCharger({ id: 'a', ordersOpen: 1, cutOffs: 2, locked: 1 }),
        aCharger({ id: 'b', level: 3, inUse: 2, hottestC: 66, cutOffsFailed: 1 }),
        quiet('c', { inUse: 1 }),
      ],
      T0,
    );
    expect(summary).toMatchObject({
      total: 3,
      counts: [1, 0, 1, 0],
      quiet: 1,
      unknown: 0,
      ports: 30,
      inUse: 9,
      portsUnknown: 0,
      hottest: { celsius: 91, name: '榕树新村车棚' },
      ordersOpen: 1,
      cutOffs: 2,
      cutOffsFailed: 1,
      locked: 1,
      newestAt: T0,
    });
    expect(summary.graded.map((site) => site.id)).toEqual(['a', 'b']);
  });
  it('counts nothing of a site that is not heard, neither its ports nor its heat', () => {
    const summary = chargerSummary([quiet('a'), away('b')], T0);
    expect(summary).toMatchObject({
      ports: 10,
      inUse: 6,
      portsUnknown: 10,
      unknown: 1,
      offline: 1,
      hottest: { celsius: 37 },
    });
    const { hottestC: _, ...unmeasured } = quiet('a');
    expect(chargerSummary([unmeasured], T0).hottest).toBeUndefined();
  });
  it('is old when no site has newer data', () => {
    const summary = chargerSummary([aCharger(), aCharger({ id: 'b', at: at(-90 * MINUTE) })], T0);
    expect(staleness(summary, T0 + FEED_LIMIT_MS)).toBeUndefined();
    expect(staleness(summary, T0 + FEED_LIMIT_MS + 1)).toBe(FEED_LIMIT_MS + 1);
    expect(staleness(chargerSummary([], T0), T0)).toBeUndefined();
  });
});

describe('numbers', () => {
  it('tell a small power to the tenth, and write what is unknown as a dash', () => {
    expect([watts(402.5), watts(0.4), watts(0), watts(null)]).toEqual([
      '403 W',
      '0.4 W',
      '0.0 W',
      '—',
    ]);
    expect([celsius(91), celsius(undefined)]).toEqual(['91 ℃', '—']);
    expect([kilowatts(1_830.5), energy(610), energy(null)]).toEqual(['1.83 kW', '0.61 kWh', '—']);
    expect([hours(5_400), hours(59), hours(undefined)]).toEqual(['1:30', '0:00', '—']);
  });
});

describe('the boundary check', () => {
  it('refuses items that would be shown with invented values', () => {
    expect(isChargerSite(aCharger())).toBe(true);
    expect(isChargerSite({ ...aCharger(), level: 0 })).toBe(false);
    expect(isChargerSite({ ...aCharger(), inUse: undefined })).toBe(false);
    expect(isChargerSite({ ...aCharger(), hottestC: '91' })).toBe(false);
    expect(isChargerSite({ ...aCharger(), offline: undefined })).toBe(false);
    expect(isChargerSite({ ...aCharger(), at: 'never' })).toBe(false);
  });
});

describe('the card of the wall', () => {
  const words = (sites: ChargerSite[], over: object = {}, language: 'zh' | 'en' = 'zh'): string => {
    const summary = chargerSummary(sites, T0);
    const props = { summary, told: 1, now: T0, staleMs: undefined, ...over };
    const page = mounted(ChargerPanel, props, language);
    const text = page.words();
    page.unmount();
    return text;
  };

  it('tells ports, the hottest, the worst site with reason and time, and cut-offs', () => {
    const text = words([
      aCharger({ ordersOpen: 1, cutOffs: 2, cutOffsFailed: 1 }),
      aCharger({ id: 'b', level: 2 }),
    ]);
    for (const word of [
      '12 / 20',
      '91 ℃榕树新村车棚',
      '自 19:34',
      '连续 2 次超过 90 ℃',
      '24 h 断电：证实 2 · 失败 1',
      '指令进行中 1',
      '离线 0 / 2 处',
    ]) {
      expect(text).toContain(word);
    }
  });
  it('with a column of its own tells more, and counts the rest', () => {
    const text = words(
      ['a', 'b', 'c'].map((id) => aCharger({ id })),
      { told: 2 },
    );
    expect(text.match(/超过 90 ℃/g)).toHaveLength(2);
    expect(text).toContain('另有 1 处异常，未显示');
  });
  it('says what is not known, and never calls it zero', () => {
    const text = words([away('a')]);
    expect(text).toContain('— / 0');
    expect(text).toContain('最热端口—');
    expect(text).toContain('10 口无当前数据');
    expect(words([away('a')], {}, 'en')).toContain('10 ports without data');
  });
  it('hatches itself with the age, and says in words that the feed is silent', () => {
    const text = words([aCharger()], { staleMs: 7 * MINUTE, silence: '充电数据中断 7 分钟' });
    expect(text).toContain('旧 7 min');
    expect(text).toContain('▲ 充电数据中断 7 分钟');
  });
  it('has words in both languages for every state of ports, phases, orders and ends', () => {
    const { global } = createWords('zh');
    for (const family of ['portState', 'phase', 'stop', 'order.state', 'order.step', 'state']) {
      expect(typeof global.tm(`chargers.${family}`)).toBe('object');
    }
  });
});
