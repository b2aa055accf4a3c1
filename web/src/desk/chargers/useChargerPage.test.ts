import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp, nextTick, ref } from 'vue';
import { aChargerPage, aChargerProfile, STATION } from '../../contracts/fixtures';
import { type Answers, gatewayOf } from '../testing';
import { PAGE_PERIOD_MS, RENEW_MS, useChargerPage } from './useChargerPage';

const SITE = '/chargers/C-012';
const answerOf = () => ({
  page: aChargerPage(),
  profile: { ...aChargerProfile(), recorded: true },
});

describe('reading the page', () => {
  let unmount = () => {};
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => {
    unmount();
    vi.useRealTimers();
  });
  function start(answer: Answers[string]) {
    const gateway = gatewayOf({ [`GET ${SITE}`]: answer });
    const rev = ref(1);
    const id = ref('C-012');
    let page!: ReturnType<typeof useChargerPage>;
    const app = createApp({
      setup() {
        page = useChargerPage(
          gateway.api,
          () => id.value,
          () => rev.value,
        );
        return () => null;
      },
    });
    app.mount(document.createElement('div'));
    unmount = () => app.unmount();
    return { ...gateway, rev, id, page };
  }
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  it('follows the revision of the site, but asks at most every two seconds', async () => {
    const { sent, rev, page } = start([200, answerOf()]);
    await pass(0);
    expect(page.page.value?.id).toBe('C-012');
    expect(page.profile.value?.version).toBe(2);
    for (let n = 0; n < 30; n += 1) {
      rev.value += 1;
      await pass(100);
    }
    expect(sent).toHaveLength(2);
    await pass(PAGE_PERIOD_MS);
    expect(sent).toHaveLength(3);
    await pass(RENEW_MS - PAGE_PERIOD_MS - 1);
    expect(sent).toHaveLength(3);
  });
  it('goes on to ask while nothing changes, so that whoever writes it knows who looks', async () => {
    const { sent, page } = start([200, answerOf()]);
    await pass(0);
    await pass(4 * RENEW_MS);
    expect(sent).toHaveLength(5);
    expect(RENEW_MS).toBeLessThanOrEqual(20_000);
    expect(page.page.value).toBeDefined();
    unmount();
    await pass(4 * RENEW_MS);
    expect(sent).toHaveLength(5);
  });
  it('reads the page again when the line of its site is newer', async () => {
    let written = 1;
    const { rev, page } = start(() => [
      200,
      { ...answerOf(), page: { ...aChargerPage(), rev: written } },
    ]);
    await pass(0);
    expect(page.page.value?.rev).toBe(1);
    written = 2; // Whoever looks has page and line together.
    rev.value = 2;
    await pass(PAGE_PERIOD_MS);
    expect(page.page.value?.rev).toBe(2);
  });
  it('asks for the recording apart', async () => {
    const { sent, id } = start([200, answerOf()]);
    await pass(0);
    id.value = 'C-012~replay';
    await pass(0);
    expect(sent.map((one) => one.path)).toEqual([SITE, `${SITE}?replay=true`]);
  });
  it('keeps what it has when it cannot be refreshed, says so, and tries again', async () => {
    let away = false;
    const { rev, page, sent } = start(() => (away ? [503, { detail: 'down' }] : [200, answerOf()]));
    await pass(0);
    away = true;
    rev.value += 1;
    await pass(PAGE_PERIOD_MS);
    expect(page.fault.value).toBe('down');
    expect(page.page.value).toBeDefined();
    away = false;
    await pass(5_000);
    expect(page.fault.value).toBeUndefined();
    const count = sent.length;
    await pass(RENEW_MS - 5_000);
    expect(sent).toHaveLength(count);
  });
  it('keeps the page while the view is away, and knows when there is none', async () => {
    let answer: object = answerOf();
    const { rev, page } = start(() => [200, answer]);
    await pass(0);
    answer = { pageUnavailable: true, profileUnavailable: true };
    rev.value += 1;
    await pass(PAGE_PERIOD_MS);
    expect(page.page.value).toBeDefined();
    expect(page.profile.value).toBeDefined();
    expect(page.fault.value).toBe('unavailable');
    answer = { ...answerOf(), page: null, chargers: [{ id: STATION, name: '东棚一号' }] };
    await pass(5_000);
    expect(page.page.value).toBeUndefined();
    expect(page.known.value).toBe(true);
    expect(page.fault.value).toBeUndefined();
    expect(page.names.value.get(STATION)).toBe('东棚一号');
  });
  it('does not go on asking for a site that the register does not know', async () => {
    const { sent, page } = start([404, { detail: 'there is no such charging site' }]);
    await pass(60_000);
    expect(sent).toHaveLength(1);
    expect(page.fault.value).toContain('no such charging site');
  });
  it('forgets the page of another site at once', async () => {
    const { id, page } = start([200, answerOf()]);
    await pass(0);
    id.value = 'C-013';
    await nextTick();
    expect(page.page.value).toBeUndefined();
  });
});
