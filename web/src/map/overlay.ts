/** Everything live on the map: one Canvas 2D above the base, redrawn only when something changed. */
import type { Position } from 'geojson';
import { type LevelLook, lookOf } from '../alerts/level';
import type { LonLat, XY } from './mercator';
import { drawSpots, type SpotMark } from './spots';

export interface Marker {
  id: string;
  level: number;
  at: LonLat;
  /** Nobody has answered: filled; else outlined. */
  unanswered: boolean;
  /** Device care, not danger: smaller. */
  minor: boolean;
  /** When its pulses began (monotonic ms); undefined: it does not pulse. */
  pulseFrom: number | undefined;
}

export interface Callout {
  id: string;
  title: string;
  place: string;
  /** The building, where the base map knows it. */
  outline: readonly Position[] | undefined;
}

export interface Scene {
  spots: readonly SpotMark[];
  markers: readonly Marker[];
  offline: readonly LonLat[];
  /** The marker that the map looks at, with its words. */
  focus: Callout | undefined;
}

export const PULSES = 3;
export const PULSE_MS = 1_000;

const TAU = Math.PI * 2;
const INK = '#14181c';

/** A part of the picture, in CSS pixels of the pane. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

type Project = (at: LonLat) => XY;

/** More parts than this: then one redraw of the whole is cheaper than the clipping. */
const PARTS_MAX = 40;

/**
 * What must be drawn anew to get from one scene to the next over a picture that stands still;
 * undefined: all of it. In a flood a thousand marks stand and one is added: drawing them all, ten
 * times a second, would take the time that the new card needs to get to the screen.
 */
export function changedParts(
  before: Scene,
  after: Scene,
  project: Project,
  remPx: number,
): Box[] | undefined {
  if (!sameCallout(before.focus, after.focus) || !samePlaces(before.offline, after.offline)) {
    return undefined;
  }
  if (!sameSpots(before.spots, after.spots)) {
    return undefined;
  }
  const held = new Map(before.markers.map((marker) => [marker.id, marker]));
  const parts: Box[] = [];
  for (const marker of after.markers) {
    const old = held.get(marker.id);
    held.delete(marker.id);
    if (old && sameMarker(old, marker)) continue;
    // The words and the outline hang on it.
    if (marker.id === after.focus?.id) return undefined;
    if (old) parts.push(partOf(old, project, remPx));
    parts.push(partOf(marker, project, remPx));
    if (parts.length > PARTS_MAX) return undefined;
  }
  if (parts.length + held.size > PARTS_MAX) return undefined;
  if (after.focus && held.has(after.focus.id)) return undefined;
  for (const gone of held.values()) parts.push(partOf(gone, project, remPx));
  return parts;
}

function sameCallout(a: Callout | undefined, b: Callout | undefined): boolean {
  return (
    a?.id === b?.id && a?.title === b?.title && a?.place === b?.place && a?.outline === b?.outline
  );
}

function samePlaces(a: readonly LonLat[], b: readonly LonLat[]): boolean {
  return a === b || (a.length === b.length && a.every((place, i) => place === b[i]));
}

function sameSpots(a: readonly SpotMark[], b: readonly SpotMark[]): boolean {
  const same = (x: SpotMark, y: SpotMark | undefined) =>
    x.id === y?.id &&
    x.words === y.words &&
    x.west === y.west &&
    x.south === y.south &&
    x.east === y.east &&
    x.north === y.north;
  return a === b || (a.length === b.length && a.every((spot, i) => same(spot, b[i])));
}

function sameMarker(a: Marker, b: Marker): boolean {
  return (
    a.level === b.level &&
    a.at[0] === b.at[0] &&
    a.at[1] === b.at[1] &&
    a.unanswered === b.unanswered &&
    a.minor === b.minor &&
    a.pulseFrom === b.pulseFrom
  );
}

const sizeOf = (marker: Marker, remPx: number): number => remPx * (marker.minor ? 0.8 : 1.65);

/** The mark with its rim, and as far as its pulses go. */
function partOf(marker: Marker, project: Project, remPx: number): Box {
  const [x, y] = project(marker.at);
  const reach = sizeOf(marker, remPx) * (marker.pulseFrom === undefined ? 0.7 : 2.9) + 1;
  return {
    left: Math.floor(x - reach),
    top: Math.floor(y - reach),
    right: Math.ceil(x + reach),
    bottom: Math.ceil(y + reach),
  };
}

/**
 * @param parts what is drawn anew; undefined: all
 * @returns the parts that still move, so that another frame is needed for them
 */
export function drawScene(
  pen: CanvasRenderingContext2D,
  scene: Scene,
  project: Project,
  remPx: number,
  now: number,
  parts: readonly Box[] | undefined,
): Box[] {
  if (parts?.length === 0) return [];
  pen.save();
  try {
    return drawParts(pen, scene, project, remPx, now, parts);
  } finally {
    pen.restore(); // Or the clip would stay for all that is drawn later.
  }
}

function drawParts(
  pen: CanvasRenderingContext2D,
  scene: Scene,
  project: Project,
  remPx: number,
  now: number,
  parts: readonly Box[] | undefined,
): Box[] {
  pen.beginPath();
  const whole = { left: 0, top: 0, right: pen.canvas.width, bottom: pen.canvas.height };
  for (const { left, top, right, bottom } of parts ?? [whole]) {
    pen.clearRect(left, top, right - left, bottom - top);
    pen.rect(left, top, right - left, bottom - top);
  }
  if (parts) pen.clip();
  const isDrawn = ([x, y]: XY, reach: number): boolean =>
    !parts ||
    parts.some(
      (part) =>
        x + reach > part.left &&
        x - reach < part.right &&
        y + reach > part.top &&
        y - reach < part.bottom,
    );

  drawSpots(pen, scene.spots, project, remPx);
  drawOffline(pen, scene.offline, project, remPx, isDrawn);
  const { focus } = scene;
  const focused = focus && scene.markers.find((marker) => marker.id === focus.id);
  if (focus?.outline && focused) drawOutline(pen, focus.outline, focused.level, project, remPx);
  const moving: Box[] = [];
  // Gravest last, so that it lies on top.
  for (const marker of [...scene.markers].sort((a, b) => b.level - a.level)) {
    const at = project(marker.at);
    const size = sizeOf(marker, remPx);
    if (isPulsing(marker, now)) {
      moving.push(partOf(marker, project, remPx));
      drawPulse(pen, marker, at, size, now);
    }
    if (isDrawn(at, size)) stampMark(pen, marker, at, size);
  }
  if (focus && focused) drawCallout(pen, project(focused.at), focus, focused.level, remPx);
  return moving;
}

function drawOutline(
  pen: CanvasRenderingContext2D,
  outline: readonly Position[],
  level: number,
  project: Project,
  remPx: number,
): void {
  pen.beginPath();
  for (const [lon = 0, lat = 0] of outline) pen.lineTo(...project([lon, lat]));
  pen.closePath();
  pen.lineJoin = 'round';
  pen.lineWidth = remPx * 0.12;
  pen.strokeStyle = lookOf(level).color;
  pen.stroke();
}

function drawOffline(
  pen: CanvasRenderingContext2D,
  places: readonly LonLat[],
  project: Project,
  remPx: number,
  isDrawn: (at: XY, reach: number) => boolean,
): void {
  const r = remPx * 0.16;
  pen.lineWidth = remPx * 0.08;
  pen.strokeStyle = '#aab4bc';
  pen.beginPath();
  for (const place of places) {
    const [x, y] = project(place);
    if (!isDrawn([x, y], 2 * r)) continue;
    pen.moveTo(x - r, y - r);
    pen.lineTo(x + r, y + r);
    pen.moveTo(x + r, y - r);
    pen.lineTo(x - r, y + r);
  }
  pen.stroke();
}

function isPulsing({ pulseFrom }: Marker, now: number): boolean {
  return pulseFrom !== undefined && now >= pulseFrom && now - pulseFrom < PULSES * PULSE_MS;
}

function drawPulse(
  pen: CanvasRenderingContext2D,
  marker: Marker,
  [x, y]: XY,
  size: number,
  now: number,
): void {
  const t = ((now - (marker.pulseFrom ?? now)) % PULSE_MS) / PULSE_MS;
  pen.globalAlpha = 1 - t;
  pen.lineWidth = size * 0.14;
  pen.strokeStyle = lookOf(marker.level).color;
  pen.beginPath();
  pen.arc(x, y, size * (0.6 + t * 2.2), 0, TAU);
  pen.stroke();
  pen.globalAlpha = 1;
}

function trace(pen: CanvasRenderingContext2D, look: LevelLook, [x, y]: XY, size: number): void {
  pen.beginPath();
  if (!look.points) pen.arc(x, y, size / 2, 0, TAU);
  else {
    for (const [px, py] of look.points) {
      pen.lineTo(x + ((px - 12) / 24) * size, y + ((py - 12) / 24) * size);
    }
  }
  pen.closePath();
}

/** Marks as pictures: a thousand shapes with numerals would take longer to draw than a frame. */
const stamps = new Map<string, HTMLCanvasElement>();
/** Window sizes come and go; their marks need not stay. */
const STAMPS_MAX = 32;

function stampMark(pen: CanvasRenderingContext2D, marker: Marker, at: XY, size: number): void {
  const ratio = pen.getTransform().a;
  const key = [marker.level, marker.unanswered, marker.minor, size, ratio].join();
  let stamp = stamps.get(key);
  // The rim stands over the shape by an eighth of its size on each side.
  const edge = Math.ceil(size * 1.4);
  if (!stamp) {
    stamp = document.createElement('canvas');
    stamp.width = Math.ceil(edge * ratio);
    stamp.height = stamp.width;
    const fresh = stamp.getContext('2d');
    if (!fresh) return;
    fresh.scale(ratio, ratio);
    drawMark(fresh, marker, [edge / 2, edge / 2], size);
    if (stamps.size >= STAMPS_MAX) stamps.clear();
    stamps.set(key, stamp);
  }
  pen.drawImage(stamp, at[0] - edge / 2, at[1] - edge / 2, edge, edge);
}

function drawMark(pen: CanvasRenderingContext2D, marker: Marker, at: XY, size: number): void {
  const look = lookOf(marker.level);
  const filled = marker.unanswered;
  trace(pen, look, at, size);
  // A dark rim keeps neighbours apart and the shape readable on any ground.
  pen.lineJoin = 'round';
  pen.lineWidth = size * 0.26;
  pen.strokeStyle = INK;
  pen.stroke();
  pen.fillStyle = filled ? look.color : INK;
  pen.fill();
  if (!filled) {
    pen.lineWidth = size * 0.1;
    pen.strokeStyle = look.color;
    pen.stroke();
  }
  // A numeral in a small mark would be too small to read from the seats; its shape says it.
  if (marker.minor) return;
  pen.fillStyle = filled ? INK : look.color;
  pen.font = `700 ${size * 0.46}px 'Noto Serif CJK SC', 'Times New Roman', serif`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(look.numeral, at[0], at[1] + ((look.numeralY - 12) / 24 + 0.02) * size);
}

function drawCallout(
  pen: CanvasRenderingContext2D,
  [x, y]: XY,
  words: { title: string; place: string },
  level: number,
  remPx: number,
): void {
  const pad = remPx * 0.6;
  const sans = "'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif";
  const titleFont = `600 ${remPx * 1.2}px ${sans}`;
  const placeFont = `400 ${remPx}px ${sans}`;
  pen.font = titleFont;
  const titleWidth = pen.measureText(words.title).width;
  pen.font = placeFont;
  const width = Math.max(titleWidth, pen.measureText(words.place).width) + pad * 2;
  const height = remPx * 3.5;
  const gap = remPx * 2.2;
  // To the left where the right has no room.
  const flips = x + gap + width > pen.canvas.clientWidth;
  const left = flips ? x - gap - width : x + gap;
  const side = flips ? -1 : 1;
  const top = y - height / 2;
  pen.strokeStyle = lookOf(level).color;
  pen.lineWidth = Math.max(1.5, remPx * 0.09);
  pen.beginPath();
  pen.moveTo(x + side * remPx * 1.05, y);
  pen.lineTo(x + side * gap, y);
  pen.stroke();
  pen.fillStyle = 'rgb(21 25 29 / 94%)';
  pen.fillRect(left, top, width, height);
  pen.fillStyle = lookOf(level).color;
  pen.fillRect(flips ? left + width : left, top, remPx * 0.16, height);
  pen.textAlign = 'left';
  pen.textBaseline = 'alphabetic';
  pen.fillStyle = '#dde2e6';
  pen.font = titleFont;
  pen.fillText(words.title, left + pad, top + remPx * 1.55);
  pen.fillStyle = '#a9b3bb';
  pen.font = placeFont;
  pen.fillText(words.place, left + pad, top + remPx * 2.9);
}
