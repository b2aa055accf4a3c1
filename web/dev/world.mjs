import { Aggregation } from './aggregation.mjs';
import { Chargers } from './chargers.mjs';
import { Duties } from './duties.mjs';
import { Roster } from './roster.mjs';
import { Slopes } from './slopes.mjs';
import { Tickets } from './tickets.mjs';

/** The simulated district behind the fake gateway: alerts, presses, devices, health. */
const KINDS = ['one-click-alarm', 'smoke-detector', 'transmission-device'];
/** Transmission devices (GB/T 26875.3), which take orders. */
const PANELS = 8;
const KIND_SHARE = [0.62, 0.94, 1];
const NEXT = {
  acknowledge: 'acknowledged',
  verify: 'verifying',
  dispatch: 'dispatched',
  arrive: 'on-site',
  resolve: 'resolved',
  'false-alarm': 'resolved',
  drill: 'resolved',
  close: 'closed',
};

const CAUSES = {
  'mistaken-touch': '误触',
  'device-fault': '设备故障',
  fumes: '油烟水汽',
  works: '施工',
  malice: '恶意',
  'unreported-drill': '演练未报备',
  unknown: '原因不明',
};

const iso = (ms) => new Date(ms).toISOString();

export class World {
  epoch = 'run-1:1';
  onDelta = () => {};
  chainOk = true;
  feedOk = true;
  /** How far the gateway's clock is ahead of this machine's. */
  clockAheadMs = 0;
  closed = [];
  quarantine = [];
  /** Of which alerts who is signed in was told. */
  pages = [];
  /** Photos by alert, with their bytes. */
  photos = new Map();
  /** Answers of the job by the id of the command: the same one is answered the same. */
  answers = new Map();
  /** Every command that came, also those that came again. */
  commands = [];
  #topics = {
    alerts: new Map(),
    signals: new Map(),
    devices: new Map(),
    health: new Map(),
    slopes: new Map(),
    chargers: new Map(),
    tickets: new Map(),
    'hot-spots': new Map(),
    indicators: new Map(),
  };
  #offsets = {
    alerts: 0,
    signals: 0,
    devices: 0,
    health: 0,
    slopes: 0,
    chargers: 0,
    tickets: 0,
    'hot-spots': 0,
    indicators: 0,
  };
  slopes = new Slopes((view) => this.put('slopes', view));
  chargers = new Chargers((site) => this.put('chargers', site));
  tickets = new Tickets(
    (board) => this.put('tickets', board),
    (spot) => this.put('hot-spots', spot),
  );
  aggregation = new Aggregation();
  #timelines = new Map();
  #lastCanary = Date.now();
  #ids = 0;

  constructor(sites) {
    this.sites = sites;
    this.registry = sites.map((site, i) => ({
      id: `FD-${String(i + 1).padStart(4, '0')}`,
      domain: 'fire',
      kind: KINDS[KIND_SHARE.findIndex((share) => ((i * 7919) % 1000) / 1000 < share)],
      siteId: site.id,
    }));
    for (let n = 0; n < PANELS; n += 1) {
      this.registry.push({
        id: `GB-00000000A1${String(n + 1).padStart(2, '0')}`,
        domain: 'fire',
        kind: 'transmission-device',
        siteId: sites[(n * 41) % sites.length].id,
        online: n !== 5,
      });
    }
    this.duties = new Duties(sites, this.registry);
    this.roster = new Roster();
    const now = Date.now();
    this.registry.forEach((device, i) => {
      if (i % 97 === 5) return;
      this.#topics.devices.set(device.id, {
        id: device.id,
        rev: now,
        domain: 'fire',
        siteId: device.siteId,
        place: 'yunwan/shapu',
        online: (i * 31) % 113 !== 7,
        lastSeenAt: iso(now),
      });
    });
    for (const part of ['kafka', 'redis', 'postgres']) {
      this.#topics.health.set(`part:${part}`, {
        id: `part:${part}`,
        rev: now,
        ok: true,
        detail: '',
      });
    }
    this.touchHealth();
  }

  serverTime() {
    return iso(Date.now() + this.clockAheadMs);
  }

  offset(topic) {
    return String(this.#offsets[topic]);
  }

  items(topic) {
    return [...this.#topics[topic].values()];
  }

  canary() {
    if (this.chainOk) this.#lastCanary = Date.now() - 24;
    return { ageMs: Date.now() - this.#lastCanary, latencyMs: 31 };
  }

  touchHealth() {
    if (!this.feedOk) return;
    const now = Date.now();
    this.put('health', {
      id: 'feed:fire',
      rev: now,
      ok: true,
      newestAt: iso(now - 180),
      detail: '',
    });
  }

  put(topic, ...items) {
    for (const item of items) this.#topics[topic].set(item.id, item);
    this.#delta(topic, items, []);
  }

  remove(topic, ...ids) {
    for (const id of ids) this.#topics[topic].delete(id);
    this.#delta(topic, [], ids);
  }

  /** A delta whose `prev` is wrong: something was lost on the way. */
  skip(topic) {
    this.#offsets[topic] += 1;
  }

  #delta(topic, changed, removed) {
    const prev = this.offset(topic);
    this.#offsets[topic] += 1;
    this.onDelta({ t: 'delta', topic, prev, offset: this.offset(topic), changed, removed });
  }

  /** Raises an alert at the n-th site; `ago` in ms; `over` replaces fields. */
  raise(n, { ago = 0, ...over } = {}) {
    const site = this.sites[n % this.sites.length];
    const at = Date.now() - ago;
    this.#ids += 1;
    const id = `${String(n).padStart(16, '0')}-${String(this.#ids).padStart(16, '0')}`;
    const alert = {
      id,
      rev: 1_000_001,
      groupKey: `fire/alarm/${site.id}`,
      class: 'alarm',
      domain: 'fire',
      kind: 'press',
      level: 1,
      condition: 'active',
      response: 'unacknowledged',
      title: '报警按钮被按下',
      reason: `${site.name} 手动报警按钮于 ${iso(at + 8 * 3_600_000).slice(11, 19)} 被按下，一个点位`,
      evidence: { 点位: '3 层东侧', 信号: '手动报警', 电量: '86 %' },
      site: { id: site.id, name: site.name, lon: site.lon, lat: site.lat },
      place: `yunwan/shapu/${site.code}/${site.id}`,
      placeName: `云湾区/沙浦街道/${site.community}/第三网格/${site.name}`,
      sources: [
        {
          deviceId: `FD-${String(n + 1).padStart(4, '0')}`,
          point: '3F-E',
          kind: over.kind ?? 'press',
          active: true,
          firstAt: iso(at),
          lastAt: iso(at),
          count: over.occurrences ?? 1,
        },
      ],
      occurrences: 1,
      raisedAt: iso(at),
      firstSignalAt: iso(at - 300),
      receivedAt: iso(at),
      updatedAt: iso(at),
      timers: [{ name: 'acknowledge', dueAt: iso(at + 30_000) }],
      escalation: { step: 0, notified: [] },
      tags: [],
      ...over,
    };
    this.#log(alert, { by: alert.sources[0].deviceId, action: 'raised', reason: alert.reason });
    this.put('alerts', alert);
    return alert;
  }

  change(id, over, entry = {}) {
    const alert = { ...this.#topics.alerts.get(id), updatedAt: iso(Date.now()), ...over };
    alert.rev += 1;
    this.#log(alert, { by: 'system', action: 'joined', ...entry });
    if (alert.response === 'closed') {
      this.closed.unshift(alert);
      this.#topics.alerts.delete(id);
      this.#delta('alerts', [], [id]);
    } else this.put('alerts', alert);
    return alert;
  }

  #log(alert, entry) {
    const { level, condition, response, rev, updatedAt } = alert;
    const line = { at: updatedAt, eventTime: updatedAt, level, condition, response, rev, ...entry };
    this.#timelines.set(alert.id, [...(this.#timelines.get(alert.id) ?? []), line]);
  }

  detail(id) {
    const alert = this.#topics.alerts.get(id) ?? this.closed.find((one) => one.id === id);
    return alert && { ...alert, timeline: this.#timelines.get(id) };
  }

  siteList() {
    return this.sites.map((site) => ({
      id: site.id,
      name: site.name,
      place: `yunwan/shapu/${site.code}`,
      kind: 'building',
      lon: site.lon,
      lat: site.lat,
      address: `沙浦街道${site.community}`,
    }));
  }

  placeList() {
    const communities = new Map(this.sites.map((site) => [site.code, site.community]));
    return [
      { path: 'yunwan', name: '云湾区' },
      { path: 'yunwan/shapu', name: '沙浦街道' },
      ...[...communities].map(([code, name]) => ({ path: `yunwan/shapu/${code}`, name })),
    ];
  }

  firePoints() {
    return [5, 6, 7].map((position) => ({
      systemType: 1,
      systemAddress: 0,
      zone: 3,
      position,
      label: '手动报警按钮',
      floor: `${position} 层`,
    }));
  }

  coverage() {
    const devices = [...this.#topics.devices.values()];
    return {
      asOf: iso(Date.now()),
      dataAsOf: iso(Date.now() - 1_000),
      devices: {
        registered: this.registry.length,
        seen: devices.length,
        online: devices.filter((device) => device.online).length,
        testedWithin6Months: Math.round(this.registry.length * 0.6),
      },
      shieldedPoints: 4,
      falseAlarms: {
        days: 30,
        alarms: 58,
        falseAlarms: 41,
        rate: 41 / 58,
        byCause: { fumes: 19, 'mistaken-touch': 12, works: 10 },
      },
      repeatedBuildings: [{ siteId: this.sites[0].id, name: this.sites[0].name, falseAlarms: 4 }],
      dutyChecks: this.duties.checks.length ? this.duties.listChecks().answers : null,
    };
  }

  /** As the job: a command that comes again changes nothing twice. */
  command(id, form, who) {
    this.commands.push({ alertId: id, ...form });
    const held = this.answers.get(form.commandId);
    if (held) return held;
    const answer = this.#judge(id, form, who);
    this.answers.set(form.commandId, answer);
    return answer;
  }

  #judge(id, { action, reason, to, result, cause }, who) {
    const alert = this.#topics.alerts.get(id);
    if (!alert) return [409, { title: 'Conflict', detail: '没有这条告警' }];
    if (action === 'acknowledge' && alert.response !== 'unacknowledged') {
      return [409, { title: 'Conflict', detail: `${alert.owner} 已确认` }];
    }
    const response = NEXT[action] ?? alert.response;
    const entry = { by: who.displayName, action, reason: reason ?? to ?? CAUSES[cause] };
    const by = who.name;
    const at = iso(Date.now());
    const effect = {
      response,
      owner: who.name,
      timers: [],
      ...(result ? { verification: { result, byRule: false, by, at } } : {}),
      ...(cause ? { falseAlarmCause: cause, disposition: 'false-alarm' } : {}),
      ...(action === 'report-119' ? { report119: { by, byName: who.displayName, at } } : {}),
    };
    const { rev } = this.change(id, effect, entry);
    return [200, { rev }];
  }

  /** A photo that came; its id is the sender's. */
  photo(alertId, id, bytes, who) {
    const of = this.photos.get(alertId) ?? [];
    if (of.some((one) => one.id === id)) return 200;
    const at = iso(Date.now());
    of.push({ id, bytes, by: who.name, byName: who.displayName, at, width: 64, height: 48 });
    this.photos.set(alertId, of);
    return 201;
  }

  press(n, state = 'unaggregated') {
    const site = this.sites[n % this.sites.length];
    const press = {
      id: `press-${n}`,
      rev: state === 'unrecorded' ? 1 : 2,
      signalId: `s-${n}`,
      deviceId: `FD-${String(n + 1).padStart(4, '0')}`,
      signal: 'press',
      site: { id: site.id, name: site.name, lon: site.lon, lat: site.lat },
      place: `yunwan/shapu/${site.code}/${site.id}`,
      placeName: `云湾区/沙浦街道/${site.community}/第三网格/${site.name}`,
      receivedAt: iso(Date.now()),
      state,
    };
    this.put('signals', press);
    return press;
  }
}
