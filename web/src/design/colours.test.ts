import { describe, expect, it } from 'vitest';
import { LEVELS } from '../alerts/level';

/** sRGB of a hex colour, linear. */
const linear = (hex: string): number[] =>
  [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });

type Matrix = readonly (readonly number[])[];
const times = (matrix: Matrix, v: readonly number[]) =>
  matrix.map((row) => row.reduce((sum, n, i) => sum + n * (v[i] ?? 0), 0));

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear sRGB. */
const EYES: { [name: string]: Matrix } = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
const XYZ: Matrix = [
  [0.4124, 0.3576, 0.1805],
  [0.2126, 0.7152, 0.0722],
  [0.0193, 0.1192, 0.9505],
];
const WHITE = [0.9505, 1, 1.089];

/** CIE L*a*b*, D65. */
function lab(rgb: readonly number[]): [number, number, number] {
  const clamped = rgb.map((c) => Math.min(1, Math.max(0, c)));
  const f = times(XYZ, clamped).map((value, i) => {
    const t = value / (WHITE[i] ?? 1);
    return t > 216 / 24_389 ? Math.cbrt(t) : (24_389 / 27) * (t / 116) + 16 / 116;
  });
  const [x = 0, y = 0, z = 0] = f;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function pairs(eye: string) {
  const seen = LEVELS.map(({ color }) => lab(times(EYES[eye] ?? [], linear(color))));
  return seen.flatMap((one, i) =>
    seen.slice(i + 1).map((other, j) => ({
      levels: `${i + 1} and ${i + j + 2}`,
      apart: Math.hypot(...one.map((n, k) => n - (other[k] ?? 0))),
      lightness: Math.abs(one[0] - other[0]),
    })),
  );
}

describe('the colours of the four levels', () => {
  it.each(Object.keys(EYES))('are far apart for the %s eye', (eye) => {
    for (const { levels, apart } of pairs(eye)) expect(apart, levels).toBeGreaterThan(20);
  });
  it.each(['normal', 'protan', 'deutan'])(
    'red, orange and yellow differ in lightness for the %s eye',
    (eye) => {
      for (const name of ['1 and 2', '2 and 3']) {
        const pair = pairs(eye).find(({ levels }) => levels === name);
        expect(pair?.lightness, name).toBeGreaterThan(12);
      }
    },
  );
  it('no two are of one lightness', () => {
    for (const { levels, lightness } of pairs('normal'))
      expect(lightness, levels).toBeGreaterThan(5);
  });
});
