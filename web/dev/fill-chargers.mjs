/** A district's charging sites, as tests and pictures show them. */
import { iso, MINUTE, NO_LEVEL, noiseOf, stationIdOf } from './chargers.mjs';

/** Ten ports of which some charge, as on a usual evening. */
function usual(seed, over = {}) {
  const random = noiseOf(seed);
  return Array.from({ length: 10 }, (_, n) => {
    const port = n + 1;
    if (over[port]) return { port, seed: seed + n, ...over[port] };
    const dice = random();
    if (dice > 0.35) return { port, state: 'idle', power: 0, temp: 24 + Math.round(2 * random()) };
    const shape = dice > -0.2 ? 'plateau' : dice > -0.6 ? 'taper' : 'float';
    const power = shape === 'float' ? 12 : Math.round(180 + 160 * (random() + 1));
    return {
      port,
      seed: seed + n,
      state: shape === 'float' ? 'float' : 'charging',
      shape,
      power: shape === 'taper' ? Math.round(power * 0.5) : power,
      plateau: shape === 'float' ? 260 : power,
      temp: Math.round(31 + 6 * random()),
      minutes: Math.round(120 + 100 * random()),
    };
  });
}

const STOPS = ['full', 'full', 'manual', 'time', 'full', 'money', undefined];
function sessionsOf(siteId, stationId, count) {
  const random = noiseOf(7);
  return Array.from({ length: count }, (_, n) => {
    const seconds = Math.round(9_000 + 5_000 * random());
    const endedAt = Date.now() - (n * 23 + 6) * MINUTE;
    const isHot = n === 2;
    const plateauW = Math.round(240 + 90 * random());
    return {
      id: `session-${siteId}-${n}`,
      siteId,
      stationId,
      port: (n % 10) + 1,
      sessionId: String(80 - n),
      startedAt: iso(endedAt - seconds * 1_000),
      endedAt: iso(endedAt),
      seconds,
      energyWh: Math.round((plateauW * seconds * 0.8) / 3_600),
      plateauW,
      peakTempC: isHot ? 71 : Math.round(36 + 4 * random()),
      ...(STOPS[n % 7] ? { stopReason: STOPS[n % 7] } : {}),
      level: isHot ? 3 : NO_LEVEL,
      kinds: isHot ? ['port-hot'] : [],
      replay: false,
    };
  });
}

export const HOT_SITE = 'C-012';
export const HOT_STATION = stationIdOf({ id: HOT_SITE }, 0);

/** A district's charging sites: one burns nearly, one swings, one is away, most are quiet. */
export function fillChargers(world) {
  const { chargers, sites } = world;
  const at = (n) => ({ lon: sites[n].lon, lat: sites[n].lat, community: sites[n].community });
  chargers.add({
    id: HOT_SITE,
    name: '榕树新村车棚',
    ...at(150),
    minutes: 3,
    cutOffs: 1,
    profile: {
      version: 2,
      portRatingW: 800,
      siteLimitW: 7_800,
      contact: '榕树新村物业 0755-8200 1234',
      by: 'lead',
      at: iso(Date.now() - 26 * 60 * MINUTE),
    },
    sessions: sessionsOf(HOT_SITE, HOT_STATION, 31),
    stations: [
      {
        ports: usual(3, {
          3: {
            state: 'charging',
            shape: 'hot',
            power: 402.5,
            temp: 92,
            level: 1,
            minutes: 95,
            reasons: ['92 ℃，连续 2 次超过 90 ℃', '3 分钟内每分钟升温 2.6 ℃'],
          },
          6: { state: 'idle', power: 0.3, temp: 25, lockedBy: 'wang' },
          8: {
            state: 'charging',
            shape: 'swings',
            power: 310,
            temp: 44,
            level: 3,
            gap: [19, 14],
            reasons: ['功率波动 0.29，超过 0.25（10 分钟）'],
          },
        }),
      },
      { ports: usual(11) },
    ],
  });
  chargers.add({
    id: 'C-021',
    name: '石厦北路充电棚',
    ...at(340),
    minutes: 22,
    cutOffsFailed: 1,
    stations: [
      {
        ports: usual(21, {
          2: {
            state: 'relay-stuck',
            shape: 'plateau',
            power: 131,
            temp: 39,
            level: 2,
            reasons: ['后段功率由 118 W 回升到 262 W（平台功率 402 W）'],
          },
        }),
      },
    ],
  });
  chargers.add({
    id: 'C-033',
    name: '上沙东村东门充电点',
    ...at(610),
    minutes: 12,
    stations: [{ silentFor: 12, ports: usual(31) }],
  });
  const page = chargers.answer('GET', `/chargers/${HOT_SITE}`)[1].page;
  const { site } = page.summary;
  world.raise(150, {
    ago: 3 * MINUTE,
    groupKey: `ebike/alarm/${HOT_SITE}`,
    domain: 'ebike',
    kind: 'port-hot',
    level: 1,
    title: '端口过热',
    reason: '1 号桩 3 号端口 92 ℃，连续 2 次超过 90 ℃',
    evidence: {
      端口: '1 号桩 3 号端口',
      温度: '92 ℃',
      功率: '403 W',
      curve: JSON.stringify(page.ports[2].curve),
    },
    site,
    placeName: `云湾区/沙浦街道/${site.name}`,
    response: 'acknowledged',
    owner: '陈值班',
    timers: [],
  });
  const quiet = ['益田花园', '福民新村', '金地工业区', '下沙围', '天安数码城', '新洲北村'];
  quiet.forEach((name, n) => {
    chargers.add({
      id: `C-1${String(n).padStart(2, '0')}`,
      name: `${name}车棚`,
      ...at(700 + 55 * n),
      stations: [
        { ports: usual(40 + n) },
        { ports: usual(60 + n), ...(n === 4 ? { silentFor: 7 } : {}) },
      ],
    });
  });
}
