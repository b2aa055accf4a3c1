import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert, RawPress } from '../contracts/generated';
import { zh } from '../i18n/zh';
import { MUTE_MS, Mute } from './mute';
import { shiftStart, testState } from './selfTest';
import { LINK_BROKEN, numeral, SELF_TEST, segment, sentenceOf } from './sentence';
import index from './voice/zh.json';

const recorded = (phrase: string) => Object.hasOwn(index, phrase);
const alert = (name: string, over: Partial<Alert> = {}) =>
  ({
    level: 1,
    kind: 'press',
    site: { id: 'B-1', name, lon: 114, lat: 22 },
    placeName: `云湾区/沙浦街道/榕树社区/第二网格/${name}`,
    ...over,
  }) as Alert;

describe('what is spoken', () => {
  it('is level, kind and place, all of it recorded', () => {
    expect(sentenceOf(alert('荔枝围二巷7号'), '按钮按下', recorded)).toEqual({
      phrases: ['红色告警', '按钮按下', '榕树社区', '荔枝围', '二', '巷', '七', '号'],
      words: '红色告警，按钮按下，荔枝围二巷7号',
      whole: true,
    });
  });
  it('names the level', () => {
    const level = (n: number) =>
      sentenceOf(alert('榕头村', { level: n }), undefined, recorded).phrases[0];
    expect([1, 2, 3, 4].map(level)).toEqual(['红色告警', '橙色告警', '黄色告警', '蓝色告警']);
  });
  it('tells the place less exactly where its name is not recorded, and says that it did', () => {
    const spoken = sentenceOf(alert('鑫磊楼'), '端口过热', recorded);
    expect(spoken).toMatchObject({ phrases: ['红色告警', '端口过热', '榕树社区'], whole: false });
    expect(spoken.words).toContain('鑫磊楼');
  });
  it('says of a press that no job has answered that it is not aggregated', () => {
    const { level: _, kind: __, ...placed } = alert('榕头村3栋');
    const press = { ...placed, signalId: 's' } as unknown as RawPress;
    const { phrases } = sentenceOf(press, '报警按钮按下', recorded);
    expect([phrases[0], phrases.at(-1)]).toEqual(['红色告警', '未经汇聚']);
  });
  it('reads numbers as people do', () => {
    const all = ['7', '10', '12', '20', '45', '100', '105', '110', '312', '1024', '08'];
    expect(all.map(numeral)).toEqual([
      '七',
      '十',
      '十二',
      '二十',
      '四十五',
      '一百',
      '一百零五',
      '一百一十',
      '三百一十二',
      '一零二四',
      '零八',
    ]);
  });
  it('is cut into recorded phrases that make the whole again', () => {
    const words = fc.array(fc.constantFrom(...Object.keys(index)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(words, (all) => {
        expect(segment(all.join(''), recorded)?.join('')).toBe(all.join(''));
      }),
    );
    expect(segment('榕树社区鑫', recorded)).toBeUndefined();
  });
});

describe('the recording', () => {
  const folder = resolve(import.meta.dirname, 'voice');
  const phrases = readFileSync(resolve(folder, 'phrases.txt'), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));

  it('has every phrase of its list, and every kind that the screens have words for', () => {
    expect(Object.keys(index).sort()).toEqual([...phrases].sort());
    for (const kind of Object.values(zh.source)) expect(recorded(kind), kind).toBe(true);
    for (const sentence of [LINK_BROKEN, SELF_TEST]) {
      expect(sentence.phrases.every(recorded)).toBe(true);
    }
    for (const name of ['press', 'alarm', 'unaggregated'] as const) {
      expect(recorded(zh.press[name]), name).toBe(true);
    }
  });
  it('has phrases that do not overlap and are long enough to be heard', () => {
    const parts = Object.values(index).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
    parts.forEach(([from = 0, length = 0], i) => {
      expect(length).toBeGreaterThan(0.1);
      expect(from + length).toBeLessThanOrEqual(parts[i + 1]?.[0] ?? Number.POSITIVE_INFINITY);
    });
  });
  it('is small', () => {
    expect(statSync(resolve(folder, 'zh.opus')).size).toBeLessThan(300_000);
  });
});

describe('muting', () => {
  it('ends by itself', () => {
    const mute = new Mute();
    expect(mute.leftMs(0, new Set())).toBeUndefined();
    mute.begin(0, new Set(['a']));
    expect(mute.leftMs(60_000, new Set(['a']))).toBe(MUTE_MS - 60_000);
    expect(mute.leftMs(MUTE_MS, new Set(['a']))).toBeUndefined();
  });
  it('ends at once with a new red, and stays ended', () => {
    const mute = new Mute();
    mute.begin(0, new Set(['a']));
    expect(mute.leftMs(1_000, new Set(['a', 'b']))).toBeUndefined();
    expect(mute.leftMs(2_000, new Set(['a']))).toBeUndefined();
  });
});

describe('the self-test', () => {
  const SHIFTS = [8 * 60, 20 * 60];
  const at = (time: string) => Date.parse(`2026-11-23T${time}:00+08:00`);

  it('belongs to the newest shift in Beijing', () => {
    expect(shiftStart(at('08:00'), SHIFTS)).toBe(at('08:00'));
    expect(shiftStart(at('19:59'), SHIFTS)).toBe(at('08:00'));
    expect(shiftStart(at('00:30'), SHIFTS)).toBe(at('20:00') - 86_400_000);
    expect(shiftStart(at('07:59'), SHIFTS)).toBe(at('20:00') - 86_400_000);
    expect(shiftStart(at('12:00'), [])).toBeUndefined();
  });
  it('is due when a shift begins, and done once', () => {
    const opened = at('07:00');
    expect(testState(at('07:59'), SHIFTS, opened, undefined)).toBe('none');
    expect(testState(at('08:00'), SHIFTS, opened, undefined)).toBe('due');
    expect(testState(at('09:00'), SHIFTS, opened, at('08:00'))).toBe('done');
    expect(testState(at('20:01'), SHIFTS, opened, at('08:00'))).toBe('due');
  });
  it('is missed where the wall could not sound, and that is said', () => {
    expect(testState(at('08:06'), SHIFTS, at('07:00'), undefined)).toBe('missed');
    expect(testState(at('08:06'), SHIFTS, at('08:05'), undefined)).toBe('none');
  });
});
