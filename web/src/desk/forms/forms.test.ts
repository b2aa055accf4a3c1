import { afterEach, describe, expect, it, vi } from 'vitest';
import { createApp, h, nextTick, ref } from 'vue';
import { ApiError } from '../../access/api';
import { createWords } from '../../i18n';
import { faultAt, faultOf, wordsOf } from './faults';
import SearchPick from './SearchPick.vue';
import { findChoices } from './search';
import { usePoll } from './usePoll';

let unmount = () => {};
afterEach(() => {
  unmount();
  unmount = () => {};
  vi.useRealTimers();
});

describe('a refusal', () => {
  const problem = (status: number, body: object = {}) =>
    faultOf(new ApiError(status, 'why', { detail: 'why', ...body }));

  it('stands at the field that it names, and at the group that the field is in', () => {
    const fault = problem(400, { field: '/points/2/deviceId' });
    expect(faultAt(fault, '/points')).toBe('why');
    expect(faultAt(fault, '/points/2/deviceId')).toBe('why');
    expect(faultAt(fault, '/point')).toBeUndefined();
    expect(faultAt(problem(409, { field: '/siteId' }), '/siteId')).toBe('why');
  });
  it('of a field that the form does not show is said in words, with its name', () => {
    const fault = problem(400, { field: '/commandId' });
    expect(wordsOf(fault, ['/siteId'])).toEqual({ key: 'forms.failed', detail: '/commandId: why' });
    expect(wordsOf(problem(400, { field: '/siteId' }), ['/siteId'])?.key).toBe('forms.seeField');
  });
  it('without a field tells what may have happened', () => {
    expect(problem(403).kind).toBe('forbidden');
    expect(problem(403, { title: 'second-person' }).kind).toBe('secondPerson');
    expect(problem(0).kind).toBe('timeout');
    expect(problem(503)).toEqual({ kind: 'failed', detail: 'why' });
    expect(wordsOf(undefined, [])).toBeUndefined();
  });
  it('is not made of what is no answer of the gateway', () => {
    expect(() => faultOf(new TypeError('bug'))).toThrow('bug');
  });
});

const CHOICES = [
  { id: 'B-0010', name: '新洲苑1栋', note: '新洲路 4 号' },
  { id: 'B-0001', name: '天安苑1栋' },
  { id: 'B-0002', name: '天安苑11栋', note: '新洲路 9 号' },
];

describe('the search', () => {
  const ids = (typed: string, limit = 8) =>
    findChoices(CHOICES, typed, limit).shown.map((choice) => choice.id);

  it('finds every word in id, name or note, and puts what begins so first', () => {
    expect(ids('新洲')).toEqual(['B-0010', 'B-0002']);
    expect(ids('天安苑 新洲')).toEqual(['B-0002']);
    expect(ids('b-0001')).toEqual(['B-0001']);
    expect(ids('没有')).toEqual([]);
  });
  it('counts what it does not show', () => {
    expect(findChoices(CHOICES, '', 2)).toMatchObject({ hidden: 1 });
  });
});

describe('the search field', () => {
  function pick() {
    const root = document.createElement('div');
    const chosen = ref('');
    const app = createApp(() =>
      h(SearchPick, {
        choices: CHOICES,
        name: 'site',
        placeholder: '找',
        modelValue: chosen.value,
        'onUpdate:modelValue': (id: string) => {
          chosen.value = id;
        },
      }),
    ).use(createWords('zh'));
    app.mount(root);
    unmount = () => app.unmount();
    const input = root.querySelector('input') as HTMLInputElement;
    const press = (key: string) => {
      const event = new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true });
      input.dispatchEvent(event);
      return event;
    };
    const type = (value: string) => {
      input.value = value;
      input.dispatchEvent(new Event('input'));
    };
    return { root, input, chosen, press, type };
  }

  it('takes by arrows and Enter, and only then lets Enter through to the form', async () => {
    const { input, chosen, press, type } = pick();
    type('天安');
    press('ArrowDown');
    expect(press('Enter').defaultPrevented).toBe(true);
    expect(chosen.value).toBe('B-0002');
    await nextTick();
    expect(input.value).toBe('天安苑11栋');
    expect(press('Enter').defaultPrevented).toBe(false);
  });
  it('forgets the choice as soon as something else is typed', () => {
    const { chosen, press, type } = pick();
    type('天安苑1栋');
    press('Enter');
    expect(chosen.value).toBe('B-0001');
    type('天安苑1');
    expect(chosen.value).toBe('');
  });
  it('says to a reader which entry is meant', async () => {
    const { root, input, type } = pick();
    type('新洲');
    await vi.waitFor(() => expect(input.getAttribute('aria-expanded')).toBe('true'));
    const active = input.getAttribute('aria-activedescendant');
    expect(root.querySelector(`[id="${active}"]`)?.textContent).toContain('新洲苑1栋');
  });
});

describe('asking again', () => {
  it('goes on until the panel is closed; only the opening counts as use', async () => {
    vi.useFakeTimers();
    const runs: boolean[] = [];
    let poll: ReturnType<typeof usePoll> | undefined;
    const app = createApp({
      setup() {
        poll = usePoll(async (attended) => void runs.push(attended), 5_000);
        return () => null;
      },
    });
    app.mount(document.createElement('div'));
    await vi.advanceTimersByTimeAsync(5_100);
    expect(runs).toEqual([true, false]);
    await poll?.now();
    await vi.advanceTimersByTimeAsync(5_100);
    expect(runs).toHaveLength(4);
    app.unmount();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(runs).toHaveLength(4);
  });
});
