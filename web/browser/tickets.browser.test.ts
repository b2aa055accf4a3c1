import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../dev/chromium.mjs';
import { startFakeGateway, WALL_TOKEN } from '../dev/fake-gateway.mjs';
import { fillEvening } from '../dev/fill.mjs';
import { CASE_ID, fillTickets, SECRET_ID } from '../dev/fill-tickets.mjs';

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
  fillTickets(gateway.world);
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
async function openDesk(query = '') {
  await page.goto(`${gateway.url}/desk${query}`);
  await page.fill('input[name=username]', 'chen');
  await page.fill('input[name=password]', 'right');
  await page.keyboard.press('Enter');
  if (!query.includes('t.')) {
    await page.waitForSelector('[data-alert]');
    await page.keyboard.press('7');
  }
  await page.waitForSelector('[data-ticket-page]');
}
const poll = <T>(found: () => T) => expect.poll(found, { timeout: 20_000 });
const text = (selector: string) => page.locator(selector).first().textContent();

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
  it('has a ticket card: counts, promises in numbers and words, what presses', async () => {
    await openWall('?scenes=ticket');
    const words = await text('[data-tickets]');
    for (const word of ['412', '超期 4', '临期 7', '暂停 9', '超 1 小时', '今日受理 386']) {
      expect(words).toContain(word);
    }
    expect(await page.locator('.map').getAttribute('data-spots')).toBe('2');
  });

  it('shows of a secret case its category and place alone', async () => {
    await openWall('?scenes=ticket');
    const line = await text(`[data-ticket=${SECRET_ID}]`);
    expect(line?.replace(/\s+/g, '')).toBe('邻里纠纷榕树社区·第三网格保密');
  });

  it('draws no card while there is no board of its place', async () => {
    gateway.world.remove('tickets', '*');
    await openWall();
    expect(await page.locator('[data-tickets]').count()).toBe(0);
  });

  it('says that the calendar of the year is missing', async () => {
    await openWall('?scenes=ticket');
    expect(await page.locator('[data-calendar-missing]').count()).toBe(0);
    const [board] = gateway.world.items('tickets');
    gateway.world.tickets.board({ ...board, rev: board.rev + 1, calendarMissing: true });
    await page.waitForSelector('[data-calendar-missing]');
  });

  it('shows the card beside all others where the wall is wide', async () => {
    await page.setViewportSize({ width: 3840, height: 1080 });
    await openWall('?lang=en');
    expect(await page.locator('[data-tickets]').isVisible()).toBe(true);
    const cut = await page.evaluate(() => {
      const left = document.querySelector('[data-tickets]')?.parentElement;
      return left ? left.scrollHeight - left.clientHeight : -1;
    });
    expect(cut).toBeLessThanOrEqual(0);
  });
});

describe('the list at the desk', () => {
  it('is moved in by keys, and stands in the address', async () => {
    await openDesk();
    expect(await page.locator('[data-case]').count()).toBe(9);
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('[data-ticket-page=case1]');
    await page.click('[data-list=overdue]');
    await poll(() => page.locator('[data-case]').count()).toBe(1);
    expect(page.url()).toContain('t.list=overdue');
  });

  it('opens what an address names', async () => {
    await openDesk(`?t.list=supervised&t.id=${CASE_ID}`);
    await page.waitForSelector(`[data-ticket-page=${CASE_ID}]`);
    await poll(() => page.locator('[data-case]').count()).toBe(2);
  });

  it('has no violation of accessibility rules', async () => {
    await openDesk();
    expect(await violations()).toEqual([]);
  });
});

describe('the page of a case', () => {
  it('pages its story', async () => {
    await openDesk();
    await page.waitForSelector('[data-step]');
    expect(await page.locator('[data-step]').count()).toBe(100);
    await page.click('[data-do=story-more]');
    await poll(() => page.locator('[data-step]').count()).toBe(124);
  });

  it('sends a command with its reason, and shows it only once the job has answered', async () => {
    await openDesk();
    await page.click('[data-action=suspended]');
    expect(await page.locator('[data-do=send-action]').isDisabled()).toBe(true);
    await page.fill('[name=reason]', '等待管养单位进场');
    await page.click('[data-do=send-action]');
    await page.waitForSelector('[data-sent=done]');
    const [body] = gateway.world.tickets.commands;
    expect(body).toMatchObject({ action: 'suspended', reason: '等待管养单位进场' });
    await page.waitForSelector('[data-state=suspended]');
  });

  it('writes down that two cases are not the same, and proposes them no more', async () => {
    await openDesk(`?t.id=${CASE_ID}`);
    await page.click('[data-proposal="p-1"] [data-do="different"]');
    await page.click('[data-do=confirm]');

    await poll(() => gateway.world.tickets.proposals[0].state).toBe('different');
    await poll(() => page.locator('[data-proposal]').count()).toBe(0);
  });

  it('gives an officer none of the commands of the shift lead, and no originals', async () => {
    await openDesk();
    expect(await page.locator('[data-action=supervised], [data-action=secret]').count()).toBe(0);
    expect(await page.locator('[data-reveal]').count()).toBe(0);
  });

  it('shows a refusal in the words of the job', async () => {
    gateway.world.tickets.cases.get(CASE_ID).state = 'cancelled-off';
    await openDesk();
    await page.click('[data-action=archived]');
    await page.click('[data-do=send-action]');
    await page.waitForSelector('[data-sent=refused]');
    expect(await text('[data-sent]')).toContain('尚未销号，不能归档');
  });
});

describe('originals', () => {
  it('are shown to a shift lead for a reason, and masked again when their time is over', async () => {
    await reopen('shift-lead');
    gateway.world.tickets.shownMs = 4_000;
    await openDesk();
    expect(await page.content()).not.toContain('李示例');
    await page.click('[data-do=ask-reveal]');
    await page.fill('[name=reveal-reason]', '回访核实');
    await page.click('[data-do=reveal]');
    await page.waitForSelector('[data-original]');
    expect(await text('[data-original]')).toContain('李示例');
    expect(gateway.world.tickets.reveals).toEqual([{ id: CASE_ID, reason: '回访核实' }]);
    await page.waitForSelector('[data-original]', { state: 'detached', timeout: 15_000 });
    expect(await page.content()).not.toContain('李示例');
  });
});

describe('the other pages', () => {
  it('show hot spots, dead orders, sources, indicators; rules say what is wrong by path', async () => {
    await reopen('admin');
    await openDesk();
    await page.click('[data-ticket-part=spots]');
    expect(await text('[data-spot=spot-1]')).toContain('前 4 周同日均值 1.5，门限 5.2');
    await page.click('[data-ticket-part=orders]');
    await page.click('[data-order=order-2] [data-do=retry]');
    await page.waitForSelector('[data-order=order-2]', { state: 'detached' });
    await page.click('[data-ticket-part=sources]');
    await page.waitForSelector('[data-source=cg-platform][data-source-state=late]');
    await page.click('[data-ticket-part=indicators]');
    await page.waitForSelector('[data-indicator=response]');
    expect(await text('[data-indicator=response]')).toContain('812 / 846');
    expect(await text('[data-indicator=on-time-filing]')).toContain('—');
    await page.click('[data-ticket-part=rules]');
    await page.click('[data-do=edit-rules]');
    await page.fill('[name=rules]', '{"defaultClass":"longhua","classes":[],"calendar":{}}');
    await page.click('[data-do=store-rules]');
    await page.waitForSelector('[data-fault="/classes"]');
    expect(await violations()).toEqual([]);
  });
});
