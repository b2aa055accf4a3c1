/** A district's tickets on a busy evening. */
import { fillAround } from './fill-tickets-around.mjs';
import { HOUR, iso, MINUTE } from './tickets.mjs';

const PLACE = '云湾区/沙浦街道/榕树社区/第三网格';
const now = () => Date.now();
const clock = (name, title, kind, amount, dueIn, over = {}) => ({
  milestone: name,
  title,
  kind,
  amount,
  startedAt: iso(now() + dueIn - amount * MINUTE),
  dueAt: iso(now() + dueIn),
  spent: 0,
  state: dueIn < 0 ? 'missed' : 'running',
  warned: dueIn < 0 ? 100 : 50,
  urged: 0,
  ...over,
});

/** Number, title, category, state, flags, clock, department. */
const CASES = [
  [
    '2026112200017',
    '楼下垃圾三天没人清',
    '暴露垃圾',
    'dispatched',
    ['overdue', 'supervised'],
    clock('respond', '响应', 'natural', 30, -96 * MINUTE, { department: '沙浦街道城管办' }),
    '沙浦街道城管办',
  ],
  [
    '2026112200023',
    '夜间施工噪声扰民',
    '施工噪声',
    'redo',
    ['second-dispatch', 'supervised', 'repeat'],
    clock('complete', '办结', 'natural', 1440, -22 * MINUTE),
    '区住建局',
  ],
  [
    '2026112200031',
    undefined,
    '邻里纠纷',
    'signed',
    ['secret'],
    clock('complete', '办结', 'natural', 1440, 40 * MINUTE),
    '沙浦派出所',
  ],
  [
    '2026112200035',
    '电动车占用消防通道',
    '占用通道',
    'signed',
    ['whistle'],
    clock('complete', '办结', 'natural', 1440, 95 * MINUTE),
    '沙浦街道综合执法队',
  ],
  [
    'CG-20260921',
    '擅自搭建铁皮棚',
    '违法建设',
    'in-progress',
    [],
    clock('demolish', '拆除', 'working-days', 20, 8 * 24 * HOUR),
    '区规划土地监察局',
  ],
  [
    'CG-20260934',
    '路面保洁不及时',
    '道路保洁',
    'dispatched',
    ['hot'],
    clock('complete', '办结', 'working-hours', 120, 21 * HOUR),
    '沙浦街道城管办',
  ],
  [
    '2026112200041',
    '路灯不亮',
    '路灯',
    'suspended',
    [],
    clock('complete', '办结', 'natural', 1440, 5 * HOUR, {
      state: 'paused',
      pausedAt: iso(now() - HOUR),
      spent: 610,
    }),
    '区灯光环境中心',
  ],
  [
    '2026112200044',
    '雨水井盖松动异响',
    '井盖',
    'adjudicating',
    [],
    clock('complete', '办结', 'natural', 1440, 11 * HOUR),
    undefined,
  ],
  [
    '2026112200046',
    '共享单车乱停放',
    '街面秩序',
    'received',
    ['repeat', 'group'],
    clock('dispatch', '派遣', 'natural', 120, 70 * MINUTE),
    undefined,
  ],
];
export const CASE_ID = 'case0';
export const SECRET_ID = 'case2';

function caseOf([number, title, categoryName, state, flags, only, department], n) {
  const id = `case${n}`;
  return {
    id,
    rev: 7,
    state,
    flags,
    links: [
      {
        ref: { system: number.startsWith('CG') ? 'cg-platform' : 'hotline-12345', number },
        since: iso(now() - 5 * HOUR),
        heardAt: iso(now() - 6 * MINUTE),
        lagMs: 4_200,
      },
      ...(n === 0
        ? [
            {
              ref: { system: 'youyilu', number: 'YY-88231' },
              since: iso(now() - 3 * HOUR),
              heardAt: iso(now() - 50 * MINUTE),
              lagMs: 73_000,
            },
          ]
        : []),
    ],
    content: {
      classId: only.milestone === 'demolish' ? 'illegal' : 'longhua',
      category: '01-02',
      categoryName,
      ...(title ? { title, text: `${title}，多次反映未处理，希望尽快解决。` } : {}),
      ...(title ? { address: '榕树路 **号', caller: '李** 138****0000' } : {}),
      channel: '电话',
      secret: flags.includes('secret'),
      unrated: false,
    },
    spot: { place: 'yunwan/shapu/c01/g0103', placeName: PLACE, lon: 114.05, lat: 22.535 },
    departments: department
      ? [
          {
            name: department,
            lead: true,
            role: 'dispatch',
            round: state === 'redo' ? 2 : 1,
            dispatchedAt: iso(now() - 2 * HOUR),
            ...(state === 'signed' ? { signedAt: iso(now() - HOUR) } : {}),
          },
        ]
      : [],
    clocks: [
      only,
      clock('respond', '响应', 'natural', 30, -3 * HOUR, {
        state: 'met',
        endedAt: iso(now() - 4 * HOUR),
        spent: 17,
      }),
    ].slice(0, n === 0 ? 1 : 2),
    tier: n === 0 ? 2 : 1,
    returns: state === 'adjudicating' ? 2 : 0,
    redos: state === 'redo' ? 1 : 0,
    failedCalls: 0,
    conflicts:
      n === 0
        ? [
            {
              at: iso(now() - 50 * MINUTE),
              system: 'youyilu',
              field: 'category',
              kept: '暴露垃圾',
              other: '道路保洁',
            },
          ]
        : [],
    createdAt: iso(now() - 5 * HOUR),
    receivedAt: iso(now() - 5 * HOUR + 4_200),
    updatedAt: iso(now() - 6 * MINUTE),
    rules: 1,
    replay: false,
  };
}

const step = (n, over) => ({
  id: `s${n}`,
  at: iso(now() - n * 9 * MINUTE),
  occurredAt: iso(now() - n * 9 * MINUTE - 4_000),
  system: 'hotline-12345',
  accepted: true,
  from: 'received',
  to: 'received',
  rev: 200 - n,
  ...over,
});

function lineOf(ticket) {
  const [only] = ticket.clocks;
  return {
    id: ticket.id,
    number: ticket.links[0].ref.number,
    ...(ticket.content.title ? { title: ticket.content.title } : {}),
    categoryName: ticket.content.categoryName,
    placeName: PLACE,
    state: ticket.state,
    flags: ticket.flags,
    ...(ticket.departments[0] ? { department: ticket.departments[0].name } : {}),
    milestone: only.title,
    kind: only.kind,
    dueAt: only.dueAt,
    tier: ticket.tier,
  };
}

const load = (name, title, early, half, late, overdue, paused) => ({
  milestone: name,
  title,
  early,
  half,
  late,
  overdue,
  paused,
});
export const BOARD = {
  id: '*',
  open: 412,
  overdue: 7,
  supervised: 5,
  suspended: 9,
  secondDispatch: 4,
  adjudicating: 3,
  states: { received: 18, dispatched: 61, signed: 120, 'in-progress': 190 },
  clocks: [
    load('dispatch', '派遣', 14, 3, 1, 0, 0),
    load('respond', '响应', 38, 12, 7, 4, 0),
    load('complete', '办结', 221, 96, 24, 3, 9),
    load('plan', '方案', 11, 4, 0, 0, 0),
    load('demolish', '拆除', 6, 2, 1, 0, 0),
  ],
  in: 386,
  ended: 341,
  calendarMissing: false,
};

export function fillTickets(world) {
  const { tickets } = world;
  const all = CASES.map(caseOf);
  all.forEach((ticket, n) => {
    const steps =
      n === 0
        ? [
            step(1, {
              action: 'urged',
              reason: '响应超期 90 分钟，已催办',
              from: 'dispatched',
              to: 'dispatched',
              system: 'citywall',
            }),
            step(2, {
              action: 'done',
              accepted: false,
              reason: '吹哨部门尚未全部报到',
              from: 'dispatched',
              to: 'dispatched',
              system: 'youyilu',
            }),
            step(3, {
              action: 'supervised',
              reason: '超期督办',
              from: 'dispatched',
              to: 'dispatched',
              system: 'citywall',
            }),
            ...Array.from({ length: 120 }, (_, k) =>
              step(k + 4, { action: 'progress', from: 'dispatched', to: 'dispatched' }),
            ),
            step(130, { action: 'created', from: 'draft', to: 'received' }),
          ]
        : [
            step(1, { action: 'dispatched', from: 'classified', to: 'dispatched' }),
            step(4, { action: 'created', from: 'draft', to: 'received' }),
          ];
    tickets.add(ticket, steps);
  });
  tickets.board({ ...BOARD, pressing: all.slice(0, 8).map(lineOf) });
  fillAround(tickets);
}
