import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../dev/chromium.mjs';
import { startFakeGateway } from '../dev/fake-gateway.mjs';
import { fillEvening } from '../dev/fill.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PHOTO = fileURLToPath(new URL('../public/m-icons/192.png', import.meta.url));
const SIZES = [
  { width: 390, height: 844 },
  { width: 360, height: 640 },
];
const MINUTE = 60_000;

let browser: Browser;
let gateway: Awaited<ReturnType<typeof startFakeGateway>>;
let context: BrowserContext;
let page: Page;
let errors: string[];
let mine: string;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
});
beforeEach(() => open());
afterEach(async () => {
  await context.close();
  await gateway.stop();
  expect(errors).toEqual([]);
});

async function open(serviceWorkers: 'allow' | 'block' = 'allow') {
  gateway = await startFakeGateway({ role: 'officer' });
  fillEvening(gateway.world);
  mine = raise(44, { ago: 4 * MINUTE, title: '一键报警按钮被按下' }).id;
  const now = new Date().toISOString();
  gateway.world.pages = [{ alertId: mine, step: 'raised', state: 'sent', decidedAt: now }];
  errors = [];
  context = await browser.newContext({
    viewport: SIZES[0] ?? null,
    hasTouch: true,
    isMobile: true,
    serviceWorkers,
  });
  page = await context.newPage();
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${gateway.url}/m`);
  await page.fill('input[name=username]', 'chen');
  await page.fill('input[name=password]', 'right');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-link=live]');
  await page.waitForSelector(`[data-mine="${mine}"]`);
}

const raise = (n: number, over: object) => gateway.world.raise(n, over);

/** The same without a worker, for tests that step in between page and gateway. */
async function reopenWithoutWorker() {
  await context.close();
  await gateway.stop();
  await open('block');
}

async function violations() {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe puts itself on the window
    const result = await (window as any).axe.run(document, { resultTypes: ['violations'] });
    return result.violations.map((v: { id: string; nodes: { target: string[] }[] }) => [
      v.id,
      v.nodes.map((node) => node.target.join(' ')),
    ]);
  });
}

/** What a thumb would miss, and what is wider than the phone. */
const misfits = () =>
  page.evaluate(() => {
    const small = [...document.querySelectorAll<HTMLElement>('button, input, textarea')]
      .filter((one) => one.offsetParent !== null && one.getBoundingClientRect().height < 48)
      .map((one) => `${one.textContent?.trim()} ${one.getBoundingClientRect().height}`);
    const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
    return wide ? [...small, 'wider than the phone'] : small;
  });

const sent = () =>
  gateway.world.commands.map(({ alertId, action }: { alertId: string; action: string }) => [
    alertId,
    action,
  ]);
const response = () => gateway.world.detail(mine).response;
const isControlled = () =>
  page.waitForFunction(async () => {
    const found = await navigator.serviceWorker.getRegistration('/m');
    return found?.active?.state === 'activated';
  });

describe('the list', () => {
  it('has what waits for me first, with the reason, and the rest of my places below', async () => {
    const words = await page.textContent(`[data-mine="${mine}"]`);
    expect(words).toContain('红');
    expect(words).toContain('一键报警按钮被按下');
    expect(words).toContain('待确认');
    expect(words).toContain('已通知你');
    expect(await page.locator('[data-mine]').count()).toBe(1);
    expect(await page.locator('[data-alert]').count()).toBe(7);
    await expect.poll(() => page.textContent('.top')).toContain('实时');
  });

  it('asks the gateway for nothing that a phone does not show', () => {
    const topics = gateway.heard('subscribe').flatMap(({ topics }) => topics);
    expect([...new Set(topics)].sort()).toEqual(['alerts', 'health']);
  });

  it('has a new page of mine within moments', async () => {
    const { id } = raise(91, { level: 2, title: '温感探测器预警' });
    gateway.world.pages.push({ ...gateway.world.pages[0], alertId: id, state: 'dead' });
    await expect.poll(() => page.locator(`[data-mine="${id}"]`).count()).toBe(1);
    expect(await page.textContent(`[data-mine="${id}"]`)).toContain('尚未送达');
  });

  it.each(SIZES)('fits a thumb at $width × $height, on each of its pages', async (size) => {
    await page.setViewportSize(size);
    const look = async (what: string) => {
      expect(await misfits(), what).toEqual([]);
      expect(await violations(), what).toEqual([]);
    };
    await look('list');
    await page.click('[data-do=settings]');
    await look('settings');
    await page.keyboard.press('Escape');
    await page.click(`[data-mine="${mine}"] [data-action=acknowledge]`);
    await expect.poll(response).toBe('acknowledged');
    await page.click(`[data-mine="${mine}"] .open`);
    await page.waitForSelector('article li.change');
    await page.click('[data-do=others]');
    await look('alert');
    await page.click('[data-action=comment]');
    await look('note');
    await page.keyboard.press('Escape');
    await page.click('[data-do=queue]');
    await page.waitForSelector('[data-item=done]');
    await look('queue');
  });

  it('speaks English once asked, and remembers it', async () => {
    await page.click('[data-do=settings]');
    await page.click('[data-language=en]');
    expect(await page.textContent('dialog')).toContain('Settings');
    await page.reload();
    await page.waitForSelector(`[data-mine="${mine}"]`);
    expect(await page.textContent('main')).toContain('For me');
    expect(await misfits()).toEqual([]);
  });
});

describe('one thumb', () => {
  it('acknowledges, arrives and resolves with a note and a photo', async () => {
    const card = `[data-mine="${mine}"]`;
    await page.click(`${card} [data-action=acknowledge]`);
    await expect.poll(response).toBe('acknowledged');
    await page.click(`${card} [data-action=arrive]`);
    await expect.poll(response).toBe('on-site');
    await page.click(`${card} .open`);
    await page.click('[data-action=resolve]');
    await page.fill('textarea[name=words]', '误碰，已复位');
    await page.setInputFiles('input[type=file]', PHOTO);
    await page.waitForSelector('.photo img');
    await page.click('dialog [type=submit]');
    await expect.poll(response).toBe('resolved');
    await expect.poll(() => page.textContent('footer [role=status]')).toContain('已生效');
    expect(gateway.world.commands.at(-1)).toMatchObject({ reason: '误碰，已复位' });
    const [photo] = gateway.world.photos.get(mine) ?? [];
    expect([...photo.bytes.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  });

  it('takes an order that somebody gave, or gives it back with a reason', async () => {
    const { id } = raise(91, { level: 2, response: 'dispatched', owner: 'lin' });
    gateway.world.pages.push({ ...gateway.world.pages[0], alertId: id, step: 'dispatched' });
    await page.waitForSelector(`[data-mine="${id}"] [data-action=accept]`);
    await page.click(`[data-mine="${id}"] .open`);
    await page.waitForSelector(`[data-shown="${id}"]`);
    if (await page.locator('[data-do=others]').count()) await page.click('[data-do=others]');
    await page.click('[data-action=decline]');
    await page.fill('textarea[name=words]', '正在处理另一起');
    await page.click('dialog [type=submit]');
    await expect.poll(sent).toEqual([[id, 'decline']]);
  });

  it('says in words who was faster', async () => {
    gateway.refuse();
    await page.waitForSelector('[data-banner=lost]');
    await page.click(`[data-mine="${mine}"] [data-action=acknowledge]`);
    const change = { response: 'acknowledged', owner: 'lin' };
    gateway.world.change(mine, change, { by: '林值班', action: 'acknowledge' });
    await gateway.accept();
    await page.waitForSelector('[data-pressed=refused]', { timeout: 45_000 });
    expect(await page.textContent('[data-pressed=refused]')).toContain('lin 已确认');
  });

  it('opens the alert that a message links to, and the list behind it', async () => {
    await page.goto(`${gateway.url}/m?alert=${mine}`);
    await page.waitForSelector(`[data-shown="${mine}"]`);
    expect(await page.textContent('article')).toContain('已通知你');
    await page.click('[data-do=back]');
    await page.waitForSelector(`[data-mine="${mine}"]`);
    await page.click(`[data-mine="${mine}"] .open`);
    await page.waitForSelector(`[data-shown="${mine}"]`);
    await page.goBack();
    await page.waitForSelector(`[data-mine="${mine}"]`);
  });
});

describe('a bad line', () => {
  it('lets the person go on, says that nothing is live, and sends all of it in order later', async () => {
    await isControlled();
    gateway.refuse();
    await page.waitForSelector('[data-banner=lost]');
    expect(await page.textContent('[data-banner=lost]')).toMatch(/没有连线.*画面停在 .*前/s);
    await page.click(`[data-mine="${mine}"] [data-action=acknowledge]`);
    await page.click(`[data-mine="${mine}"] [data-action=arrive]`);
    await page.click(`[data-mine="${mine}"] .open`);
    await page.click('[data-action=resolve]');
    await page.fill('textarea[name=words]', '已扑灭');
    await page.setInputFiles('input[type=file]', PHOTO);
    await page.waitForSelector('.photo img');
    await page.click('dialog [type=submit]');
    await expect.poll(() => page.textContent('[data-strip]')).toContain('4 项待送出');
    expect(await page.textContent('article')).toContain('待确认');

    await page.reload();
    await page.waitForSelector('[data-banner]');
    await expect.poll(() => page.textContent('[data-strip]')).toContain('4 项待送出');
    expect(await page.textContent('article')).toContain('待确认');
    expect(await page.textContent('.banner')).toMatch(/画面停在 .*前/);
    expect(await violations()).toEqual([]);

    await gateway.accept();
    await expect.poll(response, { timeout: 45_000 }).toBe('resolved');
    expect(sent()).toEqual([
      [mine, 'acknowledge'],
      [mine, 'arrive'],
      [mine, 'resolve'],
    ]);
    expect(gateway.world.photos.get(mine)).toHaveLength(1);
    await page.waitForSelector('[data-link=live]');
    expect(await page.locator('[data-strip]').count()).toBe(0);
  });

  it('sends what got no answer again under the same id, which changes nothing twice', async () => {
    await reopenWithoutWorker();
    let lost = 0;
    await page.route('**/commands', async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await page.click(`[data-mine="${mine}"] [data-action=acknowledge]`);
    await expect.poll(() => gateway.world.commands.length, { timeout: 15_000 }).toBe(2);
    const ids = gateway.world.commands.map(({ commandId }: { commandId: string }) => commandId);
    expect(new Set(ids).size).toBe(1);
    await expect.poll(() => page.locator('[data-strip]').count()).toBe(0);
    await page.click('[data-do=queue]');
    expect(await page.locator('[data-item=done]').count()).toBe(1);
  });

  it('keeps what was pressed for the one who pressed it, through the next log-in', async () => {
    gateway.refuse();
    await page.waitForSelector('[data-banner=lost]');
    await page.click(`[data-mine="${mine}"] [data-action=acknowledge]`);
    await expect.poll(() => page.textContent('[data-strip]')).toContain('1 项');
    await context.clearCookies();
    await gateway.accept();
    await page.waitForSelector('input[name=username]', { timeout: 45_000 });
    expect(sent()).toEqual([]);
    await page.fill('input[name=username]', 'chen');
    await page.fill('input[name=password]', 'right');
    await page.keyboard.press('Enter');
    await expect.poll(sent).toEqual([[mine, 'acknowledge']]);
  });
});

describe('logging out', () => {
  it('leaves no picture on the phone, and is said not to have happened without a line', async () => {
    gateway.refuse();
    await page.click('[data-do=settings]');
    await page.click('[data-do=sign-out]');
    await expect.poll(() => page.textContent('dialog [role=alert]')).toContain('没有应答');
    await gateway.accept();
    await page.click('[data-do=sign-out]');
    await page.waitForSelector('input[name=username]');
    const pictures = () =>
      page.evaluate(
        () =>
          new Promise<number>((resolve, reject) => {
            const opening = indexedDB.open('citywall-phone');
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
              const found = opening.result.transaction('picture').objectStore('picture').count();
              found.onsuccess = () => resolve(found.result);
            };
          }),
      );
    await expect.poll(pictures).toBe(0);
  });
});

describe('the worker', () => {
  it('touches neither action links nor answers of the city', async () => {
    await isControlled();
    await page.reload();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.goto(`${gateway.url}/m/a/token`);
    expect(await page.textContent('#link')).toBe('接收');
    await page.goto(`${gateway.url}/m`);
    await page.waitForSelector(`[data-mine="${mine}"]`);
    const kept = await page.evaluate(async () => {
      const all: string[] = [];
      for (const name of await caches.keys()) {
        for (const { url } of await (await caches.open(name)).keys())
          all.push(new URL(url).pathname);
      }
      return all;
    });
    expect(kept).toContain('/m.html');
    expect(kept.filter((path) => /^\/(api|ws|m\/a|wall|desk)/.test(path))).toEqual([]);
    gateway.refuse();
    const failed = await page.evaluate(() => fetch('/api/v1/me/pages').then(() => '', String));
    expect(failed).toContain('TypeError');
    const other = await context.newPage();
    await expect(other.goto(`${gateway.url}/m/a/token`)).rejects.toThrow();
    await page.goto(`${gateway.url}/m`);
    await page.waitForSelector('[data-banner]');
    await page.waitForSelector(`[data-mine="${mine}"]`);
    await gateway.accept();
  });
});

describe('the desk', () => {
  it('shows an officer the photos of an alert', async () => {
    gateway.world.photo(mine, 'p1', readFileSync(PHOTO), { name: 'lin', displayName: '林值班' });
    const desk = await context.newPage();
    await desk.setViewportSize({ width: 1366, height: 900 });
    await desk.goto(`${gateway.url}/desk`);
    await desk.click(`[data-alert="${mine}"]`);
    await desk.waitForSelector('[data-photos] img');
    expect(await desk.textContent('[data-photos]')).toContain('林值班');
    const loaded = () =>
      desk.evaluate(() => document.querySelector<HTMLImageElement>('[data-photos] img')?.complete);
    await expect.poll(loaded).toBe(true);
    expect(await desk.locator('[data-do=delete-photo]').count()).toBe(0);
  });
});
