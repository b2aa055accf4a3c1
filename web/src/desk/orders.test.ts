import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp, h, nextTick } from 'vue';
import { Api } from '../access/api';
import { anAlert, at, T0 } from '../contracts/fixtures';
import type { Alert, AlertOrder } from '../contracts/generated';
import { createWords } from '../i18n';
import AlertLinks from './AlertLinks.vue';
import AlertOrders from './AlertOrders.vue';
import CommandBar from './CommandBar.vue';

let unmount = () => {};
let sent: { [key: string]: unknown }[] = [];
let listStatus = 200;
let answer = { status: 200, body: '{"rev":8}' };

const api = new Api(() => undefined, '', (async (_path: string, init: RequestInit) => {
  if (init.method === 'GET') {
    const items = [
      { name: '供电所', enabled: true },
      { name: '旧站', enabled: false },
    ];
    return new Response(JSON.stringify({ items }), { status: listStatus });
  }
  sent.push(JSON.parse(String(init.body)));
  return new Response(answer.body, { status: answer.status });
}) as unknown as typeof fetch);

beforeEach(() => {
  sent = [];
  listStatus = 200;
  answer = { status: 200, body: '{"rev":8}' };
});
afterEach(() => unmount());

const settle = async () => {
  for (let i = 0; i < 6; i += 1) await new Promise((done) => setTimeout(done, 0));
  await nextTick();
};

const anOrder = (over: Partial<AlertOrder> = {}): AlertOrder => ({
  id: 'o-1',
  department: '供电所',
  text: '切断 3 层电源',
  by: 'li',
  at: at(0),
  replyBy: at(1800),
  state: 'sent',
  ...over,
});

function show(component: unknown, props: { [name: string]: unknown }) {
  const root = document.createElement('div');
  document.body.append(root);
  const app = createApp(() => h(component as never, props)).use(createWords('zh'));
  app.mount(root);
  unmount = () => {
    app.unmount();
    root.remove();
  };
  const find = <T extends HTMLElement>(selector: string) => {
    const found = root.querySelector<T>(selector);
    if (!found) throw new Error(`no ${selector}`);
    return found;
  };
  const fill = async (selector: string, value: string) => {
    const field = find<HTMLInputElement>(selector);
    field.value = value;
    field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input'));
    await settle();
  };
  const click = async (selector: string) => {
    find(selector).click();
    await settle();
  };
  return { root, find, fill, click };
}

const bar = (over: Partial<Alert> = {}) =>
  show(CommandBar, { alert: anAlert(over), role: 'officer', api });
const orders = (all: AlertOrder[], role = 'officer', now = T0) =>
  show(AlertOrders, { alert: anAlert({ orders: all }), role, api, now });

describe('an order to a department', () => {
  it('is offered until the alert is closed or has as many as it may', () => {
    expect(bar().root.querySelector('[data-action=order]')).not.toBeNull();
    unmount();
    expect(bar({ response: 'closed' }).root.querySelector('[data-action=order]')).toBeNull();
    unmount();
    const full = Array.from({ length: 20 }, (_, n) => anOrder({ id: `o-${n}` }));
    expect(bar({ orders: full }).root.querySelector('[data-action=order]')).toBeNull();
  });

  it('says to whom, what, and by when a reply is due', async () => {
    const page = bar();
    await page.click('[data-action=order]');
    expect(
      [...page.root.querySelectorAll('datalist option')].map((o) => (o as HTMLOptionElement).value),
    ).toEqual(['供电所']);
    await page.fill('[name=to]', ' 供电所 ');
    expect(page.root.querySelector('[data-unknown]')).toBeNull();
    expect(page.find<HTMLButtonElement>('dialog .primary').disabled).toBe(true);
    await page.fill('[name=reason]', '切断 3 层电源');
    page.find('dialog form').dispatchEvent(new Event('submit'));
    await settle();
    expect(sent).toEqual([
      {
        commandId: expect.any(String),
        action: 'order',
        to: '供电所',
        reason: '切断 3 层电源',
        untilMs: 30 * 60_000,
      },
    ]);
  });

  it('warns of a department without an address, and lets a name be written when the list fails', async () => {
    const page = bar();
    await page.click('[data-action=order]');
    await page.fill('[name=to]', '旧站');
    expect(page.find('[data-unknown]').textContent).toContain('没有登记接收地址');
    unmount();
    listStatus = 503;
    const other = bar();
    await other.click('[data-action=order]');
    expect(other.root.textContent).toContain('部门名单读取失败');
  });
});

describe('what departments said', () => {
  it('stands in words, with the time left or past', () => {
    const text = orders(
      [
        anOrder(),
        anOrder({ id: 'o-2', state: 'overdue', replyBy: at(60) }),
        anOrder({
          id: 'o-3',
          state: 'refused',
          repliedBy: 'wang',
          repliedAt: at(90),
          reply: '无权限',
        }),
      ],
      'officer',
      T0 + 120_000,
    ).root.textContent;
    expect(text).toContain('已下达，待回复 · 余 ');
    expect(text).toContain('逾期未回复 · ');
    expect(text).toContain('已拒绝 · wang');
    expect(text).toContain('无权限');
  });

  it('is recorded by an officer, and a refusal only with its reason', async () => {
    const page = orders([anOrder()]);
    await page.click('[data-do=reply]');
    await page.click('[value=refused]');
    const confirm = page.find<HTMLButtonElement>('dialog .primary');
    expect(confirm.disabled).toBe(true);
    await page.fill('[name=reason]', '停电影响电梯救援');
    expect(confirm.disabled).toBe(false);
    page.find('dialog form').dispatchEvent(new Event('submit'));
    await settle();
    expect(sent).toEqual([
      {
        commandId: expect.any(String),
        action: 'reply',
        orderId: 'o-1',
        reply: 'refused',
        reason: '停电影响电梯救援',
      },
    ]);
    expect(page.find('[role=status]').textContent).toContain('回复指令');
  });

  it('is not offered for what has ended, nor to a viewer, and a refusal of the job is said', async () => {
    expect(orders([anOrder({ state: 'done' })]).root.querySelector('[data-do=reply]')).toBeNull();
    unmount();
    expect(orders([anOrder()], 'viewer').root.querySelector('[data-do=reply]')).toBeNull();
    unmount();
    answer = { status: 409, body: '{"detail":"王 已回复"}' };
    const page = orders([anOrder({ state: 'accepted' })]);
    await page.click('[data-do=reply]');
    expect(page.root.querySelector('[value=accepted]')).toBeNull();
    await page.click('[value=done]');
    page.find('dialog form').dispatchEvent(new Event('submit'));
    await settle();
    expect(page.find('[role=status]').textContent).toContain('王 已回复');
  });
});

describe('what explains an alert', () => {
  it('is one press away, by its title or, when it has left the stream, by its id', async () => {
    const chosen: string[] = [];
    const cause = anAlert({ id: 'c', title: '榕树路停电' });
    const page = show(AlertLinks, {
      alert: anAlert({ suppressedBy: 'c', partOf: 'f' }),
      alerts: new Map([['c', cause]]),
      onSelect: (id: string) => chosen.push(id),
    });
    expect(page.find('[data-link=cause]').textContent).toContain('榕树路停电');
    expect(page.find('[data-link=flood]').textContent).toContain('f');
    await page.click('[data-link=cause] button');
    expect(chosen).toEqual(['c']);
  });
});
