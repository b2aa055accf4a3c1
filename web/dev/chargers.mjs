/** The simulated charging sites behind the fake gateway: ports, curves, orders, sessions, settings. */

export const MINUTE = 60_000;
export const NO_LEVEL = 5;
const CURVE_MINUTES = 30;
export const iso = (ms) => new Date(ms).toISOString();
const MISSING = [404, { title: 'Not found', detail: 'there is no such charging site' }];
const fault = (field, detail) => [400, { status: 400, title: 'bad field', detail, field }];
const ENDS = new Set(['VERIFIED', 'FAILED', 'TIMEOUT', 'REFUSED', 'ENABLED']);
const LOCKS = new Set(['VERIFIED', 'FAILED', 'TIMEOUT']);

export const noiseOf = (seed) => {
  let state = seed * 2_654_435_761;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return (state / 4_294_967_296 - 0.5) * 2;
  };
};

/** Power and temperature of a minute `back` minutes ago, by what the port is to look like. */
const SHAPES = {
  plateau: (back, { power, temp }) => [power, temp - 0.05 * back],
  taper: (back, { power, temp }) => [power * (1 + 0.05 * back), temp + 0.1 * back],
  hot: (back, { power, temp }) => [power, temp - 1.35 * back - 0.012 * back * back],
  swings: (back, { power, temp }) => [power * (back % 4 < 2 ? 1 : 0.55), temp],
  rise: (back, { power, temp }) => [back < 6 ? power : power * 0.45, temp - 0.2 * back],
  float: (_, { power, temp }) => [power, temp],
};

function curveOf(spec, now) {
  const shape = SHAPES[spec.shape];
  if (!shape) return undefined;
  const random = noiseOf(spec.seed ?? 1);
  const end = Math.floor(now / MINUTE) * MINUTE;
  const power = [];
  const temp = [];
  for (let back = CURVE_MINUTES - 1; back >= 0; back -= 1) {
    const [watts, celsius] = shape(back, spec);
    const isGap = spec.gap && back <= spec.gap[0] && back > spec.gap[1];
    const noisy = Math.max(0, watts + 2 * random());
    power.push(isGap ? null : Math.round(noisy * 10) / 10);
    temp.push(
      isGap || spec.temp === undefined ? null : Math.round((celsius + 0.3 * random()) * 10) / 10,
    );
  }
  return { from: iso(end - (CURVE_MINUTES - 1) * MINUTE), powerW: power, tempC: temp };
}

const LIMITS = [
  ['smoke', '烟雾报警', '烟雾探测器报警，或因烟雾停止充电', 1],
  ['port-hot', '端口过热', '连续 2 次高于 90 ℃', 1, 90, '℃'],
  ['port-hot', '端口过热', '连续 2 次高于 75 ℃', 2, 75, '℃'],
  ['port-hot', '端口过热', '连续 2 次高于 65 ℃', 3, 65, '℃'],
  ['temp-rise', '端口温度急升', '3 分钟内每分钟升温超过 2 ℃', 2],
  ['over-power', '端口超功率', '持续 60 s 高于 880 W（额定 800 W 的 1.1 倍）', 2, 880, 'W'],
  ['late-rise', '充电末期功率回升', '低于平台功率 50% 之后再升 30%', 2],
  ['fluctuation', '功率波动', '10 分钟标准差与均值之比超过 0.25', 3],
  ['no-taper', '长时间满功率充电', '充电超过 6 h 仍高于平台功率 90%', 3],
  ['after-full', '充满未断电', '低于 30 W 超过 120 min 仍未断电', 3, 30, 'W'],
  ['site-load', '场站负荷过高', '超过总功率上限 7800 W', 2],
  ['station-offline', '充电桩离线', '3 个心跳周期（180 s）没有数据', 3],
];

const UNSET = { version: 0, autoCutOff: false };

export class Chargers {
  profiles = new Map();
  /** Set: what every order is answered with, as by a gateway whose log is away. */
  orderFault;
  /** Every order request that came, in order. */
  requests = [];
  #specs = new Map();
  #orders = new Map();
  #sessions = new Map();
  #revs = 0;

  constructor(put) {
    this.put = put;
  }

  /** Adds or replaces a site; its item and page are computed from its ports. */
  add(spec) {
    this.#specs.set(spec.id, spec);
    if (spec.profile) this.profiles.set(spec.id, { siteId: spec.id, ...UNSET, ...spec.profile });
    this.#sessions.set(spec.id, spec.sessions ?? []);
    return this.show(spec.id);
  }

  /** Changes one port as a reading would. */
  port(siteId, stationIndex, port, over) {
    const found = this.#specs.get(siteId).stations[stationIndex].ports.find((p) => p.port === port);
    Object.assign(found, over);
    return this.show(siteId);
  }

  orders(siteId) {
    return [...this.#orders.values()].filter((order) => order.siteId === siteId).reverse();
  }

  /** Moves an order on as the job would: by its id, or the newest. */
  move(over, id = [...this.#orders.keys()].at(-1)) {
    const held = this.#orders.get(id);
    const now = iso(Date.now());
    const { state } = over;
    const order = {
      ...held,
      ...(state === 'SENT' ? { sentAt: now, attempts: held.attempts + 1 } : {}),
      ...(state === 'ACKED' ? { answeredAt: now } : {}),
      ...(ENDS.has(state) ? { endedAt: now } : {}),
      ...over,
      rev: held.rev + 1,
    };
    this.#orders.set(id, order);
    const port = this.#portOf(order);
    if (order.action === 'cut-off' && LOCKS.has(state)) port.lockedBy = order.by;
    if (state === 'VERIFIED') {
      Object.assign(port, { state: 'idle', power: order.powerW, phase: undefined });
    }
    if (state === 'ENABLED') delete port.lockedBy;
    this.show(order.siteId);
    return order;
  }

  #portOf({ siteId, stationId, port }) {
    const spec = this.#specs.get(siteId);
    const index = spec.stations.findIndex((_, n) => stationIdOf(spec, n) === stationId);
    return spec.stations[index].ports.find((one) => one.port === port);
  }

  show(siteId) {
    this.#revs += 1;
    const site = this.#siteOf(this.#specs.get(siteId));
    this.put(site);
    return site;
  }

  #ports(spec, now) {
    return spec.stations.flatMap((station, n) =>
      station.ports.map((port) => this.#portView(spec, n, station, port, now)),
    );
  }

  #portView(spec, n, station, port, now) {
    const stationId = stationIdOf(spec, n);
    const isOn = port.state === 'charging' || port.state === 'float';
    const elapsedS = isOn ? Math.round((port.minutes ?? 95) * 60) : undefined;
    const order = this.orders(spec.id).find(
      (one) => one.stationId === stationId && one.port === port.port,
    );
    const curve = curveOf(port, now - (station.silentFor ?? 0) * MINUTE);
    return {
      stationId,
      port: port.port,
      at: iso(now - (station.silentFor ?? 0.1) * MINUTE),
      state: port.state,
      ...(isOn ? { phase: port.phase ?? PHASES[port.shape] ?? 'plateau' } : {}),
      ...(port.power === undefined ? {} : { powerW: port.power }),
      ...(port.temp === undefined ? {} : { tempC: port.temp }),
      boardC: 38,
      ...(isOn
        ? {
            sessionId: String(100 + port.port),
            startedAt: iso(now - elapsedS * 1_000),
            elapsedS,
            energyWh: Math.round((port.plateau ?? port.power) * (elapsedS / 3_600)),
            plateauW: port.plateau ?? port.power,
          }
        : {}),
      level: port.level ?? NO_LEVEL,
      reasons: port.reasons ?? [],
      ...(port.lockedBy ? { lockedBy: port.lockedBy } : {}),
      ...(order ? { order } : {}),
      ...(curve ? { curve } : {}),
    };
  }

  #siteOf(spec) {
    const now = Date.now();
    const ports = this.#ports(spec, now);
    const measured = ports.filter((port) => port.tempC !== undefined);
    const hottest = measured.sort((a, b) => b.tempC - a.tempC)[0];
    const worst = [...ports].sort((a, b) => a.level - b.level)[0];
    const offline = spec.stations.filter((station) => station.silentFor > 3).length;
    const orders = this.orders(spec.id);
    const ended = (state) =>
      orders.filter((order) => order.action === 'cut-off' && state.includes(order.state)).length;
    const isOffline = offline === spec.stations.length;
    const level = isOffline ? 2 : Math.min(worst?.level ?? NO_LEVEL, offline ? 3 : NO_LEVEL);
    const silentFor = Math.min(...spec.stations.map((station) => station.silentFor ?? 0.1));
    const numbered = (port) => `${stationNumber(spec, port.stationId)} 号桩 ${port.port} 号端口`;
    const reasons = ports
      .filter((port) => port.level < NO_LEVEL)
      .sort((a, b) => a.level - b.level)
      .map((port) => `${numbered(port)}：${port.reasons[0]}`);
    if (offline) reasons.push(isOffline ? '全部充电桩离线 12 分钟' : `${offline} 台充电桩离线`);
    const profile = this.profiles.get(spec.id) ?? UNSET;
    return {
      id: spec.id,
      rev: this.#revs,
      site: { id: spec.id, name: spec.name, lon: spec.lon, lat: spec.lat },
      place: 'yunwan/shapu',
      placeName: `云湾区/沙浦街道/${spec.community}`,
      at: iso(now - silentFor * MINUTE),
      level,
      reasons: reasons.slice(0, 3),
      ...(level < NO_LEVEL ? { since: iso(now - (spec.minutes ?? 4) * MINUTE) } : {}),
      ports: ports.length,
      inUse: ports.filter((port) => port.state === 'charging' || port.state === 'float').length,
      powerW: ports.reduce((sum, port) => sum + (port.powerW ?? 0), 0),
      ...(profile.siteLimitW ? { siteLimitW: profile.siteLimitW } : {}),
      ...(hottest ? { hottestC: hottest.tempC, hottestPort: numbered(hottest) } : {}),
      stations: spec.stations.length,
      stationsOffline: offline,
      offline: isOffline,
      ordersOpen: orders.filter((order) => !ENDS.has(order.state)).length,
      cutOffs: (spec.cutOffs ?? 0) + ended(['VERIFIED']),
      cutOffsFailed: (spec.cutOffsFailed ?? 0) + ended(['FAILED', 'TIMEOUT']),
      locked: ports.filter((port) => port.lockedBy).length,
      replay: spec.replay ?? false,
    };
  }

  #pageOf(spec) {
    const now = Date.now();
    const profile = this.profiles.get(spec.id) ?? UNSET;
    return {
      id: spec.id,
      rev: this.#revs,
      summary: this.#siteOf(spec),
      stations: spec.stations.map((station, n) => ({
        stationId: stationIdOf(spec, n),
        online: !(station.silentFor > 3),
        lastSeenAt: iso(now - (station.silentFor ?? 0.1) * MINUTE),
        smoke: station.smoke ?? false,
        blind: [],
      })),
      ports: this.#ports(spec, now),
      limits: LIMITS.map(([rule, name, words, level, value, unit]) => ({
        rule,
        name,
        words,
        level,
        bySite: rule === 'over-power' && profile.portRatingW != null,
        ...(value === undefined ? {} : { value, unit }),
      })),
      orders: this.orders(spec.id).slice(0, 20),
      profileVersion: profile.version,
    };
  }

  answer(method, route, body, who, query) {
    const found = /^\/chargers\/([^/]+)(?:\/(.+))?$/.exec(route);
    if (!found) return undefined;
    const spec = this.#specs.get(decodeURIComponent(found[1]));
    if (!spec) return MISSING;
    const part = found[2] ?? '';
    const profile = { siteId: spec.id, ...UNSET, ...this.profiles.get(spec.id), recorded: true };
    if (method === 'GET' && !part) return [200, { page: this.#pageOf(spec), profile }];
    if (method === 'GET' && part === 'sessions') return this.#sessionPage(spec, query);
    if (method === 'PUT' && part === 'profile') return this.#save(spec, profile, body, who);
    const order = /^stations\/([^/]+)\/ports\/(\d+)\/orders(?:\/([\w-]+))?$/.exec(part);
    if (!order) return MISSING;
    const [, stationId, port, commandId] = order;
    if (method === 'GET') {
      const held = this.#orders.get(commandId);
      return held ? [200, held] : MISSING;
    }
    return this.#take(spec, decodeURIComponent(stationId), Number(port), body, who);
  }

  #sessionPage(spec, query) {
    const all = this.#sessions.get(spec.id);
    const from = Number(query.get('cursor') ?? 0);
    const to = from + Number(query.get('limit') ?? 20);
    const more = to < all.length ? { nextCursor: String(to) } : {};
    return [200, { items: all.slice(from, to), ...more }];
  }

  #save(spec, held, { expectedVersion, ...body }, who) {
    if (expectedVersion !== held.version) {
      const detail = `the newest version is ${held.version}`;
      return [409, { title: 'changed-meanwhile', detail, field: '/expectedVersion' }];
    }
    if (body.portRatingW > 5_500) return fault('/portRatingW', 'must be at most 5500');
    const version = held.version + 1;
    const by = { by: who.name, at: iso(Date.now()) };
    const profile = { siteId: spec.id, ...body, version, ...by };
    this.profiles.set(spec.id, profile);
    this.show(spec.id);
    return [200, { ...profile, recorded: true }];
  }

  #take(spec, stationId, port, body, who) {
    this.requests.push(body);
    if (this.orderFault) return this.orderFault;
    if (!['officer', 'shift-lead', 'admin'].includes(who.role)) {
      return [403, { title: 'Forbidden', detail: 'an officer may do that' }];
    }
    if (!body.reason) return fault('/reason', 'is missing');
    const key = { siteId: spec.id, stationId, port };
    if (!this.#orders.has(body.commandId)) {
      const { commandId, ...content } = body;
      const times = { requestedAt: iso(Date.now()) };
      const order = { id: commandId, rev: 1, ...key, ...content, state: 'REQUESTED', detail: '' };
      this.#orders.set(commandId, { ...order, by: who.name, attempts: 0, ...times });
      this.show(spec.id);
    }
    return [202, { commandId: body.commandId }];
  }
}

const PHASES = { plateau: 'plateau', hot: 'plateau', taper: 'taper', float: 'float' };
export const stationIdOf = (spec, n) =>
  `CH-8611970600${spec.id.replace(/\D/g, '').padStart(4, '0')}${n + 1}`;
const stationNumber = (spec, id) =>
  spec.stations.findIndex((_, n) => stationIdOf(spec, n) === id) + 1;
