/** Tickets as the gateway and the job would tell them: boards, cases, commands, what hangs on them. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const iso = (ms) => new Date(ms).toISOString();

const CALENDAR = {
  zone: 'Asia/Shanghai',
  hours: [
    { from: '09:00', to: '12:00' },
    { from: '14:00', to: '18:00' },
  ],
  years: [
    {
      year: 2026,
      holidays: ['2026-01-01', '2026-01-02', '2026-10-01', '2026-10-02', '2026-10-05'],
      workdays: ['2026-02-14', '2026-09-20', '2026-10-10'],
    },
  ],
};
const milestone = (name, title, kind, amount, from, by, over = {}) => ({
  name,
  title,
  kind,
  amount,
  from,
  by,
  perDepartment: false,
  pausable: true,
  extendable: name === 'complete',
  urgeMinutes: 60,
  ...over,
});
const RULES = {
  version: 1,
  by: 'citywall',
  comment: '随版本发布',
  at: '2026-01-01T00:00:00Z',
  defaultClass: 'longhua',
  classes: [
    {
      id: 'longhua',
      title: '30分钟响应、24小时办结',
      milestones: [
        milestone('respond', '响应', 'natural', 30, 'dispatched', ['signed'], {
          perDepartment: true,
        }),
        milestone('complete', '办结', 'natural', 1440, 'dispatched', ['done'], { alertLevel: 3 }),
      ],
    },
    {
      id: 'cg-0102',
      title: '暴露垃圾',
      milestones: [milestone('complete', '办结', 'working-hours', 240, 'dispatched', ['done'])],
    },
    {
      id: 'illegal',
      title: '违法建设',
      milestones: [milestone('demolish', '拆除', 'working-days', 20, 'dispatched', ['done'])],
    },
  ],
  calendar: CALENDAR,
  recorded: true,
};

const STATE_AFTER = {
  dispatched: 'dispatched',
  signed: 'signed',
  progress: 'in-progress',
  extended: 'extended',
  suspended: 'suspended',
  resumed: 'in-progress',
  consulted: 'consulting',
  escalated: 'escalated',
  done: 'done',
  redo: 'redo',
  cancelled: 'cancelled-off',
  archived: 'archived',
  invalidated: 'invalid',
  merged: 'merged',
  adjudicated: 'dispatched',
  returned: 'returned',
  classified: 'classified',
};

const page = (items, query, limit = 50) => {
  const from = Number(query.get('cursor') ?? 0);
  const size = Number(query.get('limit') ?? limit);
  const next = from + size < items.length ? { nextCursor: String(from + size) } : {};
  return [200, { items: items.slice(from, from + size), ...next }];
};

export class Tickets {
  cases = new Map();
  steps = new Map();
  orders = [];
  proposals = [];
  sources = [];
  rules = [RULES];
  commands = [];
  reveals = [];
  /** For so long originals may be shown. */
  shownMs = 600_000;
  #put;
  #putSpot;
  constructor(put, putSpot) {
    this.#put = put;
    this.#putSpot = putSpot;
  }

  board(board) {
    this.#put({ rev: Date.now(), at: iso(Date.now() - 4_000), ...board });
  }

  spot(spot) {
    this.#putSpot({ rev: Date.now(), replay: false, ...spot });
  }

  add(ticket, steps = []) {
    this.cases.set(ticket.id, ticket);
    this.steps.set(ticket.id, steps);
  }

  answer(method, route, body, who, query) {
    const one = /^\/tickets\/([^/]+)(?:\/(\w+))?$/.exec(route);
    if (one) return this.#ofCase(method, decodeURIComponent(one[1]), one[2], body, who, query);
    if (route === '/tickets') return this.#list(query);
    if (route === '/ticket-orders') {
      const state = query.get('state');
      return page(
        this.orders.filter((order) => !state || order.state === state),
        query,
      );
    }
    const retry = /^\/ticket-orders\/([^/]+)\/retry$/.exec(route);
    if (retry) {
      const order = this.orders.find(({ id }) => id === retry[1]);
      if (!order) return [404, { title: 'unknown-order', detail: 'there is no such order' }];
      Object.assign(order, { state: 'waiting', attempts: 0, nextAt: iso(Date.now()) });
      return [200, order];
    }
    if (route === '/ticket-sources') {
      return who.role === 'admin' ? page(this.sources, query) : [403, { title: 'forbidden' }];
    }
    if (route === '/indicators') return [200, this.indicators ?? { items: [] }];
    if (route === '/ticket-proposals') {
      return page(
        this.proposals.filter(({ state }) => (state ?? 'open') === 'open'),
        query,
      );
    }
    const decided = /^\/ticket-proposals\/([^/]+)\/decision$/.exec(route);
    if (decided) {
      const proposal = this.proposals.find(({ id }) => id === decided[1]);
      if (!proposal)
        return [404, { title: 'unknown-proposal', detail: 'there is no such proposal' }];
      Object.assign(proposal, { state: body.decision, why: body.reason });
      return [200, { state: body.decision }];
    }
    if (route.startsWith('/rules/tickets')) return this.#rules(method, route, body, query);
    return undefined;
  }

  #list(query) {
    const is = (name) => query.get(name) === 'true';
    const found = [...this.cases.values()].filter(
      (ticket) =>
        (!query.has('open') || !ticket.endedAt === is('open')) &&
        (!is('overdue') || ticket.flags.includes('overdue')) &&
        (!is('supervised') || ticket.flags.includes('supervised')) &&
        (!query.get('flag') || ticket.flags.includes(query.get('flag'))) &&
        (!query.get('state') || query.get('state').split(',').includes(ticket.state)) &&
        (!query.get('number') || ticket.links?.some((l) => l.ref.number === query.get('number'))) &&
        (!query.get('department') ||
          ticket.departments.some((d) => d.name === query.get('department'))),
    );
    return page(found, query);
  }

  #ofCase(method, id, part, body, who, query) {
    const ticket = this.cases.get(id);
    if (!ticket) return [404, { title: 'unknown-ticket', detail: 'there is no such ticket' }];
    const steps = this.steps.get(id);
    if (part === 'timeline') return page(steps, query, 100);
    if (part === 'orders') {
      return page(
        this.orders.filter((order) => order.caseId === id),
        query,
      );
    }
    if (part === 'commands' && method === 'POST') return this.#command(ticket, body, who);
    if (part === 'reveal' && method === 'POST') return this.#reveal(ticket, body, who);
    const rest = steps.length > 100 ? { timelineCursor: '100' } : {};
    return [200, { ...ticket, timeline: steps.slice(0, 100), ...rest }];
  }

  #command(ticket, body, who) {
    this.commands.push(body);
    if (body.action === 'archived') {
      return [409, { title: 'refused', detail: '尚未销号，不能归档' }];
    }
    const before = ticket.state;
    ticket.state = STATE_AFTER[body.action] ?? before;
    ticket.rev += 1;
    if (body.action === 'supervised') ticket.flags = [...ticket.flags, 'supervised'];
    const at = iso(Date.now());
    this.steps.set(ticket.id, [
      {
        id: body.commandId,
        at,
        occurredAt: at,
        system: 'citywall-desk',
        by: who.name,
        action: body.action,
        accepted: true,
        from: before,
        to: ticket.state,
        ...(body.reason ? { reason: body.reason } : {}),
        rev: ticket.rev,
      },
      ...this.steps.get(ticket.id),
    ]);
    const { id: caseId, rev, state } = ticket;
    return [200, { commandId: body.commandId, caseId, rev, state, reason: '' }];
  }

  #reveal(ticket, body, who) {
    if (who.role !== 'shift-lead' && who.role !== 'admin') return [403, { title: 'forbidden' }];
    this.reveals.push({ id: ticket.id, reason: body.reason });
    const [{ ref }] = ticket.links;
    return [
      200,
      {
        caseId: ticket.id,
        expiresAt: iso(Date.now() + this.shownMs),
        originals: [
          {
            eventId: 'e-1',
            system: ref.system,
            number: ref.number,
            receivedAt: ticket.receivedAt,
            fields: {
              caller: { name: '李示例', phone: '13800000000' },
              address: '榕树路 18 号 3 单元 502',
            },
          },
        ],
        unreadableKeys: [],
      },
    ];
  }

  #rules(method, route, body, query) {
    const newest = this.rules.at(-1);
    if (route.endsWith('/versions')) {
      const line = ({ version, by, at, comment }) => ({ version, by, at, comment, recorded: true });
      return [200, { items: [...this.rules].reverse().map(line) }];
    }
    if (method === 'GET') {
      const asked = Number(query.get('version'));
      return [200, this.rules.find(({ version }) => version === asked) ?? newest];
    }
    if (!body.classes?.length) {
      const errors = [{ path: '/classes', detail: 'must hold at least one class' }];
      const first = { field: errors[0].path, detail: errors[0].detail };
      return [400, { title: 'bad rules', ...first, errors }];
    }
    if (body.expectedVersion !== newest.version) {
      return [409, { title: 'changed-meanwhile', detail: '规则已有更新的版本' }];
    }
    const { expectedVersion: _, ...rules } = body;
    const at = iso(Date.now());
    const next = { ...rules, version: newest.version + 1, by: 'chen', at, recorded: true };
    this.rules.push(next);
    return [200, next];
  }
}
