import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../dev/chromium.mjs';
import { startFakeGateway, WALL_TOKEN } from '../dev/fake-gateway.mjs';
import { fillEvening } from '../dev/fill.mjs';

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
beforeEach(async () => {
  gateway = await startFakeGateway();
  fillEvening(gateway.world);
  errors = [];
  page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  page.on('pageerror', (error) => errors.push(error.message));
});
afterEach(async () => {
  await page.close();
  await gateway.stop();
  expect(errors).toEqual([]);
});

async function openWall(query = '') {
  await page.goto(`${gateway.url}/wall${query}#token=${WALL_TOKEN}`);
  await page.waitForSelector('[data-alert]');
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

describe('the wall', () => {
  it('enters by its token, which leaves the address bar', async () => {
    await openWall();
    expect(page.url()).toBe(`${gateway.url}/wall`);
    await page.reload();
    await page.waitForSelector('[data-alert]');
  });

  it('starts without a failed request', async () => {
    const refused: string[] = [];
    page.on('response', (answer) => {
      if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`);
    });
    page.on('console', (message) => {
      if (message.type() === 'error') refused.push(message.text());
    });
    await openWall();
    await page.waitForTimeout(1_500);
    expect(refused).toEqual([]);
  });

  it('shows a new red as card, sound and focus, and reports it as seen', async () => {
    await openWall();
    await page.waitForTimeout(500);
    const alert = gateway.world.raise(400);
    await page.waitForSelector(`[data-alert="${alert.id}"]`, { timeout: 2_500 });
    await expect
      .poll(() => gateway.heard('seen').map((m) => [m.id, m.rev]), { timeout: 3_000 })
      .toContainEqual([alert.id, alert.rev]);
    expect(gateway.heard('status').at(-1)?.sound).toBe('armed');
    const first = await page.locator('[data-alert]').first().getAttribute('data-alert');
    expect(first).toBe(alert.id);
  });

  it('says within 5 s that the chain is broken while its socket is open, and shows raw presses', async () => {
    await openWall();
    expect(await page.locator('.banner').count()).toBe(0);
    gateway.world.chainOk = false;
    gateway.world.press(77);
    await page.waitForSelector('[data-press]', { timeout: 2_500 });
    expect(await page.locator('[data-press]').textContent()).toContain('未经汇聚');
    await page.waitForSelector('[data-banner="broken"]', { timeout: 5_500 });
    gateway.world.remove('signals', 'press-77');
    await page.waitForSelector('[data-press]', { state: 'detached', timeout: 2_500 });
    gateway.world.chainOk = true;
    await page.waitForSelector('.banner', { state: 'detached', timeout: 5_000 });
  });

  it('says within 5 s that the connection is lost, keeps its clock, and comes back without a gap', async () => {
    await openWall();
    gateway.refuse();
    await page.waitForSelector('[data-banner="lost"]', { timeout: 5_000 });
    expect(await page.locator('.banner').textContent()).toContain('数据截至');
    const before = await page.locator('.clock').textContent();
    await page.waitForTimeout(1_500);
    expect(await page.locator('.clock').textContent()).not.toBe(before);
    const missed = gateway.world.raise(321);
    await gateway.accept();
    await page.waitForSelector(`[data-alert="${missed.id}"]`, { timeout: 12_000 });
    await page.waitForSelector('.banner', { state: 'detached', timeout: 5_000 });
  });

  it('mends a hole in the chain of deltas by itself', async () => {
    await openWall();
    gateway.world.skip('alerts');
    const alert = gateway.world.raise(55);
    await page.waitForSelector(`[data-alert="${alert.id}"]`, { timeout: 2_000 });
  });

  it('says how many alerts have no row', async () => {
    await openWall();
    for (let n = 0; n < 30; n += 1) gateway.world.raise(n * 11);
    await expect
      .poll(() => page.locator('.stack > header').textContent())
      .toContain('+30 条未显示');
    expect(await page.locator('[data-alert]').count()).toBe(7);
  });

  it('says that it cannot sound where the browser does not let it', async () => {
    const quiet = await launchChromium({ sound: false });
    const other = await quiet.newPage();
    await other.goto(`${gateway.url}/wall#token=${WALL_TOKEN}`);
    await other.click('text=声音未开启，点击一次');
    await other.waitForSelector('.sound-off', { state: 'detached', timeout: 3_000 });
    await quiet.close();
  });

  it('draws by MapLibre too, with labels but without any server', async () => {
    const outside: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(gateway.url) && !/^(blob|data):/.test(request.url())) {
        outside.push(request.url());
      }
    });
    await openWall('?map=gl');
    await page.waitForSelector('.maplibregl-canvas', { timeout: 15_000 });
    await page.waitForTimeout(2_000);
    expect(outside).toEqual([]);
  });

  it('stays small, and has no accessibility fault', async () => {
    await openWall();
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(2_000);
    expect(await violations()).toEqual([]);
  });

  it('fits in English too: no card and no panel is cut', async () => {
    for (const [width, height, language] of [
      [1920, 1080, 'en'],
      [3840, 1080, 'en'],
    ] as const) {
      await page.setViewportSize({ width, height });
      await openWall(`?lang=${language}`);
      const cut = await page.evaluate(
        () =>
          [...document.querySelectorAll('.card, .left, .bar')].filter(
            (el) => el.scrollHeight > el.clientHeight + 1 || el.scrollWidth > el.clientWidth + 1,
          ).length,
      );
      expect(cut).toBe(0);
    }
  });

  it('speaks English when asked', async () => {
    await openWall('?lang=en');
    expect(await page.locator('.stack').textContent()).toContain('Open alerts');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });
});

describe('enrolment', () => {
  it('has no accessibility fault', async () => {
    for (const path of ['/wall', '/desk']) {
      await page.goto(`${gateway.url}${path}`);
      await page.waitForSelector('input[name=username]');
      expect(await violations()).toEqual([]);
    }
  });

  it('lets a shift lead make the screen a wall, and ends the person’s session', async () => {
    await page.goto(`${gateway.url}/wall`);
    await page.fill('input[name=username]', 'chen');
    await page.fill('input[name=password]', 'wrong');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=账号或口令不正确');
    await page.fill('input[name=password]', 'right');
    await page.keyboard.press('Enter');
    await page.fill('input[name=wall]', '一号大屏');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-alert]');
    expect(gateway.heard('auth').at(-1)?.token).toBe(WALL_TOKEN);
  });
});

describe('the desk', () => {
  async function openDesk() {
    await page.goto(`${gateway.url}/desk`);
    await page.fill('input[name=username]', 'chen');
    await page.fill('input[name=password]', 'right');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-alert]');
  }

  it('acknowledges by keyboard, and changes only when the stream says so', async () => {
    await openDesk();
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('[data-action=acknowledge]');
    await page.keyboard.press('a');
    await page.waitForSelector('[data-action=acknowledge]', { state: 'detached' });
    // The stream may be faster than the answer.
    await expect.poll(() => page.locator('.words').first().textContent()).toContain('已生效');
    await expect.poll(() => page.locator('.detail').textContent()).toContain('陈值班');
  });

  it('asks for the reason of a false alarm', async () => {
    await openDesk();
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('[data-action=false-alarm]');
    await page.keyboard.press('f');
    await page.click('dialog >> text=误触');
    await page.click('dialog >> text=提交');
    await expect.poll(() => page.locator('.detail').textContent()).toContain('误触');
  });

  it('has no accessibility fault', async () => {
    await openDesk();
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('.detail');
    expect(await violations()).toEqual([]);
  });
});
