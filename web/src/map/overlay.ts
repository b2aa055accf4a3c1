/** Everything live on the map: one Canvas 2D above the base, redrawn only when something changed. */
import type { Position } from 'geojson';
import { type LevelLook, lookOf } from '../alerts/level';
import type { LonLat, XY } from './mercator';

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
  markers: readonly Marker[];
  offline: readonly LonLat[];
  /** The marker that the map looks at, with its words. */
  focus: Callout | undefined;
}

export const PULSES = 3;
export const PULSE_MS = 1_000;

const TAU = Math.PI * 2;
const INK = '#14181c';

/** @returns whether something still moves, so that another frame is needed */
export function drawScene(
  pen: CanvasRenderingContext2D,
  scene: Scene,
  project: (at: LonLat) => XY,
  remPx: number,
  now: number,
): boolean {
  drawOffline(pen, scene.offline, project, remPx);
  const { focus } = scene;
  const focused = focus && scene.markers.find((marker) => marker.id === focus.id);
  if (focus?.outline && focused) drawOutline(pen, focus.outline, focused.level, project, remPx);
  let moving = false;
  // Gravest last, so that it lies on top.
  for (const marker of [...scene.markers].sort((a, b) => b.level - a.level)) {
    const at = project(marker.at);
    const size = remPx * (marker.minor ? 0.8 : 1.65);
    moving = drawPulse(pen, marker, at, size, now) || moving;
    stampMark(pen, marker, at, size);
  }
  if (focus && focused) drawCallout(pen, project(focused.at), focus, focused.level, remPx);
  return moving;
}

function drawOutline(
  pen: CanvasRenderingContext2D,
  outline: readonly Position[],
  level: number,
  project: (at: LonLat) => XY,
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
  project: (at: LonLat) => XY,
  remPx: number,
): void {
  const r = remPx * 0.16;
  pen.lineWidth = remPx * 0.08;
  pen.strokeStyle = '#aab4bc';
  pen.beginPath();
  for (const place of places) {
    const [x, y] = project(place);
    pen.moveTo(x - r, y - r);
    pen.lineTo(x + r, y + r);
    pen.moveTo(x + r, y - r);
    pen.lineTo(x - r, y + r);
  }
  pen.stroke();
}

function drawPulse(
  pen: CanvasRenderingContext2D,
  marker: Marker,
  [x, y]: XY,
  size: number,
  now: number,
): boolean {
  if (marker.pulseFrom === undefined) return false;
  const age = now - marker.pulseFrom;
  if (age < 0 || age >= PULSES * PULSE_MS) return false;
  const t = (age % PULSE_MS) / PULSE_MS;
  pen.globalAlpha = 1 - t;
  pen.lineWidth = size * 0.14;
  pen.strokeStyle = lookOf(marker.level).color;
  pen.beginPath();
  pen.arc(x, y, size * (0.6 + t * 2.2), 0, TAU);
  pen.stroke();
  pen.globalAlpha = 1;
  return true;
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
