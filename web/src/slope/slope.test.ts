import { describe, expect, it } from 'vitest';
import { anInstrument, aSlope, at, T0 } from '../contracts/fixtures';
import type { SlopeView } from '../contracts/generated';
import { isSlopeView } from '../contracts/guards';
import { mounted } from '../desk/testing';
import { createWords } from '../i18n';
import { figure, rateWords } from './numbers';
import SlopePanel from './SlopePanel.vue';
import { type InstrumentView, waitingIn } from './steps';
import {
  forecastOf,
  inOrder,
  SLOPE_LIMIT_MS,
  slopeSummary,
  staleness,
  stateOf,
  stationsOf,
} from './summary';

const HOUR = 3_600_000;
const quiet = (id: string, over: Partial<SlopeView> = {}) =>
  aSlope({
    id,
    level: 5,
    support: 'none',
    reasons: [],
    instruments: [anInstrument({ level: 5 })],
    ...over,
  });
const jumped: InstrumentView = {
  ...anInstrument({ stationId: 'SL-007-02', quality: 'step' }),
  step: { at: at(-HOUR), size: 14.2 },
};

describe('the state of a slope', () => {
  it('without level is quiet only where something was measured, and lately', () => {
    expect(stateOf(aSlope())).toBe('graded');
    expect(stateOf(quiet('a'))).toBe('quiet');
    expect(stateOf(quiet('a', { instruments: [anInstrument({ current: false })] }))).toBe('silent');
    const { rate: _, ...unmeasured } = anInstrument();
    expect(stateOf(quiet('a', { instruments: [unmeasured] }))).toBe('unjudged');
    expect(stateOf(quiet('a', { instruments: [] }))).toBe('unjudged');
  });
  it('counts a station as silent only when none of its channels reports', () => {
    const crack = { channel: 'L1_LF_1', instrument: 'crack' as const };
    const view = aSlope({
      instruments: [
        anInstrument({ current: false }),
        anInstrument(crack),
        anInstrument({ stationId: 'SL-007-02', current: false }),
      ],
    });
    expect(stationsOf(view)).toEqual({ all: 2, silent: ['SL-007-02'] });
  });
});

describe('the order', () => {
  it('is gravest first, then newest; what is not known stands before what is quiet', () => {
    const silent = quiet('silent', { instruments: [anInstrument({ current: false })] });
    const views = [
      quiet('quiet'),
      silent,
      aSlope({ id: 'old', since: at(-5 * HOUR) }),
      aSlope({ id: 'new', since: at(-HOUR) }),
      aSlope({ id: 'orange', level: 2 }),
    ];
    expect(inOrder(views).map((view) => view.id)).toEqual([
      'orange',
      'new',
      'old',
      'silent',
      'quiet',
    ]);
  });
  it('names the earliest forecast that no gate blocked', () => {
    const forecast = (failAt: number) => ({
      gate: 'open' as const,
      failAt: at(failAt),
      fit: 0.9,
      points: 20,
      intercept: 0.2,
      slope: -0.05,
    });
    const view = aSlope({
      instruments: [
        anInstrument({ stationId: 'late', forecast: forecast(50 * HOUR) }),
        anInstrument({ stationId: 'soon', forecast: forecast(30 * HOUR) }),
        anInstrument({ stationId: 'no', forecast: { ...forecast(HOUR), gate: 'poor-fit' } }),
      ],
    });
    expect(forecastOf(view)?.stationId).toBe('soon');
    expect(forecastOf(aSlope())).toBeUndefined();
  });
});

describe('the summary', () => {
  it('counts levels, what is not known, silent stations and jumps', () => {
    const summary = slopeSummary([
      aSlope({ id: 'a', level: 2, instruments: [anInstrument(), jumped] }),
      aSlope({ id: 'b', at: at(-HOUR) }),
      quiet('c'),
      quiet('d', { instruments: [anInstrument({ current: false })] }),
    ]);
    expect(summary).toMatchObject({
      total: 4,
      counts: [0, 1, 1, 0],
      quiet: 1,
      unknown: 1,
      stations: 5,
      silentStations: 1,
      steps: 1,
      newestAt: T0,
    });
    expect(summary.graded.map((view) => view.id)).toEqual(['a', 'b']);
  });
  it('is old when no slope has newer data, not when the browser heard nothing', () => {
    const summary = slopeSummary([aSlope(), aSlope({ id: 'b', at: at(-9 * HOUR) })]);
    expect(staleness(summary, T0 + SLOPE_LIMIT_MS)).toBeUndefined();
    expect(staleness(summary, T0 + SLOPE_LIMIT_MS + 1)).toBe(SLOPE_LIMIT_MS + 1);
    expect(staleness(slopeSummary([]), T0)).toBeUndefined();
  });
  it('tells a jump by its mark where the view does not name it', () => {
    expect(waitingIn(aSlope({ instruments: [anInstrument({ quality: 'step' })] }))).toHaveLength(1);
    expect(waitingIn(aSlope())).toEqual([]);
  });
});

describe('numbers', () => {
  it('have three places, and unknown is a dash', () => {
    expect([figure(0.604), figure(10.04), figure(812.6), figure(undefined)]).toEqual([
      '0.60',
      '10.0',
      '813',
      '—',
    ]);
    expect(rateWords(2.4, 0.2, 'gnss')).toBe('2.40 ± 0.20 mm/d');
    expect(rateWords(0.02, 0.01, 'tilt')).toBe('0.02 ± 0.01 °/d');
    expect(rateWords(null, 0.2, 'gnss')).toBe('—');
  });
});

describe('the boundary check', () => {
  it('refuses views that would break the page or be shown with invented values', () => {
    expect(isSlopeView(aSlope())).toBe(true);
    expect(isSlopeView({ ...aSlope(), level: 0 })).toBe(false);
    expect(isSlopeView({ ...aSlope(), rain: { level: 5 } })).toBe(false);
    expect(isSlopeView({ ...aSlope(), instruments: [{ stationId: 'x' }] })).toBe(false);
    const bad = anInstrument({ points: [{ at: 'never' }] as never });
    expect(isSlopeView({ ...aSlope(), instruments: [bad] })).toBe(false);
  });
});

describe('the card of the wall', () => {
  const words = (views: SlopeView[], told = 1, language: 'zh' | 'en' = 'zh') => {
    const props = { summary: slopeSummary(views), told, now: T0, staleMs: undefined };
    const page = mounted(SlopePanel, props, language);
    const text = page.words();
    page.unmount();
    return text;
  };

  it('tells the gravest: name, since when, why, and what would raise it', () => {
    const text = words([aSlope({ level: 2 }), aSlope({ id: 'b', site: undefined as never })]);
    for (const word of [
      '荔枝山西坡',
      '自 18:35',
      '切线角 61.2°',
      '升为橙色',
      '橙',
      '断测站 0 / 2',
    ]) {
      expect(text).toContain(word);
    }
    expect(text).not.toContain('降级');
  });
  it('with a column of its own tells more of them, and counts the rest', () => {
    const views = ['a', 'b', 'c', 'd'].map((id) => aSlope({ id }));
    const text = words(views, 3);
    expect(text.match(/荔枝山西坡/g)).toHaveLength(3);
    expect(text).toContain('另有 1 处有预警，未显示');
    expect(text).toContain('降级');
  });
  it('says what is not known instead of calling it quiet', () => {
    const silent = quiet('d', { instruments: [anInstrument({ current: false })] });
    expect(words([quiet('c'), silent])).toContain('平静 1 · 共 2 处 未知 1 处');
    expect(words([quiet('c'), silent], 1, 'en')).toContain('1 unknown');
  });
  it('says in words that the feed is silent', () => {
    const silence = '边坡监测数据中断 3 小时';
    const props = { summary: slopeSummary([aSlope()]), told: 1, now: T0, staleMs: 1, silence };
    const page = mounted(SlopePanel, props);
    expect(page.words()).toContain(silence);
    page.unmount();
  });
  it('has words in both languages for every support, mark, gate and kind', () => {
    const { global } = createWords('zh');
    for (const family of ['support', 'mark', 'gate', 'kind', 'state']) {
      expect(typeof global.tm(`slopes.${family}`)).toBe('object');
    }
  });
});
