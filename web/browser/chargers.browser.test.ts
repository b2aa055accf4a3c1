import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../dev/chromium.mjs';
import { startFakeGateway, WALL_TOKEN } from '../dev/fake-gateway.mjs';
import { fillEvening } from '../dev/fill.mjs';
import { fillChargers, HOT_SITE, HOT_STATION } from '../dev/fill-chargers.mjs';
import { fillSlopes } from '../dev/slopes.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let gateway: Awaited<ReturnType<typeof startFakeGateway>>;
let page: Page;
let errors: string[];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
});
beforeEach(() => open('officer'));
afterEach(async () => {
  await close();
  expect(errors).toEqual([]);
});

async function open(role: string) {
  gateway = await startFakeGateway({ role });
  fillEvening(gateway.world);
  fillSlopes(gateway.world);
  fillChargers(gateway.world);
  errors = [];
  page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  page.on('pageerror', (error) => errors.push(error.message));
}
async function close() {
  await page.close();
  await gateway.stop();
}
async function reopen(role: string) {
  await close();
  await open(role);
}
async function openWall(query = '') {
  await page.goto(`${gateway.url}/wall${query}#token=${WALL_TOKEN}`);
  await page.waitForSelector('[data-alert]');
}
async function signIn(query = '') {
  await page.goto(`${gateway.url}/desk${query}`);
  await page.fill('input[name=username]', 'chen');
  await page.fill('input[name=password]', 'right');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-alert]');
}
async function openDesk(query = '') {
  await signIn(query);
  await page.keyboard.press('6');
  await page.waitForSelector(`[data-port-detail="${HOT_STATION}/3"]`);
}
const chargers = () => gateway.world.chargers;
/** An order's state takes the page a few seconds, and a busy machine more: it is waited for. */
const poll = <T>(found: () => T, message?: string) =>
  expect.poll(found, { timeout: 20_000, ...(message ? { message } : {}) });
const text = (selector: string) => page.locator(selector).textContent();

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

/** What shows less than it holds, sideways; the page scrolls downwards. */
const cutOff = (selector: string) =>
  page.evaluate(
    (found) =>
      [...document.querySelectorAll(found)]
        .filter((el) => el.scrollWidth > el.clientWidth + 1)
        .map((el) => el.textContent),
    selector,
  );

describe('the wall', () => {
  it('has a charging card: ports, the hottest, levels, the worst with reason, cut-offs', async () => {
    await openWall();
    const card = page.locator('.panel', { hasText: '电动自行车充电' });
    expect(await card.locator('[data-charger]').count()).toBe(1);
    expect(await card.locator('[data-charger]').getAttribute('data-charger')).toBe(HOT_SITE);
    const words = await card.textContent();
    for (const word of [
      '105 / 150',
      '92 ℃榕树新村车棚',
      '连续 2 次超过 90 ℃',
      '24 h 断电：证实 1 · 失败 1',
      '离线 1 / 9 处',
      '10 口无当前数据',
    ]) {
      expect(words).toContain(word);
    }
  });

  it('draws no card while no charger was ever heard', async () => {
    const { world } = gateway;
    world.remove('chargers', ...world.items('chargers').map((site: { id: string }) => site.id));
    await openWall();
    await page.waitForSelector('.left [data-slope]');
    expect(await page.locator('.panel', { hasText: '电动自行车充电' }).count()).toBe(0);
  });

  it('follows the live view, and hatches itself when its feed is silent', async () => {
    await openWall();
    chargers().port('C-100', 0, 1, { level: 1, temp: 95, reasons: ['95 ℃'] });
    const hottest = page.locator('[data-hottest]');
    await poll(() => hottest.textContent()).toContain('95 ℃');
    const newestAt = new Date(Date.now() - 600_000).toISOString();
    const detail = '充电桩数据中断 10 分钟';
    gateway.world.put('health', { id: 'feed:ebike', rev: 1, ok: false, newestAt, detail });
    const card = page.locator('.panel.stale', { hasText: '电动自行车充电' });
    await poll(() => card.textContent()).toContain(`▲ ${detail}`);
    expect(await card.textContent()).toMatch(/旧 1\d min/);
  });

  it('keeps its columns whole beside the slopes, in both sizes and languages', async () => {
    const cut = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('.left, .left .panel')]
          .filter(
            (el) =>
              el.scrollWidth > el.clientWidth + 1 ||
              (el.matches('.left') && el.scrollHeight > el.clientHeight + 1),
          )
          .map((el) => [el.textContent, el.scrollWidth, el.clientWidth, el.scrollHeight]),
      );
    for (const [width, language] of [
      [1920, 'zh'],
      [1920, 'en'],
      [3840, 'zh'],
      [3840, 'en'],
    ] as const) {
      await page.setViewportSize({ width, height: 1080 });
      await openWall(`?lang=${language}`);
      await page.waitForSelector('.left [data-charger]');
      await poll(cut, `${width} ${language}`).toEqual([]);
    }
    expect(await page.locator('.left [data-charger]').count()).toBe(3);
    await page.setViewportSize({ width: 1920, height: 1080 });
    gateway.world.chainOk = false;
    for (const language of ['zh', 'en']) {
      await openWall(`?lang=${language}`);
      await page.waitForSelector('[data-banner=broken]', { timeout: 15_000 });
      expect(await cut(), language).toEqual([]);
    }
    // A chain that is broken is not taken from the screen for what takes turns.
    expect(await page.locator('.chain').isVisible()).toBe(true);
  });

  it('has no accessibility fault, and stays small', async () => {
    await openWall();
    await page.waitForSelector('.left [data-charger]');
    expect(await violations()).toEqual([]);
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(2_000);
  });
});

describe('the list of charging sites', () => {
  it('stands gravest first, is filtered, and moved in by keyboard', async () => {
    await openDesk();
    const ids = () =>
      page.locator('button[data-charger]').evaluateAll((all) =>
        // biome-ignore lint/suspicious/noExplicitAny: buttons
        all.map((one: any) => one.dataset.charger),
      );
    expect((await ids()).slice(0, 4)).toEqual([HOT_SITE, 'C-033', 'C-021', 'C-104']);
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('[data-charger-page="C-033"] [data-offline]');
    expect(await text('[data-station]')).toContain('离线');
    // The curve of a charger that is away ends, and the silence since is framed.
    await poll(() => page.getAttribute('[data-curve=powerW]', 'data-gaps')).toBe('1');
    await page.fill('input[name=sites]', '石厦');
    await poll(ids).toEqual(['C-021']);
    await page.fill('input[name=sites]', '没有这样的');
    await poll(() => text('.side')).toContain('没有符合条件的场所');
    await page.fill('input[name=sites]', '');
    await page.check('input[name=abnormal]');
    await poll(async () => (await ids()).length).toBe(4);
  });

  it('loads its chunk when it is opened, and no chart library with it', async () => {
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(request.url()));
    await signIn();
    expect(loaded.filter((url) => /ChargersPanel|echarts/.test(url))).toEqual([]);
    await page.keyboard.press('6');
    await page.waitForSelector('[data-curve=tempC] polyline');
    expect(loaded.filter((url) => /ChargersPanel-.*js/.test(url))).toHaveLength(1);
    expect(loaded.filter((url) => /echarts/.test(url))).toEqual([]);
  });
});

describe('the site page', () => {
  it('draws power and heat with their limits, and where nothing was measured', async () => {
    await openDesk();
    expect(await text('[data-curve=tempC] svg')).toMatch(/III 黄 65 ℃|I 红 90 ℃/);
    expect(await text('[data-curve=powerW] svg')).toContain('II 橙 880 W');
    await page.click(`[data-port="${HOT_STATION}/8"]`);
    const power = page.locator('[data-curve=powerW]');
    await poll(() => power.getAttribute('data-gaps')).toBe('1');
    expect(await power.locator('polyline').count()).toBe(2);
    const box = await power.locator('.box').boundingBox();
    if (!box) throw new Error('no picture');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await poll(() => power.locator('.now').textContent()).toMatch(/\d\d:\d\d · \d+ W/);
  });

  it('reads its ports again when the live view says that the site changed', async () => {
    await openDesk();
    chargers().port(HOT_SITE, 0, 3, { power: 777 });
    const port = page.locator(`[data-port="${HOT_STATION}/3"]`);
    await poll(() => port.textContent()).toContain('777 W');
  });

  it('shows older sessions on demand, where limits come from, and what no rule foresees', async () => {
    await openDesk();
    await poll(() => page.locator('[data-session]').count()).toBe(20);
    await page.click('[data-do=sessions-more]');
    await poll(() => page.locator('[data-session]').count()).toBe(31);
    expect(await page.locator('[data-do=sessions-more]').count()).toBe(0);
    expect(await text('[data-limit=over-power]')).toMatch(/本场所设定 *lead/);
    expect(await text('[data-limit=smoke]')).toContain('默认');
    expect(await text('[data-part=unforeseen]')).toContain('12–29 ℃');
  });

  it('has no accessibility fault and is not cut, in both languages and at both sizes', async () => {
    for (const query of ['', '?lang=en']) {
      await openDesk(query);
      await page.waitForSelector('[data-session]');
      for (const width of [1920, 1366]) {
        await page.setViewportSize({ width, height: 1080 });
        const places =
          '.page, .side, .bar, [data-port], [data-port-detail], [data-part], [data-part] td';
        await poll(() => cutOff(places), `${query} at ${width}`).toEqual([]);
      }
      await page.setViewportSize({ width: 1920, height: 1080 });
      expect(await violations()).toEqual([]);
      await page.keyboard.press('o');
      await page.waitForSelector('dialog');
      expect(await violations()).toEqual([]);
      expect(await cutOff('dialog, dialog .field')).toEqual([]);
      await page.context().clearCookies();
      await page.evaluate(() => localStorage.clear());
    }
  });
});

describe('cutting a port off', () => {
  async function cut() {
    await openDesk();
    await page.keyboard.press('o');
    await page.waitForSelector('dialog');
    await page.click('[data-reason=hot]');
    await page.click('[data-do=send-order]');
    await page.waitForSelector('[data-order=REQUESTED]');
  }
  const outcome = () => text('[data-part=order] .outcome');

  it('names port and session, answers the alert, and is proven only by the measurement', async () => {
    await openDesk();
    await page.keyboard.press('o');
    const dialog = page.locator('dialog');
    await poll(() => dialog.textContent()).toContain('榕树新村车棚 · 1 号桩 3 号端口');
    expect(await dialog.textContent()).toContain('充电中，403 W，92 ℃，已充 1:35');
    expect(await page.isDisabled('[data-do=send-order]')).toBe(true);
    await page.click('[data-reason=hot]');
    await page.click('[data-do=send-order]');
    await page.waitForSelector('[data-order=REQUESTED]');
    const alert = gateway.world.items('alerts').find((one) => one.domain === 'ebike');
    expect(chargers().requests[0]).toMatchObject({
      action: 'cut-off',
      reason: '端口过热',
      alertId: alert?.id,
    });
    expect(await page.isDisabled('[data-do=cut-off]')).toBe(true);

    chargers().move({ state: 'SENT' });
    await poll(outcome).toContain('已发往充电桩，尚无应答');
    chargers().move({ state: 'ACKED', detail: '等待实测功率低于 5 W' });
    await poll(outcome).toBe('设备称已停止，尚未实测证实');
    const port = page.locator(`[data-port="${HOT_STATION}/3"]`);
    expect(await port.textContent()).toContain('待实测');
    chargers().move({ state: 'VERIFIED', powerW: 0.4, detail: '' });
    await poll(outcome).toBe('已断电（实测 0.4 W）');
    await poll(() => port.textContent()).toMatch(/0\.4 W.*空闲.*锁定/);
    expect(await text('[data-order-row]')).toContain('已断电（实测 0.4 W）');
    expect(await page.locator('[data-people]').count()).toBe(0);
    // Who cut it off cannot enable it, and sees why.
    await poll(() => page.isDisabled('[data-do=enable]')).toBe(true);
    expect(await text('[data-part=order]')).toContain('须由另一人现场核实后恢复');
  });

  it('says what people must do when it is not proven, and whom to call', async () => {
    await cut();
    chargers().move({ state: 'SENT' });
    chargers().move({ state: 'TIMEOUT', detail: '15 s 内没有测量' });
    await poll(outcome).toContain('断电未证实');
    const people = await text('[data-people]');
    for (const word of ['上级断路器', '榕树新村物业 0755-8200 1234']) {
      expect(people).toContain(word);
    }
    expect(await violations()).toEqual([]);
  });

  it('keeps the dialog when the gateway cannot take it, and sends it again under the same id', async () => {
    await openDesk();
    const { world } = gateway;
    world.chargers.orderFault = [503, { title: 'unavailable', detail: 'the log is away' }];
    await page.click('[data-do=cut-off]');
    await page.click('[data-reason=smoke]');
    await page.click('[data-do=send-order]');
    await poll(() => text('dialog [role=status]')).toContain('the log is away');
    world.chargers.orderFault = undefined;
    await page.click('[data-do=send-order]');
    await page.waitForSelector('[data-order=REQUESTED]');
    const [first, second] = world.chargers.requests;
    expect(second).toEqual(first);
    expect(world.chargers.orders(HOT_SITE)).toHaveLength(1);
  });

  it('lets another person enable what was cut off, with the grounds', async () => {
    await openDesk();
    await page.click(`[data-port="${HOT_STATION}/6"]`);
    await page.waitForSelector('[data-lock]');
    expect(await text('[data-lock]')).toContain('wang');
    await page.keyboard.press('u');
    await page.click('[data-reason=checked]');
    await page.click('[data-do=send-order]');
    await poll(outcome).toContain('等待解除锁定');
    chargers().move({ state: 'ENABLED' });
    await poll(outcome).toContain('已恢复使用');
    await poll(() => page.locator('[data-lock]').count()).toBe(0);
  });

  it('is not offered to a viewer, who reads who may', async () => {
    await reopen('viewer');
    await openDesk();
    expect(await page.locator('[data-do=cut-off]').count()).toBe(0);
    expect(await text('[data-part=order]')).toContain('须由值班员及以上执行');
    expect(await page.locator('[data-do=edit-profile]').count()).toBe(0);
  });
});

describe('the settings of a site', () => {
  it('are set by a shift lead, with what is wrong said at its field', async () => {
    await reopen('shift-lead');
    await openDesk();
    await page.keyboard.press('e');
    await page.waitForSelector('dialog');
    expect(await violations()).toEqual([]);
    await page.fill('input[name=portRatingW]', '9000');
    await page.click('[data-do=save-profile]');
    const field = page.locator('.field:has(input[name=portRatingW])');
    await poll(() => field.textContent()).toContain('must be at most 5500');
    await page.fill('input[name=portRatingW]', '600');
    await page.check('input[name=autoCutOff]');
    await page.click('[data-do=save-profile]');
    await poll(() => text('[data-limit=over-power]')).toMatch(/本场所设定 *chen/);
    await poll(() => text('[data-auto]')).toContain('不经人工');
    expect(chargers().profiles.get(HOT_SITE)).toMatchObject({
      version: 3,
      portRatingW: 600,
      siteLimitW: 7_800,
      autoCutOff: true,
    });
  });

  it('are refused when somebody else changed them meanwhile', async () => {
    await reopen('shift-lead');
    await openDesk();
    await page.keyboard.press('e');
    await page.waitForSelector('dialog');
    const held = chargers().profiles.get(HOT_SITE);
    chargers().profiles.set(HOT_SITE, { ...held, version: 9 });
    await page.click('[data-do=save-profile]');
    await poll(() => text('dialog')).toContain('他人已改为新版本');
  });
});

describe('an e-bike alert', () => {
  it('has its curve drawn, and leads to the page of its site', async () => {
    await signIn();
    const alert = gateway.world.items('alerts').find((one) => one.domain === 'ebike');
    await page.click(`[data-alert="${alert?.id}"]`);
    await page.waitForSelector('[data-evidence=curve] polyline');
    expect(await text('.detail')).not.toContain('powerW');
    expect(await violations()).toEqual([]);
    await page.click('[data-do=open-charger]');
    await page.waitForSelector(`[data-charger-page="${HOT_SITE}"] [data-port-detail]`);
    expect(await page.getAttribute('[data-tab=chargers]', 'aria-current')).toBe('page');
  });
});
