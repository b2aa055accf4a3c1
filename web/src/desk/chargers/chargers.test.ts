import { afterEach, describe, expect, it } from 'vitest';
import { nextTick, reactive } from 'vue';
import {
  aCharger,
  aChargerPage,
  aChargerProfile,
  anAlert,
  aPort,
  aSession,
  at,
  STATION,
  T0,
} from '../../contracts/fixtures';
import type { ChargerPage, ChargerSite, Role } from '../../contracts/generated';
import AlertDetail from '../AlertDetail.vue';
import { type Answers, gatewayOf, mounted, settle } from '../testing';
import ChargerList from './ChargerList.vue';
import ChargerSitePage from './ChargerSitePage.vue';
import { chargersOf, filterSites, leading } from './ports';
import { bodyOf, faultsOf, formOf } from './profile';

const SITE = '/chargers/C-012';
const answerOf = (page: Partial<ChargerPage> = {}, profile = aChargerProfile()) => ({
  page: aChargerPage(page),
  profile: { ...profile, recorded: true },
});

describe('the ports of a site', () => {
  it('stand charger by charger; what concerns a charger as a whole is no port', () => {
    const station = (stationId: string) => ({
      stationId,
      online: true,
      lastSeenAt: at(0),
      smoke: false,
      blind: [],
    });
    const port = (stationId: string, n: number) => aPort({ stationId, port: n });
    const page = aChargerPage({
      stations: [station('CH-B'), station('CH-A')],
      ports: [port('CH-A', 2), port('CH-A', 0), port('CH-A', 1), port('CH-B', 1)],
    });
    expect(
      chargersOf(page).map(({ number, station: { stationId }, ports }) => [
        number,
        stationId,
        ports.map((one) => one.port),
      ]),
    ).toEqual([
      [1, 'CH-A', [1, 2]],
      [2, 'CH-B', [1]],
    ]);
  });
  it('are told from the gravest, then the hottest', () => {
    const ports = [
      aPort({ port: 1, level: 5, tempC: 60 }),
      aPort({ port: 2, level: 3, tempC: 40 }),
      aPort({ port: 3, level: 3, tempC: 66 }),
    ];
    expect(leading(ports)?.port).toBe(3);
    expect(leading([])).toBeUndefined();
  });
});

describe('the list', () => {
  const sites = [
    aCharger({ id: 'a' }),
    aCharger({ id: 'b', site: { id: 'b', name: '石厦棚', lon: 1, lat: 2 }, reasons: ['功率波动'] }),
  ];
  it('finds every word in name, id, place or reason', () => {
    expect(filterSites(sites, '').map((site) => site.id)).toEqual(['a', 'b']);
    expect(filterSites(sites, '石厦 波动').map((site) => site.id)).toEqual(['b']);
    expect(filterSites(sites, '石厦 烟雾')).toEqual([]);
  });
  it('says of each what is wrong, in use, hottest, open, failed, offline, old, replayed', () => {
    const { since: _, ...calm } = aCharger({ id: 'c', level: 5, reasons: [] });
    const list: ChargerSite[] = [
      aCharger({ ordersOpen: 1, cutOffsFailed: 2 }),
      { ...calm, offline: true, at: at(-3_600_000) },
      aCharger({ id: 'd', site: undefined as never }),
      aCharger({ id: 'e~replay', replay: true }),
    ];
    const page = mounted(ChargerList, { sites: list, selected: 'C-012', now: T0 });
    const words = (id: string) => page.find(`[data-charger="${id}"]`).textContent ?? '';
    for (const word of [
      '超过 90 ℃',
      '6 / 10 口',
      '91 ℃',
      '指令进行中 1',
      '断电失败 2',
      '自 19:34',
    ]) {
      expect(words('C-012')).toContain(word);
    }
    expect(words('c')).toContain('无当前数据');
    expect(words('c')).toContain('离线');
    expect(words('c')).not.toContain('/ 10 口');
    expect(page.find('[data-charger=c] .old').textContent).toContain('60 min');
    expect(words('d')).toContain('未登记');
    expect(words('e~replay')).toContain('回放');
    expect(page.find('[aria-current=true]').dataset.charger).toBe('C-012');
    page.unmount();
  });
});

describe('the form of the settings', () => {
  it('holds what is set, and empty is the default', () => {
    const form = formOf(aChargerProfile());
    expect(form).toMatchObject({ portRatingW: '800', floatW: '', autoCutOff: false, version: 2 });
    expect(bodyOf(form)).toEqual({
      expectedVersion: 2,
      portRatingW: 800,
      siteLimitW: 7_800,
      floatW: null,
      heartbeatS: null,
      meterIdleW: null,
      autoCutOff: false,
      contact: '榕树新村物业',
    });
    expect(bodyOf(formOf(undefined))).toMatchObject({ expectedVersion: 0, contact: null });
  });
  it('finds what the gateway would refuse, and names the field as the gateway does', () => {
    const form = formOf(aChargerProfile());
    expect(faultsOf(form)).toEqual([]);
    Object.assign(form, {
      portRatingW: '0',
      siteLimitW: '99',
      floatW: 'x',
      heartbeatS: '30.5',
      meterIdleW: '11',
      contact: '长'.repeat(65),
    });
    expect(faultsOf(form)).toEqual([
      '/portRatingW',
      '/siteLimitW',
      '/floatW',
      '/heartbeatS',
      '/meterIdleW',
      '/contact',
    ]);
  });
});

describe('the site page', () => {
  let page: ReturnType<typeof mounted>;
  afterEach(() => page.unmount());

  async function open(
    role: Role = 'officer',
    answers: Answers = {},
    site: Partial<ChargerSite> = {},
  ) {
    const gateway = gatewayOf({
      [`GET ${SITE}`]: [200, answerOf()],
      [`GET ${SITE}/sessions`]: [200, { items: [aSession()] }],
      ...answers,
    });
    const props = reactive({
      api: gateway.api,
      me: { name: 'chen', role },
      site: aCharger(site),
      alert: undefined,
      name: '榕树新村车棚',
      now: T0,
    });
    page = mounted(ChargerSitePage, props);
    await settle();
    return { ...gateway, props };
  }

  it('tells level, reasons, figures, whom to call, and the gravest port with its session', async () => {
    await open();
    const words = page.words();
    for (const word of [
      '榕树新村车棚',
      '3 号端口 91 ℃，连续 2 次超过 90 ℃',
      '1.83 kW / 7.80 kW',
      '物业联系人 榕树新村物业',
      '榕树新村车棚 · 1 号桩 3 号端口',
      '平台功率405 W',
      '已充1:30',
      '电量0.61 kWh',
    ]) {
      expect(words).toContain(word);
    }
    expect(page.root.querySelectorAll('[data-curve]')).toHaveLength(2);
  });
  it('shows every port with state, power, heat, level and lock; unknown is a dash', async () => {
    const ports = [
      aPort(),
      aPort({ port: 5, level: 5, reasons: [], lockedBy: 'wang', state: 'idle', powerW: 0.3 }),
      { stationId: STATION, port: 6, at: at(0), level: 5, reasons: [], heatUnknown: false },
    ];
    await open('officer', { [`GET ${SITE}`]: [200, answerOf({ ports })] });
    const port = (n: number) => page.find(`[data-port="${STATION}/${n}"]`).textContent ?? '';
    expect(port(3)).toMatch(/红.*403 W.*91 ℃.*恒流/s);
    expect(port(5)).toMatch(/0\.3 W.*空闲.*锁定/s);
    expect(port(6)).toMatch(/— *— *状态未知/s);
    await page.click(`[data-port="${STATION}/6"]`);
    expect(page.find('[data-port-detail]').dataset.portDetail).toBe(`${STATION}/6`);
    expect(page.words()).toContain('近 30 分钟没有测量');
    await page.key('[data-part=ports]', 'ArrowLeft');
    await settle();
    expect(page.find('[data-port-detail]').dataset.portDetail).toBe(`${STATION}/5`);
  });
  it('says that a charger, or the whole site, is away, and that smoke alarms', async () => {
    const station = {
      stationId: STATION,
      online: false,
      lastSeenAt: at(-720_000),
      smoke: true,
      blind: [],
    };
    await open(
      'officer',
      { [`GET ${SITE}`]: [200, answerOf({ stations: [station] })] },
      { offline: true, at: at(-720_000) },
    );
    expect(page.find('[data-station]').textContent).toMatch(/烟雾报警.*离线，最后数据 12 min前/s);
    expect(page.find('[data-offline]').textContent).toContain('停电、断网或火情');
    expect(page.find('article header').textContent).toContain('旧 12 min');
    expect(page.find('[data-part=figures]').classList).toContain('stale');
    await page.click(`[data-port="${STATION}/4"]`);
    expect(page.find('.detail header').textContent).toContain('无当前数据');
  });
  it('says where each limit comes from, and what no rule can foresee', async () => {
    const limits = [
      { rule: 'port-hot', name: '端口过热', words: '高于 90 ℃', level: 1, bySite: false },
      { rule: 'over-power', name: '端口超功率', words: '高于 880 W', level: 2, bySite: true },
    ];
    await open('officer', { [`GET ${SITE}`]: [200, answerOf({ limits })] });
    expect(page.find('[data-limit=port-hot]').textContent).toContain('默认');
    expect(page.find('[data-limit=over-power]').textContent).toMatch(
      /本场所设定 *lead 11-20 19:35/,
    );
    expect(page.find('[data-part=limits]').textContent).toContain('自动断电关闭');
    const words = page.find('[data-part=unforeseen]').textContent;
    for (const word of [
      '12–29 ℃',
      '几乎不能预见',
      '端口不能预见',
      '90 ℃',
      '365 次',
      '没有告警不等于电池安全',
    ]) {
      expect(words).toContain(word);
    }
  });
  it('says which rules a charger reports too rarely for', async () => {
    const station = {
      stationId: STATION,
      online: true,
      lastSeenAt: at(0),
      smoke: false,
      everyS: 300,
      blind: ['充电末期功率回升', '功率波动'],
    };
    await open('officer', { [`GET ${SITE}`]: [200, answerOf({ stations: [station] })] });
    expect(page.find('[data-part=blind]').textContent).toContain(
      '1 号桩（约每 5 min上报一次）：充电末期功率回升、功率波动',
    );
  });
  it('says nothing of it where all rules can judge, or nobody has told', async () => {
    const older = { stationId: STATION, online: true, lastSeenAt: at(0), smoke: false };
    await open('officer', { [`GET ${SITE}`]: [200, answerOf({ stations: [older as never] })] });
    expect(page.root.querySelector('[data-part=blind]')).toBeNull();
  });
  it('says that no charger of the site was heard yet', async () => {
    await open('officer', { [`GET ${SITE}`]: [200, { ...answerOf(), page: null }] });
    expect(page.find('[data-page=none]').textContent).toContain('还没有上报');
  });
  it('warns where the automatic is on', async () => {
    const profile = aChargerProfile({ autoCutOff: true });
    await open('officer', { [`GET ${SITE}`]: [200, answerOf({}, profile)] });
    expect(page.find('[data-auto]').textContent).toContain('不经人工');
  });
  it('lists ended sessions, older ones on demand, and says when they cannot be read', async () => {
    let away = true;
    const older = { items: [aSession({ id: 'old', port: 9 })] };
    const { sent } = await open('officer', {
      [`GET ${SITE}/sessions`]: (one) => {
        if (away) return [503, { detail: 'the database cannot be reached' }];
        return [
          200,
          one.path.includes('cursor=') ? older : { items: [aSession()], nextCursor: 'c 1' },
        ];
      },
    });
    expect(page.find('[data-sessions=failed]').textContent).toContain('cannot be reached');
    away = false;
    await page.click('[data-do=sessions-again]');
    expect(page.find('[data-session]').textContent).toMatch(
      /黄|红.*端口过热.*1 号桩 3 号端口.*1:30.*0\.61 kWh.*405 W.*91 ℃.*手动停止/s,
    );
    await page.click('[data-do=sessions-more]');
    expect(sent.at(-1)?.path).toContain('cursor=c%201');
    expect(page.root.querySelectorAll('[data-session]')).toHaveLength(2);
    expect(page.root.querySelector('[data-do=sessions-more]')).toBeNull();
  });
  it('gives an order, and shows what became of it before page and record know', async () => {
    const path = `${SITE}/stations/${STATION}/ports/3/orders`;
    const { sent } = await open('officer', { [`POST ${path}`]: [202, {}] });
    await page.click('[data-do=cut-off]');
    await page.fill('textarea[name=reason]', '端口过热');
    await page.submit('dialog form');
    const post = sent.find((one) => one.method === 'POST');
    expect(post?.body).toMatchObject({ action: 'cut-off', reason: '端口过热' });
    expect(post?.body).not.toHaveProperty('alertId');
    expect(page.root.querySelector('dialog')).toBeNull();
    expect(page.find('[data-order=fresh]').textContent).toContain('已提交');
  });
  it('keeps the dialog open when the order was not taken, and says why', async () => {
    const path = `${SITE}/stations/${STATION}/ports/3/orders`;
    const problem = { detail: 'must be a text of at most 500 characters', field: '/reason' };
    await open('officer', { [`POST ${path}`]: [400, problem] });
    await page.click('[data-do=cut-off]');
    await page.fill('textarea[name=reason]', 'x');
    await page.submit('dialog form');
    expect(page.find('dialog .fault').textContent).toContain('at most 500');
    expect(page.root.querySelector('[data-order]')).toBeNull();
  });
  it('lets only a shift lead change the settings, with a refusal at its field', async () => {
    await open('officer');
    expect(page.root.querySelector('[data-do=edit-profile]')).toBeNull();
    expect(page.words()).toContain('须由带班领导执行');
    page.unmount();
    let answer: [number, unknown] = [400, { detail: 'too high', field: '/portRatingW' }];
    const { sent } = await open('shift-lead', { [`PUT ${SITE}/profile`]: () => answer });
    await page.click('[data-do=edit-profile]');
    await page.fill('input[name=heartbeatS]', '-1');
    await page.submit('dialog form');
    expect(page.find('.field:has([name=heartbeatS]) .fault').textContent).toContain(
      '5 到 3,600 的整数',
    );
    expect(sent.some((one) => one.method === 'PUT')).toBe(false);
    await page.fill('input[name=heartbeatS]', '60');
    page.find<HTMLInputElement>('input[name=autoCutOff]').click();
    await nextTick();
    expect(page.find('#auto-note').textContent).toContain('误检取消');
    expect(page.find('#auto-note').classList).toContain('warning');
    await page.submit('dialog form');
    expect(page.find('.field:has([name=portRatingW]) .fault').textContent).toContain('too high');
    answer = [409, { title: 'changed-meanwhile' }];
    await page.submit('dialog form');
    expect(page.find('dialog').textContent).toContain('他人已改为新版本');
    answer = [202, { ...aChargerProfile({ version: 3 }), recorded: false }];
    await page.submit('dialog form');
    expect(page.root.querySelector('dialog')).toBeNull();
    expect(page.words()).toContain('已保存第 3 版 （消息日志暂不可用，恢复后生效）');
    expect(sent.at(-1)?.body ?? sent.find((one) => one.method === 'PUT')?.body).toMatchObject({
      expectedVersion: 2,
      heartbeatS: 60,
      autoCutOff: true,
    });
  });
  it('offers nothing on a recording, and says that a charger is in no register', async () => {
    const { sent } = await open('admin', {}, { id: 'C-012~replay', replay: true });
    expect(sent.map((one) => one.path)).toEqual([
      `${SITE}?replay=true`,
      `${SITE}/sessions?limit=20&replay=true`,
    ]);
    expect(page.root.querySelector('[data-do=cut-off]')).toBeNull();
    expect(page.root.querySelector('[data-do=edit-profile]')).toBeNull();
    expect(page.find('[data-replay]').textContent).toContain('回放');
    expect(page.root.querySelector('[data-part=ports]')).not.toBeNull();
    page.unmount();
    await open('admin', {}, { site: undefined as never });
    expect(page.find('[data-unregistered]').textContent).toContain('未登记');
  });
  it('says that the details cannot be read, and shows what the live view knows', async () => {
    await open('officer', { [`GET ${SITE}`]: [503, { detail: 'the view cannot be reached' }] });
    expect(page.find('[data-page=failed]').textContent).toContain('the view cannot be reached');
    expect(page.words()).toContain('连续 2 次超过 90 ℃');
    expect(page.root.querySelector('[data-part=ports]')).toBeNull();
  });
});

describe('an e-bike alert', () => {
  it('has its curve drawn among the evidence, and what is no curve as it came', () => {
    const evidence = (curve: string) => ({ 温度: '91 ℃', curve });
    const show = (curve: string) =>
      mounted(AlertDetail, {
        alert: anAlert({ domain: 'ebike', evidence: evidence(curve) }),
        timeline: [],
        now: T0,
      });
    const page = show(JSON.stringify(aPort().curve));
    expect(page.root.querySelectorAll('[data-evidence=curve] [data-curve]')).toHaveLength(2);
    expect(page.words()).toContain('温度91 ℃');
    expect(page.words()).not.toContain('powerW');
    page.unmount();
    const odd = show('not drawn');
    expect(odd.root.querySelector('[data-evidence=curve]')).toBeNull();
    expect(odd.words()).toContain('not drawn');
    odd.unmount();
  });
  it('of several ports has the curve of each with its name, and none of what was not measured', () => {
    const json = (tempC: (number | null)[]) =>
      JSON.stringify({ from: '2026-03-02T10:00:00Z', powerW: [300, 310], tempC });
    const page = mounted(AlertDetail, {
      alert: anAlert({
        domain: 'ebike',
        evidence: {
          curve: json([null, null]),
          'curve 1 号桩 3 号端口': json([40, 61]),
          'curve 1 号桩 4 号端口': 'not drawn',
        },
      }),
      timeline: [],
      now: T0,
    });
    expect(page.root.querySelectorAll('[data-evidence=curve] [data-curve]')).toHaveLength(1);
    const named = page.find('[data-evidence="curve 1 号桩 3 号端口"]');
    expect(named.querySelectorAll('[data-curve]')).toHaveLength(2);
    expect(named.querySelector('h4')?.textContent).toBe('1 号桩 3 号端口');
    expect(page.words()).toContain('not drawn');
    page.unmount();
  });
});
