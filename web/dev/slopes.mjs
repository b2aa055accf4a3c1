/** The simulated slopes behind the fake gateway: their series, views, settings and verdicts. */

import { DAY, evaluate, forecastOf, HOUR, NO_LEVEL, noiseOf, persistent } from './creep.mjs';
import { historyOf } from './history.mjs';

const iso = (ms) => new Date(ms).toISOString();
const figure = (value) => value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
const WORDS = { 1: '红色', 2: '橙色', 3: '黄色', 4: '蓝色' };
const LIMITS = { blue: 1, yellow: 2, orange: 5, red: 10, orangeWeek: 20, redHour: 2 };
const DRY = {
  hour1: 0,
  hours3: 0,
  hours6: 0,
  hours12: 0,
  hours24: 0,
  hours72: 0,
  level: NO_LEVEL,
  reason: '',
};
const fault = (field, detail) => [400, { status: 400, title: 'bad field', detail, field }];
const MISSING = [404, { title: 'Not found', detail: 'there is no such slope' }];
const GNSS_CHANNEL = 'L1_GP_1';
const UNITS = { gnss: 'mm', crack: 'mm', tilt: '°', 'deep-displacement': 'mm' };

/** Hourly readings of creep at `rate` mm/d; `failIn` days to failure makes it accelerate. */
function readingsOf(until, { rate = 0.2, noise = 0.2, failIn, gap, seed = 1, silentFor = 0 }) {
  const random = noiseOf(seed);
  const readings = [];
  for (let hour = -168; hour <= 0; hour += 1) {
    const at = until + hour * HOUR;
    const days = hour / 24;
    // Fukuzono: 1/v falls on a line to zero, so displacement grows as a logarithm.
    const moved = failIn
      ? rate * (7 + failIn) * Math.log((failIn + 7) / (failIn - days))
      : rate * (days + 7);
    const mm = moved + noise * random();
    const isSilent = -hour < silentFor || (gap && -hour <= gap[0] && -hour > gap[1]);
    if (!isSilent) readings.push([at, mm]);
  }
  return readings;
}

function instrumentOf(slopeId, until, limits, spec) {
  const { station, channel = GNSS_CHANNEL, instrument = 'gnss', step } = spec;
  const stationId = `${slopeId}-${station}`;
  const key = { stationId, channel, instrument };
  if (!UNITS[instrument]) return { ...key, ...stillOf(until, spec) };
  const readings = readingsOf(until, spec);
  const reference = spec.reference && {
    stationId,
    channel,
    sigma: spec.reference.mmPerDay / 12,
    from: iso(until - 62 * DAY),
    to: iso(until - 32 * DAY),
    version: spec.reference.approvedBy ? 2 : 1,
    ...spec.reference,
  };
  const points = evaluate(readings, { until, reference, limits });
  const newest = points.at(-1);
  const [lastAt, lastMm] = readings.at(-1);
  const level = persistent(points);
  const unit = UNITS[instrument];
  const jumpAt = until - (step?.hoursAgo ?? 0) * HOUR;
  return {
    ...key,
    values: { [instrument === 'gnss' ? 'gpsTotalX' : 'value']: lastMm + (step?.size ?? 0) },
    lastAt: iso(lastAt),
    quality: spec.quality ?? (step ? 'step' : 'ok'),
    ...(spec.qualityReason || step
      ? { qualityReason: spec.qualityReason ?? '已扣除待确认的跳变' }
      : {}),
    current: until - lastAt < 3 * HOUR,
    displacement: newest?.displacement ?? 0,
    ...(newest
      ? { rate: newest.rate, sigma: newest.sigma, windowHours: newest.windowHours }
      : { windowHours: 0 }),
    ...(newest?.angle === undefined ? {} : { angle: newest.angle }),
    level,
    reasons: newest
      ? [
          `速率 ${figure(newest.rate)}±${figure(newest.sigma)} ${unit}/d（${newest.windowHours} h 窗）`,
          ...(reference ? [`切线角 ${newest.angle.toFixed(1)}°`] : []),
        ]
      : ['读数不足，速率未知'],
    ...(reference ? { reference } : {}),
    forecast: forecastOf(points),
    points: points.map(({ windowHours: _, ...point }) => ({ ...point, at: iso(point.at) })),
    ...(step ? { step: { at: iso(jumpAt), size: step.size } } : {}),
  };
}

const stillOf = (until, { values, silentFor = 0 }) => ({
  values,
  lastAt: iso(until - silentFor * HOUR),
  quality: 'ok',
  current: silentFor < 3,
  displacement: 0,
  windowHours: 0,
  level: NO_LEVEL,
  reasons: [],
  points: [],
});

export class Slopes {
  profiles = new Map();
  /** Set: what every question for the long record is answered with. */
  historyFault;
  #specs = new Map();
  #revs = 0;

  constructor(put) {
    this.put = put;
  }

  /** Adds or replaces a slope; its view is computed from its series. */
  add(spec) {
    this.#specs.set(spec.id, spec);
    return this.#show(spec);
  }

  #show(spec) {
    this.#revs += 1;
    const until = spec.until ?? Math.floor(Date.now() / HOUR) * HOUR;
    const profile = this.profiles.get(spec.id);
    const limits = profile?.limits ?? LIMITS;
    const instruments = spec.instruments.map((one) => {
      const set = profile?.rates.find(
        (rate) =>
          rate.stationId === `${spec.id}-${one.station}` &&
          rate.channel === (one.channel ?? GNSS_CHANNEL),
      );
      return instrumentOf(spec.id, until, limits, { ...one, ...(set ? { reference: set } : {}) });
    });
    const view = {
      id: spec.id,
      rev: this.#revs,
      site: { id: spec.id, name: profile?.name ?? spec.name, lon: spec.lon, lat: spec.lat },
      place: 'yunwan/shapu',
      placeName: `云湾区/沙浦街道/${spec.community}`,
      at: iso(until - (spec.silentFor ?? 0) * HOUR),
      rain: DRY,
      instruments,
      profileVersion: profile?.version ?? 0,
      profileUnset: profile === undefined,
      ...(profile?.responsible ? { responsible: profile.responsible } : {}),
      replay: false,
      ...judged(instruments, { ...DRY, ...spec.rain }, until, limits),
    };
    this.put(view);
    return view;
  }

  view(id) {
    const spec = this.#specs.get(id);
    return spec && this.#show(spec);
  }

  answer(method, route, body, who, query) {
    const found = /^\/slopes\/([^/]+)(?:\/(profile|steps|history))?$/.exec(route);
    if (!found) return undefined;
    const [, id, part] = found;
    const spec = this.#specs.get(decodeURIComponent(id));
    if (!spec) return MISSING;
    const profile = { ...this.#held(spec), recorded: true };
    if (method === 'GET' && part === 'profile') return [200, profile];
    if (method === 'GET' && part === 'history')
      return this.historyFault ?? historyOf(spec, query, Date.now());
    if (method === 'GET' && !part) return [200, { ...this.#show(spec), profile }];
    if (method === 'PUT' && part === 'profile') return this.#save(spec, body, who);
    if (method === 'POST' && part === 'steps') return this.#judge(spec, body, who);
    return MISSING;
  }

  #held(spec) {
    const empty = { rates: [], limits: LIMITS, aliases: {}, channels: [], verdicts: [] };
    return this.profiles.get(spec.id) ?? { siteId: spec.id, version: 0, ...empty };
  }

  #next(spec, over, who) {
    const held = this.#held(spec);
    const by = { approvedBy: who.displayName, at: iso(Date.now()) };
    const version = held.version + 1;
    const isNew = Object.keys(LIMITS).some(
      (name) => (over.limits ?? held.limits)[name] !== held.limits[name],
    );
    const limitsBy = isNew ? { version, by: by.approvedBy, at: by.at } : held.limitsBy;
    const profile = { ...held, ...over, version, ...by, ...(limitsBy ? { limitsBy } : {}) };
    this.profiles.set(spec.id, profile);
    this.#show(spec);
    return { ...profile, recorded: true };
  }

  #save(spec, { expectedVersion, ...body }, who) {
    const held = this.#held(spec);
    if (expectedVersion !== held.version) {
      const detail = `the newest version is ${held.version}`;
      return [409, { title: 'changed-meanwhile', detail, field: '/expectedVersion' }];
    }
    if (body.name.length > 64) return fault('/name', 'must be a text of 1 to 64 characters');
    const rates = body.rates.map((rate) => ({ version: 2, approvedBy: who.displayName, ...rate }));
    return [200, this.#next(spec, { ...body, rates }, who)];
  }

  #judge(spec, { stationId, channel, at, verdict, reason }, who) {
    if (!['real', 'instrument'].includes(verdict)) return fault('/verdict', 'is no verdict');
    if (Number.isNaN(Date.parse(at))) return fault('/at', 'is no time');
    if (!reason) return fault('/reason', 'is missing');
    const made = { stationId, channel, at, moved: verdict === 'real', by: who.displayName, reason };
    const verdicts = [...this.#held(spec).verdicts, made];
    for (const one of spec.instruments)
      if (`${spec.id}-${one.station}` === stationId) delete one.step;
    return [200, this.#next(spec, { verdicts }, who)];
  }
}

/** Level, support, reasons and what comes next, of the instruments' levels. */
function judged(instruments, rain, until, limits) {
  const moving = instruments.filter((one) => UNITS[one.instrument]);
  const current = moving.filter((one) => one.current);
  const byLevel = [...current].sort((a, b) => a.level - b.level || (b.rate ?? 0) - (a.rate ?? 0));
  const leader = byLevel[0];
  const jumped = moving.some((one) => one.step);
  const stands = byLevel[1]?.level === leader?.level;
  const alone = current.length === 1 && moving.length > 1;
  let level = leader?.level ?? NO_LEVEL;
  let support = level === NO_LEVEL ? 'none' : alone ? 'alone' : stands ? 'confirmed' : 'suspect';
  if (jumped && level > 3) [level, support] = [3, 'suspect'];
  if (level > 3 && rain.level < NO_LEVEL) [level, support] = [Math.max(3, rain.level), 'rain'];
  const name = (one) => `${one.stationId} ${one.channel}`;
  const reasons = moving
    .filter((one) => one.level < NO_LEVEL || one.step)
    .map((one) =>
      one.step
        ? `${name(one)}：读数整体跳变 ${figure(one.step.size)} mm，计算中暂不计入，待人工确认`
        : `${name(one)}：${one.reasons.join('；')} → ${WORDS[one.level]}`,
    );
  if (rain.level < NO_LEVEL) reasons.push(`${rain.reason} → 雨量${WORDS[rain.level]}`);
  const steps = [limits.red, limits.orange, limits.yellow, limits.blue];
  const up = Math.min(leader?.level ?? NO_LEVEL, NO_LEVEL) - 1;
  const parts = [];
  if (leader?.rate !== undefined && up >= 1)
    parts.push(
      `${name(leader)} 速率由 ${figure(leader.rate)} 升到 ${figure(steps[up - 1])} mm/d（5 次评估中 3 次）：升为${WORDS[up]}`,
    );
  if (level < NO_LEVEL) parts.push(`连续 6 次评估低于${WORDS[level]}且满 24 小时：降级`);
  return {
    level,
    support,
    reasons,
    next: parts.join('；') || '有连续读数后开始评估',
    ...(level < NO_LEVEL ? { since: iso(until - 3 * HOUR) } : {}),
    rain,
  };
}

const APPROVED = { mmPerDay: 0.6, approvedBy: '王工' };
const FOUND = { mmPerDay: 0.35 };
const RAIN = { station: 'Y1', channel: 'L3_YL_1', instrument: 'rain', values: { value: 0 } };

/** A district's slopes: one speeds up, one has a gap, one jumped, most are quiet. */
export function fillSlopes(world) {
  const { slopes, sites } = world;
  const at = (n) => ({ lon: sites[n].lon, lat: sites[n].lat, community: sites[n].community });
  slopes.add({
    id: 'S-001',
    name: '荔枝山西坡',
    ...at(60),
    rain: { hours24: 12.5, hours72: 31 },
    instruments: [
      { station: '01', rate: 1.7, noise: 0.06, failIn: 3, seed: 3, reference: APPROVED },
      { station: '02', rate: 1.4, noise: 0.1, failIn: 3.2, seed: 7, reference: APPROVED },
      { station: '03', channel: 'L1_LF_1', instrument: 'crack', rate: 0.5, noise: 0.05, seed: 9 },
      { ...RAIN, values: { value: 0.4, totalValue: 812.6 } },
    ],
  });
  slopes.add({
    id: 'S-002',
    name: '石厦北路高边坡',
    ...at(300),
    instruments: [
      {
        station: '01',
        rate: 2.6,
        noise: 0.3,
        gap: [31, 19],
        seed: 11,
        reference: { mmPerDay: 0.8 },
      },
      { station: '02', rate: 0.2, seed: 12, reference: FOUND },
      { station: '03', rate: 0.25, seed: 13, silentFor: 9 },
      RAIN,
    ],
  });
  slopes.add({
    id: 'S-003',
    name: '上沙水塔边坡',
    ...at(520),
    instruments: [
      { station: '01', rate: 0.2, seed: 17, step: { size: 14.2, hoursAgo: 16 } },
      { station: '02', rate: 0.15, seed: 18, reference: FOUND },
    ],
  });
  slopes.add({
    id: 'S-004',
    name: '新洲村后山',
    ...at(800),
    rain: {
      hour1: 22.4,
      hours3: 41,
      hours6: 56.5,
      hours12: 71,
      hours24: 86.2,
      hours72: 90,
      level: 3,
      reason: '6 小时雨量 57 mm ≥ 50 mm（暴雨信号）',
    },
    instruments: [
      { station: '01', rate: 0.2, seed: 21, reference: APPROVED },
      { ...RAIN, values: { value: 22.4 } },
    ],
  });
  const quiet = ['益田小学挡墙', '福民路堑坡', '金地花园护坡', '下沙公园东坡', '天安数码城北坡'];
  quiet.forEach((name, n) => {
    slopes.add({
      id: `S-0${10 + n}`,
      name,
      ...at(900 + 40 * n),
      instruments: [
        { station: '01', rate: 0.15, seed: 30 + n, reference: FOUND },
        { station: '02', rate: 0.1, seed: 40 + n, ...(n === 3 ? { silentFor: 30 } : {}) },
      ],
    });
  });
  slopes.add({
    id: 'S-020',
    name: '翠湾临时边坡',
    ...at(1_200),
    instruments: [{ station: '01', rate: 0.1, seed: 50, silentFor: 26 }],
    silentFor: 26,
  });
}
