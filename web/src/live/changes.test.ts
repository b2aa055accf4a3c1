import { describe, expect, it } from 'vitest';
import { anAlert, at } from '../contracts/fixtures';
import { changeOf, KEPT_CHANGES, remember } from './changes';

const before = anAlert({ rev: 1 });
const kind = (over: object) => changeOf(before, anAlert({ rev: 2, ...over }))?.kind;

describe('the timeline', () => {
  it('names what changed, the gravest first', () => {
    expect(changeOf(undefined, before)?.kind).toBe('raised');
    expect(kind({ response: 'acknowledged', owner: 'chen' })).toBe('response');
    expect(kind({ condition: 'cleared' })).toBe('cleared');
    expect(kind({ occurrences: 2 })).toBe('joined');
    expect(kind({ escalation: { step: 1, notified: ['x'] } })).toBe('escalated');
    expect(kind({ owner: 'chen' })).toBe('owner');
    expect(kind({})).toBeUndefined();
  });

  it('keeps the newest 14, each once', () => {
    const many = Array.from({ length: 20 }, (_, i) =>
      changeOf(undefined, anAlert({ id: `a${i}`, updatedAt: at(i * 1000) })),
    ).filter((c) => c !== undefined);
    const kept = remember(remember([], many), many.slice(0, 3));
    expect(kept).toHaveLength(KEPT_CHANGES);
    expect(kept[0]?.alert.id).toBe('a19');
    expect(new Set(kept.map((c) => c.key)).size).toBe(KEPT_CHANGES);
  });
});
