/**
 * `node scripts/icons.mjs`: draws the phone's icons into public/m-icons. The level-I octagon with
 * battlements (城墙) cut into it; nothing but shapes, so it needs no library.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';

const out = fileURLToPath(new URL('../public/m-icons/', import.meta.url));
const GROUND = [0x15, 0x19, 0x1d];
const RED = [0xff, 0x3b, 0x4a];
const SAMPLES = 4;

/** An octagon of this half width round the middle; coordinates from -1 to 1. */
const inOctagon = (x, y, r) =>
  Math.max(Math.abs(x), Math.abs(y)) <= r && Math.abs(x) + Math.abs(y) <= r * 1.4;

/** Three merlons on a wall. */
function inWall(x, y, r) {
  const u = x / r;
  const v = y / r;
  if (Math.abs(u) > 0.56 || v > 0.42 || v < -0.4) return false;
  if (v > -0.04) return true;
  return Math.abs(u) < 0.14 || Math.abs(u) > 0.34;
}

function colour(x, y, r) {
  return inOctagon(x, y, r) && !inWall(x, y, r) ? RED : GROUND;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function png(size, r) {
  const rows = Buffer.alloc(size * (size * 3 + 1));
  const at = (i) => (2 * i) / (size * SAMPLES) - 1 + 1 / (size * SAMPLES);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const sum = [0, 0, 0];
      for (let s = 0; s < SAMPLES * SAMPLES; s += 1) {
        const sx = at(x * SAMPLES + (s % SAMPLES));
        const sy = at(y * SAMPLES + Math.floor(s / SAMPLES));
        for (const [i, part] of colour(sx, sy, r).entries()) sum[i] += part;
      }
      const to = y * (size * 3 + 1) + 1 + x * 3;
      for (const [i, part] of sum.entries()) rows[to + i] = Math.round(part / SAMPLES ** 2);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

mkdirSync(out, { recursive: true });
// What is masked to a circle loses a fifth at each edge.
const icons = [
  ['180.png', 180, 0.78],
  ['192.png', 192, 0.86],
  ['512.png', 512, 0.86],
  ['512-maskable.png', 512, 0.6],
];
for (const [name, size, r] of icons) writeFileSync(out + name, png(size, r));
