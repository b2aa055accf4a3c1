/** The wall in its sizes: text that the farthest seat can read, nothing cut, nothing blurred. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fillAggregation } from '../dev/aggregation.mjs';
import { launchChromium } from '../dev/chromium.mjs';
import { startFakeGateway, WALL_TOKEN } from '../dev/fake-gateway.mjs';
import { fillEvening } from '../dev/fill.mjs';
import { fillChargers } from '../dev/fill-chargers.mjs';
import { fillTickets } from '../dev/fill-tickets.mjs';
import { fillRoster } from '../dev/roster.mjs';
import { fillSlopes } from '../dev/slopes.mjs';
import {
  ACTION_ARC_MIN,
  CAPTION_ARC_MIN,
  profileOf,
  ROUNDING_PX,
  smallestPx,
} from '../src/design/profile';

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
  const { world } = gateway;
  for (const fill of [fillEvening, fillRoster, fillSlopes, fillChargers, fillTickets]) fill(world);
  fillAggregation(world);
  errors = [];
  page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  page.on('pageerror', (error) => errors.push(error.message));
});
afterEach(async () => {
  await page.close();
  await gateway.stop();
  expect(errors).toEqual([]);
});

async function openWall(query = '', width = 1920, height = 1080) {
  await page.setViewportSize({ width, height });
  await page.goto(`${gateway.url}/wall${query}#token=${WALL_TOKEN}`);
  await page.waitForSelector('[data-alert]');
}
function calm() {
  for (const { id, level } of gateway.world.items('alerts')) {
    if (level === 1) gateway.world.remove('alerts', id);
  }
}
/** The gateway's clock goes on by so much; the wall follows with the next beat. */
function goOn(ms: number) {
  gateway.world.clockAheadMs += ms;
}
const scene = () => page.locator('[data-scene]').getAttribute('data-scene');

/** Every text that is seen, with the size in which it is painted. The numeral in a mark repeats the word beside it. */
const texts = () =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: { text: string; px: number; action: boolean }[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const holder = node.parentElement;
      const text = node.textContent?.trim();
      if (!holder || !text || holder.closest('svg, script, style, .visually-hidden')) continue;
      if (!holder.checkVisibility({ visibilityProperty: true })) continue;
      let scale = 1;
      for (let at: Element | null = holder; at; at = at.parentElement) {
        const { transform, zoom } = getComputedStyle(at);
        if (transform !== 'none' || Number(zoom) !== 1) scale = 0;
      }
      const action = holder.matches(
        '.card .title, .card .where, .card .age, .card .response, .card .owner',
      );
      found.push({
        text,
        px: Number.parseFloat(getComputedStyle(holder).fontSize) * scale,
        action,
      });
    }
    return found;
  });

const cut = () =>
  page.evaluate(() =>
    [...document.querySelectorAll('.card, .left, .last, .bar, .notes')]
      .filter((el) => el.scrollHeight > el.clientHeight + 1 || el.scrollWidth > el.clientWidth + 1)
      .map((el) => [
        el.className,
        el.scrollHeight,
        el.clientHeight,
        el.scrollWidth,
        el.clientWidth,
      ]),
  );

const SIZES = [
  ['1.56mm-6m', 1920, 1080, 'narrow'],
  ['1.56mm-6m', 3840, 1080, 'wide'],
  ['0.78mm-6m', 7680, 2160, 'wide'],
  ['0.63mm-2.5m', 1600, 1200, 'square'],
  ['1.56mm-8m', 1920, 1080, 'narrow'],
] as const;

describe('a wall of each size', () => {
  it.each(SIZES)(
    'has text that the farthest seat reads, whole and sharp: %s, %i × %i',
    async (name, width, height, form) => {
      const profile = profileOf(name);
      if (!profile) throw new Error(name);
      await openWall(`?profile=${name}`, width, height);
      expect(await page.locator('.wall').getAttribute('data-form')).toBe(form);
      const seen = await texts();
      expect(seen.length).toBeGreaterThan(60);
      const least = smallestPx(profile, CAPTION_ARC_MIN) - ROUNDING_PX - 0.01;
      expect(seen.filter(({ px }) => px < least)).toEqual([]);
      const action = seen.filter((one) => one.action);
      expect(action.length).toBeGreaterThan(8);
      const leastAction = smallestPx(profile, ACTION_ARC_MIN) - ROUNDING_PX - 0.01;
      expect(action.filter(({ px }) => px < leastAction)).toEqual([]);
      await expect.poll(cut).toEqual([]);
      // The map is painted pixel by pixel, not stretched.
      await expect
        .poll(() =>
          page.evaluate(() => {
            const canvas = document.querySelector<HTMLCanvasElement>('.overlay');
            return canvas && canvas.width - Math.round(canvas.clientWidth * devicePixelRatio);
          }),
        )
        .toBe(0);
      await page.evaluate(axe);
      const faults = await page.evaluate(async () => {
        // biome-ignore lint/suspicious/noExplicitAny: axe puts itself on the window
        const result = await (window as any).axe.run(document, { resultTypes: ['violations'] });
        return result.violations.map((v: { id: string; nodes: { target: string[] }[] }) => [
          v.id,
          v.nodes.map((node) => node.target.join(' ')),
        ]);
      });
      expect(faults).toEqual([]);
    },
  );

  it('says that it is too small, and what it did not understand in its address', async () => {
    await openWall('?profile=1.56mm-20m&turn=soon');
    const words = await page.locator('.notes').textContent();
    expect(words).toContain('最远座位看不清');
    expect(words).toContain('turn=soon');
  });
});

describe('scenes', () => {
  it('take turns while it is calm, whole in each, and stop for a red until a minute after it', async () => {
    calm();
    await openWall();
    const total = Number(await page.locator('[data-scenes]').getAttribute('data-scenes'));
    expect(total).toBeGreaterThan(1);
    const seen = new Set<string | null>();
    for (let n = 0; n < total; n += 1) {
      const before = await scene();
      seen.add(before);
      await expect.poll(cut, { message: `scene ${before}` }).toEqual([]);
      goOn(30_000);
      await expect.poll(scene).not.toBe(before);
    }
    expect(seen.size).toBe(total);

    if ((await scene()) === '0') {
      goOn(30_000);
      await expect.poll(scene).not.toBe('0');
    }
    const red = gateway.world.raise(400, { ago: -gateway.world.clockAheadMs });
    await expect.poll(scene).toBe('0');
    expect(await page.locator('[data-scene]').textContent()).toContain('红色告警待确认');
    goOn(30_000);
    await page.waitForTimeout(2_200);
    expect(await scene()).toBe('0');

    gateway.world.change(red.id, { response: 'acknowledged', owner: '陈值班', timers: [] });
    await expect.poll(() => page.locator('[data-hold]').getAttribute('data-hold')).toBe('calm');
    goOn(61_000);
    await expect.poll(() => page.locator('[data-hold]').count()).toBe(0);
    goOn(30_000);
    await expect.poll(scene).not.toBe('0');
    // An open red stays in the stack in every scene.
    expect(await page.locator(`[data-alert="${red.id}"]`).isVisible()).toBe(true);
  });

  it('are those that the address names', async () => {
    await openWall('?scenes=ticket,fire+chain&turn=off');
    expect(await page.locator('[data-scenes]').getAttribute('data-scenes')).toBe('2');
    expect(await page.locator('.left [data-tickets]').count()).toBe(1);
    expect(await page.locator('.left .panel').count()).toBe(1);
  });
});

describe('what moves', () => {
  /** Times at which the look of a symbol changed, and what else changed its class or style. */
  const watch = (ms: number) =>
    page.evaluate(
      (span) =>
        new Promise<{ flashes: number; symbols: number; others: string[] }>((resolve) => {
          const card = document.querySelector('.card.level-1.unanswered');
          const others: string[] = [];
          let flashes = 0;
          const observer = new MutationObserver((records) => {
            for (const { target, attributeName } of records) {
              const element = target as Element;
              if (attributeName === 'data-lit') flashes += 1;
              else if (!element.closest('.level-mark')) others.push(element.className);
            }
          });
          if (card) observer.observe(card, { attributes: true, subtree: true });
          setTimeout(() => {
            observer.disconnect();
            resolve({ flashes, symbols: document.querySelectorAll('[data-lit]').length, others });
          }, span);
        }),
      ms,
    );

  it('is the symbol of a red alone, at most three times a second', async () => {
    await openWall();
    const { flashes, others } = await watch(3_200);
    expect(flashes).toBeGreaterThanOrEqual(2);
    // Two changes are one flash.
    expect(flashes / 2 / 3.2).toBeLessThanOrEqual(3);
    expect(others).toEqual([]);
  });

  it('is nothing where the machine asks for no movement', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await openWall();
    const { flashes, symbols } = await watch(2_200);
    expect(symbols).toBeGreaterThan(0);
    expect(flashes).toBe(0);
  });
});

describe('whether the wall is alive', () => {
  it('shows by its heartbeat, and says in words when the page has stopped', async () => {
    await openWall();
    const heart = () => page.locator('[data-heart]').getAttribute('data-heart');
    const before = await heart();
    await expect.poll(heart, { interval: 100 }).not.toBe(before);
    const stopped = page.locator('.stopped');
    expect(await stopped.isVisible()).toBe(false);
    await page.evaluate(() => {
      document.documentElement.style.setProperty('--stopped-after', '1500ms');
      const last = setTimeout(() => {}, 0) as unknown as number;
      for (let id = 0; id <= last; id += 1) clearTimeout(id);
    });
    await expect.poll(() => stopped.isVisible()).toBe(true);
  });

  it('keeps the server’s time where its own clock is an hour wrong, and says so', async () => {
    await page.addInitScript(() => {
      const right = Date.now.bind(Date);
      Date.now = () => right() + 3_600_000;
    });
    await openWall();
    await expect.poll(() => page.locator('[data-note=clock]').textContent()).toContain('快 1:00:0');
    const shown = await page.locator('.clock').textContent();
    const now = new Date().toLocaleTimeString('zh-CN', {
      timeZone: 'Asia/Shanghai',
      hour12: false,
    });
    expect(shown?.slice(0, 2)).toBe(now.slice(0, 2));
  });

  it('hatches every panel and says that none is live when the link is lost', async () => {
    await openWall('', 3840, 1080);
    gateway.refuse();
    await page.waitForSelector('[data-banner="lost"]', { timeout: 6_000 });
    const live = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('.left .panel, .last .panel, .stack')]
          .filter((el) => !el.textContent?.includes('非实时'))
          .map((el) => el.querySelector('h2')?.textContent),
      );
    // Coverage and roster come by REST, once a minute and each 15 s: their own age tells.
    await expect.poll(live).toEqual(['消防设备可靠性', '值班']);
    await gateway.accept();
  });
});

describe('the sound', () => {
  it('is muted for a time that is shown, and comes back with a new red', async () => {
    await openWall();
    const sound = () => page.locator('[data-sound]').getAttribute('data-sound');
    await expect.poll(sound).toBe('armed');
    await page.click('[data-sound] button');
    await expect.poll(sound).toBe('muted');
    expect(await page.locator('[data-sound]').textContent()).toMatch(/静音 剩 (10:00|9:5\d)/);
    await expect.poll(() => gateway.heard('status').at(-1)?.sound).toBe('off');
    gateway.world.raise(401);
    await expect.poll(sound).toBe('armed');
  });

  it('speaks of a red from the recorded phrases, and again until it is acknowledged', async () => {
    calm();
    await page.addInitScript(() => {
      const said: number[][] = [];
      Object.assign(window, { said });
      const start = AudioBufferSourceNode.prototype.start;
      AudioBufferSourceNode.prototype.start = function (when, from = 0, length = 0) {
        said.push([from, length]);
        return start.call(this, when, from, length);
      };
    });
    const recorded = page.waitForResponse((answer) => answer.url().includes('.opus'));
    await openWall();
    await (await recorded).finished();
    await page.waitForTimeout(1_000);
    const red = gateway.world.raise(402);
    // biome-ignore lint/suspicious/noExplicitAny: put there above
    const said = () => page.evaluate(() => (window as any).said.length as number);
    await expect.poll(said).toBeGreaterThanOrEqual(2);
    const once = await said();
    await expect.poll(said, { timeout: 20_000 }).toBeGreaterThan(once);
    gateway.world.change(red.id, { response: 'acknowledged', owner: '陈值班', timers: [] });
    await page.waitForTimeout(1_000);
    const before = await said();
    await page.waitForTimeout(5_500);
    expect(await said()).toBe(before);
  });
});
