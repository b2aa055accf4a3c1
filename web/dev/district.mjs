/**
 * A made-up district for browser tests: a rough outline cut again and again into communities,
 * blocks and buildings, then bent, so that no street is straight. Seeded: always the same.
 */
const METRES_PER_DEGREE_LAT = 110_800;
const CENTRE = [114.05, 22.535];

function random(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

const area = (polygon) => {
  let sum = 0;
  polygon.forEach(([x, y], i) => {
    const [nx, ny] = polygon[(i + 1) % polygon.length];
    sum += x * ny - nx * y;
  });
  return Math.abs(sum) / 2;
};

const middle = (polygon) => [
  polygon.reduce((sum, [x]) => sum + x, 0) / polygon.length,
  polygon.reduce((sum, [, y]) => sum + y, 0) / polygon.length,
];

/** The part of a convex polygon on the side n·p ≥ d. */
function clip(polygon, [nx, ny], d) {
  const out = [];
  polygon.forEach((p, i) => {
    const q = polygon[(i + 1) % polygon.length];
    const a = p[0] * nx + p[1] * ny - d;
    const b = q[0] * nx + q[1] * ny - d;
    if (a >= 0) out.push(p);
    if (a >= 0 !== b >= 0) {
      const t = a / (a - b);
      out.push([p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t]);
    }
  });
  return out;
}

/** A convex polygon made smaller by a distance; empty if nothing is left. */
function inset(polygon, distance) {
  const [cx, cy] = middle(polygon);
  let out = polygon;
  polygon.forEach((p, i) => {
    const q = polygon[(i + 1) % polygon.length];
    const length = Math.hypot(q[0] - p[0], q[1] - p[1]);
    if (length < 1e-6 || out.length === 0) return;
    let n = [-(q[1] - p[1]) / length, (q[0] - p[0]) / length];
    if ((cx - p[0]) * n[0] + (cy - p[1]) * n[1] < 0) n = [-n[0], -n[1]];
    out = clip(out, n, p[0] * n[0] + p[1] * n[1] + distance);
  });
  return out.length >= 3 ? out : [];
}

/** Cuts across the longer extent, not quite in the middle and not quite straight. */
function split(polygon, gap, next) {
  let best = { length: 0, direction: [1, 0] };
  polygon.forEach((p, i) => {
    const q = polygon[(i + 1) % polygon.length];
    const length = Math.hypot(q[0] - p[0], q[1] - p[1]);
    if (length > best.length)
      best = { length, direction: [(q[0] - p[0]) / length, (q[1] - p[1]) / length] };
  });
  const turn = (next() - 0.5) * 0.34;
  const [dx, dy] = best.direction;
  const n = [dx * Math.cos(turn) - dy * Math.sin(turn), dx * Math.sin(turn) + dy * Math.cos(turn)];
  const along = polygon.map(([x, y]) => x * n[0] + y * n[1]);
  const low = Math.min(...along);
  const high = Math.max(...along);
  const at = low + (high - low) * (0.4 + next() * 0.2);
  const street = clip(clip(polygon, n, at - 0.01), [-n[0], -n[1]], -at - 0.01);
  return {
    parts: [clip(polygon, n, at + gap / 2), clip(polygon, [-n[0], -n[1]], -at + gap / 2)],
    street,
  };
}

function splitUntil(polygon, limit, gap, next, streets) {
  if (area(polygon) < limit * (0.7 + next() * 0.6)) return [polygon];
  const { parts, street } = split(polygon, gap, next);
  if (street.length >= 2) streets.push({ street, width: gap * 0.8 });
  return parts
    .filter((p) => p.length >= 3)
    .flatMap((p) => splitUntil(p, limit, gap, next, streets));
}

/** Smooth bending of the whole plane. */
const bend = ([x, y]) => [
  x + 150 * Math.sin(y / 760) + 45 * Math.sin((x + y) / 410),
  y + 130 * Math.sin(x / 820 + 1) + 38 * Math.cos((x - y) / 370),
];

const toLonLat = ([x, y]) => [
  CENTRE[0] + x / (METRES_PER_DEGREE_LAT * Math.cos((CENTRE[1] * Math.PI) / 180)),
  CENTRE[1] + y / METRES_PER_DEGREE_LAT,
];

const place = (p) => toLonLat(bend(p)).map((v) => Math.round(v * 1e6) / 1e6);

/** A line with more points than its ends, so that bending shows. */
const dense = (line, step) =>
  line.flatMap((p, i) => {
    const q = line[i + 1];
    if (!q) return [p];
    const count = Math.max(1, Math.round(Math.hypot(q[0] - p[0], q[1] - p[1]) / step));
    return Array.from({ length: count }, (_, k) => [
      p[0] + ((q[0] - p[0]) * k) / count,
      p[1] + ((q[1] - p[1]) * k) / count,
    ]);
  });

const ring = (polygon, step) => {
  const points = dense([...polygon, polygon[0]], step).map(place);
  return [...points, points[0]];
};

const NAMES = [
  '天安',
  '沙尾',
  '新洲',
  '石厦',
  '金地',
  '翠湾',
  '福民',
  '星河',
  '益田',
  '下沙',
  '上沙',
  '新华',
];

export function createDistrict(seed = 7) {
  const next = random(seed);
  const features = [];
  const sites = [];
  const add = (layer, geometry, properties = {}) =>
    features.push({ type: 'Feature', properties: { layer, ...properties }, geometry });
  const polygon = (layer, shape, step, properties) =>
    add(layer, { type: 'Polygon', coordinates: [ring(shape, step)] }, properties);

  const outline = Array.from({ length: 10 }, (_, i) => {
    const angle = (i / 10) * Math.PI * 2;
    return [
      2350 * Math.cos(angle) * (0.92 + next() * 0.14),
      1560 * Math.sin(angle) * (0.9 + next() * 0.16),
    ];
  });
  const beyond = [
    [-9000, -1750],
    [9000, -2050],
    [9000, 7000],
    [-9000, 7000],
  ];
  polygon('land', beyond, 300);
  polygon(
    'water',
    [
      [-9000, -9000],
      [9000, -9000],
      [9000, -2060],
      [-9000, -1760],
    ],
    200,
  );
  const river = (y) =>
    dense(
      [
        [-520, 6000],
        [-420, 1500],
        [-60, 500],
        [120, -600],
        [330, -2000],
      ],
      120,
    ).map(([x, ry]) => [x + y + 60 * Math.sin(ry / 260), ry]);
  const banks = [...river(-26), ...river(26).reverse()];

  const streets = [];
  let communities = [outline];
  while (communities.length < 12) {
    communities.sort((a, b) => area(b) - area(a));
    const { parts, street } = split(communities.shift(), 44, next);
    streets.push({ street, width: 36 });
    communities.push(...parts);
  }
  communities = communities.sort((a, b) => middle(b)[1] - middle(a)[1]);

  communities.forEach((community, c) => {
    const name = `${NAMES[c]}社区`;
    polygon('community', community, 60, { name });
    add('community-label', { type: 'Point', coordinates: place(middle(community)) }, { name });
    for (const block of splitUntil(community, 62_000, 20, next, streets)) {
      const kind = next();
      if (kind < 0.09) {
        polygon('green', inset(block, 6), 40);
        continue;
      }
      const village = kind < 0.26;
      if (village) polygon('urban-village', inset(block, 3), 40);
      const lots = splitUntil(
        inset(block, 8),
        village ? 1_500 : 9_500,
        village ? 3.4 : 11,
        next,
        village ? [] : streets,
      );
      for (const lot of lots) {
        if (!village && next() < 0.1) continue;
        const body = inset(lot, village ? 0.8 : 8 + next() * 9);
        if (body.length < 3 || area(body) < 60) continue;
        const id = `B-${String(sites.length + 1).padStart(4, '0')}`;
        const [lon, lat] = place(middle(body));
        sites.push({
          id,
          name: `${NAMES[c]}${village ? '村' : '苑'}${(sites.length % 38) + 1}栋`,
          lon,
          lat,
          community: name,
          code: `c${String(c + 1).padStart(2, '0')}`,
        });
        polygon('building', body, 60, { id, community: name });
      }
    }
  });
  for (const { street, width } of streets) {
    const ends = street.length > 2 ? farthest(street) : street;
    add('street', { type: 'LineString', coordinates: dense(ends, 60).map(place) }, { width });
  }
  polygon('water', banks, 60);
  return { collection: { type: 'FeatureCollection', features }, sites };
}

function farthest(points) {
  let best = [points[0], points[1], 0];
  for (const p of points) {
    for (const q of points) {
      const d = Math.hypot(p[0] - q[0], p[1] - q[1]);
      if (d > best[2]) best = [p, q, d];
    }
  }
  return best.slice(0, 2);
}

/** Sites from the buildings of a real base map. */
export function districtOf(collection) {
  const sites = collection.features
    .filter((feature) => feature.properties.layer === 'building')
    .map(({ properties, geometry }, i) => {
      const [lon, lat] = middle(geometry.coordinates[0]);
      const name = `${properties.community.replace('社区', '')}新村${(i % 9) + 1}巷 ${(i % 41) + 1} 号`;
      return { id: properties.id, name, lon, lat, community: properties.community, code: 'c01' };
    });
  return { collection, sites };
}
