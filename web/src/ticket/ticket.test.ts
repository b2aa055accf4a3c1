import { describe, expect, it } from 'vitest';
import { createI18n } from 'vue-i18n';
import type { HotSpot, TicketBoard, TicketLine, WorkCalendar } from '../contracts/generated';
import { zh } from '../i18n/zh';
import { remaining } from './remaining';
import { boardOf, burnDown, byPressure, openSpots, shortPlace, subjectOf } from './summary';
import { isWorkday, leftMs, workMs } from './workTime';

const CALENDAR: WorkCalendar = {
  zone: 'Asia/Shanghai',
  hours: [
    { from: '09:00', to: '12:00' },
    { from: '14:00', to: '18:00' },
  ],
  years: [{ year: 2026, holidays: ['2026-10-01'], workdays: ['2026-10-10'] }],
};
const HOUR = 3_600_000;
const at = (time: string) => Date.parse(`${time}:00+08:00`);
const { t } = createI18n({ legacy: false, locale: 'zh', messages: { zh } }).global;
const words = (kind: TicketLine['kind'], due: string, now: string) => {
  const found = remaining(kind ?? 'natural', at(due), at(now), CALENDAR);
  return found && t(found.key, found.holes);
};
const line = (id: string, over: Partial<TicketLine>): TicketLine => ({
  id,
  number: `N-${id}`,
  state: 'dispatched',
  flags: [],
  tier: 1,
  ...over,
});

describe('working time', () => {
  it('leaves out the noon, the evening, weekends and holidays', () => {
    // Friday 11:00 to Monday 15:00: 1 + 4 on Friday, 3 + 1 on Monday.
    expect(workMs(CALENDAR, at('2026-11-20T11:00'), at('2026-11-23T15:00'))).toBe(9 * HOUR);
    expect(workMs(CALENDAR, at('2026-10-01T00:00'), at('2026-10-02T00:00'))).toBe(0);
  });
  it('has a Saturday on which people work', () => {
    expect(isWorkday(CALENDAR, at('2026-10-10T10:00'))).toBe(true);
    expect(isWorkday(CALENDAR, at('2026-10-11T10:00'))).toBe(false);
  });
  it('is not guessed without a calendar; natural time needs none', () => {
    expect(leftMs('working-hours', 2, 1, undefined)).toBeUndefined();
    expect(leftMs('natural', 5_000, 1_000, undefined)).toBe(4_000);
  });
});

describe('the time that is left', () => {
  it('is told in the clock of the promise', () => {
    expect(words('natural', '2026-11-23T12:40', '2026-11-23T11:00')).toBe('剩 1 小时 40 分');
    expect(words('working-hours', '2026-11-23T15:00', '2026-11-20T17:00')).toBe('剩 5 工作小时');
    expect(words('working-days', '2026-11-25T18:00', '2026-11-20T16:00')).toBe(
      '剩 3 工作日 2 工时',
    );
  });
  it('says how long it is over, also when no working time has passed since', () => {
    expect(words('natural', '2026-11-23T11:00', '2026-11-23T12:36')).toBe('超 1 小时 36 分');
    expect(words('working-hours', '2026-11-20T18:00', '2026-11-21T10:00')).toBe('超 0 工作分钟');
  });
  it('is over at the moment it is due', () => {
    expect(words('natural', '2026-11-23T11:00', '2026-11-23T11:00')).toBe('超 0 分钟');
  });
});

describe('the board', () => {
  const board = (id: string) => ({ id, rev: 1 }) as TicketBoard;
  it('is that of the own place, and never another', () => {
    const boards = new Map(['*', 'a', 'a/b'].map((id) => [id, board(id)]));
    expect(boardOf(boards, 'a')?.id).toBe('a');
    expect(boardOf(boards, '')?.id).toBe('*');
    expect(boardOf(boards, undefined)?.id).toBe('*');
    expect(boardOf(boards, 'c')).toBeUndefined();
  });
  it('shows promises that are broken first, and none without an open one', () => {
    const load = (milestone: string, early: number, late: number, overdue: number) => ({
      milestone,
      title: milestone,
      early,
      half: 0,
      late,
      overdue,
      paused: 0,
    });
    const burns = burnDown([load('a', 90, 0, 0), load('b', 1, 0, 1), load('c', 0, 0, 0)]);
    expect(burns.map((burn) => burn.load.milestone)).toEqual(['b', 'a']);
    expect(burns[0]?.parts).toEqual([
      { bucket: 'overdue', n: 1, share: 50 },
      { bucket: 'early', n: 1, share: 50 },
    ]);
  });
});

describe('what presses', () => {
  const now = at('2026-11-23T12:00');
  const due = (time: string) => ({ dueAt: new Date(at(time)).toISOString() });
  it('is overdue longest, then supervised, then due soonest', () => {
    const lines = [
      line('soon', due('2026-11-23T12:10')),
      line('watched', { flags: ['supervised'] }),
      line('late', due('2026-11-23T11:00')),
      line('later', due('2026-11-23T10:00')),
    ];
    expect(lines.sort(byPressure(now)).map(({ id }) => id)).toEqual([
      'later',
      'late',
      'watched',
      'soon',
    ]);
  });
  it('names a secret case by its category alone, whatever came with it', () => {
    const secret = line('s', { title: '某某家', categoryName: '邻里纠纷', flags: ['secret'] });
    expect(subjectOf(secret)).toBe('邻里纠纷');
    expect(subjectOf(line('t', { title: '垃圾', categoryName: '暴露垃圾' }))).toBe('垃圾');
  });
  it('tells a place by its last two steps', () => {
    expect(shortPlace('云湾区/沙浦街道/榕树社区/第三网格')).toBe('榕树社区 · 第三网格');
    expect(shortPlace(undefined)).toBe('');
  });
});

describe('hot spots', () => {
  it('are those that go on, of no recording, the largest first', () => {
    const spot = (id: string, over: Partial<HotSpot>) =>
      ({ id, count: 5, replay: false, ...over }) as HotSpot;
    const found = openSpots([
      spot('a', {}),
      spot('b', { count: 9 }),
      spot('c', { endedAt: '2026-11-23T00:00:00Z' }),
      spot('d', { replay: true }),
    ]);
    expect(found.map(({ id }) => id)).toEqual(['b', 'a']);
  });
});
