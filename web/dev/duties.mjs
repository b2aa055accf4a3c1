/** The simulated registered tests, duty checks and plans behind the fake gateway. */
const MINUTE = 60_000;
const iso = (ms) => new Date(ms).toISOString();
const fault = (field, detail) => [
  400,
  { type: 'about:blank', status: 400, title: 'bad field', detail, field },
];
const MISSING = [404, { title: 'Not found', detail: 'there is no such thing' }];

export class Duties {
  windows = [];
  checks = [];
  schedules = [];
  /** How long a simulated panel takes to send, confirm and answer; undefined: nobody answers. */
  pace = { sentMs: 300, confirmedMs: 700, answeredMs: 2_500 };
  #ids = 0;

  constructor(sites, devices) {
    this.sites = sites;
    this.devices = devices;
  }

  #id() {
    this.#ids += 1;
    return `00000000-0000-4000-8000-${String(this.#ids).padStart(12, '0')}`;
  }

  addWindow(over) {
    const window = {
      id: this.#id(),
      points: [],
      by: 'lin',
      byName: '林带班',
      reason: '季度测试',
      cancelled: false,
      recorded: true,
      createdAt: iso(Date.now()),
      ...over,
    };
    this.windows.push(window);
    return window;
  }

  /** As TestWindowBody of the gateway: the first field at fault is named. */
  register(body, who) {
    const now = Date.now();
    if (!this.sites.some((site) => site.id === body.siteId))
      return fault('/siteId', 'is no registered site');
    for (const [index, point] of body.points.entries())
      if (!this.devices.some((device) => device.id === point.deviceId))
        return fault(`/points/${index}/deviceId`, 'is no registered fire device');
    const [from, to] = [Date.parse(body.from), Date.parse(body.to)];
    if (from < now - 5 * MINUTE) return fault('/from', 'must not lie in the past');
    if (to <= from || to <= now) return fault('/to', 'must be after from and in the future');
    if (to - from > 24 * 60 * MINUTE) return fault('/to', 'a test lasts at most 24 h');
    const { siteId, points, reason } = body;
    const times = { from: iso(from), to: iso(to) };
    const by = { by: who.name, byName: who.displayName };
    return [201, this.addWindow({ siteId, points, reason, ...times, ...by })];
  }

  cancel(id, who) {
    const window = this.windows.find((one) => one.id === id);
    if (!window) return MISSING;
    Object.assign(window, { cancelled: true, cancelledBy: who.name, cancelledAt: iso(Date.now()) });
    return [204];
  }

  addCheck(over) {
    const check = {
      commandId: this.#id(),
      kind: 'duty-check',
      by: 'chen',
      at: iso(Date.now()),
      state: 'ordered',
      params: { timeoutMinutes: '10' },
      ...over,
    };
    this.checks.unshift(check);
    return check;
  }

  order(deviceId, { commandId, timeoutMinutes }, who) {
    if (!deviceId.startsWith('GB-'))
      return [409, { title: 'no downlink', detail: 'this device takes no orders from here' }];
    if (!(timeoutMinutes >= 1 && timeoutMinutes <= 255))
      return fault('/timeoutMinutes', 'is missing or not what this order can have');
    const params = { timeoutMinutes: String(timeoutMinutes) };
    const check = this.addCheck({ commandId, deviceId, by: who.name, params });
    const { sentMs, confirmedMs, answeredMs } = this.pace;
    const later = (ms, over) => setTimeout(() => Object.assign(check, over()), ms);
    later(sentMs, () => ({
      state: 'sent',
      sentAt: iso(Date.now()),
      dueAt: iso(Date.now() + timeoutMinutes * MINUTE),
    }));
    later(confirmedMs, () => ({ state: 'confirmed' }));
    if (answeredMs) later(answeredMs, () => ({ state: 'answered', endedAt: iso(Date.now()) }));
    return [202, { commandId }];
  }

  one(deviceId, commandId) {
    const found = this.checks.find(
      (one) => one.deviceId === deviceId && one.commandId === commandId,
    );
    return found ? [200, found] : MISSING;
  }

  listChecks() {
    const ended = this.checks.filter((one) => ['answered', 'unanswered'].includes(one.state));
    const answered = ended.filter((one) => one.state === 'answered').length;
    const rate = ended.length ? { rate: answered / ended.length } : {};
    const since = iso(Date.now() - 30 * 24 * 60 * MINUTE);
    return { items: this.checks, answers: { since, ended: ended.length, answered, ...rate } };
  }

  plan(body, who) {
    const bad = body.times.findIndex((time) => !/^([01]\d|2[0-3]):[0-5]\d$/.test(time));
    if (bad >= 0) return fault(`/times/${bad}`, 'must be a time like 09:00');
    const plan = {
      id: this.#id(),
      place: '',
      ...body,
      enabled: true,
      createdBy: who.name,
      createdAt: iso(Date.now()),
      nextAt: iso(Date.now() + 7 * 60 * MINUTE),
    };
    this.schedules.push(plan);
    return [201, plan];
  }

  turn(id, { enabled }) {
    const plan = this.schedules.find((one) => one.id === id);
    return plan ? [200, Object.assign(plan, { enabled })] : MISSING;
  }

  unplan(id) {
    this.schedules = this.schedules.filter((one) => one.id !== id);
    return [204];
  }

  /** Method and path to an answer; undefined for what is none of these. */
  answer(method, path, body, who) {
    if (path === '/fire/windows')
      return method === 'POST' ? this.register(body, who) : [200, { items: this.windows }];
    if (path === '/fire/duty-checks') return [200, this.listChecks()];
    if (path === '/fire/duty-schedules')
      return method === 'POST' ? this.plan(body, who) : [200, { items: this.schedules }];
    const [, part, id] = /^\/fire\/(windows|duty-schedules)\/([\w-]+)$/.exec(path) ?? [];
    if (part === 'windows') return this.cancel(id, who);
    if (part) return method === 'PUT' ? this.turn(id, body) : this.unplan(id);
    const [, device, command] = /^\/devices\/([\w-]+)\/commands(?:\/([\w-]+))?$/.exec(path) ?? [];
    if (!device) return undefined;
    return command ? this.one(device, command) : this.order(device, body, who);
  }
}

/** A plausible month: what the screenshots show. */
export function fillDuties(world) {
  const { duties, sites } = world;
  const now = Date.now();
  const hour = 60 * MINUTE;
  const window = (n, fromMs, toMs, over = {}) =>
    duties.addWindow({
      siteId: sites[n].id,
      from: iso(now + fromMs),
      to: iso(now + toMs),
      ...over,
    });
  window(41, -25 * MINUTE, 35 * MINUTE, {
    points: [
      { deviceId: 'FD-0042', expects: 'press' },
      { deviceId: 'GB-00000000A101', point: 'S1.0/3-7', expects: 'alarm' },
    ],
  });
  window(207, -5 * MINUTE, 55 * MINUTE, { reason: '居民楼疏散演练，物业现场配合' });
  window(88, 3 * hour, 4 * hour, { reason: '更换手动报警按钮后的验收测试' });
  window(310, 30 * hour, 34 * hour, { reason: '年度联动测试', byName: '周带班' });
  window(19, hour, 2 * hour, { recorded: false, reason: '月度测试' });
  for (let day = 1; day < 9; day += 1) {
    const over = day === 3 ? { cancelled: true, cancelledBy: 'lin' } : {};
    const at = -day * 24 * hour;
    if (over.cancelled) over.cancelledAt = iso(now + at + 20 * MINUTE);
    window(day * 37, at, at + hour, over);
  }
  const panels = world.registry.filter((device) => device.id.startsWith('GB-'));
  const STATES = ['answered', 'answered', 'answered', 'unanswered', 'answered', 'undelivered'];
  for (let i = 40; i > 0; i -= 1) {
    const at = now - i * 3.7 * hour;
    const state = i === 7 ? 'denied' : i === 11 ? 'no-answer' : STATES[(i * 5) % STATES.length];
    const sent = state === 'undelivered' ? {} : { sentAt: iso(at + 400) };
    const endedAt = iso(at + (state === 'answered' ? 20_000 + i * 4_100 : 10 * MINUTE));
    const by = i % 3 === 0 ? 'schedule:早班查岗' : 'chen';
    const { id: deviceId } = panels[i % panels.length];
    duties.addCheck({ deviceId, at: iso(at), state, by, endedAt, ...sent });
  }
  duties.addCheck({
    deviceId: panels[0].id,
    at: iso(now - 130_000),
    state: 'confirmed',
    sentAt: iso(now - 129_000),
    dueAt: iso(now + 8 * MINUTE),
    by: 'schedule:早班查岗',
  });
  const plan = (name, times, spreadMinutes, enabled) => ({
    id: `plan-${name}`,
    name,
    times,
    spreadMinutes,
    timeoutMinutes: 10,
    place: '',
    enabled,
    createdBy: 'lin',
    createdAt: iso(now - 300 * hour),
    lastAt: iso(now - 9 * hour),
    ...(enabled ? { nextAt: iso(now + 3 * hour) } : {}),
  });
  duties.schedules = [
    plan('早班查岗', ['09:00'], 30, true),
    plan('夜间查岗', ['23:30', '02:00', '04:30'], 60, true),
    plan('节假日加查', ['12:00', '18:00'], 0, false),
  ];
}
