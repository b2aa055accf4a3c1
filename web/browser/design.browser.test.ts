/**
 * The pieces of the design system as pictures: marks of the four levels in their looks. A changed
 * shape, colour or numeral shows; a font that is a shade different does not. To renew after a change
 * that is meant: CITYWALL_UPDATE_PICTURES=1, and look at what comes.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../dev/chromium.mjs';
import { startFakeGateway, WALL_TOKEN } from '../dev/fake-gateway.mjs';
import { fillEvening } from '../dev/fill.mjs';
import { LEVELS } from '../src/alerts/level';

const folder = fileURLToPath(new URL('pictures/', import.meta.url));
/** Of 255, in any channel: less is how edges are smoothed. */
const SHADE = 60;
/** Share of pixels that may differ more than that. */
const TOLERATED = 0.02;

let browser: Browser;
let page: Page;
let gateway: Awaited<ReturnType<typeof startFakeGateway>>;

beforeAll(async () => {
  browser = await launchChromium();
  gateway = await startFakeGateway();
  fillEvening(gateway.world);
  page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${gateway.url}/wall#token=${WALL_TOKEN}`);
  await page.waitForSelector('[data-alert]');
});
afterAll(async () => {
  await page?.close();
  await browser?.close();
  await gateway?.stop();
});

/** Share of pixels that differ; 1 where the sizes do. */
async function difference(a: Buffer, b: Buffer): Promise<number> {
  return page.evaluate(
    async ([first, second, shade]) => {
      const pixels = async (base64: string) => {
        const image = new Image();
        image.src = `data:image/png;base64,${base64}`;
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = image.width;
        canvas.height = image.height;
        const pen = canvas.getContext('2d');
        if (!pen) throw new Error('no canvas');
        pen.drawImage(image, 0, 0);
        return pen.getImageData(0, 0, image.width, image.height);
      };
      const [one, two] = [await pixels(first), await pixels(second)];
      if (one.width !== two.width || one.height !== two.height) return 1;
      let differ = 0;
      for (let at = 0; at < one.data.length; at += 4) {
        const far = [0, 1, 2].some(
          (channel) =>
            Math.abs((one.data[at + channel] ?? 0) - (two.data[at + channel] ?? 0)) > shade,
        );
        if (far) differ += 1;
      }
      return differ / (one.data.length / 4);
    },
    [a.toString('base64'), b.toString('base64'), SHADE] as const,
  );
}

/** The mark of a level, full and outlined as in the header, in a place of its own. */
async function mark(level: number, look: 'full' | 'ghost'): Promise<Buffer> {
  gateway.world.remove(
    'alerts',
    ...gateway.world.items('alerts').map(({ id }: { id: string }) => id),
  );
  if (look === 'full') gateway.world.raise(10 + level, { level } as object);
  const svg = page
    .locator('.levels li')
    .nth(level - 1)
    .locator('svg');
  const fill = look === 'full' ? LEVELS[level - 1]?.color : 'none';
  await expect.poll(() => svg.locator('polygon, circle').first().getAttribute('fill')).toBe(fill);
  return svg.screenshot();
}

describe('the mark of each level', () => {
  it.each(LEVELS.map(({ level }) => level))('looks as it was drawn: %i', async (level) => {
    for (const look of ['full', 'ghost'] as const) {
      const seen = await mark(level, look);
      const file = `${folder}level-${level}-${look}.png`;
      if (process.env.CITYWALL_UPDATE_PICTURES === '1') writeFileSync(file, seen);
      expect(existsSync(file), file).toBe(true);
      expect(await difference(seen, readFileSync(file)), file).toBeLessThan(TOLERATED);
    }
  });

  it('differs from every other by shape as well: the comparison would see one for another', async () => {
    const pictures = LEVELS.map(({ level }) => readFileSync(`${folder}level-${level}-ghost.png`));
    for (const [i, one] of pictures.entries()) {
      for (const other of pictures.slice(i + 1)) {
        expect(await difference(one, other)).toBeGreaterThan(2 * TOLERATED);
      }
    }
  });
});
