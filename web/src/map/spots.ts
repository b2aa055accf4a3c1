/** Hot spots of tickets on the overlay: the outline of the cell, what, and how often. */
import type { LonLat, XY } from './mercator';

/** A cell in which one matter is complained about more than it usually is. */
export interface SpotMark {
  id: string;
  west: number;
  south: number;
  east: number;
  north: number;
  /** What, and how often. */
  words: string;
}

/** The spot whose cell lies under a point; of several in one cell the first. */
export function spotAt(
  spots: readonly SpotMark[],
  [x, y]: XY,
  project: (at: LonLat) => XY,
): SpotMark | undefined {
  return spots.find((spot) => {
    const [left, top] = project([spot.west, spot.north]);
    const [right, bottom] = project([spot.east, spot.south]);
    return x >= left && x <= right && y >= top && y <= bottom;
  });
}

const INK = '#e3e8ec';

/** White and dashed: it is no alarm, and has no level. Labels of one cell stand below each other. */
export function drawSpots(
  pen: CanvasRenderingContext2D,
  spots: readonly SpotMark[],
  project: (at: LonLat) => XY,
  remPx: number,
): void {
  const rows = new Map<string, number>();
  for (const spot of spots) {
    const [left, top] = project([spot.west, spot.north]);
    const [right, bottom] = project([spot.east, spot.south]);
    const key = `${spot.west},${spot.north}`;
    const row = rows.get(key) ?? 0;
    rows.set(key, row + 1);
    if (row === 0) drawCell(pen, [left, top], [right, bottom], remPx);
    drawLabel(pen, spot.words, [left, top + row * remPx * 1.35], remPx);
  }
}

function drawCell(
  pen: CanvasRenderingContext2D,
  [left, top]: XY,
  [right, bottom]: XY,
  remPx: number,
): void {
  pen.fillStyle = 'rgb(227 232 236 / 9%)';
  pen.fillRect(left, top, right - left, bottom - top);
  pen.strokeStyle = INK;
  pen.lineWidth = Math.max(1.5, remPx * 0.08);
  pen.setLineDash([remPx * 0.4, remPx * 0.28]);
  pen.strokeRect(left, top, right - left, bottom - top);
  pen.setLineDash([]);
}

function drawLabel(
  pen: CanvasRenderingContext2D,
  words: string,
  [left, top]: XY,
  remPx: number,
): void {
  pen.font = `600 ${remPx * 0.9}px 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif`;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  const width = pen.measureText(words).width + remPx * 0.6;
  pen.fillStyle = 'rgb(21 25 29 / 88%)';
  pen.fillRect(left, top, width, remPx * 1.3);
  pen.fillStyle = INK;
  pen.fillText(words, left + remPx * 0.3, top + remPx * 0.68);
}
