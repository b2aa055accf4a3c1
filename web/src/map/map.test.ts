import type { FeatureCollection } from 'geojson';
import { describe, expect, it } from 'vitest';
import { aDevice, anAlert, aPress } from '../contracts/fixtures';
import { chooseBase } from './base';
import { indexBase } from './baseData';
import { FocusQueue, HOLD_MS, QUEUE_MAX } from './focus';
import { metresPerUnit, toUnit } from './mercator';
import { markersOf, offlinePlaces } from './scene';
import { districtStyle } from './style';

const square = (lon: number, lat: number, size: number) => [
  [
    [lon, lat],
    [lon + size, lat],
    [lon + size, lat + size],
    [lon, lat + size],
    [lon, lat],
  ],
];
const base: FeatureCollection = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { layer: 'land' },
      geometry: { type: 'Polygon', coordinates: square(100, 10, 30) },
    },
    {
      type: 'Feature',
      properties: { layer: 'building', id: 'B-0001' },
      geometry: { type: 'Polygon', coordinates: square(114, 22, 0.002) },
    },
    {
      type: 'Feature',
      properties: { layer: 'building', id: 'B-0002' },
      geometry: { type: 'MultiPolygon', coordinates: [square(114.01, 22.01, 0.002)] },
    },
    {
      type: 'Feature',
      properties: { layer: 'community-label', name: '天安社区' },
      geometry: { type: 'Point', coordinates: [114, 22] },
    },
  ],
};

describe('the base map', () => {
  it('frames the buildings, not the land around them', () => {
    const { bounds } = indexBase(base);
    expect(bounds.west).toBe(114);
    expect(bounds.north).toBeCloseTo(22.012);
  });
  it('knows the middle and the outline of each building', () => {
    const { sites, footprints } = indexBase(base);
    expect(sites.get('B-0001')?.[0]).toBeCloseTo(114.001);
    expect(sites.has('B-0002')).toBe(true);
    expect(footprints.get('B-0001')).toHaveLength(5);
  });
  it('refuses what is no district', () => {
    expect(() => indexBase({ hello: 1 })).toThrow();
    expect(() => indexBase({ type: 'FeatureCollection', features: [] })).toThrow();
  });
  it('asks no server for glyphs, sprites or tiles', () => {
    const style = JSON.stringify(districtStyle(base, 22));
    expect(style).not.toMatch(/https?:/);
    expect(style).not.toContain('"glyphs"');
  });
  it('takes Canvas 2D where no hardware draws', () => {
    expect(chooseBase('', () => false)).toBe('canvas');
    expect(chooseBase('', () => true)).toBe('gl');
    expect(chooseBase('?map=gl', () => false)).toBe('gl');
  });
});

describe('mercator', () => {
  it('puts the origin in the middle and knows the scale', () => {
    expect(toUnit([0, 0])).toEqual([0.5, 0.5]);
    expect(metresPerUnit(60) / metresPerUnit(0)).toBeCloseTo(0.5);
  });
});

describe('the scene', () => {
  const sites = new Map([['B-0042', [114.05, 22.53] as const]]);
  it('draws open alerts and raw presses, answered ones apart', () => {
    const alerts = [
      anAlert({ id: 'a' }),
      anAlert({ id: 'b', response: 'on-site' }),
      anAlert({ id: 'c', response: 'closed' }),
    ];
    const markers = markersOf(alerts, [aPress()], sites, new Map([['a', 5]]));
    expect(markers.map((m) => [m.id, m.unanswered])).toEqual([
      ['a', true],
      ['b', false],
      ['p1', true],
    ]);
    expect(markers[0]?.pulseFrom).toBe(5);
  });
  it('finds the place of a site without coordinates on the base map', () => {
    const site = { id: 'B-0042', name: 'x', lon: 0, lat: 0 };
    expect(markersOf([anAlert({ site })], [], sites, new Map())[0]?.at).toEqual([114.05, 22.53]);
  });
  it('marks a site once, however many of its devices are silent', () => {
    const silent = ['x', 'y'].map((id) => aDevice({ id, online: false }));
    expect(
      offlinePlaces([...silent, aDevice({ siteId: 'unknown', online: false })], sites),
    ).toHaveLength(1);
    expect(offlinePlaces([aDevice()], sites)).toEqual([]);
  });
});

describe('the focus', () => {
  const standing = () => true;
  it('goes to a new red, holds 20 s, then back to the whole', () => {
    const queue = new FocusQueue();
    queue.add('a');
    expect(queue.target(0, standing)).toBe('a');
    expect(queue.target(HOLD_MS - 1, standing)).toBe('a');
    expect(queue.target(HOLD_MS, standing)).toBeUndefined();
  });
  it('queues the next one', () => {
    const queue = new FocusQueue();
    queue.add('a');
    queue.add('b');
    queue.target(0, standing);
    expect(queue.target(HOLD_MS, standing)).toBe('b');
  });
  it('leaves a red that was answered, and skips one that was answered meanwhile', () => {
    const queue = new FocusQueue();
    for (const id of ['a', 'b', 'c']) queue.add(id);
    queue.target(0, standing);
    expect(queue.target(5_000, (id) => id === 'c')).toBe('c');
  });
  it('does not go to the same red twice', () => {
    const queue = new FocusQueue();
    queue.add('a');
    queue.target(0, standing);
    queue.target(HOLD_MS, standing);
    queue.add('a');
    expect(queue.target(HOLD_MS + 1, standing)).toBeUndefined();
  });
  it('shows the whole in a flood', () => {
    const queue = new FocusQueue();
    for (let i = 0; i <= QUEUE_MAX; i += 1) queue.add(`a${i}`);
    expect(queue.target(0, standing)).toBeUndefined();
  });
});
