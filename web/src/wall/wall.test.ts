import { describe, expect, it } from 'vitest';
import type { LinkReport } from '../live/link';
import { bannerOf } from './banner';
import {
  divideRows,
  isNight,
  isUltraWide,
  leftPageAt,
  rowsFor,
  shiftAt,
  TURNS_OF_TWO,
  turnAt,
} from './layout';

const report = (over: Partial<LinkReport>): LinkReport => ({
  link: 'ok',
  chain: 'ok',
  canaryAgeMs: 500,
  latencyMs: 30,
  ...over,
});

describe('the banner', () => {
  it('stands only when something is wrong with the wall, the gravest first', () => {
    expect(bannerOf(report({}), false)).toBeUndefined();
    expect(bannerOf(report({ link: 'starting', chain: 'unknown' }), false)).toBeUndefined();
    expect(bannerOf(report({ chain: 'broken' }), false)).toBe('broken');
    expect(bannerOf(report({ link: 'lost', chain: 'unknown' }), false)).toBe('lost');
    expect(bannerOf(report({ link: 'lost' }), true)).toBe('refused');
  });
});

describe('the layout', () => {
  it('is chosen by the aspect ratio', () => {
    expect(isUltraWide(3840, 1080)).toBe(true);
    expect(isUltraWide(1920, 1080)).toBe(false);
    expect(rowsFor(true, false)).toBe(8);
    expect(rowsFor(false, false)).toBe(7);
    expect(rowsFor(true, true)).toBe(7);
    expect(rowsFor(true, false, 1)).toBe(7);
    expect(rowsFor(false, true, 2)).toBe(6);
  });
  it('gives raw presses the top, but not everything', () => {
    expect(divideRows(7, 0, 5)).toEqual({ presses: 0, alerts: 7 });
    expect(divideRows(7, 3, 5)).toEqual({ presses: 3, alerts: 4 });
    expect(divideRows(7, 50, 5)).toEqual({ presses: 5, alerts: 2 });
    expect(divideRows(7, 50, 0)).toEqual({ presses: 7, alerts: 0 });
  });
  it('lets panels take turns only while no red waits and none is new', () => {
    const at = 10 * 60_000;
    expect(turnAt(at, false, undefined)).toBe('coverage');
    expect(turnAt(at + 30_000, false, undefined)).toBe('fleet');
    expect(turnAt(at + 30_000, true, 0)).toBe('coverage');
    expect(turnAt(at + 30_000, false, at)).toBe('coverage');
    expect(turnAt(at + 90_000, false, at)).toBe('fleet');
  });
  it('let the chain take its turn where two domains need the room, and rest on it', () => {
    const at = 9 * 60_000;
    const turns = [0, 30, 60].map((s) => turnAt(at + s * 1_000, false, undefined, TURNS_OF_TWO));
    expect(turns).toEqual(['chain', 'coverage', 'fleet']);
    expect(turnAt(at + 30_000, true, 0, TURNS_OF_TWO)).toBe('chain');
  });
  it('wanders by at most two pixels', () => {
    const places = Array.from({ length: 12 }, (_, i) => shiftAt(i * 600_000));
    expect(Math.max(...places.flat())).toBe(2);
    expect(new Set(places.map(String)).size).toBe(6);
  });
  it('knows the night in Beijing', () => {
    expect(isNight(Date.parse('2026-11-21T14:00:00Z'))).toBe(true);
    expect(isNight(Date.parse('2026-11-21T13:59:00Z'))).toBe(false);
    expect(isNight(Date.parse('2026-11-21T22:00:00Z'))).toBe(false);
  });
});

describe('the left page of a narrow wall', () => {
  it('takes turns every 30 s while it is calm', () => {
    expect(leftPageAt(10_000, false, undefined, true)).toBe('devices');
    expect(leftPageAt(31_000, false, undefined, true)).toBe('tickets');
  });
  it('stays with the devices while a red waits, after a new one, and while the chain is ill', () => {
    expect(leftPageAt(31_000, true, undefined, true)).toBe('devices');
    expect(leftPageAt(91_000, false, 40_000, true)).toBe('devices');
    expect(leftPageAt(31_000, false, undefined, false)).toBe('devices');
  });
});
