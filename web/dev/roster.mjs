/** The simulated rotas behind the fake gateway: shifts of twelve hours, a gap, an override. */
const HOUR = 3_600_000;
const iso = (ms) => new Date(ms).toISOString();
const dayStart = (ms) => Math.floor((ms + 8 * HOUR) / (24 * HOUR)) * 24 * HOUR - 8 * HOUR;
const MISSING = [404, { title: 'unknown-rota', detail: 'there is no such rota' }];

export class Roster {
  people = new Map();
  teams = new Map();
  rotas = new Map();
  readiness = [];
  #ids = 0;

  addPerson(name, label, over = {}) {
    this.people.set(name, { name, label, absences: [], ...over });
  }

  /** @param turns people of day and night, in turn; an empty turn is nobody's */
  addRota(name, post, turns, place = '') {
    const layer = { name: '两班倒', start: '2026-11-01', handOver: '08:00', days: 1, turns };
    const layers = [{ ...layer, weekdays: [1, 2, 3, 4, 5, 6, 7], on: 'all' }];
    this.rotas.set(name, {
      name,
      post,
      place,
      zone: 'Asia/Shanghai',
      layers,
      overrides: [],
    });
  }

  override(rota, body, by) {
    this.#ids += 1;
    const id = `00000000-0000-4000-8000-${String(this.#ids).padStart(12, '0')}`;
    const one = { id, ...body, by, at: iso(Date.now()) };
    this.rotas.get(rota).overrides.push(one);
    return one;
  }

  #duty(name) {
    return { name, label: this.people.get(name)?.label ?? name };
  }

  /** Shifts of [from, to), each of twelve hours from 08:00. */
  shifts(rota, from, to) {
    const turns = rota.layers[0]?.turns ?? [];
    const shifts = [];
    for (let at = dayStart(from) - 4 * HOUR; at < to; at += 12 * HOUR) {
      const nth = Math.floor((at + 12 * HOUR) / (12 * HOUR));
      const people = turns.length ? turns[nth % turns.length] : [];
      const over = rota.overrides.find(
        (one) => Date.parse(one.from) <= at && at < Date.parse(one.to),
      );
      const found = over
        ? { people: over.people, source: 'override', by: over.id, reason: over.reason }
        : people.length
          ? { people, source: 'layer', by: '两班倒', reason: '' }
          : { people: [], source: 'gap', by: '', reason: '' };
      const begin = Math.max(at, from);
      const end = Math.min(at + 12 * HOUR, to);
      if (begin >= end) continue;
      const duties = found.people.map((name) => this.#duty(name));
      shifts.push({ from: iso(begin), to: iso(end), ...found, people: duties });
    }
    return shifts;
  }

  now() {
    const at = Date.now();
    const items = [...this.rotas.values()].map((rota) => {
      const [shift, next] = this.shifts(rota, at, at + 7 * 24 * HOUR);
      const { from, to, ...found } = shift;
      return { rota: rota.name, post: rota.post, place: rota.place, ...found, until: to, next };
    });
    return { at: iso(at), items };
  }

  put(kind, name, body) {
    const item = { name, ...body };
    if (kind === 'rotas') item.overrides = this.rotas.get(name)?.overrides ?? [];
    this[kind].set(name, { zone: 'Asia/Shanghai', place: '', layers: [], absences: [], ...item });
    return [200, this[kind].get(name)];
  }

  /** Who was told of an alert: refused on one way, taken on the next; and a gap. */
  told(alert) {
    const at = Date.parse(alert.raisedAt);
    const after = (ms) => iso(at + ms);
    const base = { alertId: alert.id, pageId: alert.id, level: alert.level, step: 'raised' };
    const onCall = { asked: '值班长', rota: '值班长表', reason: '两班倒', gap: false };
    const refused = { result: 'refused', status: 200, said: '81013 user not found', ms: 43 };
    return [
      {
        ...base,
        id: `${alert.id}-1`,
        to: '值班长',
        contact: 'chen',
        channel: 'wecom-app',
        state: 'passed',
        decidedAt: after(180),
        data: { onCall },
        attempts: [{ at: after(240), channel: 'wecom-app', address: 'ch…n', ...refused }],
      },
      {
        ...base,
        id: `${alert.id}-2`,
        to: '值班长',
        contact: 'chen',
        channel: 'sms',
        state: 'sent',
        decidedAt: after(181),
        data: { onCall },
        attempts: [
          {
            at: after(310),
            channel: 'sms',
            address: '138****1234',
            result: 'taken',
            status: 200,
            ms: 88,
          },
        ],
      },
      {
        ...base,
        id: `${alert.id}-3`,
        to: '消防站',
        state: 'dead',
        said: 'no contact',
        decidedAt: after(190),
        data: { onCall: { asked: '消防站', rota: '微型消防站', reason: '无人值班', gap: true } },
        attempts: [],
      },
    ];
  }

  /** Method and path to an answer; undefined for what is none of these. */
  answer(method, path, body, who, query) {
    if (!path.startsWith('/oncall/')) return undefined;
    if (path === '/oncall/now') return [200, this.now()];
    if (/^\/oncall\/readiness\/.+\/answer$/.test(path)) {
      const one = this.readiness.find(({ id }) => path.includes(id));
      if (one) Object.assign(one, { state: 'answered', reason: '已应答' });
      return one ? [204] : MISSING;
    }
    if (path === '/oncall/readiness') return [200, { items: this.readiness }];
    const [kind, name, part, id] = path.slice('/oncall/'.length).split('/').map(decodeURIComponent);
    if (!(this[kind] instanceof Map)) return MISSING;
    if (!name) return [200, { items: [...this[kind].values()] }];
    if (method === 'PUT') return this.put(kind, name, body);
    const one = this[kind].get(name);
    if (!one) return MISSING;
    if (part === 'timeline') {
      const [from, to] = ['from', 'to'].map((word) => Date.parse(query.get(word)));
      return [200, { items: this.shifts(one, from, to) }];
    }
    if (part === 'overrides' && method === 'POST') {
      if (Date.parse(body.to) <= Date.parse(body.from))
        return [400, { title: 'bad field', field: '/to', detail: 'must be after from' }];
      return [201, this.override(name, body, who.name)];
    }
    if (part === 'overrides') {
      one.overrides = one.overrides.filter((each) => each.id !== id);
      return [204];
    }
    if (method === 'DELETE') return this[kind].delete(name) ? [204] : MISSING;
    return [200, one];
  }
}

/** Three posts, one of them without anybody at night. */
export function fillRoster({ roster }) {
  for (const [name, label] of [
    ['chen', '陈值班'],
    ['lin', '林带班'],
    ['zhou', '周站长'],
    ['wu', '吴网格'],
    ['he', '何海燕'],
  ])
    roster.addPerson(name, label, name === 'wu' ? { deputy: 'he' } : {});
  roster.teams.set('甲班', { name: '甲班', members: ['chen', 'zhou'] });
  roster.addRota('值班长表', '值班长', [['chen'], ['lin']]);
  roster.addRota('带班领导表', '带班领导', [['lin']]);
  roster.addRota('微型消防站', '消防站', [['zhou'], []], 'nanshan');
  roster.addRota('网格长表', '网格长', [[], ['wu', 'he']], 'nanshan');
  const asked = { post: '值班长', rota: '值班长表', begins: iso(Date.now() + HOUR / 3) };
  const times0 = { sentAt: iso(Date.now() - HOUR / 6), deadline: iso(Date.now() - HOUR / 12) };
  roster.readiness = [
    {
      id: 'r1',
      ...asked,
      ...times0,
      person: 'chen',
      label: '陈值班',
      state: 'fallback',
      reason: '首选渠道未应答，转下一渠道',
    },
    {
      id: 'r2',
      ...asked,
      ...times0,
      person: 'lin',
      label: '林带班',
      state: 'answered',
      reason: '已应答',
    },
  ];
  const soon = Math.ceil(Date.now() / (24 * HOUR)) * 24 * HOUR;
  const times = { from: iso(soon), to: iso(soon + 24 * HOUR) };
  roster.override('值班长表', { ...times, people: ['he'], reason: '换班' }, 'lin');
}
