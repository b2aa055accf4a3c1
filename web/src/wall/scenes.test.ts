import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALM_MS, holdOf, PANELS, type Panel, packScenes, type Room, sceneAt } from './scenes';

const room = (over: Partial<Room> = {}): Room => ({
  columns: 1,
  heightRem: 44,
  gapRem: 1,
  heightOf: () => 14,
  ...over,
});

describe('scenes', () => {
  it('are one while everything fits', () => {
    expect(packScenes([['fire', 'slope', 'chain']], room())).toEqual([
      [['fire', 'slope', 'chain']],
    ]);
  });
  it('are as many as the room asks for, in the order of the panels', () => {
    const all: Panel[] = ['fire', 'slope', 'chain', 'ticket', 'load'];
    expect(packScenes([all], room())).toEqual([[['fire', 'slope', 'chain']], [['ticket', 'load']]]);
    expect(packScenes([all], room({ columns: 2 }))).toEqual([
      [
        ['fire', 'slope', 'chain'],
        ['ticket', 'load'],
      ],
    ]);
  });
  it('begin anew with each group that the address names', () => {
    expect(packScenes([['ticket'], [], ['fire']], room())).toEqual([[['ticket']], [['fire']]]);
  });
  it('give a panel that is too tall a column of its own', () => {
    const tall = room({ heightOf: (panel) => (panel === 'ticket' ? 60 : 14) });
    expect(packScenes([['fire', 'ticket', 'load']], tall)).toEqual([
      [['fire']],
      [['ticket']],
      [['load']],
    ]);
  });
  it('lose no panel, and never hold more than fits', () => {
    const heights = fc.array(fc.double({ min: 1, max: 60, noNaN: true }), {
      minLength: PANELS.length,
      maxLength: PANELS.length,
    });
    fc.assert(
      fc.property(heights, fc.integer({ min: 1, max: 4 }), (all, columns) => {
        const heightOf = (panel: Panel) => all[PANELS.indexOf(panel)] ?? 0;
        const scenes = packScenes([PANELS], room({ columns, heightOf }));
        expect(scenes.flat(2)).toEqual([...PANELS]);
        for (const scene of scenes) {
          expect(scene.length).toBeLessThanOrEqual(columns);
          for (const column of scene) {
            const sum = column.reduce((total, panel) => total + heightOf(panel), column.length - 1);
            expect(column.length === 1 || sum <= 44).toBe(true);
          }
        }
      }),
    );
  });
});

describe('the rotation', () => {
  const calm = { redWaits: false, newestRedMs: undefined, chainIll: false };
  const T = 10 * 60_000;

  it('shows each scene for its time', () => {
    const seen = [0, 29_999, 30_000, 60_000, 90_000].map((ms) =>
      sceneAt(T + ms, 3, 30_000, holdOf(T + ms, calm)),
    );
    expect(seen).toEqual([2, 2, 0, 1, 2]);
  });
  it('stops at the first scene while any red is unacknowledged', () => {
    const waits = { ...calm, redWaits: true, newestRedMs: 0 };
    expect(holdOf(T, waits)).toBe('red');
    expect(sceneAt(T, 3, 30_000, holdOf(T, waits))).toBe(0);
  });
  it('stops for 60 s after each new red, also when it was acknowledged at once', () => {
    const acknowledged = { ...calm, newestRedMs: T };
    expect(holdOf(T, acknowledged)).toBe('calm');
    expect(holdOf(T + CALM_MS, acknowledged)).toBe('calm');
    expect(holdOf(T + CALM_MS + 1, acknowledged)).toBeUndefined();
    expect(CALM_MS).toBe(60_000);
  });
  it('stops while the alarm chain is ill', () => {
    expect(holdOf(T, { ...calm, chainIll: true })).toBe('chain');
  });
  it('does not turn where it is switched off, or where there is one scene', () => {
    expect(sceneAt(T, 3, undefined, undefined)).toBe(0);
    expect(sceneAt(T, 1, 30_000, undefined)).toBe(0);
  });
});
