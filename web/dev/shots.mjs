/** `node dev/shots.mjs FOLDER`: pictures of the screens in several states, to be looked at. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillAggregation } from './aggregation.mjs';
import { launchChromium } from './chromium.mjs';
import { fillDuties } from './duties.mjs';
import { startFakeGateway, WALL_TOKEN } from './fake-gateway.mjs';
import { fillEvening } from './fill.mjs';
import { fillChargers } from './fill-chargers.mjs';
import { fillTickets } from './fill-tickets.mjs';
import { fillRoster } from './roster.mjs';
import { fillSlopes } from './slopes.mjs';

const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'citywall-shots-'));
const only = process.argv[3];
const gateway = await startFakeGateway();
fillEvening(gateway.world);
fillDuties(gateway.world);
fillRoster(gateway.world);
fillSlopes(gateway.world);
fillChargers(gateway.world);
fillTickets(gateway.world);
fillAggregation(gateway.world);
const browser = await launchChromium();
const shot = async (name, page) => {
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(name);
};
const want = (name) => !only || name.includes(only);

for (const [name, width, height] of [
  ['wall-1080', 1920, 1080],
  ['wall-ultra', 3840, 1080],
]) {
  if (!want(name)) continue;
  const page = await browser.newPage({ viewport: { width, height } });
  page.on('console', (m) => m.type() === 'error' && console.log('console:', m.text()));
  page.on('pageerror', (e) => console.log('page error:', e.message));
  await page.goto(
    `${gateway.url}/wall${only?.includes('en') ? '?lang=en' : ''}#token=${WALL_TOKEN}`,
  );
  await page.waitForSelector('[data-alert]');
  await page.waitForTimeout(5_000);
  await shot(`${name}-calm`, page);
  const red = gateway.world.raise(500 + width / 10, { title: '报警按钮被按下' });
  await page.waitForTimeout(name === 'wall-ultra' ? 9_000 : 6_000);
  await shot(`${name}-focus`, page);
  gateway.world.change(red.id, { response: 'acknowledged', owner: '陈值班', timers: [] });
  gateway.world.press(222);
  gateway.world.press(223, 'unrecorded');
  gateway.world.chainOk = false;
  await page.waitForTimeout(6_500);
  await shot(`${name}-broken`, page);
  gateway.world.chainOk = true;
  gateway.world.remove('signals', 'press-222', 'press-223');
  gateway.refuse();
  await page.waitForTimeout(4_500);
  await shot(`${name}-lost`, page);
  await gateway.accept();
  await page.close();
}
if (want('desk')) {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  page.on('pageerror', (e) => console.log('page error:', e.message));
  await page.goto(`${gateway.url}/desk`);
  await page.waitForSelector('input[name=username]');
  await shot('desk-login', page);
  await page.fill('input[name=username]', 'chen');
  await page.fill('input[name=password]', 'right');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-alert]');
  await page.keyboard.press('ArrowDown');
  await page.waitForTimeout(800);
  await shot('desk-detail', page);
  await page.keyboard.press('f');
  await page.waitForTimeout(400);
  await shot('desk-dialog', page);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1920, height: 1080 });
  for (const [key, name] of [
    ['3', 'tests'],
    ['4', 'duty'],
    ['5', 'slopes'],
    ['6', 'chargers'],
    ['7', 'tickets'],
    ['9', 'rules'],
    ['0', 'oncall'],
  ]) {
    await page.evaluate(() => document.activeElement?.blur());
    await page.keyboard.press(key);
    await page.waitForTimeout(800);
    await shot(`desk-${name}`, page);
  }
}
await browser.close();
await gateway.stop();
