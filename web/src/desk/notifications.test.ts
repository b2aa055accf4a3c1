import { afterEach, describe, expect, it, vi } from 'vitest';
import { createApp, ref } from 'vue';
import { at, T0 } from '../contracts/fixtures';
import type { TimelineEntry } from '../contracts/generated';
import AlertTimeline from './AlertTimeline.vue';
import { markOf, type Notification, type NotificationState, together } from './notifications';
import { gatewayOf, mounted, settle } from './testing';
import { useNotifications } from './useNotifications';

const aNotification = (over: Partial<Notification> = {}): Notification => ({
  id: '7',
  to: '值班长',
  contact: 'chen',
  channel: 'wecom-app',
  step: 'raised',
  level: 1,
  state: 'sent',
  decidedAt: at(1_000),
  data: {},
  attempts: [],
  ...over,
});
const entry = (rev: number, ms: number) =>
  ({
    rev,
    action: 'raise',
    by: 'system',
    response: 'unacknowledged',
    eventTime: at(ms),
  }) as unknown as TimelineEntry;

let page: ReturnType<typeof mounted> | undefined;
afterEach(() => {
  page?.unmount();
  page = undefined;
  vi.useRealTimers();
});

describe('the timeline', () => {
  it('has who was told between what happened, in the order of time', () => {
    const all = together([entry(1, 0), entry(2, 5_000)], [aNotification()]);
    expect(all.map(({ key }) => key)).toEqual(['rev-1', 'told-7', 'rev-2']);
  });
  it('says to whom, why that person, over what, and what became of each try', () => {
    const notification = aNotification({
      state: 'passed',
      data: { onCall: { asked: '值班长', rota: '值班长表', reason: '白班', gap: false } },
      attempts: [
        {
          at: at(1_200),
          channel: 'wecom-app',
          address: 'chen',
          result: 'refused',
          status: 200,
          said: '81013 invalid user',
          ms: 41,
        },
      ],
    });
    page = mounted(AlertTimeline, {
      entries: [entry(1, 0)],
      told: { items: [notification], ageMs: 400 },
    });
    const text = page.find('[data-told="7"]').textContent ?? '';
    for (const word of ['通知 chen', '企业微信', '转下一渠道', '找 值班长', '值班长表', '白班'])
      expect(text).toContain(word);
    const tried = page.find('[data-attempt=refused]').textContent ?? '';
    for (const word of ['被拒绝', '200', '81013 invalid user', '41 ms'])
      expect(tried).toContain(word);
    expect(page.find('[data-told-age]').textContent).toContain('0.4 s');
    expect(page.root.querySelector('.old')).toBeNull();
  });
  it('says who answered how, and lets a shift lead take back links that are still of use', async () => {
    const link = { expiresAt: at(1_800_000), opens: 2 };
    const answered = aNotification({
      answeredAt: at(9_000),
      answeredBy: 'chen',
      answer: { how: 'link', action: 'decline', reason: '在外地', result: 'accepted' },
      links: [
        { ...link, usedAt: at(9_000) },
        { ...link, opens: 0, revokedAt: at(9_000), revokedBy: 'answered' },
      ],
    });
    const waiting = aNotification({ id: '8', links: [link] });
    const taken: string[] = [];
    const revoke = async (id: string) => {
      taken.push(id);
      if (taken.length > 1) throw new Error('503');
    };
    const told = { items: [answered, waiting], ageMs: 0, at: T0 + 10_000 };
    page = mounted(AlertTimeline, { entries: [], told: { ...told, revoke } });
    const text = page.find('[data-told="7"]').textContent ?? '';
    for (const word of [
      'chen 拒绝',
      '在外地',
      '经通知链接',
      '已生效',
      '可用 0',
      '2 次',
      '已另行应答',
    ])
      expect(text).toContain(word);
    expect(page.root.querySelector('[data-told="7"] button')).toBeNull();
    const button = page.find('[data-told="8"] button') as HTMLButtonElement;
    button.click();
    await settle();
    expect(taken).toEqual(['8']);
    expect(page.words()).not.toContain('未能收回');
    button.click();
    await settle();
    expect(page.words()).toContain('未能收回');
    page.unmount();
    page = mounted(AlertTimeline, { entries: [], told });
    expect(page.root.querySelector('button')).toBeNull();
    const late = { ...told, at: T0 + 1_800_001, revoke };
    page.unmount();
    page = mounted(AlertTimeline, { entries: [], told: late });
    expect(page.root.querySelector('button')).toBeNull();
  });
  it('names a gap, and that nobody was told', () => {
    const dead = aNotification({
      state: 'dead',
      said: 'no contact',
      data: { onCall: { asked: '消防站', gap: true, reason: '无人值班' } },
    });
    page = mounted(AlertTimeline, { entries: [], told: { items: [dead], ageMs: 60_000 } });
    expect(page.words()).toContain('空岗');
    expect(page.words()).toContain('未送达');
    expect(page.words()).toContain('没有可用的联系方式');
    expect(page.root.querySelector('.old')).not.toBeNull();
  });
  it('never says zero for what is not known, and nothing to who may not read it', () => {
    page = mounted(AlertTimeline, {
      entries: [],
      told: { items: undefined, ageMs: undefined },
    });
    expect(page.find('[data-told-age]').textContent).toContain('尚未读到');
    page.unmount();
    page = mounted(AlertTimeline, { entries: [] });
    expect(page.root.querySelector('[data-told-age]')).toBeNull();
  });
  it('has a look for states of tomorrow', () => {
    expect(markOf('of-tomorrow' as NotificationState).shape).toBe('ring');
    expect(markOf('dead').tone).toBe('strong');
  });
});

describe('who was told', () => {
  it('is read for the open alert alone, and keeps what it had when it cannot be read', async () => {
    let status = 200;
    const gateway = gatewayOf({
      'GET /alerts/a/notifications': () => [status, { items: [aNotification()] }],
      'GET /alerts/b/notifications': [200, { items: [] }],
    });
    const id = ref<string | undefined>('a');
    let clock = T0;
    let found: ReturnType<typeof useNotifications> | undefined;
    const app = createApp({
      setup() {
        found = useNotifications(
          gateway.api,
          () => id.value,
          () => clock,
        );
        return () => null;
      },
    });
    vi.useFakeTimers();
    app.mount(document.createElement('div'));
    await vi.advanceTimersByTimeAsync(10);
    expect(found?.items.value).toHaveLength(1);
    expect(found?.at.value).toBe(T0);
    status = 503;
    clock = T0 + 3_000;
    await vi.advanceTimersByTimeAsync(3_100);
    expect(gateway.sent).toHaveLength(2);
    expect(found?.items.value).toHaveLength(1);
    expect(found?.at.value).toBe(T0);
    id.value = 'b';
    await vi.advanceTimersByTimeAsync(10);
    expect(found?.items.value).toEqual([]);
    expect(gateway.sent.at(-1)?.path).toContain('/alerts/b/');
    id.value = undefined;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(gateway.sent).toHaveLength(3);
    app.unmount();
    vi.useRealTimers();
    await settle();
  });
});
