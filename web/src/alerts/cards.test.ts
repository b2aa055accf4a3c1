import { afterEach, describe, expect, it } from 'vitest';
import { createApp, h } from 'vue';
import { anAlert, aPress, at, T0 } from '../contracts/fixtures';
import { createWords, type Language } from '../i18n';
import AlertStack from './AlertStack.vue';

let unmount = () => {};
afterEach(() => unmount());

function stack(props: object, language: Language = 'zh'): HTMLElement {
  const root = document.createElement('div');
  const all = {
    rows: 7,
    dense: false,
    presses: [],
    alerts: [],
    hidden: 0,
    all: [],
    known: true,
    now: T0,
    ...props,
  };
  const app = createApp(() => h(AlertStack, all)).use(createWords(language));
  app.mount(root);
  unmount = () => app.unmount();
  return root;
}
const text = (root: HTMLElement) => root.textContent?.replace(/\s+/g, ' ') ?? '';

describe('a card', () => {
  it('says level, title, place, state, age and what is due', () => {
    const alert = anAlert({ timers: [{ name: 'acknowledge', dueAt: at(30_000) }], occurrences: 3 });
    const words = text(stack({ alerts: [alert], now: T0 + 6_000 }));
    for (const part of [
      'I',
      '红',
      '报警按钮被按下',
      '天安苑4栋',
      '待确认',
      '0:06',
      '确认剩 0:24',
      '3 次',
    ]) {
      expect(words).toContain(part);
    }
  });
  it('names the owner, and to whom it has climbed', () => {
    const escalation = { step: 1, notified: ['带班领导'] };
    const words = text(stack({ alerts: [anAlert({ owner: '陈值班', escalation })] }));
    expect(words).toContain('陈值班');
    expect(words).toContain('已升级至带班领导');
  });
  it('speaks English too', () => {
    expect(text(stack({ alerts: [anAlert()] }, 'en'))).toContain('Unacknowledged');
  });
});

describe('a raw press', () => {
  it('is marked with how far it has come', () => {
    expect(text(stack({ presses: [aPress()] }))).toContain('未经汇聚');
    expect(text(stack({ presses: [aPress({ state: 'unrecorded' })] }))).toContain('未入库');
  });
  it('is shown even if its place is not registered', () => {
    const { site: _, ...nowhere } = aPress();
    expect(text(stack({ presses: [nowhere] }))).toContain('未登记地点');
  });
});

describe('an empty stack', () => {
  it('tells nothing known from nothing open', () => {
    expect(text(stack({ known: false }))).toContain('尚未收到告警数据');
    expect(text(stack({}))).toContain('当前没有未关闭的告警');
  });
  it('says what has no row', () => {
    const all = [
      anAlert({ id: 'a', level: 3, suppressedBy: 'x' }),
      anAlert({ id: 'b', level: 3, suppressedBy: 'x', standing: 's1' }),
    ];
    expect(text(stack({ hidden: 12, all }))).toMatch(
      /\+12 条未显示.*被解释 2.*洪流中 0.*已搁置 0.*公告期内 1/,
    );
  });
});

describe('a storm', () => {
  it('is a cause with its number, and a flood with what came first', () => {
    const cause = anAlert({ id: 'cut', level: 2 });
    const flood = anAlert({
      id: 'flood',
      level: 3,
      flood: {
        seat: 'all',
        since: at(0),
        total: 24,
        byLevel: {},
        byKind: {},
        active: 18,
        firstOut: [{ alertId: 'x', title: '井盖倾斜', level: 3, at: at(0) }],
        over: false,
      },
    });
    const parts = [
      anAlert({ id: 'a', level: 3, suppressedBy: 'cut' }),
      anAlert({ id: 'b', level: 3, suppressedBy: 'cut' }),
      anAlert({ id: 'c', level: 4, partOf: 'flood' }),
    ];
    const words = text(stack({ alerts: [cause, flood], all: [cause, flood, ...parts] }));
    expect(words).toMatch(/告警洪流.*新增 24 · 现存 18.*黄 · 井盖倾斜/);
    expect(words).toContain('由此引起 2 条');
    expect(words).toContain('并入 1 条');
  });
  it('shows what lies in the flood where cards leave room, and gives that room back to reds', () => {
    const flood = anAlert({
      id: 'flood',
      level: 3,
      flood: {
        seat: 'all',
        since: at(0),
        total: 24,
        byLevel: {},
        byKind: {},
        active: 18,
        firstOut: [{ alertId: 'c', title: '井盖倾斜', level: 2, at: at(0) }],
        over: false,
      },
    });
    const part = anAlert({ id: 'c', level: 2, title: '井盖倾斜', partOf: 'flood' });
    const reds = [1, 2, 3, 4, 5].map((n) => anAlert({ id: `red-${n}` }));
    const quiet = stack({ alerts: [flood], all: [flood, part] });
    expect(quiet.querySelector('[data-incident]')?.textContent).toContain('井盖倾斜');
    expect(quiet.querySelector('[data-flood]')?.textContent).toContain('天安苑4栋');
    unmount();
    const burning = stack({ alerts: [...reds, flood], all: [...reds, flood, part] });
    expect(burning.querySelector('[data-incident]')).toBeNull();
  });
});
