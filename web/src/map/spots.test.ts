import { afterEach, describe, expect, it } from 'vitest';
import { nextTick, reactive } from 'vue';
import type { HotSpot } from '../contracts/generated';
import { mounted } from '../desk/testing';
import SpotList from './SpotList.vue';
import { spotAt } from './spots';

const spot = (id: string, over: Partial<HotSpot> = {}) =>
  ({
    id,
    cell: '20415:8123',
    category: '05-02',
    categoryName: '机动车乱停',
    placeName: '云湾区/沙浦街道/榕树社区/第三网格',
    west: 114,
    south: 22.5,
    east: 114.005,
    north: 22.505,
    from: '2026-11-22T01:00:00Z',
    to: '2026-11-23T01:00:00Z',
    count: 9,
    callers: 6,
    unknownCallers: 2,
    mean: 2.25,
    weeks: 4,
    limit: 6.7,
    ...over,
  }) as HotSpot;
afterEach(() => {
  document.body.innerHTML = '';
});

function list(spots: HotSpot[], chosen?: string, language: 'zh' | 'en' = 'zh') {
  const props = reactive<{ spots: HotSpot[]; chosen: string | undefined; onChoose: unknown }>({
    spots,
    chosen,
    onChoose: (id: string | undefined) => {
      props.chosen = id;
    },
  });
  return mounted(SpotList, props, language);
}

describe('the hot spots beside the map', () => {
  it('say what, how often, and against which mean; chosen, all their evidence', async () => {
    const { root, find } = list([spot('a')]);
    expect(root.textContent).toContain('机动车乱停');
    expect(root.textContent).toContain('9 件（同日均值 2.3）');
    expect(root.querySelector('[data-spot-card]')).toBeNull();
    find<HTMLButtonElement>('[data-spot="a"] button').click();
    await nextTick();
    const card = find('[data-spot-card]').textContent;
    for (const words of ['20415:8123', '榕树社区 · 第三网格', '11-22 09:00 – 11-23 09:00'])
      expect(card).toContain(words);
    expect(card).toContain('6 名不同诉求人，其中未知 2');
    expect(card).toContain('2.3 件（前 4 周的同一天），门限 6.7');
    find<HTMLButtonElement>('[data-spot="a"] button').click();
    await nextTick();
    expect(root.querySelector('[data-spot-card]')).toBeNull();
  });
  it('say that nothing is compared with where no week is known, in English too', () => {
    const { root } = list([spot('a', { weeks: 0, mean: 0 })], 'a', 'en');
    expect(root.textContent).toContain('mean of the weekday —');
    expect(root.textContent).toContain('no earlier weeks to compare with; limit 6.7');
  });
  it('show the largest, the chosen among them, and how many more there are', () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => spot(id));
    const { root } = list(many, 'f');
    const ids = [...root.querySelectorAll<HTMLElement>('[data-spot]')].map((li) => li.dataset.spot);
    expect(ids).toEqual(['a', 'b', 'c', 'f']);
    expect(root.textContent).toContain('另有 2 处');
  });
});

describe('the spot under the pointer', () => {
  it('is the one whose cell holds the point', () => {
    const mark = { ...spot('a'), words: '' };
    const project = ([lon, lat]: readonly [number, number]) =>
      [(lon - 114) * 10_000, (22.505 - lat) * 10_000] as const;
    expect(spotAt([mark], [25, 25], project)?.id).toBe('a');
    expect(spotAt([mark], [51, 25], project)).toBeUndefined();
    expect(spotAt([mark], [25, -1], project)).toBeUndefined();
  });
});
