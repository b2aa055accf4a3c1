import type { FeatureCollection } from 'geojson';
import { describe, expect, it, vi } from 'vitest';
import { aDevice, anAlert, aPress } from '../contracts/fixtures';
import { chooseBase } from './base';
import { indexBase } from './baseData';
import { FLOOD_REDS, FocusQueue, HOLD_MS } from './focus';
import { metresPerUnit, toUnit } from './mercator';
import {
  type Callout,
  changedParts,
  drawScene,
  type Marker,
  PULSE_MS,
  PULSES,
  type Scene,
} from './overlay';
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
  it('draws parts of a flood small, and nothing of what is explained or shelved', () => {
    const alerts = [
      anAlert({ id: 'part', level: 2, partOf: 'flood' }),
      anAlert({ id: 'red', level: 1, partOf: 'flood' }),
      anAlert({ id: 'off', level: 3, suppressedBy: 'cut' }),
      anAlert({ id: 'shelved', level: 3, partOf: 'flood', shelvedUntil: '2026-11-02T00:00:00Z' }),
    ];
    const markers = markersOf(alerts, [], new Map(), new Map());
    expect(markers.map(({ id, minor }) => `${id} ${minor}`)).toEqual(['part true', 'red false']);
  });
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
    queue.add('a', 'a', 0);
    expect(queue.target(0, standing)).toBe('a');
    expect(queue.target(HOLD_MS - 1, standing)).toBe('a');
    expect(queue.target(HOLD_MS, standing)).toBeUndefined();
  });
  it('queues the next one', () => {
    const queue = new FocusQueue();
    queue.add('a', 'a', 0);
    queue.add('b', 'b', 0);
    queue.target(0, standing);
    expect(queue.target(HOLD_MS, standing)).toBe('b');
  });
  it('leaves a red that was answered, and skips one that was answered meanwhile', () => {
    const queue = new FocusQueue();
    for (const id of ['a', 'b', 'c']) queue.add(id, id, 0);
    queue.target(0, standing);
    expect(queue.target(5_000, (id) => id === 'c')).toBe('c');
  });
  it('does not go to the same red twice', () => {
    const queue = new FocusQueue();
    queue.add('a', 'a', 0);
    queue.target(0, standing);
    queue.target(HOLD_MS, standing);
    queue.add('a', 'a', HOLD_MS);
    expect(queue.target(HOLD_MS + 1, standing)).toBeUndefined();
  });
  it('shows the whole in a flood, and stays there until it is over', () => {
    const queue = new FocusQueue();
    let now = 0;
    for (let i = 0; i < 10 * FLOOD_REDS; i += 1) {
      now += 100;
      queue.add(`a${i}`, `a${i}`, now);
      if (i >= FLOOD_REDS) expect(queue.target(now, standing)).toBeUndefined();
    }
    expect(queue.target(now + HOLD_MS, standing)).toBeUndefined();
    queue.add('after', 'after', now + HOLD_MS);
    expect(queue.target(now + HOLD_MS, standing)).toBe('after');
  });
});

/** What a pen was asked to stamp and to clear; the pictures themselves are looked at elsewhere. */
function recordingPen() {
  const stamped: [number, number][] = [];
  const cleared: number[][] = [];
  const nothing = () => {};
  const pen = {
    canvas: { width: 1_000, height: 1_000, clientWidth: 1_000 },
    getTransform: () => ({ a: 1 }),
    drawImage: (_: unknown, x: number, y: number) => stamped.push([x, y]),
    clearRect: (...box: number[]) => cleared.push(box),
  };
  const handler = { get: (held: object, name: string) => Reflect.get(held, name) ?? nothing };
  return {
    pen: new Proxy(pen, handler) as unknown as CanvasRenderingContext2D,
    stamped,
    cleared,
  };
}

describe('a flood', () => {
  it('is not made of raw presses and the alerts that they become', () => {
    const queue = new FocusQueue();
    for (let i = 0; i < FLOOD_REDS; i += 1) {
      queue.add(`press${i}`, `site${i}`, 0);
      queue.add(`alert${i}`, `site${i}`, 100);
    }
    expect(queue.isFlood(100)).toBe(false);
    queue.add('one-more', 'elsewhere', 200);
    expect(queue.isFlood(200)).toBe(true);
  });
});

describe('the overlay', () => {
  const project = ([lon, lat]: readonly [number, number]): [number, number] => [lon, lat];
  const mark = (id: string, x: number, over: Partial<Marker> = {}): Marker => ({
    id,
    level: 1,
    at: [x, 100],
    unanswered: true,
    minor: false,
    pulseFrom: undefined,
    ...over,
  });
  const scene = (markers: Marker[], focus?: Callout): Scene => ({
    spots: [],
    markers,
    offline: [],
    focus,
  });
  const many = Array.from({ length: 500 }, (_, i) => mark(`m${i}`, 2 * i));

  it('draws anew only what changed, and the neighbours that it touches', () => {
    const after = scene([...many, mark('new', 5_000)]);
    const parts = changedParts(scene(many), after, project, 16);
    expect(parts).toHaveLength(1);
    const answered = many.map((m) => (m.id === 'm250' ? { ...m, unanswered: false } : m));
    const two = changedParts(scene(many), scene(answered), project, 16);
    expect(two?.every(({ left, right }) => left < 500 && right > 500)).toBe(true);
    const { pen, stamped, cleared } = recordingPen();
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(pen as never);
    drawScene(pen, scene(answered), project, 16, 0, two);
    expect(cleared.length).toBe(2);
    expect(stamped.length).toBeGreaterThan(20);
    expect(stamped.length).toBeLessThan(80);
    vi.restoreAllMocks();
  });
  it('clears the place of what is gone, and does nothing where nothing changed', () => {
    expect(changedParts(scene(many), scene(many), project, 16)).toEqual([]);
    expect(changedParts(scene(many), scene(many.slice(1)), project, 16)).toHaveLength(1);
  });
  it('draws all where the words, the silent devices or too much changed', () => {
    const focus = { id: 'm1', title: 'a', place: 'b', outline: undefined };
    expect(changedParts(scene(many), scene(many, focus), project, 16)).toBeUndefined();
    const offline = { ...scene(many), offline: [[1, 2] as const] };
    expect(changedParts(scene(many), offline, project, 16)).toBeUndefined();
    expect(changedParts(scene([]), scene(many), project, 16)).toBeUndefined();
    expect(changedParts(scene(many, focus), scene(many.slice(2), focus), project, 16)).toBe(
      undefined,
    );
  });
  it('goes on drawing a pulse as long as it lasts', () => {
    const pulsing = scene([mark('a', 100, { pulseFrom: 0 })]);
    const { pen } = recordingPen();
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(pen as never);
    const moving = drawScene(pen, pulsing, project, 16, 500, undefined);
    expect(moving).toHaveLength(1);
    expect(drawScene(pen, pulsing, project, 16, PULSES * PULSE_MS, moving)).toEqual([]);
    vi.restoreAllMocks();
  });
});
