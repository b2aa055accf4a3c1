import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp, h, nextTick, reactive } from 'vue';
import { Api } from '../access/api';
import AlertCard from '../alerts/AlertCard.vue';
import { anAlert, at, T0 } from '../contracts/fixtures';
import type { Alert } from '../contracts/generated';
import { createWords, type Language } from '../i18n';
import { changeOf } from '../live/changes';
import CommandBar from './CommandBar.vue';

const TEXT = '云湾区榕树路 7 号一号楼发生火灾报警，请求出警。\n位置：3F-E。';
let unmount = () => {};
let sent: { path: string; body: { [key: string]: unknown } }[] = [];
let draftStatus = 200;

const api = new Api(() => undefined, '', (async (path: string, init: RequestInit) => {
  if (init.method === 'GET') {
    return new Response(JSON.stringify({ text: TEXT, missing: ['contact'] }), {
      status: draftStatus,
    });
  }
  sent.push({ path, body: JSON.parse(String(init.body)) });
  return new Response('{"rev":8}', { status: 200 });
}) as unknown as typeof fetch);

beforeEach(() => {
  sent = [];
  draftStatus = 200;
});
afterEach(() => unmount());

const settle = async () => {
  for (let i = 0; i < 6; i += 1) await new Promise((done) => setTimeout(done, 0));
  await nextTick();
};

function desk(over: Partial<Alert> = {}, language: Language = 'zh') {
  const root = document.createElement('div');
  document.body.append(root);
  const state = reactive({ alert: anAlert(over) });
  let bar: { press(key: string): void } | undefined;
  const app = createApp(() =>
    h(CommandBar, {
      alert: state.alert,
      role: 'officer',
      api,
      ref: (it) => {
        bar = it as unknown as typeof bar;
      },
    }),
  ).use(createWords(language));
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
  const type = (key: string) =>
    find('dialog').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  return {
    root,
    find,
    type,
    press: async (key: string) => {
      bar?.press(key);
      await settle();
    },
  };
}

describe('the result of the call back', () => {
  it('is one key after v', async () => {
    const page = desk({ response: 'acknowledged' });
    await page.press('v');
    page.type('1');
    await settle();
    expect(sent.at(-1)?.body).toMatchObject({ action: 'verify', result: 'confirmed' });
    expect(sent.at(-1)?.body).not.toHaveProperty('expectedRevision');
  });
  it('may still be open: then it only begins', async () => {
    const page = desk();
    await page.press('v');
    page.find('[data-result=begin]').click();
    await settle();
    expect(sent.at(-1)?.body.action).toBe('verify');
    expect(sent.at(-1)?.body).not.toHaveProperty('result');
  });
  it('is all that may be said once somebody was sent', async () => {
    const page = desk({ response: 'dispatched' });
    await page.press('v');
    expect(page.root.querySelector('[data-result=begin]')).toBeNull();
    page.type('0');
    page.type('3');
    await settle();
    expect(sent).toHaveLength(1);
    expect(sent.at(-1)?.body.result).toBe('unreachable');
  });
  it('that it is none leads on to its cause', async () => {
    const page = desk({ response: 'verifying' });
    await page.press('v');
    page.type('2');
    await settle();
    expect(sent.at(-1)?.body.result).toBe('false');
    expect(page.root.querySelectorAll('input[name=cause]')).toHaveLength(7);
  });
});

describe('the cause of a false alarm', () => {
  it('is chosen from the list before anything is sent', async () => {
    const page = desk();
    await page.press('f');
    const submit = page.find<HTMLButtonElement>('[type=submit]');
    expect(submit.disabled).toBe(true);
    page.type('3');
    await nextTick();
    expect(sent).toEqual([]);
    expect(submit.disabled).toBe(false);
    page.find<HTMLFormElement>('form').dispatchEvent(new Event('submit'));
    await settle();
    expect(sent.at(-1)?.body).toMatchObject({
      action: 'false-alarm',
      cause: 'fumes',
      expectedRevision: 1_000_001,
    });
    expect(sent.at(-1)?.body).not.toHaveProperty('reason');
  });
});

describe('the call to 119', () => {
  it('shows the text to read aloud, and what is not registered', async () => {
    const page = desk();
    await page.press('p');
    expect(page.find<HTMLTextAreaElement>('textarea.aloud').value).toBe(TEXT);
    expect(page.root.textContent).toContain('未登记：联系人');
    expect(page.root.textContent).toContain('不会自动拨号');
    expect(sent).toEqual([]);
  });
  it('is stored as it was read out', async () => {
    const page = desk();
    await page.press('p');
    const area = page.find<HTMLTextAreaElement>('textarea.aloud');
    area.value = `${TEXT}\n有人被困`;
    area.dispatchEvent(new Event('input'));
    page.find<HTMLFormElement>('form').dispatchEvent(new Event('submit'));
    await settle();
    expect(sent.at(-1)?.path).toMatch(/\/report119$/);
    expect(sent.at(-1)?.body.text).toBe(`${TEXT}\n有人被困`);
    expect(sent.at(-1)?.body.commandId).toMatch(/^[0-9a-f-]{36}$/);
  });
  it('can be copied', async () => {
    const writeText = vi.fn(async () => undefined);
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } });
    const page = desk();
    await page.press('p');
    page.find('[data-do=copy]').click();
    await settle();
    expect(writeText).toHaveBeenCalledWith(TEXT);
    expect(page.root.textContent).toContain('已复制');
    vi.unstubAllGlobals();
  });
  it('does not wait for a text that cannot be had', async () => {
    draftStatus = 503;
    const page = desk();
    await page.press('p');
    expect(page.root.textContent).toContain('内容未能取得');
    expect(page.find<HTMLTextAreaElement>('textarea.aloud').value).toContain('天安苑4栋');
  });
  it('says who made it before', async () => {
    const page = desk({ report119: { by: 'li', byName: '李明', at: at(0) } }, 'en');
    await page.press('p');
    expect(page.root.textContent).toContain('李明 called 119 at');
  });
});

describe('the micro fire station', () => {
  it('is one button away where somebody is sent to a fire', async () => {
    const page = desk();
    await page.press('d');
    page.find('[data-to=station]').click();
    await nextTick();
    page.find<HTMLFormElement>('form').dispatchEvent(new Event('submit'));
    await settle();
    expect(sent.at(-1)?.body).toMatchObject({ action: 'dispatch', to: '微型消防站' });
  });
});

describe('the card', () => {
  const words = (over: object, now = T0) => {
    const root = document.createElement('div');
    const app = createApp(() => h(AlertCard, { alert: anAlert(over), now })).use(createWords('zh'));
    app.mount(root);
    unmount = () => app.unmount();
    return root.textContent?.replace(/\s+/g, ' ') ?? '';
  };
  const byRule = { result: 'confirmed', byRule: true, by: 'system', at: at(180_000) } as const;

  it('says that an alarm without a verdict is taken for real', () => {
    expect(words({ verification: byRule })).toContain('视为真实');
    expect(words({ verification: { ...byRule, byRule: false } })).toContain('属实');
    expect(words({ verification: byRule, disposition: 'false-alarm' })).not.toContain('视为真实');
  });
  it('says what is due next even after it has climbed', () => {
    const timers = [
      { name: 'presume', dueAt: at(180_000) },
      { name: 'verify', dueAt: at(80_000) },
    ];
    const escalation = { step: 1, notified: ['带班领导'] };
    const card = words({ timers, escalation, response: 'acknowledged' }, T0 + 20_000);
    expect(card).toContain('回拨剩 1:00');
    expect(card).toContain('▲ 带班领导');
  });
  it('says that 119 was told', () => {
    expect(words({ report119: { by: 'li', byName: '李', at: at(0) } })).toContain('已报 119');
  });
  it('puts both into the wall’s timeline', () => {
    const before = anAlert();
    expect(changeOf(before, { ...before, verification: byRule })?.kind).toBe('found');
    const report119 = { by: 'li', byName: '李', at: at(0) };
    expect(changeOf(before, { ...before, report119 })?.kind).toBe('told119');
  });
});
