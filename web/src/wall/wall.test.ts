import { describe, expect, it } from 'vitest';
import type { LinkReport } from '../live/link';
import { bannerOf } from './banner';
import { divideRows, formOf, frameOf, isNight, roomOf, rowsFor, shiftAt, toldIn } from './layout';

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
  const frame = (width: number, height: number, remPx = height / 49, barsRem = 0) =>
    frameOf(width, height, remPx, barsRem);

  it('is chosen by the aspect ratio', () => {
    expect(formOf(3840, 1080)).toBe('wide');
    expect(formOf(7680, 2160)).toBe('wide');
    expect(formOf(1920, 1080)).toBe('narrow');
    expect(formOf(1920, 1200)).toBe('narrow');
    expect(formOf(1600, 1200)).toBe('square');
    expect(formOf(1080, 1920)).toBe('square');
  });
  it('is the same on a wall of twice the pixels', () => {
    expect(frame(7680, 2160)).toEqual(frame(3840, 1080));
  });
  it('has fewer rows where bars or floods take height, and where text must be larger', () => {
    expect(rowsFor(frame(1920, 1080), 0)).toBe(7);
    expect(rowsFor(frame(3840, 1080), 0)).toBe(8);
    expect(rowsFor(frame(3840, 1080), 2)).toBe(7);
    expect(rowsFor(frame(3840, 1080, undefined, 3.4), 0)).toBe(7);
    expect(rowsFor(frame(1920, 1080, 1080 / 36), 0)).toBe(4);
    expect(rowsFor(frame(1920, 1080, 1080 / 20), 1)).toBe(2);
  });
  it('has as many columns as leave the map its room', () => {
    expect(frame(3840, 1080).columns).toBe(3);
    expect(frame(3840, 1080, 1080 / 38).columns).toBe(2);
    expect(frame(1920, 1080).columns).toBe(1);
    expect(frame(1600, 1200)).toMatchObject({ columns: 2, slim: true });
  });
  it('tells less of each panel where there is less height', () => {
    const low = toldIn(frame(3840, 1080, 1080 / 38), false, false);
    const full = toldIn(frame(3840, 1080), false, false);
    expect(low.slopes).toBeLessThan(full.slopes);
    const room = roomOf(frame(3840, 1080), full, false);
    expect(roomOf(frame(3840, 1080), low, false).heightOf('slope')).toBeLessThan(
      room.heightOf('slope'),
    );
  });
  it('gives raw presses the top, but not everything', () => {
    expect(divideRows(7, 0, 5)).toEqual({ presses: 0, alerts: 7 });
    expect(divideRows(7, 3, 5)).toEqual({ presses: 3, alerts: 4 });
    expect(divideRows(7, 50, 5)).toEqual({ presses: 5, alerts: 2 });
    expect(divideRows(7, 50, 0)).toEqual({ presses: 7, alerts: 0 });
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
