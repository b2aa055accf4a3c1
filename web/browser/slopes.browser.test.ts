import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../dev/chromium.mjs';
import { startFakeGateway, WALL_TOKEN } from '../dev/fake-gateway.mjs';
import { fillEvening } from '../dev/fill.mjs';
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
beforeEach(() => open('shift-lead'));
afterEach(async () => {
  await close();
  expect(errors).toEqual([]);
});

async function open(role: string) {
  gateway = await startFakeGateway({ role });
  fillEvening(gateway.world);
  fillSlopes(gateway.world);
  errors = [];
  page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  page.on('pageerror', (error) => errors.push(error.message));
}
async function close() {
  await page.close();
  await gateway.stop();
}
async function openWall(width = 1920) {
  await page.setViewportSize({ width, height: 1080 });
  await page.goto(`${gateway.url}/wall#token=${WALL_TOKEN}`);
  await page.waitForSelector('[data-alert]');
}
async function openDesk(query = '') {
  await page.goto(`${gateway.url}/desk${query}`);
  await page.fill('input[name=username]', 'chen');
  await page.fill('input[name=password]', 'right');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-alert]');
  await page.keyboard.press('5');
  await page.waitForSelector('[data-slope-page]');
}
async function openSlope(id: string) {
  await openDesk();
  await page.click(`button[data-slope="${id}"]`);
  await page.waitForSelector(`[data-slope-page="${id}"] .displacement[data-drawn]`);
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
  it('has a slope card: levels, the gravest with reason and next change, what is not known', async () => {
    await openWall();
    const card = page.locator('.panel', { hasText: '边坡监测' });
    const gravest = card.locator('[data-slope]');
    expect(await gravest.count()).toBe(1);
    expect(await gravest.getAttribute('data-slope')).toBe('S-001');
    const words = await card.textContent();
    for (const word of [
      '荔枝山西坡',
      '切线角',
      '预测破坏',
      '升为红色',
      '未知 1 处',
      '跳变待认定 1',
    ]) {
      expect(words).toContain(word);
    }
    expect(words).toContain('断测站 3 / 23');
  });

  it('follows the live view', async () => {
    await openWall();
    const { slopes, sites } = gateway.world;
    slopes.add({
      id: 'S-900',
      name: '新增边坡',
      lon: sites[0]?.lon,
      lat: sites[0]?.lat,
      community: '新洲社区',
      instruments: [{ station: '01', rate: 30, noise: 0.1, seed: 3 }],
    });
    const gravest = page.locator('.left [data-slope]');
    await expect.poll(() => gravest.getAttribute('data-slope')).toBe('S-900');
    expect(await gravest.getAttribute('data-level')).toBe('1');
  });

  it('keeps the left column whole beside the slopes, and gives them their own where there is room', async () => {
    await openWall();
    const whole = () =>
      page.evaluate(() => {
        const column = document.querySelector('.left');
        return column ? column.scrollHeight <= column.clientHeight + 1 : false;
      });
    expect(await whole()).toBe(true);
    gateway.world.chainOk = false;
    await page.waitForSelector('[data-banner=broken]', { timeout: 6_000 });
    expect(await whole()).toBe(true);
    gateway.world.chainOk = true;
    await page.waitForSelector('.banner', { state: 'detached', timeout: 6_000 });
    await page.setViewportSize({ width: 3840, height: 1080 });
    await expect.poll(() => page.locator('.left [data-slope]').count()).toBe(4);
    expect(await page.locator('.left').count()).toBe(2);
  });
});

describe('the slope page', () => {
  it('loads its charts only when it is opened', async () => {
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(request.url()));
    await page.goto(`${gateway.url}/desk`);
    await page.waitForSelector('input[name=username]');
    await page.waitForTimeout(500);
    expect(loaded.filter((url) => /echarts|SlopesPanel/.test(url))).toEqual([]);
    await openDesk();
    await page.waitForSelector('.displacement[data-drawn]');
    expect(loaded.filter((url) => /echarts/.test(url))).toHaveLength(1);
  });

  it('shows curve, gap, rate that nobody approved, and what would change the level', async () => {
    await openSlope('S-002');
    const curve = page.locator('.displacement svg path[stroke-width="1.8"]');
    await expect.poll(() => curve.count()).toBeGreaterThan(0);
    // The line stops at the gap and begins anew after it.
    const drawn = (await curve.first().getAttribute('d')) ?? '';
    expect(drawn.match(/M/g)?.length).toBe(2);
    expect(await page.textContent('.displacement svg')).toContain('数据间断');
    expect(await page.getAttribute('[data-part=charts]', 'data-gaps')).toBe('1');
    expect(await page.textContent('[data-lane^="S-002-03"]')).toContain('至今无数据');
    expect(await page.textContent('[data-part=reference]')).toContain('未批准');
    expect(await page.textContent('[data-part=next]')).toMatch(/升到 5\.00 mm\/d.*升为橙色/);
    expect(await page.textContent('[data-part=forecast]')).toContain('无预测');
    expect(await page.textContent('[data-instrument^="S-002-03"]')).toContain('断测');
  });

  it('draws the fitted line with interval where there is a forecast, and the instrument one picks', async () => {
    await openSlope('S-001');
    const inverse = page.locator('.inverse svg');
    expect(await inverse.textContent()).toContain('预测破坏');
    expect(await inverse.textContent()).toContain('破坏时间 95% 区间');
    expect(await page.textContent('[data-part=reference]')).toContain('王工 批准');
    await page.click('[data-instrument^="S-001-03"] button');
    await page.waitForSelector('[data-drawn-of^="S-001-03"]');
    await expect.poll(() => inverse.textContent()).not.toContain('预测破坏');
    expect(await page.textContent('.rate svg')).toContain('IV 蓝 1.00');
  });

  it('reaches over the long record, with its gaps, rain and changes of level', async () => {
    await openSlope('S-002');
    const charts = page.locator('[data-part=charts]');
    expect(await page.locator('.rain-steps').count()).toBe(0);
    await page.click('[data-span=month]');
    await page.waitForSelector('.rain-steps[data-drawn]');
    // Three days and a bad hour without data: the line stops and begins anew.
    const curve = page.locator('.displacement svg path[stroke-width="1.8"]').first();
    await expect.poll(async () => (await curve.getAttribute('d'))?.match(/M/g)?.length).toBe(3);
    expect(await charts.getAttribute('data-gaps')).toBe('2');
    expect(await charts.textContent()).toContain('未采纳 1 段');
    expect(await page.getAttribute('.rain-steps [role=img]', 'aria-label')).toContain('合计');
    expect(await page.textContent('[data-lane="边坡"]')).toContain('黄');
    expect(await page.textContent('[data-change="3"]')).toContain('速率 2.60 mm/d');
    expect(await page.locator('[data-gap]').count()).toBeGreaterThan(0);

    await page.click('[data-span=year]');
    await expect.poll(() => page.textContent('.displacement svg')).toMatch(/20\d\d-\d\d-\d\d/);
    expect(await charts.getAttribute('data-gaps')).toBe('1');

    await page.click('[data-span=own]');
    const day = (back: number) =>
      new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
    await page.fill('input[name=historyFrom]', day(3));
    await page.fill('input[name=historyTo]', day(5));
    expect(await page.isDisabled('[data-do=show-history]')).toBe(true);
    await page.fill('input[name=historyFrom]', day(30));
    await page.click('[data-do=show-history]');
    await expect.poll(() => page.textContent('[data-part=changes]')).toContain('级别变化 1 次');
    expect(await violations()).toEqual([]);
    expect(await cutOff('[data-part=range], [data-part=changes], [data-part=changes] li')).toEqual(
      [],
    );

    await page.click('[data-span=live]');
    await expect.poll(() => page.locator('.rain-steps').count()).toBe(0);
    expect(await page.textContent('.charts h3')).toContain('近 72 h');
  });

  it('says when the record cannot be read, draws nothing in its place, and reads it again', async () => {
    await openSlope('S-002');
    gateway.world.slopes.historyFault = [
      503,
      { title: 'unavailable', detail: 'the database cannot be reached now' },
    ];
    await page.click('[data-span=year]');
    const fault = page.locator('[data-history=failed]');
    await expect.poll(() => fault.textContent()).toContain('the database cannot be reached now');
    expect(await page.locator('[data-part=charts]').count()).toBe(0);
    gateway.world.slopes.historyFault = undefined;
    await page.click('[data-do=history-again]');
    await page.waitForSelector('.rain-steps[data-drawn]');
    expect(await fault.count()).toBe(0);
  });

  it('takes the verdict on a jump, and shows it', async () => {
    await openSlope('S-003');
    expect(await page.textContent('[data-part=steps]')).toContain('整体跳变 14.2 mm');
    await page.keyboard.press('j');
    await page.waitForSelector('dialog');
    expect(await page.isDisabled('[data-do=send-verdict]')).toBe(true);
    await page.check('input[value=instrument]');
    await page.fill('textarea[name=reason]', '基准站检修，现场复核无裂缝');
    await page.click('[data-do=send-verdict]');
    const verdict = page.locator('[data-verdict]');
    await expect.poll(() => verdict.textContent()).toContain('基准站检修，现场复核无裂缝');
    expect(await verdict.textContent()).toContain('陈值班');
    expect(gateway.world.slopes.profiles.get('S-003')?.verdicts).toMatchObject([
      { stationId: 'S-003-01', channel: 'L1_GP_1', moved: false, by: '陈值班' },
    ]);
    await expect.poll(() => page.locator('[data-step]').count()).toBe(0);
    await expect
      .poll(() => page.locator('button[data-slope="S-003"]').textContent())
      .toContain('无预警');
  });

  it('lets a shift lead set limits and rates, with what is wrong said at its field', async () => {
    await openSlope('S-002');
    await page.keyboard.press('e');
    await page.waitForSelector('dialog');
    await page.fill('input[name=orange]', '1');
    await page.locator('[data-rate^="S-002-01"] input[type=checkbox]').first().check();
    await page.click('[data-do=save-profile]');
    const field = page.locator('.field:has(input[name=orange])');
    await expect.poll(() => field.textContent()).toContain('由蓝到红依次增大');
    expect(gateway.world.slopes.profiles.size).toBe(0);
    await page.fill('input[name=orange]', '6');
    await page.click('[data-do=save-profile]');
    await expect.poll(() => page.textContent('[data-part=limits]')).toContain('第 1 版 · 陈值班');
    await expect.poll(() => page.textContent('[data-part=reference]')).toContain('陈值班 批准');
    await expect.poll(() => page.textContent('[data-part=next]')).toContain('升到 6.00 mm/d');
  });

  it('lets an officer read everything, and says who may change it', async () => {
    await close();
    await open('officer');
    await openSlope('S-002');
    expect(await page.locator('[data-do=edit-profile]').count()).toBe(0);
    expect(await page.textContent('[data-slope-page]')).toContain('须由带班领导执行');
  });

  it('has no accessibility fault and is not cut, in both languages and at both sizes', async () => {
    for (const query of ['', '?lang=en']) {
      await openDesk(query);
      await page.waitForSelector('.displacement[data-drawn]');
      for (const width of [1920, 1366]) {
        await page.setViewportSize({ width, height: 1080 });
        const places = '.page, .side, [data-slope-page] td, [data-part]:not([data-part=charts])';
        // Charts follow the new width a moment later.
        await expect.poll(() => cutOff(places), { message: `${query} at ${width}` }).toEqual([]);
      }
      await page.setViewportSize({ width: 1920, height: 1080 });
      expect(await violations()).toEqual([]);
      await page.keyboard.press('e');
      await page.waitForSelector('dialog');
      expect(await violations()).toEqual([]);
      await expect.poll(() => cutOff('dialog, dialog fieldset, dialog .field')).toEqual([]);
      await page.context().clearCookies();
      await page.evaluate(() => localStorage.clear());
    }
  });
});
