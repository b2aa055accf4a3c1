/** A plausible evening: what the screenshots show. */
export function fillEvening(world) {
  const minute = 60_000;
  const maintenance = { class: 'maintenance', timers: [], reason: '设备自检上报' };
  world.raise(120, {
    ago: 95 * minute,
    ...maintenance,
    level: 4,
    kind: 'low-battery',
    title: '电池电量低',
    response: 'acknowledged',
    owner: '周维护',
  });
  world.raise(640, {
    ago: 41 * minute,
    ...maintenance,
    level: 3,
    kind: 'fault',
    title: '主电源故障',
    response: 'dispatched',
    owner: '周维护',
  });
  world.raise(900, {
    ago: 26 * minute,
    ...maintenance,
    level: 4,
    kind: 'offline',
    title: '设备离线 5 分钟',
    response: 'unacknowledged',
  });
  world.raise(1210, {
    ago: 18 * minute,
    ...maintenance,
    level: 3,
    kind: 'tamper',
    title: '防拆报警',
    response: 'unacknowledged',
  });
  world.raise(310, {
    ago: 12 * minute,
    level: 1,
    kind: 'detector',
    title: '烟感探测器报火警',
    response: 'on-site',
    owner: '陈值班',
    occurrences: 3,
    condition: 'cleared',
    timers: [],
  });
  world.raise(77, {
    ago: 7 * minute,
    level: 2,
    kind: 'detector',
    title: '温感探测器预警',
    response: 'verifying',
    owner: '林值班',
    timers: [{ name: 'verify', dueAt: new Date(Date.now() + 47_000).toISOString() }],
  });
  world.raise(1033, {
    ago: 96_000,
    level: 1,
    title: '报警按钮被按下',
    response: 'unacknowledged',
    occurrences: 2,
    escalation: { step: 2, notified: ['第二席位', '带班领导'] },
  });
}
