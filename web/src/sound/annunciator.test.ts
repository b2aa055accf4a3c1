import { describe, expect, it } from 'vitest';
import { Annunciator, BROKEN_REPEAT_MS, RED_REPEAT_MS } from './annunciator';
import { TONES } from './tones';

const quiet = { openReds: new Set<string>(), raised: [], broken: false, speaking: false };
const red = (...ids: string[]) => ({ ...quiet, openReds: new Set(ids) });

describe('the annunciator', () => {
  it('is silent when nothing stands', () => {
    expect(new Annunciator().due(quiet, 0)).toBeUndefined();
  });
  it('sounds a red at once and repeats it until somebody answers', () => {
    const one = new Annunciator();
    expect(one.due(red('a'), 0)?.tone).toBe('level1');
    expect(one.due(red('a'), 1_000)).toBeUndefined();
    expect(one.due(red('a'), RED_REPEAT_MS)?.tone).toBe('level1');
    expect(one.due(quiet, RED_REPEAT_MS * 3)).toBeUndefined();
  });
  it('does not make a second red wait for the repetition of the first', () => {
    const one = new Annunciator();
    one.due(red('a'), 0);
    expect(one.due(red('a', 'b'), 700)?.tone).toBe('level1');
  });
  it('sounds lower levels once, the gravest of them, and never over an open red', () => {
    const one = new Annunciator();
    const of = (level: number) => ({ id: `a${level}`, level });
    expect(one.due({ ...quiet, raised: [4, 2, 3].map(of) }, 0)).toEqual({
      tone: 'level2',
      about: 'a2',
    });
    one.due(red('a'), 100);
    expect(one.due({ ...red('a'), raised: [of(3)] }, 200)).toBeUndefined();
  });
  it('says that the chain is broken, again and again, and afresh the next time', () => {
    const one = new Annunciator();
    const broken = { ...quiet, broken: true };
    expect(one.due(broken, 0)?.tone).toBe('broken');
    expect(one.due(broken, 1_000)).toBeUndefined();
    expect(one.due(broken, BROKEN_REPEAT_MS)?.tone).toBe('broken');
    one.due(quiet, BROKEN_REPEAT_MS + 1);
    expect(one.due(broken, BROKEN_REPEAT_MS + 2)).toEqual({ tone: 'broken' });
  });
  it('still says so between two repetitions of a red', () => {
    const one = new Annunciator();
    expect(one.due({ ...red('a'), broken: true }, 0)?.tone).toBe('level1');
    expect(one.due({ ...red('a'), broken: true }, 500)?.tone).toBe('broken');
  });
  it('speaks of the new red first, then of each in its turn', () => {
    const one = new Annunciator();
    const times = [0, 1, 2, 3, 4].map((n) => n * RED_REPEAT_MS);
    expect(one.due(red('a'), times[0] ?? 0)?.about).toBe('a');
    expect(one.due(red('a', 'b'), 100)?.about).toBe('b');
    const next = times.slice(1).map((at) => one.due(red('a', 'b'), at + 100)?.about);
    expect(next).toEqual(['a', 'b', 'a', 'b']);
  });
  it('lets a sentence end before it repeats, but not before a new red', () => {
    const one = new Annunciator();
    one.due(red('a'), 0);
    const speaking = { ...red('a'), speaking: true };
    expect(one.due(speaking, RED_REPEAT_MS)).toBeUndefined();
    expect(one.due({ ...red('a', 'b'), speaking: true }, RED_REPEAT_MS + 500)?.about).toBe('b');
    expect(one.due(red('a', 'b'), 3 * RED_REPEAT_MS)?.tone).toBe('level1');
  });
});

describe('tones', () => {
  it('stay in the range that ISO 7731 asks for and differ from each other', () => {
    for (const pulse of Object.values(TONES).flat()) {
      expect(pulse.hz).toBeGreaterThanOrEqual(300);
      expect((pulse.to ?? pulse.hz) * 2).toBeLessThanOrEqual(3_000);
    }
    expect(new Set(Object.values(TONES).map((t) => JSON.stringify(t))).size).toBe(6);
  });
});
