import { afterEach, describe, expect, it } from 'vitest';
import { at } from '../../contracts/fixtures';
import type { SlopeProfile } from '../../contracts/generated';
import { mounted } from '../testing';
import LimitsPart from './LimitsPart.vue';
import { DEFAULT_LIMITS } from './profile';

/** As an officer's verdict on a jump leaves it. */
const judged: SlopeProfile = {
  siteId: 'S-007',
  version: 4,
  name: '荔枝山西坡',
  rates: [],
  limits: DEFAULT_LIMITS,
  aliases: {},
  channels: [],
  verdicts: [],
  approvedBy: '值班员',
  at: at(0),
};

describe('the limits', () => {
  let page: ReturnType<typeof mounted>;
  afterEach(() => page.unmount());

  function wordsOf(over: Partial<SlopeProfile>): string {
    const profile = { ...judged, ...over };
    page = mounted(LimitsPart, { limits: profile.limits, profile });
    return page.find('.who').textContent ?? '';
  }

  it('are defaults that nobody approved, whoever judged a jump', () => {
    expect(wordsOf({})).toContain('默认值 · 未批准');
  });
  it('name who set them, when and by which version, not who came after', () => {
    const limitsBy = { version: 2, by: '王工', at: at(-3_600_000) };
    expect(wordsOf({ limitsBy })).toContain('第 2 版 · 王工 · 11-21 18:35');
  });
  it('name nobody where that was not kept', () => {
    const words = wordsOf({ limits: { ...DEFAULT_LIMITS, red: 12 } });
    expect(words).toContain('设定人无记录');
    expect(words).not.toContain('值班员');
  });
});
