import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp, ref } from 'vue';
import { anOrder, aPort, at, STATION } from '../../contracts/fixtures';
import type { PortOrderState, PortOrderView, PortView, Role } from '../../contracts/generated';
import { type Answers, gatewayOf, mounted } from '../testing';
import OrderLadder from './OrderLadder.vue';
import { isEnded, markOf, mayGivePower, needsPeople, newerOrder, stepsOf } from './order';
import PortOrders from './PortOrders.vue';
import { type OrderForm, usePortOrders } from './usePortOrders';

const sent = { sentAt: at(1_000), attempts: 1 };
const answered = { ...sent, answeredAt: at(2_000) };
const states = (order: PortOrderView) => stepsOf(order).map((step) => step.state);

describe('an order', () => {
  it('goes its way step by step', () => {
    expect(states(anOrder())).toEqual(['done', 'now', 'open', 'open']);
    expect(states(anOrder({ state: 'SENT', ...sent }))).toEqual(['done', 'done', 'now', 'open']);
    expect(states(anOrder({ state: 'ACKED', ...answered }))).toEqual([
      'done',
      'done',
      'done',
      'now',
    ]);
    expect(states(anOrder({ state: 'VERIFIED', ...answered, endedAt: at(3_000) }))).toEqual([
      'done',
      'done',
      'done',
      'done',
    ]);
  });
  it('that failed stands at the step that it did not reach', () => {
    expect(states(anOrder({ state: 'TIMEOUT' }))).toEqual(['done', 'failed', 'open', 'open']);
    expect(states(anOrder({ state: 'FAILED', ...answered }))).toEqual([
      'done',
      'done',
      'done',
      'failed',
    ]);
    expect(states(anOrder({ state: 'REFUSED' }))[0]).toBe('failed');
    expect(states(anOrder({ action: 'enable', state: 'ENABLED' }))).toEqual(['done', 'done']);
  });
  it('has its tick only when the power was measured, or the lock is lifted', () => {
    const all: PortOrderState[] = ['REQUESTED', 'SENT', 'ACKED', 'FAILED', 'TIMEOUT', 'REFUSED'];
    for (const state of all) expect(markOf(state).shape, state).not.toBe('tick');
    expect(markOf('VERIFIED').shape).toBe('tick');
    expect(markOf('NEW' as never).shape).toBe('ring');
    expect(all.filter((state) => isEnded({ state }))).toEqual(['FAILED', 'TIMEOUT', 'REFUSED']);
  });
  it('needs people only where a port may still be live', () => {
    expect(needsPeople(anOrder({ state: 'FAILED' }))).toBe(true);
    expect(needsPeople(anOrder({ state: 'TIMEOUT' }))).toBe(true);
    expect(needsPeople(anOrder({ state: 'REFUSED' }))).toBe(false);
    expect(needsPeople(anOrder({ state: 'VERIFIED' }))).toBe(false);
  });
  it('is shown as it stands furthest, whether page or answer was faster', () => {
    const old = anOrder({ rev: 2, state: 'SENT' });
    const now = anOrder({ rev: 3, state: 'ACKED' });
    expect(newerOrder(old, now)).toBe(now);
    expect(newerOrder(now, old)).toBe(now);
    const later = anOrder({ id: 'another', rev: 1, requestedAt: at(60_000) });
    expect(newerOrder(now, later)).toBe(later);
    expect(newerOrder(undefined, null)).toBeUndefined();
  });
  it('leaves a port live until less than 5 W were measured', () => {
    expect(mayGivePower({ powerW: 4.9, reasons: [] })).toBe(false);
    expect(mayGivePower({ powerW: 5, reasons: [] })).toBe(true);
    expect(mayGivePower({ reasons: [] })).toBe(true);
  });
  it("counts what the site's meters show at nothing, unless a rule holds something against it", () => {
    expect(mayGivePower({ powerW: 10.9, reasons: [] }, 6)).toBe(false);
    expect(mayGivePower({ powerW: 11, reasons: [] }, 6)).toBe(true);
    expect(mayGivePower({ powerW: 8, reasons: ['断电后仍有功率'] }, 6)).toBe(true);
  });
});

describe('the words of an order', () => {
  let page: ReturnType<typeof mounted>;
  afterEach(() => page.unmount());
  const show = (over: Partial<PortOrderView>, contact: string | undefined = '榕树新村物业') => {
    page = mounted(OrderLadder, { order: anOrder(over), contact, now: Date.parse(at(0)) });
    return page.words();
  };

  it("never call the charger's own word a proof", () => {
    const words = show({ state: 'ACKED', ...answered });
    expect(words).toContain('设备称已停止，尚未实测证实');
    expect(words).not.toContain('已断电');
    expect(page.find('.outcome').classList).toContain('acked');
    expect(page.find('[data-step=VERIFIED]').dataset.state).toBe('now');
  });
  it('tell the measurement that proved it, who ordered it, when, why and how often', () => {
    const words = show({ state: 'VERIFIED', ...answered, endedAt: at(3_000), powerW: 0.4 });
    for (const word of [
      '已断电（实测 0.4 W）',
      'chen 11-21 19:35:45 下达：端口过热',
      '已发送 1 次',
    ]) {
      expect(words).toContain(word);
    }
    expect(page.root.querySelector('[data-people]')).toBeNull();
  });
  it('say what people must do when it failed, and whom to call', () => {
    const words = show({ state: 'FAILED', ...answered, detail: '仍为 401 W' });
    for (const word of ['断电失败', '仍为 401 W', '上级断路器', '联系物业：榕树新村物业']) {
      expect(words).toContain(word);
    }
    expect(page.find('[data-people]').getAttribute('role')).toBe('alert');
    page.unmount();
    expect(show({ state: 'TIMEOUT' }, '')).toContain('未登记联系人');
  });
  it('name the automatic, and why an order was not accepted', () => {
    expect(show({ by: 'automatic' })).toContain('自动断电');
    page.unmount();
    expect(show({ state: 'REFUSED', detail: 'li 的断电正在进行' })).toContain('li 的断电正在进行');
    expect(page.root.querySelector('ol')).toBeNull();
  });
});

describe('what can be ordered of a port', () => {
  let page: ReturnType<typeof mounted>;
  afterEach(() => page.unmount());
  const forms: OrderForm[] = [];
  const open = (port: Partial<PortView> = {}, role: Role = 'officer', over: object = {}) => {
    page = mounted(PortOrders, {
      port: aPort(port),
      names: { short: '1 号桩 3 号端口', full: '榕树新村车棚 · 1 号桩 3 号端口' },
      me: { name: 'chen', role },
      followed: undefined,
      contact: undefined,
      meterIdleW: undefined,
      alert: undefined,
      stationOnline: true,
      replay: false,
      now: Date.parse(at(0)),
      send: async (_: unknown, form: OrderForm) => void forms.push(form),
      ...over,
    });
  };
  const has = (selector: string) => page.root.querySelector(selector) !== null;

  it('is shown to a viewer with who may', () => {
    open({}, 'viewer');
    expect(has('button')).toBe(false);
    expect(page.words()).toContain('须由值班员及以上执行');
    page.unmount();
    open({}, 'admin', { replay: true });
    expect(has('button')).toBe(false);
  });
  it('asks for the reason, names port and what runs on it, and answers the open alert', async () => {
    open({}, 'officer', { alert: { id: 'a-1', title: '端口过热', level: 1 } });
    await page.click('[data-do=cut-off]');
    const dialog = page.find('dialog');
    for (const word of [
      '榕树新村车棚 · 1 号桩 3 号端口',
      '充电中，403 W，91 ℃，已充 1:30，0.61 kWh',
    ]) {
      expect(dialog.textContent).toContain(word);
    }
    const send = page.find<HTMLButtonElement>('[data-do=send-order]');
    expect(send.disabled).toBe(true);
    expect(send.textContent).toContain('断开 1 号桩 3 号端口');
    await page.click('[data-reason=hot]');
    expect(send.disabled).toBe(false);
    await page.submit('dialog form');
    expect(forms.at(-1)).toEqual({ action: 'cut-off', reason: '端口过热', alertId: 'a-1' });
    expect(has('dialog')).toBe(false);
  });
  it('leaves out the alert where the person says so', async () => {
    open({}, 'officer', { alert: { id: 'a-1', title: '端口过热', level: 1 } });
    await page.click('[data-do=cut-off]');
    page.find<HTMLInputElement>('input[name=alert]').click();
    await page.fill('textarea[name=reason]', ' 现场冒烟 ');
    await page.submit('dialog form');
    expect(forms.at(-1)).toEqual({ action: 'cut-off', reason: '现场冒烟' });
  });
  it('warns of a stuck relay and of a charger that is away', async () => {
    open({ state: 'relay-stuck' }, 'officer', { stationOnline: false });
    await page.click('[data-do=cut-off]');
    expect(page.find('dialog').textContent).toContain('拉上级断路器');
    expect(page.find('dialog').textContent).toContain('指令可能送不到');
  });
  it('waits while an order is open', () => {
    open({ order: anOrder({ state: 'SENT', ...sent }) });
    expect(page.find<HTMLButtonElement>('[data-do=cut-off]').disabled).toBe(true);
    page.unmount();
    open({}, 'officer', { followed: { commandId: 'x', order: undefined } });
    expect(page.find<HTMLButtonElement>('[data-do=cut-off]').disabled).toBe(true);
    expect(page.find('[data-order=fresh]').textContent).toContain('等待受理');
  });
  it('is enabled by another person only, and who cut it off sees why not', async () => {
    open({ lockedBy: 'chen', powerW: 0.2, state: 'idle' });
    expect(page.find<HTMLButtonElement>('[data-do=enable]').disabled).toBe(true);
    expect(page.words()).toContain('须由另一人现场核实后恢复');
    expect(has('[data-do=cut-off]')).toBe(false);
    page.unmount();
    open({ lockedBy: 'wang', powerW: 0.2, state: 'idle' });
    await page.click('[data-do=enable]');
    await page.click('[data-reason=checked]');
    await page.submit('dialog form');
    expect(forms.at(-1)).toEqual({ action: 'enable', reason: '现场核实无异常' });
  });
  it('may be declared to have cooled by whoever looked, where nobody measures and nothing is locked', async () => {
    open({ heatUnknown: true });
    expect(page.words()).toContain('无需先断电');
    expect(page.find('[data-do=enable]').textContent).toContain('解除温度告警');
    await page.click('[data-do=enable]');
    await page.click('[data-reason=checked]');
    await page.submit('dialog form');
    expect(forms.at(-1)).toEqual({ action: 'enable', reason: '现场核实无异常' });
    page.unmount();
    open({});
    expect(has('[data-do=enable]')).toBe(false);
    page.unmount();
    open({ heatUnknown: true, lockedBy: 'chen' });
    expect(page.find<HTMLButtonElement>('[data-do=enable]').disabled).toBe(true);
    expect(has('[data-heat-unknown]')).toBe(false);
  });
  it('may be cut again where it is locked and gives power all the same', () => {
    open({ lockedBy: 'wang', powerW: 131 });
    expect(has('[data-do=cut-off]')).toBe(true);
    page.unmount();
    open({ lockedBy: 'automatic', powerW: 0 });
    expect(page.find('[data-lock]').textContent).toContain('自动断电');
    expect(page.find<HTMLButtonElement>('[data-do=enable]').disabled).toBe(false);
  });
});

describe('sending and following', () => {
  const PATH = `/chargers/C-012/stations/${STATION}/ports/3/orders`;
  const PORT = { stationId: STATION, port: 3 };
  const form: OrderForm = { action: 'cut-off', reason: '端口过热' };
  let unmount = () => {};
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => {
    unmount();
    vi.useRealTimers();
  });

  function start(answers: Answers) {
    const gateway = gatewayOf(answers);
    const site = ref('C-012');
    let orders!: ReturnType<typeof usePortOrders>;
    let changes = 0;
    const app = createApp({
      setup() {
        orders = usePortOrders(
          gateway.api,
          () => site.value,
          () => {
            changes += 1;
          },
        );
        return () => null;
      },
    });
    app.mount(document.createElement('div'));
    unmount = () => app.unmount();
    const posts = () => gateway.sent.filter((one) => one.method === 'POST');
    const newest = () => orders.followed.value.get(`${STATION}/3`);
    return { ...gateway, site, orders, posts, newest, changes: () => changes };
  }

  it('sends the same order again under the same id when no answer came', async () => {
    let away = true;
    const { orders, posts } = start({
      [`POST ${PATH}`]: () => (away ? [503, { detail: 'the log cannot be reached' }] : [202, {}]),
    });
    expect(await orders.order(PORT, form)).toEqual({
      kind: 'failed',
      detail: 'the log cannot be reached',
    });
    away = false;
    expect(await orders.order(PORT, form)).toBeUndefined();
    const [first, second] = posts();
    expect(first?.body).toMatchObject({ action: 'cut-off', reason: '端口过热' });
    expect(first?.body?.commandId).toMatch(/^[0-9a-f-]{36}$/);
    expect(second?.body).toEqual(first?.body);
    await orders.order(PORT, form);
    expect(posts()[2]?.body?.commandId).not.toBe(first?.body?.commandId);
  });
  it('gives another id where the content is another, or the gateway refused it', async () => {
    const { orders, posts } = start({ [`POST ${PATH}`]: [503, {}] });
    await orders.order(PORT, form);
    await orders.order(PORT, { ...form, reason: '烟雾' });
    expect(posts()[1]?.body?.commandId).not.toBe(posts()[0]?.body?.commandId);
    unmount();
    const refusing = start({ [`POST ${PATH}`]: [403, {}] });
    expect(await refusing.orders.order(PORT, form)).toEqual({ kind: 'forbidden' });
    await refusing.orders.order(PORT, form);
    const [one, other] = refusing.posts();
    expect(one?.body?.commandId).not.toBe(other?.body?.commandId);
  });
  it('goes on asking while the record does not know the order yet', async () => {
    const { orders, posts, newest, sent: asked } = start({ [`POST ${PATH}`]: [202, {}] });
    await orders.order(PORT, form);
    const id = String(posts()[0]?.body?.commandId);
    expect(newest()).toEqual({ commandId: id, order: undefined });
    await vi.advanceTimersByTimeAsync(3_500);
    expect(asked.filter((one) => one.path === `${PATH}/${id}`)).toHaveLength(4);
  });
  it('shows each new state, and asks no more after the end', async () => {
    let order: PortOrderView | undefined;
    const answers: Answers = {
      [`POST ${PATH}`]: (one) => {
        const id = String(one.body?.commandId);
        order = anOrder({ id });
        answers[`GET ${PATH}/${id}`] = () => (order ? [200, order] : [404, {}]);
        return [202, { commandId: id }];
      },
    };
    const { orders, newest, sent: asked, changes } = start(answers);
    await orders.order(PORT, form);
    await vi.advanceTimersByTimeAsync(10);
    expect(newest()?.order?.state).toBe('REQUESTED');
    order = anOrder({ id: String(newest()?.commandId), rev: 2, state: 'ACKED', ...answered });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(newest()?.order?.state).toBe('ACKED');
    order = { ...order, rev: 3, state: 'VERIFIED', powerW: 0.4 };
    await vi.advanceTimersByTimeAsync(1_000);
    expect(newest()?.order?.state).toBe('VERIFIED');
    expect(changes()).toBe(4);
    const count = asked.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(count);
  });
  it('forgets everything of another site', async () => {
    const { orders, newest, site, sent: asked } = start({ [`POST ${PATH}`]: [202, {}] });
    await orders.order(PORT, form);
    expect(newest()).toBeDefined();
    site.value = 'C-013';
    await vi.advanceTimersByTimeAsync(10);
    expect(newest()).toBeUndefined();
    const count = asked.length;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(asked).toHaveLength(count);
  });
});
