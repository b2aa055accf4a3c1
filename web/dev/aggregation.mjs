/** Rules of alerts, what is announced, and a storm: a power cut, a flood, and the load of a seat. */
const iso = (ms) => new Date(ms).toISOString();
const HOUR = 3_600_000;

const FIRST = {
  version: 1,
  by: 'citywall',
  comment: '随发行版提供',
  at: '2026-01-01T00:00:00.000Z',
  effectiveAt: '2026-01-01T00:00:00.000Z',
  groups: [],
  inhibitions: [
    {
      id: 'site-dark',
      cause: { kinds: ['site-offline', 'power-cut'] },
      target: { kinds: ['offline', 'station-offline'], gravest: 2 },
      equal: ['site'],
      reason: '场所断电，设备离线由此引起',
    },
  ],
  delays: [],
  chatter: { count: 3, withinS: 60, quietS: 300 },
  staleAfterS: 86_400,
  flood: {
    seats: [{ id: 'all', name: '值班席', place: '' }],
    windowS: 600,
    enterAbove: 10,
    leaveBelow: 5,
    leaveAfterS: 600,
    firstOut: 10,
  },
  escalations: [],
  standing: [],
};

/** What a run finds here: one step of the escalation less, and fewer devices that page. */
function reportOf({ at, hours }) {
  const to = Date.parse(at);
  const current = {
    alerts: 214,
    byLevel: { 1: 3, 2: 11, 3: 200 },
    byKind: { press: 3, heat: 11, offline: 200 },
    loud: 58,
    quiet: 37,
    loudTo: { all: 25, 第二席: 14, 带班领导: 12, 全员: 7 },
    quietTo: { all: 37 },
    escalations: 33,
    inhibited: 37,
    flooded: 0,
    chattering: 4,
    stale: 2,
    standing: 0,
    commandsDone: 61,
    commandsRefused: 2,
    commandsLost: 0,
  };
  const loudTo = { ...current.loudTo, 全员: 6 };
  return {
    headline: '▲ 1 起红色告警的通知会减少或推迟：幸福里3栋 按下火灾一键报警按钮',
    redPagedLess: 1,
    from: iso(to - hours * HOUR),
    to: iso(to),
    firstAt: iso(to - hours * HOUR + 40_000),
    lastAt: iso(to - 3_000),
    inputs: 1_240,
    dropped: { fact: 74 },
    current,
    proposed: { ...current, alerts: 198, loud: 57, escalations: 32, loudTo },
    differing: 1,
    examples: [
      {
        alertId: '0123456789abcdef-0123456789abcdef',
        title: '幸福里3栋 按下火灾一键报警按钮',
        level: 1,
        at: iso(to - HOUR / 2),
        redPagedLess: true,
        changes: [
          { what: 'red-pages', to: 'escalated', current: 3, proposed: 2 },
          { what: 'loud', to: '全员', current: 1, proposed: 0 },
        ],
        words: '红色通知（逐级上报） 3→2；立即通知全员 1→0',
      },
    ],
  };
}

export class Aggregation {
  versions = [{ ...FIRST, recorded: true, withdrawn: false }];
  standing = [];
  dryRuns = new Map();

  write(content, who) {
    const now = Date.now();
    const next = {
      ...this.versions.at(-1),
      ...content,
      version: this.versions.length + 1,
      by: who,
      at: iso(now),
      effectiveAt: content.effectiveAt ?? iso(now + 5_000),
    };
    this.versions.push(next);
    return next;
  }

  answer(method, route, body, who, query) {
    if (method === 'GET' && route === '/rules/alerts/versions') {
      const items = [...this.versions].reverse();
      const past = items.filter((one) => Date.parse(one.effectiveAt) <= Date.now());
      return [200, { judging: past[0].version, items }];
    }
    if (method === 'GET' && route === '/rules/alerts') {
      const number = Number(query.get('version') ?? this.versions.length);
      return [200, this.versions[number - 1]];
    }
    if (method === 'PUT' && route === '/rules/alerts') {
      if (body.chatter.count < 2) {
        const errors = [{ path: '/chatter/count', detail: 'must be between 2 and 100' }];
        return [400, { title: 'bad rules', detail: errors[0].detail, errors }];
      }
      const { expectedVersion, ...content } = body;
      return [200, this.write(content, who.name)];
    }
    if (method === 'POST' && route === '/rules/alerts/roll-back') {
      const { version, at, effectiveAt, ...content } = this.versions[body.to - 1];
      return [200, this.write({ ...content, comment: body.comment }, who.name)];
    }
    if (method === 'POST' && route === '/rules/alerts/dry-runs') {
      const id = `dry-${this.dryRuns.size + 1}`;
      this.dryRuns.set(id, { id, by: who.name, hours: body.hours, at: iso(Date.now()) });
      return [202, { ...this.dryRuns.get(id), state: 'running' }];
    }
    if (route.startsWith('/rules/alerts/dry-runs/')) {
      const run = this.dryRuns.get(route.split('/').at(-1));
      return run ? [200, { ...run, state: 'done', report: reportOf(run) }] : [404, {}];
    }
    if (!route.startsWith('/standing')) return undefined;
    if (method === 'GET') return [200, { items: this.standing }];
    if (method === 'POST' && route === '/standing') {
      const state = body.kind === 'out-of-service' ? 'waiting' : 'active';
      const now = iso(Date.now());
      const made = { from: now, ...body, id: body.commandId, by: who.name, state, askedAt: now };
      this.standing.push(made);
      return [state === 'waiting' ? 202 : 201, made];
    }
    const one = this.standing.find(({ id }) => route.includes(id));
    if (!one) return [404, { title: 'unknown-standing' }];
    const end = method === 'DELETE';
    Object.assign(one, end ? { state: 'ended' } : { state: 'active', confirmedBy: who.name });
    return [200, one];
  }
}

export function fillAggregation(world) {
  const now = Date.now();
  const { aggregation } = world;
  aggregation.write(
    { comment: '缩短长时未清', staleAfterS: 43_200, effectiveAt: iso(now - HOUR) },
    'admin',
  );
  aggregation.standing.push(
    {
      id: 'silence-1',
      kind: 'silence',
      match: { domains: ['slope'], sites: ['S-007'] },
      from: iso(now - HOUR),
      until: iso(now + HOUR),
      reason: '更换测点',
      by: '李带班',
      state: 'active',
      askedAt: iso(now - HOUR),
    },
    {
      id: 'out-of-service-1',
      kind: 'out-of-service',
      match: { devices: ['FD-0007'] },
      from: iso(now - 600_000),
      until: iso(now + 48 * HOUR),
      reason: '主板故障',
      by: '李带班',
      replacement: '保安每小时巡查',
      state: 'waiting',
      askedAt: iso(now - 600_000),
    },
  );
  const care = { class: 'maintenance', level: 3, timers: [], response: 'unacknowledged' };
  const cut = world.raise(310, {
    ...care,
    level: 2,
    kind: 'power-cut',
    title: '场所停电',
    ago: 240_000,
  });
  for (let i = 0; i < 37; i += 1) {
    world.raise(311 + i, {
      ...care,
      kind: 'offline',
      title: '设备离线',
      suppressedBy: cut.id,
      ago: 230_000 - i * 1_000,
    });
  }
  world.raise(390, {
    ...care,
    kind: 'fault',
    title: '探测器故障',
    tags: ['chattering'],
    ago: 90_000,
  });
  const first = ['井盖倾斜', '积水 0.3 m', '路灯回路断开'].map((title, i) => ({
    alertId: `f${i}`,
    title,
    level: 3,
    at: iso(now - 500_000 + i * 20_000),
  }));
  const flood = world.raise(400, {
    ...care,
    domain: 'system',
    class: 'alarm',
    kind: 'flood',
    title: '值班席告警洪流',
    ago: 400_000,
    flood: {
      seat: 'all',
      since: iso(now - 400_000),
      total: 24,
      byLevel: { 1: 1, 2: 3, 3: 20 },
      byKind: { manhole: 24 },
      active: 18,
      firstOut: first,
      over: false,
    },
  });
  for (let i = 0; i < 12; i += 1) {
    world.raise(401 + i, {
      ...care,
      kind: 'manhole',
      title: '井盖倾斜',
      partOf: flood.id,
      ago: 300_000,
    });
  }
  world.put('indicators', {
    id: 'load/all',
    rev: 1,
    seat: 'all',
    name: '值班席',
    place: '',
    lastTenMinutes: 24,
    lastHour: 41,
    lastDay: 160,
    averagePerTenMinutes: 1.1,
    mostPerTenMinutes: 24,
    floodPercent: 1.4,
    flood: flood.id,
    active: 70,
    unanswered: 52,
    chattering: 1,
    stale: 0,
    inhibited: 37,
    parts: 12,
    shelved: 0,
    standing: 0,
    byLevel: { 1: 6, 2: 20, 3: 120, 4: 14 },
    topSources: [
      { deviceId: 'MH-0031', title: '井盖倾斜', count: 24, percent: 15 },
      { deviceId: 'FD-0390', title: '探测器故障', count: 9, percent: 5.6 },
    ],
    at: iso(now),
  });
}
