import { describe, expect, it } from 'vitest';
import { at, T0 } from '../contracts/fixtures';
import type { AlarmLoad } from '../contracts/generated';
import { isAlarmLoad } from '../contracts/guards';
import { mounted } from '../desk/testing';
import LoadPanel from './LoadPanel.vue';
import { loadFor, overOf, sharesOf } from './summary';

const aLoad = (over: Partial<AlarmLoad> = {}): AlarmLoad => ({
  id: 'load/all',
  rev: 1,
  seat: 'all',
  name: '值班席',
  place: '',
  lastTenMinutes: 2,
  lastHour: 5,
  lastDay: 40,
  averagePerTenMinutes: 0.3,
  mostPerTenMinutes: 7,
  floodPercent: 0,
  active: 4,
  unanswered: 1,
  chattering: 0,
  stale: 0,
  inhibited: 0,
  parts: 0,
  shelved: 0,
  standing: 0,
  byLevel: { 1: 2, 2: 6, 3: 22, 4: 10 },
  topSources: [{ deviceId: 'd1', title: '井盖倾斜', count: 12, percent: 30 }],
  at: at(0),
  ...over,
});

describe('the load of a seat', () => {
  it('is over where a person cannot bear it, and not at the limit itself', () => {
    expect(Object.values(overOf(aLoad()))).toEqual([false, false, false, false, false, false]);
    const much = aLoad({
      lastTenMinutes: 11,
      averagePerTenMinutes: 2.1,
      mostPerTenMinutes: 11,
      floodPercent: 1.1,
      chattering: 1,
      stale: 1,
    });
    expect(Object.values(overOf(much))).toEqual([true, true, true, true, true, true]);
    const limit = aLoad({ lastTenMinutes: 10, averagePerTenMinutes: 2, floodPercent: 1 });
    expect(Object.values(overOf(limit)).some(Boolean)).toBe(false);
  });
  it('has shares of 5, 15 and 80; none without alerts', () => {
    expect(sharesOf(aLoad()).map(({ percent, over }) => [percent, over])).toEqual([
      [5, false],
      [15, false],
      [80, false],
    ]);
    expect(sharesOf(aLoad({ byLevel: { 1: 1, 3: 9 } }))[0]?.over).toBe(true);
    expect(sharesOf(aLoad({ byLevel: {} })).map((share) => share.percent)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
  it('is of the seat that holds the wall most closely', () => {
    const loads = [
      aLoad(),
      aLoad({ seat: 'ba', place: 'yw/ba' }),
      aLoad({ seat: 'lh', place: 'yw/lh' }),
    ];
    expect(loadFor(loads, 'yw/ba/c01')?.seat).toBe('ba');
    expect(loadFor(loads, undefined)?.seat).toBe('all');
    expect(loadFor([], 'yw')).toBeUndefined();
  });
  it('is refused at the socket where a count is missing', () => {
    expect(isAlarmLoad(aLoad())).toBe(true);
    expect(isAlarmLoad({ ...aLoad(), stale: undefined })).toBe(false);
    expect(isAlarmLoad({ ...aLoad(), topSources: [{}] })).toBe(false);
  });
  it('stands beside its limits, and says a flood in words', () => {
    const calm = mounted(LoadPanel, { load: aLoad(), now: T0, told: 3 });
    expect(calm.words()).toMatch(/近 10 分钟 ?2 ?限 10.*10 分钟均值 ?0\.3.*井盖倾斜 ?12 · 30%/);
    expect(calm.root.querySelector('.bad')).toBeNull();
    calm.unmount();
    const flood = mounted(LoadPanel, {
      load: aLoad({ lastTenMinutes: 31, flood: 'f1' }),
      now: T0,
      told: 3,
    });
    expect(flood.words()).toContain('正处于告警洪流');
    expect(flood.find('[data-figure="now"]').className).toBe('bad');
    flood.unmount();
  });
});
