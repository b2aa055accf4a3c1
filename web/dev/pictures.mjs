/**
 * `node dev/pictures.mjs http://127.0.0.1:8080 FOLDER`: the pictures of the README, from a city that
 * runs. The wall's token is in CITYWALL_WALL_TOKEN; with CITYWALL_OFFICER_PASSWORD also the desk.
 */
import { join } from 'node:path';
import { launchChromium } from './chromium.mjs';

const [address, folder] = process.argv.slice(2);
const token = process.env.CITYWALL_WALL_TOKEN;
if (!address || !folder || !token) {
  console.error('CITYWALL_WALL_TOKEN=… node dev/pictures.mjs ADDRESS FOLDER');
  process.exit(2);
}
/** The map, and the numbers that come once a minute by REST. */
const SETTLED_MS = 6_000;

const browser = await launchChromium();
async function shot(name, width, height, open) {
  const page = await browser.newPage({ viewport: { width, height } });
  await open(page);
  await page.waitForTimeout(SETTLED_MS);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
  console.log(name);
}
async function wall(page) {
  await page.goto(`${address}/wall#token=${token}`);
  await page.waitForSelector('[data-link=ok]');
}
await shot('wall-1920', 1920, 1080, wall);
await shot('wall-3840', 3840, 1080, wall);
await shot('wall-1600', 1600, 1200, wall);
const password = process.env.CITYWALL_OFFICER_PASSWORD;
if (password) {
  await shot('desk-charging', 1920, 1080, async (page) => {
    await page.goto(`${address}/desk`);
    await page.fill('input[name=username]', 'officer');
    await page.fill('input[name=password]', password);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.list');
    await page.keyboard.press('6');
    await page.click('button[data-charger]');
  });
}
await browser.close();
