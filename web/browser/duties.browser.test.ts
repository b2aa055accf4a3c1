import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../dev/chromium.mjs';
import { fillDuties } from '../dev/duties.mjs';
import { startFakeGateway } from '../dev/fake-gateway.mjs';
import { fillEvening } from '../dev/fill.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PANEL = 'GB-00000000A103';

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
beforeEach(() => open('shift-lead'));
afterEach(async () => {
  await close();
  expect(errors).toEqual([]);
});

async function open(role: string) {
  gateway = await startFakeGateway({ role });
  fillEvening(gateway.world);
  fillDuties(gateway.world);
  errors = [];
  page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${gateway.url}/desk`);
  await page.fill('input[name=username]', 'chen');
  await page.fill('input[name=password]', 'right');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-alert]');
}
async function close() {
  await page.close();
  await gateway.stop();
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

/** Panels that show less than they hold, sideways; downwards they scroll. */
const cutOff = () =>
  page.evaluate(
    () =>
      [...document.querySelectorAll('.lists, .aside, .bar, td, .field')].filter(
        (el) => el.scrollWidth > el.clientWidth + 1,
      ).length,
  );

describe('registered tests', () => {
  it('are registered by keyboard; a refused time is said at its field, and mended', async () => {
    await page.keyboard.press('3');
    await page.waitForSelector('[data-state=running]');
    await page.keyboard.press('n');
    await page.keyboard.type('石厦苑');
    await page.waitForSelector('[role=option]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('input[name=all]').first().check();
    await page.fill('textarea[name=reason]', '新装按钮验收');
    const to = await page.inputValue('input[name=to]');
    await page.fill('input[name=to]', '2026-01-01T00:00');
    await page.click('.aside button.primary');
    const refused = page.locator('.field:has(input[name=to])');
    await expect.poll(() => refused.textContent()).toContain('须晚于开始时间和现在');
    expect(await page.getAttribute('input[name=to]', 'aria-invalid')).toBe('true');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('to');
    expect(gateway.world.duties.windows.some((one) => one.reason === '新装按钮验收')).toBe(false);

    await page.fill('input[name=to]', to);
    await page.click('.aside button.primary');
    await expect.poll(() => page.textContent('[data-group=next]')).toContain('新装按钮验收');
    const made = gateway.world.duties.windows.at(-1);
    expect(made).toMatchObject({ points: [], reason: '新装按钮验收' });
    expect(await page.getAttribute('input[name=to]', 'aria-invalid')).toBeNull();
  });

  it('name the point that is refused', async () => {
    await page.keyboard.press('3');
    await page.waitForSelector('[data-window]');
    await page.keyboard.press('n');
    await page.keyboard.type('B-0042');
    await page.waitForSelector('[role=option]');
    await page.keyboard.press('Enter');
    await page.locator('input[name=all]').nth(1).check();
    await page.click('[data-do=add-point]');
    await page.fill('textarea[name=reason]', '测试');
    const before = gateway.world.duties.devices;
    gateway.world.duties.devices = [];
    await page.click('.aside button.primary');
    await expect.poll(() => page.textContent('fieldset')).toContain('须是登记的消防设备');
    gateway.world.duties.devices = before;
    await page.click('.aside button.primary');
    await expect.poll(() => page.textContent('.aside [role=status]')).toContain('已登记');
    expect(gateway.world.duties.windows.at(-1)?.points).toEqual([{ deviceId: 'FD-0042' }]);
  });

  it('end only after it was asked', async () => {
    await page.keyboard.press('3');
    await page.waitForSelector('[data-state=running]');
    const running = await page.locator('[data-state=running]').count();
    await page.locator('[data-state=running] [data-do=end]').first().click();
    await page.keyboard.press('Escape');
    expect(await page.locator('[data-state=running]').count()).toBe(running);
    await page.locator('[data-state=running] [data-do=end]').first().click();
    await page.click('[data-do=confirm]');
    await expect.poll(() => page.locator('[data-state=running]').count()).toBe(running - 1);
  });
});

describe('duty checks', () => {
  it('are ordered from the tab, and seen to become answered', async () => {
    await page.keyboard.press('4');
    await page.waitForSelector('[data-check]');
    await page.keyboard.press('n');
    await page.keyboard.type(PANEL);
    await page.waitForSelector('[role=option]');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const words = page.locator('.aside .order');
    await expect.poll(() => words.textContent()).toContain('待应答');
    const [order] = gateway.world.duties.checks;
    expect(order).toMatchObject({ deviceId: PANEL, params: { timeoutMinutes: '10' } });
    await expect.poll(() => words.textContent()).toContain('秒后应答');
    const row = page.locator(`[data-check="${order?.commandId}"]`);
    await expect.poll(() => row.getAttribute('data-state')).toBe('answered');
    expect(await row.textContent()).toMatch(/已应答\s*\d+ 秒/);
  });

  it('are one press away at an alert that came from a panel', async () => {
    const now = new Date().toISOString();
    const source = { deviceId: PANEL, point: 'S1.0/3-7', kind: 'detector', active: true };
    const times = { firstAt: now, lastAt: now, count: 1 };
    const over = { ago: 0, sources: [{ ...source, ...times }] };
    gateway.world.raise(1_300, over);
    await expect.poll(() => page.locator('[data-alert]').count()).toBe(8);
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector(`[data-panel="${PANEL}"]`);
    await page.keyboard.press('k');
    await expect.poll(() => page.textContent('.order')).toContain('已应答');
    expect(gateway.world.duties.checks.filter((one) => one.deviceId === PANEL)[0]).toMatchObject({
      by: 'chen',
      state: 'answered',
    });
  });

  it('are planned, switched off and deleted', async () => {
    await page.keyboard.press('4');
    await page.waitForSelector('[data-plan]');
    await page.fill('input[name=plan]', '周末查岗');
    await page.fill('input[name=times]', '10:00 25:00');
    await page.click('[data-do=plan]');
    await expect.poll(() => page.textContent('.field:has([name=times])')).toContain('09:00');
    await page.fill('input[name=times]', '10:00');
    await page.click('[data-do=plan]');
    const row = page.locator('tr', { hasText: '周末查岗' });
    await expect.poll(() => row.count()).toBe(1);
    await row.locator('[data-do=turn]').click();
    await expect.poll(() => row.textContent()).toContain('停用');
    await row.locator('[data-do=delete]').click();
    await page.click('[data-do=confirm]');
    await expect.poll(() => row.count()).toBe(0);
  });
});

describe('both tabs', () => {
  it('have no accessibility fault, and are not cut at either size', async () => {
    for (const key of ['3', '4']) {
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await page.keyboard.press(key);
      await page.waitForSelector('.lists tbody tr');
      expect(await violations()).toEqual([]);
      for (const width of [1920, 1366]) {
        await page.setViewportSize({ width, height: 1080 });
        await expect.poll(cutOff, { message: `tab ${key} at ${width}` }).toBe(0);
      }
    }
  });

  it('tell an officer in words what a shift lead may do', async () => {
    await close();
    await open('officer');
    await page.keyboard.press('3');
    await expect.poll(() => page.textContent('.lists')).toContain('须由带班领导执行');
    expect(await page.locator('[data-do=end]').count()).toBe(0);
    await page.keyboard.press('4');
    await expect.poll(() => page.textContent('.lists')).toContain('须由带班领导编制');
    expect(await page.locator('[data-do=check]').count()).toBe(1);
  });
});
