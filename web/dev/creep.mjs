/**
 * What the stream job would say of a small series, computed from the series: velocity by regression
 * over the shortest window that is clear of the noise, tangent angle, levels, inverse velocity.
 * Much simpler than the real rules; enough that curves, numbers and words belong together.
 */
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const NO_LEVEL = 5;
const WINDOWS = [6, 12, 24, 72];
const CLEAR = 6;

/** Seeded noise, about normal. */
export function noiseOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return () => (next() + next() + next() + next() - 2) * Math.sqrt(3);
}

/** Least squares through [t, y]: slope, its standard error, value at 0. */
export function line(dots) {
  const n = dots.length;
  const mean = (pick) => dots.reduce((sum, dot) => sum + pick(dot), 0) / n;
  const [t, y] = [mean((dot) => dot[0]), mean((dot) => dot[1])];
  const stt = dots.reduce((sum, dot) => sum + (dot[0] - t) ** 2, 0);
  const slope = dots.reduce((sum, dot) => sum + (dot[0] - t) * (dot[1] - y), 0) / stt;
  const at0 = y - slope * t;
  const left = dots.reduce((sum, dot) => sum + (dot[1] - at0 - slope * dot[0]) ** 2, 0);
  const total = dots.reduce((sum, dot) => sum + (dot[1] - y) ** 2, 0);
  const error = Math.sqrt(left / Math.max(1, n - 2) / stt);
  return { slope, error, at0, fit: total === 0 ? 0 : 1 - left / total };
}

/** Velocity at `at` from readings [ms, mm]; undefined: too few in every window. */
export function velocityAt(readings, at) {
  let found;
  for (const windowHours of WINDOWS) {
    const inside = readings.filter(([ms]) => ms <= at && ms > at - windowHours * HOUR);
    if (inside.length < 5) continue;
    const { slope, error } = line(inside.map(([ms, mm]) => [(ms - at) / DAY, mm]));
    found = { rate: Math.abs(slope), sigma: error, windowHours };
    if (found.rate >= CLEAR * error) return found;
  }
  return found;
}

const angleOf = (rate, reference) => (Math.atan(rate / reference) * 180) / Math.PI;

function levelOf({ rate, sigma, angle }, limits) {
  if (rate < CLEAR * sigma) return NO_LEVEL;
  const steps = [limits.red, limits.orange, limits.yellow, limits.blue];
  const place = steps.findIndex((limit) => rate >= limit);
  const absolute = place < 0 ? NO_LEVEL : place + 1;
  const relative = angle === undefined ? NO_LEVEL : angle >= 85 ? 1 : angle >= 80 ? 2 : NO_LEVEL;
  // The angle goes at most one level beyond the absolute rate.
  return Math.min(absolute, Math.max(relative, absolute - 1));
}

/** One evaluation an hour, as far as there are readings. */
export function evaluate(readings, { until, reference, limits }) {
  const points = [];
  for (let at = until - 71 * HOUR; at <= until; at += HOUR) {
    const newest = readings.findLast(([ms]) => ms <= at);
    if (!newest || at - newest[0] > HOUR) continue;
    const found = velocityAt(readings, at);
    if (!found) continue;
    const angle = reference && angleOf(found.rate, reference.mmPerDay);
    const level = levelOf({ ...found, angle }, limits);
    points.push({ at, displacement: newest[1], ...found, angle, level });
  }
  return points;
}

/** Three of the last five evaluations. */
export function persistent(points) {
  const last = points.slice(-5).map((point) => point.level);
  return [1, 2, 3, 4].find((level) => last.filter((one) => one <= level).length >= 3) ?? NO_LEVEL;
}

/** Inverse velocity of the newest half of the points, or the gate that blocks it. */
export function forecastOf(points) {
  const clear = points.filter((point) => point.rate >= CLEAR * point.sigma).slice(-36);
  const blocked = (gate, fit = 0) => ({ gate, fit, points: clear.length, intercept: 0, slope: 0 });
  if (points.length === 0 || points.at(-1).rate < CLEAR * points.at(-1).sigma)
    return blocked('below-noise');
  if (clear.length < 12) return blocked('too-few-points');
  const now = points.at(-1).at;
  const third = Math.floor(clear.length / 3);
  const mean = (list) => list.reduce((sum, point) => sum + point.rate, 0) / list.length;
  if (mean(clear.slice(-third)) < 1.3 * mean(clear.slice(0, third))) return blocked('no-onset');
  const { slope, error, at0, fit } = line(
    clear.map((point) => [(point.at - now) / DAY, 1 / point.rate]),
  );
  if (slope >= 0) return blocked('not-falling', fit);
  if (fit < 0.7) return blocked('poor-fit', fit);
  const lead = -at0 / slope;
  if (lead <= 0 || lead > 15) return blocked('out-of-horizon', fit);
  const half = Math.max(0.1, (4 * lead * error) / Math.abs(slope));
  const iso = (days) => new Date(now + days * DAY).toISOString();
  return {
    gate: 'open',
    failAt: iso(lead),
    earliest: iso(Math.max(0, lead - half)),
    latest: iso(lead + half),
    fit,
    points: clear.length,
    intercept: at0,
    slope,
  };
}
