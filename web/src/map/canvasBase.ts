/** The same picture by Canvas 2D, for PCs without WebGL2. Paths are built once in unit metres. */
import type { Feature, Position } from 'geojson';
import { wantsStillness } from '../design/stillness';
import {
  type BaseMap,
  FLIGHT_MS,
  GROUND,
  MARGIN,
  NEAR_METRES,
  SMOOTH_FRAME_MS,
  streetMetres,
} from './base';
import { type BaseData, layerOf } from './baseData';
import { type LonLat, metresPerUnit, toUnit, type XY } from './mercator';

interface View {
  x: number;
  y: number;
  /** Pixels per metre. */
  scale: number;
}

interface Stroke {
  path: Path2D;
  width: number;
}

const FILLS = [
  'land',
  'community',
  'green',
  'water',
  'urban-village',
  'street',
  'building',
] as const;
const FILL_COLOR: { [L in (typeof FILLS)[number]]: string } = {
  land: GROUND.land,
  community: GROUND.district,
  green: GROUND.green,
  water: GROUND.water,
  'urban-village': GROUND.village,
  street: GROUND.street,
  building: GROUND.building,
};

const ease = (t: number) => (t < 0.5 ? 2 * t * t : 1 - (2 - 2 * t) ** 2 / 2);

export function createCanvasBase(pane: HTMLElement, data: BaseData, remPx: number): BaseMap {
  const canvas = document.createElement('canvas');
  canvas.className = 'base-canvas';
  pane.append(canvas);
  const flat = flatten(data);
  const listeners: (() => void)[] = [];
  /** What is looked at; undefined: the whole. A resize must not change it. */
  let target: LonLat | undefined;
  const wanted = (): View => {
    if (!target) return wholeView(pane, flat.corners);
    const [x, y] = flat.toMetres(target);
    return { x, y, scale: Math.min(pane.clientWidth, pane.clientHeight) / NEAR_METRES };
  };
  let view = wanted();
  let frame = 0;
  /** Half of the pane. Kept: asking the pane again for each mark would lay out the page each time. */
  let half: XY = [0, 0];
  const measure = () => {
    half = [pane.clientWidth / 2, pane.clientHeight / 2];
  };
  measure();

  const project = (at: LonLat): XY => {
    const [x, y] = flat.toMetres(at);
    return [(x - view.x) * view.scale + half[0], (y - view.y) * view.scale + half[1]];
  };
  const draw = () => {
    paint(canvas, pane, flat, view, remPx, project);
    for (const run of listeners) run();
  };
  const move = (to: View) => {
    cancelAnimationFrame(frame);
    const from = view;
    const start = performance.now();
    let last = start;
    const step = () => {
      const now = performance.now();
      const stutters = now - last > SMOOTH_FRAME_MS;
      last = now;
      const t = stutters || wantsStillness() ? 1 : ease(Math.min(1, (now - start) / FLIGHT_MS));
      // The scale goes geometrically, so that the nearing feels even.
      view = {
        x: from.x + (to.x - from.x) * t,
        y: from.y + (to.y - from.y) * t,
        scale: from.scale * (to.scale / from.scale) ** t,
      };
      draw();
      if (t < 1) frame = requestAnimationFrame(step);
    };
    step();
  };
  draw();
  return {
    project,
    near(at) {
      target = at;
      move(wanted());
    },
    whole() {
      target = undefined;
      move(wanted());
    },
    onMove: (run) => listeners.push(run),
    resize() {
      cancelAnimationFrame(frame);
      measure();
      view = wanted();
      draw();
    },
    destroy() {
      cancelAnimationFrame(frame);
      canvas.remove();
    },
  };
}

interface Flat {
  toMetres(at: LonLat): XY;
  corners: readonly [XY, XY];
  fills: { color: string; path: Path2D }[];
  strokes: Stroke[];
  communities: Path2D;
  labels: { at: LonLat; name: string }[];
}

function flatten(data: BaseData): Flat {
  const { west, south, east, north } = data.bounds;
  const [ox, oy] = toUnit([(west + east) / 2, (south + north) / 2]);
  const unit = metresPerUnit((south + north) / 2);
  const toMetres = (at: LonLat): XY => {
    const [x, y] = toUnit(at);
    return [(x - ox) * unit, (y - oy) * unit];
  };
  const byLayer = new Map<string, Feature[]>();
  for (const feature of data.collection.features) {
    const held = byLayer.get(layerOf(feature));
    if (held) held.push(feature);
    else byLayer.set(layerOf(feature), [feature]);
  }
  const pathOf = (features: Feature[], closed: boolean) => {
    const path = new Path2D();
    for (const line of features.flatMap((f) => linesOf(f, closed))) trace(path, line, toMetres);
    return path;
  };
  const of = (layer: string) => byLayer.get(layer) ?? [];
  return {
    toMetres,
    corners: [toMetres([west, north]), toMetres([east, south])],
    fills: FILLS.map((layer) => ({ color: FILL_COLOR[layer], path: pathOf(of(layer), true) })),
    strokes: of('street').map((feature) => ({
      path: pathOf([feature], false),
      width: streetMetres(feature.properties),
    })),
    communities: pathOf(of('community'), true),
    labels: of('community-label').flatMap(({ geometry, properties }) =>
      geometry.type === 'Point'
        ? [{ at: geometry.coordinates as unknown as LonLat, name: String(properties?.name ?? '') }]
        : [],
    ),
  };
}

/** Rings of polygons (closed), or lines. */
function linesOf({ geometry }: Feature, closed: boolean): Position[][] {
  if (geometry.type === 'Polygon') return closed ? geometry.coordinates : [];
  if (geometry.type === 'MultiPolygon') return closed ? geometry.coordinates.flat() : [];
  if (geometry.type === 'LineString') return closed ? [] : [geometry.coordinates];
  if (geometry.type === 'MultiLineString') return closed ? [] : geometry.coordinates;
  return [];
}

function trace(path: Path2D, line: Position[], toMetres: (at: LonLat) => XY): void {
  line.forEach(([lon = 0, lat = 0], index) => {
    const [x, y] = toMetres([lon, lat]);
    if (index === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  });
}

function wholeView(pane: HTMLElement, [[west, north], [east, south]]: Flat['corners']): View {
  const free = 1 - 2 * MARGIN;
  const scale = Math.min(
    (pane.clientWidth * free) / (east - west),
    (pane.clientHeight * free) / (south - north),
  );
  return { x: (west + east) / 2, y: (north + south) / 2, scale: Math.max(scale, 1e-6) };
}

function paint(
  canvas: HTMLCanvasElement,
  pane: HTMLElement,
  flat: Flat,
  view: View,
  remPx: number,
  project: (at: LonLat) => XY,
): void {
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(pane.clientWidth * ratio);
  canvas.height = Math.round(pane.clientHeight * ratio);
  const pen = canvas.getContext('2d', { alpha: false });
  if (!pen) return;
  pen.fillStyle = GROUND.outside;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const k = view.scale * ratio;
  pen.setTransform(k, 0, 0, k, canvas.width / 2 - view.x * k, canvas.height / 2 - view.y * k);
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  for (const { color, path } of flat.fills.slice(0, -1)) {
    pen.fillStyle = color;
    pen.fill(path, 'evenodd');
  }
  pen.strokeStyle = GROUND.street;
  for (const { path, width } of flat.strokes) {
    pen.lineWidth = Math.max(width, 0.6 / view.scale);
    pen.stroke(path);
  }
  const buildings = flat.fills.at(-1);
  if (buildings) {
    pen.fillStyle = buildings.color;
    pen.fill(buildings.path, 'evenodd');
  }
  pen.strokeStyle = GROUND.community;
  pen.lineWidth = 1.2 / view.scale;
  pen.setLineDash([5 / view.scale, 4 / view.scale]);
  pen.stroke(flat.communities);
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.setLineDash([]);
  pen.font = `${remPx * 0.86}px 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.letterSpacing = `${remPx * 0.1}px`;
  pen.lineWidth = 3;
  pen.strokeStyle = GROUND.halo;
  pen.fillStyle = GROUND.label;
  for (const { at, name } of flat.labels) {
    const [x, y] = project(at);
    pen.strokeText(name, x, y);
    pen.fillText(name, x, y);
  }
}
