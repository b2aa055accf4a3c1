/** What hangs on a district's tickets: orders, proposals, systems, indicators, hot spots. */
import { HOUR, iso, MINUTE } from './tickets.mjs';

const PLACE = '云湾区/沙浦街道/榕树社区/第三网格';
const CASE_ID = 'case0';
const now = () => Date.now();

export function fillAround(tickets) {
  const order = (n, over) => ({
    id: `order-${n}`,
    caseId: CASE_ID,
    ref: { system: 'hotline-12345', number: '2026112200017' },
    department: '沙浦街道城管办',
    kind: 'dispatch',
    title: '楼下垃圾三天没人清',
    category: '01-02',
    placeName: PLACE,
    dueAt: iso(now() - 96 * MINUTE),
    reason: '派遣',
    issuedAt: iso(now() - 2 * HOUR),
    replay: false,
    state: 'sent',
    attempts: 1,
    settledAt: iso(now() - 2 * HOUR + 900),
    ...over,
  });
  tickets.orders = [
    order(3, {
      kind: 'urge',
      reason: '响应超期 90 分钟',
      state: 'waiting',
      attempts: 3,
      said: '503',
      nextAt: iso(now() + 2 * MINUTE),
      settledAt: undefined,
    }),
    order(2, {
      kind: 'supervise',
      reason: '超期督办',
      state: 'dead',
      attempts: 11,
      said: '404',
      department: '区督查室',
    }),
    order(1, {}),
  ];
  tickets.proposals = [
    {
      id: 'p-1',
      caseId: CASE_ID,
      other: 'case5',
      similarity: 0.83,
      distanceM: 34,
      sameAddress: false,
      reason: '相距 34 米，文字相似 0.83',
      at: iso(now() - HOUR),
      replay: false,
    },
  ];
  tickets.sources = [
    ['hotline-12345', '12345 热线平台', 'hook', true, 41_000, 4_200, [120, 0], false],
    ['cg-platform', '数字城管', 'open311', true, 19 * MINUTE, 61_000, [33, 2], true],
    ['youyilu', '@龙华·有一路', 'events', true, 50 * MINUTE, 73_000, [12, 0], false],
  ].map(([id, title, protocol, enabled, ago, lagMs, [accepted, errors], late]) => ({
    id,
    version: 3,
    title,
    protocol,
    enabled,
    owner: '区政数局运维',
    signed: true,
    mapped: protocol === 'hook',
    expectedIntervalS: 900,
    updatedBy: 'admin',
    updatedAt: iso(now() - 48 * HOUR),
    health: {
      lastMessageAt: iso(now() - ago),
      lagMs,
      late,
      hours: [{ hour: iso(now() - HOUR), accepted, errors }],
    },
  }));
  const rate = (id, title, numerator, denominator, previous, note) => ({
    id,
    title,
    unit: '%',
    value: denominator ? Math.round((100_000 * numerator) / denominator) / 1000 : null,
    numerator,
    denominator,
    note,
    previous,
    change: Math.round(1000 * ((100 * numerator) / denominator - previous)) / 1000,
  });
  tickets.indicators = {
    place: '',
    from: iso(now() - 168 * HOUR),
    to: iso(now()),
    workdays: false,
    items: [
      rate(
        'response',
        '响应率',
        812,
        846,
        94.1,
        '按期签收 ÷ 本期到期的响应承诺（每次派遣各算一次）',
      ),
      rate('on-time-completion', '按期结案率', 655, 731, 91.2, '按期办结 ÷ 本期应办结'),
      {
        id: 'on-time-filing',
        title: '按时立案率',
        unit: '%',
        value: null,
        numerator: 0,
        denominator: 0,
        note: '按时立案或派遣 ÷ 本期应立案（规则有此时限的类别）',
        previous: null,
        change: null,
      },
      {
        id: 'overdue',
        title: '超期数',
        unit: '件',
        value: 76,
        numerator: 76,
        note: '本期有承诺到期而未按期完成的案件',
        previous: 61,
        change: 15,
      },
      {
        id: 'mean-handling',
        title: '平均处置时长',
        unit: 's',
        value: 51_300,
        denominator: 640,
        note: '首次派遣至办结，本期办结的案件，自然时',
        previous: 48_000,
        change: 3_300,
      },
    ],
  };
  const cell = (lon, lat) => ({ west: lon, east: lon + 0.005, south: lat, north: lat + 0.0045 });
  tickets.spot({
    id: 'spot-1',
    cell: '20415:8123',
    category: '01-02',
    categoryName: '暴露垃圾',
    place: 'yunwan/shapu/c01/g0103',
    placeName: PLACE,
    ...cell(114.046, 22.533),
    from: iso(now() - 24 * HOUR),
    to: iso(now()),
    count: 9,
    callers: 7,
    unknownCallers: 1,
    mean: 1.5,
    weeks: 4,
    limit: 5.17,
    cases: [CASE_ID, 'case5'],
    since: iso(now() - 2 * HOUR),
  });
  tickets.spot({
    id: 'spot-2',
    cell: '20421:8119',
    category: '03-01',
    categoryName: '施工噪声',
    place: 'yunwan/shapu/c02/g0204',
    placeName: '云湾区/沙浦街道/石厦社区/第四网格',
    ...cell(114.054, 22.538),
    from: iso(now() - 24 * HOUR),
    to: iso(now()),
    count: 6,
    callers: 5,
    unknownCallers: 0,
    mean: 0.8,
    weeks: 4,
    limit: 3.5,
    cases: ['case1'],
    since: iso(now() - HOUR),
  });
}
