import { afterEach, describe, expect, it, vi } from 'vitest';
import { anInstrument, aSlope, at } from '../../contracts/fixtures';
import type { RainView, Role, SlopeProfile, SlopeView } from '../../contracts/generated';
import type { InstrumentView } from '../../slope/steps';
import { type Answers, gatewayOf, mounted, settle } from '../testing';
import { aliasesOf, bodyOf, faultsOf, formOf } from './profile';
import { rainBars, rainScale } from './rain';
import SlopeList from './SlopeList.vue';
import SlopePage from './SlopePage.vue';

/** A page without layout has no charts. */
vi.mock('./charts/echarts', () => ({
  init: () => ({ setOption: () => {}, resize: () => {}, dispose: () => {} }),
}));

const HOUR = 3_600_000;
const found = {
  stationId: 'SL-007-01',
  channel: 'L1_GP_1',
  mmPerDay: 0.604321,
  sigma: 0.05,
  from: at(-60 * 24 * HOUR),
  to: at(-30 * 24 * HOUR),
  version: 1,
};
const approved = { ...found, mmPerDay: 1.312345, version: 2, approvedBy: '王工' };
const crack = { stationId: 'SL-007-02', channel: 'L1_LF_1', instrument: 'crack' as const };
const profile = (over: Partial<SlopeProfile> = {}): SlopeProfile => ({
  siteId: 'S-007',
  version: 3,
  name: '荔枝山西坡',
  rates: [approved],
  limits: { blue: 1, yellow: 2, orange: 5, red: 10, orangeWeek: 20, redHour: 2 },
  aliases: { 'OLD-01': 'SL-007-01' },
  channels: [{ stationId: 'SL-007-02', channel: 'L1_LF_1', sigma: 0.5, manual: true }],
  verdicts: [],
  responsible: 'lin',
  approvedBy: '王工',
  at: at(0),
  limitsBy: { version: 2, by: '王工', at: at(-HOUR) },
  ...over,
});
const view = (over: Partial<SlopeView> = {}) =>
  aSlope({ instruments: [anInstrument({ reference: found }), anInstrument(crack)], ...over });

describe('the form of the settings', () => {
  it('begins with what holds now, and sent back unchanged changes nothing', () => {
    const held = profile();
    const body = bodyOf(formOf(view(), held));
    expect(body).toEqual({
      expectedVersion: 3,
      name: held.name,
      responsible: 'lin',
      limits: held.limits,
      rates: [approved],
      channels: held.channels,
      aliases: held.aliases,
    });
  });
  it('sends no rate that only the software found, unless a person takes it upon himself', () => {
    const form = formOf(view(), undefined);
    expect(form.rates[0]).toMatchObject({ set: false, mmPerDay: '0.6043' });
    expect(bodyOf(form)).toMatchObject({ expectedVersion: 0, rates: [], responsible: null });
    const [first] = form.rates;
    if (first) first.set = true;
    expect(bodyOf(form)).toMatchObject({
      rates: [{ stationId: 'SL-007-01', channel: 'L1_GP_1', mmPerDay: 0.6043, sigma: 0.05 }],
    });
    expect(JSON.stringify(bodyOf(form))).not.toContain('approvedBy');
  });
  it("leaves the software's stored estimate unapproved until a person sets it", () => {
    const form = formOf(view(), profile({ rates: [found] }));
    expect(form.rates[0]).toMatchObject({ set: false, mmPerDay: '0.6043' });
    expect(bodyOf(form)).toMatchObject({ rates: [] });
    const [first] = form.rates;
    if (first) first.set = true;
    const { version: _, ...numbers } = found;
    expect(bodyOf(form)).toHaveProperty('rates', [numbers]);
  });
  it('keeps the settings of a station that does not report', () => {
    const gone = { ...approved, stationId: 'SL-007-09' };
    const form = formOf(view(), profile({ rates: [approved, gone] }));
    expect(form.rates.map((rate) => rate.stationId)).toContain('SL-007-09');
    expect(bodyOf(form)).toMatchObject({ rates: [approved, gone] });
  });
  it('finds what the gateway would refuse, and names the field as the gateway does', () => {
    const form = formOf(view(), profile());
    expect(faultsOf(form)).toEqual([]);
    Object.assign(form, { name: ' ', aliases: 'OLD-01' });
    Object.assign(form.limits, { orange: '1.5', redHour: '' });
    Object.assign(form.rates[0] ?? {}, { mmPerDay: '0', to: form.rates[0]?.from });
    expect(faultsOf(form)).toEqual([
      '/name',
      '/limits/orange',
      '/limits/redHour',
      '/rates/0/mmPerDay',
      '/rates/0/to',
      '/aliases',
    ]);
  });
  it('reads renamed stations line by line', () => {
    expect(aliasesOf(' LIKI A = A \n\nB=C')).toEqual({ 'LIKI A': 'A', B: 'C' });
    expect(aliasesOf('')).toEqual({});
    expect(aliasesOf('A = ')).toBeUndefined();
    expect(aliasesOf('A = B = C')).toBeUndefined();
  });
});

describe('the rain', () => {
  it('stands beside the national signals', () => {
    const rain: RainView = {
      hour1: 22,
      hours3: 51,
      hours6: 60,
      hours12: 49,
      hours24: 86,
      hours72: 240,
      level: 2,
      reason: '',
    };
    const bars = rainBars(rain);
    expect(bars.map((bar) => bar.reached)).toEqual([
      undefined,
      2,
      3,
      undefined,
      undefined,
      undefined,
    ]);
    expect(rainScale(bars)).toBe(240);
    expect(rainScale(rainBars({ ...rain, hours24: 0, hours72: 0 }))).toBe(110);
  });
});

describe('the slope page', () => {
  let page: ReturnType<typeof mounted>;
  afterEach(() => page.unmount());

  const none = { version: 0, rates: [], limitsBy: undefined as never };

  async function open(
    role: Role,
    shown: SlopeView,
    answers: Answers = {},
    now = Date.parse(at(0)),
  ) {
    const gateway = gatewayOf({
      'GET /slopes/S-007/profile': [200, { ...profile(none), recorded: true }],
      ...answers,
    });
    page = mounted(SlopePage, { api: gateway.api, role, view: shown, now });
    await settle();
    return gateway;
  }

  it('tells level, support, reasons, each part of what comes next, and who is responsible', async () => {
    await open('officer', view({ responsible: 'lin' }));
    for (const word of ['黄', '其他仪器也在变形', '切线角 61.2°', 'lin', '数据截至 11-21 19:35']) {
      expect(page.words()).toContain(word);
    }
    expect(page.root.querySelectorAll('[data-part=next] li')).toHaveLength(2);
  });
  it('says plainly that nobody has approved a rate or the limits', async () => {
    await open('officer', view());
    expect(page.find('[data-part=reference]').textContent).toContain('未批准');
    expect(page.find('[data-part=limits]').textContent).toContain('默认值 · 未批准');
    page.unmount();
    await open('officer', view({ instruments: [anInstrument({ reference: approved })] }), {
      'GET /slopes/S-007/profile': [200, profile()],
    });
    expect(page.find('[data-part=reference]').textContent).toContain('王工 批准');
    expect(page.find('[data-part=limits]').textContent).toMatch(/第 2 版 · 王工 · 11-21 18:35/);
  });
  it('names the gate that blocked a forecast', async () => {
    const forecast = { gate: 'no-onset' as const, fit: 0, points: 9, intercept: 0, slope: 0 };
    await open('officer', view({ instruments: [anInstrument({ forecast })] }));
    expect(page.find('[data-part=forecast]').textContent).toContain('未见持续加速');
  });
  it('says how old the data is once it is, and shows the gap up to now', async () => {
    await open('officer', view(), {}, Date.parse(at(9 * HOUR)));
    expect(page.words()).toContain('旧 9 h');
    expect(page.find('[data-part=charts]').dataset.gaps).toBe('1');
    expect(page.find('[data-gap]').textContent).toContain('至今无数据');
  });
  it('marks quality with its reason, and silent instruments', async () => {
    const bad = { quality: 'frozen' as const, qualityReason: '读数 40 次未变', current: false };
    await open('officer', view({ instruments: [anInstrument(bad)] }));
    expect(page.find('[data-quality=frozen]').textContent).toMatch(/读数不变.*40 次未变.*断测/);
  });

  it('asks for the record over the chosen time, and says when it cannot be read', async () => {
    let away = true;
    const record = {
      siteId: 'S-007',
      from: at(-30 * 24 * HOUR),
      to: at(0),
      step: 'hour',
      instruments: [],
      steps: [{ at: at(-5 * HOUR), rain: 12.5, level: 3 }],
      changes: [{ at: at(-5 * HOUR), level: 3, support: 'alone', reasons: ['切线角 61.2°'] }],
    };
    const { sent } = await open('viewer', view(), {
      'GET /slopes/S-007/history': () =>
        away ? [503, { detail: 'the database cannot be reached now' }] : [200, record],
    });
    await page.click('[data-span=month]');
    expect(sent.at(-1)?.path).toContain(`to=${encodeURIComponent(at(0))}&step=hour`);
    expect(page.find('[data-history=failed]').textContent).toContain('cannot be reached');
    expect(page.root.querySelector('[data-part=charts]')).toBeNull();
    away = false;
    await page.click('[data-do=history-again]');
    expect(page.find('[data-part=changes]').textContent).toContain('切线角 61.2°');
    expect(page.find('[data-part=charts]').textContent).toContain('有数据 0 段');
    expect(page.find('.rain-steps [role=img]').getAttribute('aria-label')).toContain('12.5 mm');
    await page.click('[data-span=live]');
    expect(page.root.querySelector('[data-part=changes]')).toBeNull();
  });

  const step = { at: at(-3 * HOUR), size: 14.2 };
  const stepped = (over: Partial<InstrumentView> = {}) =>
    view({ instruments: [{ ...anInstrument({ quality: 'step' }), step, ...over } as never] });

  it('sends the verdict on a jump with its grounds, and says so', async () => {
    const { sent } = await open('shift-lead', stepped(), {
      'POST /slopes/S-007/steps': [200, { ...profile({ version: 1 }), recorded: true }],
    });
    await page.click('[data-do=judge]');
    const send = page.find<HTMLButtonElement>('[data-do=send-verdict]');
    expect(send.disabled).toBe(true);
    page.find<HTMLInputElement>('input[value=instrument]').click();
    await page.fill('textarea[name=reason]', ' 基准站检修 ');
    await page.submit('dialog form');
    expect(sent.find((one) => one.method === 'POST')?.body).toEqual({
      stationId: 'SL-007-01',
      channel: 'L1_GP_1',
      at: step.at,
      verdict: 'instrument',
      reason: '基准站检修',
    });
    expect(page.find('[data-part=steps]').textContent).toContain('已提交：SL-007-01 L1_GP_1');
    expect(page.root.querySelector('dialog')).toBeNull();
  });
  it('says when a verdict is stored but does not count yet', async () => {
    await open('shift-lead', stepped(), {
      'POST /slopes/S-007/steps': [202, { ...profile({ version: 1 }), recorded: false }],
    });
    await page.click('[data-do=judge]');
    page.find<HTMLInputElement>('input[value=real]').click();
    await page.fill('textarea[name=reason]', '现场核实');
    await page.submit('dialog form');
    expect(page.find('[data-part=steps]').textContent).toContain('恢复后生效');
  });
  it('lets an officer only say that the ground moved, and a viewer nothing', async () => {
    await open('officer', stepped());
    await page.click('[data-do=judge]');
    expect(page.find<HTMLInputElement>('input[value=instrument]').disabled).toBe(true);
    expect(page.find('dialog').textContent).toContain('须由带班领导认定');
    page.unmount();
    await open('viewer', stepped());
    expect(page.root.querySelector('[data-do=judge]')).toBeNull();
    expect(page.words()).toContain('须由值班员及以上认定');
  });
  it('offers no verdict on a jump of a recording', async () => {
    await open('shift-lead', { ...stepped(), id: 'S-007~replay', replay: true });
    expect(page.find('[data-part=steps]').textContent).toContain('跳变');
    expect(page.root.querySelector('[data-do=judge]')).toBeNull();
  });
  it('offers no verdict on a jump that the view does not name, but says that it waits', async () => {
    await open('shift-lead', stepped({ step: undefined }));
    expect(page.find('[data-part=steps]').textContent).toContain('暂不能在此认定');
    expect(page.root.querySelector('[data-do=judge]')).toBeNull();
  });

  const held = (over: Partial<SlopeView> = {}) => view({ level: 2, releaseTo: 4, ...over });

  it('offers to take back what is only held, with the grounds, and says who did', async () => {
    const { sent } = await open('shift-lead', held(), { 'POST /slopes/S-007/release': [202, {}] });
    expect(page.find('[data-part=release]').textContent).toContain('仪器当前已不显示');
    await page.click('[data-do=release]');
    expect(page.find('dialog').textContent).toContain('由橙降为蓝');
    expect(page.find<HTMLButtonElement>('[data-do=send-release]').disabled).toBe(true);
    await page.fill('textarea[name=reason]', ' 现场复核 ');
    await page.submit('dialog form');
    expect(sent.find((one) => one.method === 'POST')?.body).toEqual({
      expectedLevel: 2,
      reason: '现场复核',
    });
    expect(page.find('[data-part=release]').textContent).toContain('已提交');
    page.unmount();
    const released = { id: 'r', siteId: 'S-007', level: 2, by: '王工', reason: '复核', at: at(0) };
    await open('officer', view({ released }));
    expect(page.find('[data-released]').textContent).toMatch(/王工 于 .* 解除橙色预警：复核/);
    expect(page.root.querySelector('[data-do=release]')).toBeNull();
  });
  it('says when the level changed meanwhile', async () => {
    const problem = { title: 'changed-meanwhile', detail: 'is 1', field: '/expectedLevel' };
    await open('shift-lead', held(), { 'POST /slopes/S-007/release': [409, problem] });
    await page.click('[data-do=release]');
    await page.fill('textarea[name=reason]', '现场复核');
    await page.submit('dialog form');
    expect(page.find('dialog').textContent).toContain('级别已变化');
  });
  it('offers no release of what the instruments show, of a recording, or to an officer', async () => {
    await open('shift-lead', view({ level: 2 }));
    expect(page.root.querySelector('[data-part=release]')).toBeNull();
    page.unmount();
    await open('shift-lead', held({ id: 'S-007~replay', replay: true }));
    expect(page.words()).not.toContain('参数未能取得');
    expect(page.root.querySelector('[data-do=edit-profile]')).toBeNull();
    expect(page.root.querySelector('[data-part=release]')).toBeNull();
    page.unmount();
    await open('officer', held());
    expect(page.root.querySelector('[data-do=release]')).toBeNull();
    expect(page.words()).toContain('提前解除须由带班领导执行');
  });
  it('says that nobody has set anything, and that a station is in no register', async () => {
    await open('officer', view({ profileVersion: 0 }));
    expect(page.find('[data-no-profile]').textContent).toContain('参数未设定');
    page.unmount();
    await open('officer', view({ profileVersion: 1, profileUnset: true }));
    expect(page.find('[data-no-profile]').textContent).toContain('参数未设定');
    page.unmount();
    await open('officer', view({ site: undefined as never }));
    expect(page.find('[data-unregistered]').textContent).toContain('未登记');
  });
  it('draws the limits of the angle where the policy has them', async () => {
    await open('officer', view({ angles: { yellow: 50, orange: 70, red: 75 } }));
    const ticks = page.find('svg[role=img]').textContent ?? '';
    for (const word of ['匀速 45°', '50°', '70°', '75°']) expect(ticks).toContain(word);
    expect(ticks).not.toContain('85°');
  });

  it('keeps the form open with the refusal at its field, and saves what is right', async () => {
    let refuse = true;
    const problem = {
      title: 'bad field',
      detail: 'must be a positive number',
      field: '/limits/red',
    };
    const { sent } = await open('shift-lead', view(), {
      'PUT /slopes/S-007/profile': () =>
        refuse ? [400, problem] : [200, { ...profile({ version: 1 }), recorded: true }],
    });
    await page.click('[data-do=edit-profile]');
    await page.fill('input[name=yellow]', '0.5');
    await page.submit('dialog form');
    expect(sent.some((one) => one.method === 'PUT')).toBe(false);
    expect(page.find('input[name=yellow]').getAttribute('aria-invalid')).toBe('true');
    await page.fill('input[name=yellow]', '3');
    await page.submit('dialog form');
    expect(page.find('input[name=red]').getAttribute('aria-invalid')).toBe('true');
    expect(page.find('dialog').textContent).toContain('must be a positive number');
    refuse = false;
    await page.submit('dialog form');
    expect(sent.filter((one) => one.method === 'PUT').at(-1)?.body).toMatchObject({
      expectedVersion: 0,
      limits: { yellow: 3 },
    });
    expect(page.words()).toContain('已保存第 1 版');
  });
  it('says when somebody else was faster', async () => {
    const problem = {
      title: 'changed-meanwhile',
      detail: 'newest is 4',
      field: '/expectedVersion',
    };
    await open('shift-lead', view(), { 'PUT /slopes/S-007/profile': [409, problem] });
    await page.click('[data-do=edit-profile]');
    await page.submit('dialog form');
    expect(page.find('dialog').textContent).toContain('他人已改为新版本');
  });
});

describe('the list', () => {
  it('has recordings apart, with their mark, below what goes on', () => {
    const views = [
      view({ id: 'S-008', profileVersion: 0 }),
      view({ id: 'SL-9', site: undefined as never }),
      view({ id: 'S-007~replay', level: 1, replay: true }),
    ];
    const page = mounted(SlopeList, { views, selected: undefined, now: Date.parse(at(0)) });
    const rows = [...page.root.querySelectorAll('li')];
    expect(rows.map((row) => row.querySelector('[data-mark]')?.textContent?.trim())).toEqual([
      '参数未设定',
      '未登记',
      '回放',
    ]);
    expect(rows.map((row) => row.querySelector('h3')?.textContent?.trim())).toEqual([
      undefined,
      undefined,
      '回放',
    ]);
    page.unmount();
  });
});
