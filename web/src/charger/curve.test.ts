import { describe, expect, it } from 'vitest';
import { at, T0 } from '../contracts/fixtures';
import type { PortCurve } from '../contracts/generated';
import { mounted } from '../desk/testing';
import CurveChart from './CurveChart.vue';
import { curveOf, drawingOf, limitsInSight, linesOf, ticksOf } from './curve';

const MINUTE = 60_000;
const curve = (powerW: (number | null)[], tempC: (number | null)[] = powerW) =>
  ({ from: at(0), powerW, tempC }) as PortCurve;
const limit = (level: number, value: number) => ({ level, at: value, isFloor: false });

describe('a curve', () => {
  it('ends at a minute without measurement, and begins anew after it', () => {
    const { runs, gaps, newest, highest } = drawingOf(
      curve([10, null, null, 30, 20]),
      'powerW',
      [],
    );
    expect(runs.map((run) => run.map((one) => one.value))).toEqual([[10], [30, 20]]);
    expect(gaps).toEqual([{ from: T0 + MINUTE, to: T0 + 3 * MINUTE }]);
    expect(newest).toEqual({ at: T0 + 4.5 * MINUTE, value: 20 });
    expect(highest?.value).toBe(30);
  });
  it('reaches over half an hour, however young it is', () => {
    expect(drawingOf(curve([1, 2]), 'powerW', []).range).toEqual([
      T0 + 2 * MINUTE - 30 * MINUTE,
      T0 + 2 * MINUTE,
    ]);
  });
  it('has a gap from its end to now while its port is silent, as long as that can be drawn', () => {
    const end = T0 + 2 * MINUTE;
    const silent = drawingOf(curve([1, 2]), 'powerW', [], end + 12.5 * MINUTE);
    expect(silent.gaps).toEqual([{ from: end, to: end + 12 * MINUTE }]);
    expect(silent.range[1]).toBe(end + 12 * MINUTE);
    expect(drawingOf(curve([1, 2]), 'powerW', [], end + 2 * MINUTE).gaps).toEqual([]);
    expect(drawingOf(curve([1, 2]), 'powerW', [], end + 31 * MINUTE).range[1]).toBe(end);
  });
  it('of nothing measured has neither line nor newest value', () => {
    const { runs, gaps, newest } = drawingOf(curve([1, 2], [null, null]), 'tempC', []);
    expect(runs).toEqual([]);
    expect(gaps).toHaveLength(1);
    expect(newest).toBeUndefined();
  });
  it('has power from zero, temperature from a round number, and every limit on its scale', () => {
    expect(drawingOf(curve([402]), 'powerW', [limit(2, 880)]).scale).toEqual([0, 1_000]);
    expect(drawingOf(curve([43, 78]), 'tempC', [limit(1, 90)]).scale).toEqual([40, 100]);
    expect(ticksOf([0, 1_000])).toEqual([0, 250, 500, 750, 1_000]);
    expect(ticksOf([40, 100])).toEqual([40, 60, 80, 100]);
  });
  it('is not read from evidence that is none', () => {
    const json = JSON.stringify(curve([1, null]));
    expect(curveOf(json)?.powerW).toEqual([1, null]);
    for (const bad of [undefined, '', '{', 'null', '[]', '{"from":"x","powerW":[],"tempC":[]}']) {
      expect(curveOf(bad)).toBeUndefined();
    }
    expect(curveOf(json.replace('null', '"hot"'))).toBeUndefined();
  });
});

describe('the limits', () => {
  const given = [
    ['port-hot', 1, 90, '℃'],
    ['port-hot', 3, 65, '℃'],
    ['over-power', 2, 880, 'W'],
    ['after-full', 3, 30, 'W'],
    ['site-load', 2, 7_800, 'W'],
    ['port-hot', 2, undefined, undefined],
    ['port-hot', 2, 167, '°F'],
  ] as const;
  const limits = given.map(([rule, level, value, unit]) => ({
    rule,
    name: '',
    words: '连续 2 次高于 1 ℃、2 W',
    level,
    bySite: false,
    ...(value === undefined ? {} : { value, unit }),
  }));

  it('that a curve has are drawn by their number, not by their words', () => {
    expect(linesOf(limits, 'tempC').map((line) => line.at)).toEqual([90, 65]);
    expect(linesOf(limits, 'powerW')).toEqual([
      { level: 2, at: 880, isFloor: false },
      { level: 3, at: 30, isFloor: true },
    ]);
  });
  it('are drawn up to the first that is still above everything', () => {
    const all = [limit(1, 90), limit(2, 75), limit(3, 65)];
    expect(limitsInSight(all, 40).map((one) => one.at)).toEqual([65]);
    expect(limitsInSight(all, 70).map((one) => one.at)).toEqual([65, 75]);
    expect(limitsInSight(all, 95)).toHaveLength(3);
  });
});

describe('the picture of a curve', () => {
  it('says in words what it shows, with numeral and word at each limit', () => {
    const props = { curve: curve([78, null, 91]), quantity: 'tempC', limits: [limit(1, 90)] };
    const page = mounted(CurveChart, props);
    const svg = page.find('svg');
    expect(svg.getAttribute('aria-label')).toBe(
      '端口温度，近 30 分钟（℃）：现在 91 ℃，最高 91 ℃（19:38），间断 1 处',
    );
    expect(svg.textContent).toContain('I 红 90 ℃');
    expect(page.find('figure').dataset.gaps).toBe('1');
    page.unmount();
  });
  it('says that nothing was measured', () => {
    const props = { curve: curve([1], [null]), quantity: 'tempC', limits: [] };
    const page = mounted(CurveChart, props, 'en');
    expect(page.find('svg').getAttribute('aria-label')).toContain('Nothing was measured');
    page.unmount();
  });
});
