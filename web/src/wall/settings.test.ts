import { describe, expect, it } from 'vitest';
import { REFERENCE_WALL } from '../design/profile';
import { settingsOf } from './settings';

describe('the settings of a wall', () => {
  it('have a default each', () => {
    expect(settingsOf('')).toEqual({
      profile: REFERENCE_WALL,
      scenes: undefined,
      turnMs: 30_000,
      shifts: [480, 1_200],
      wrong: [],
    });
  });
  it('come from the address', () => {
    const all = 'profile=0.93mm-5m&turn=45&scenes=fire+slope,ticket&shifts=06:30,18:30';
    expect(settingsOf(`?lang=en&${all}`)).toEqual({
      profile: { pixelPitchMm: 0.93, farthestSeatM: 5 },
      scenes: [['fire', 'slope'], ['ticket']],
      turnMs: 45_000,
      shifts: [390, 1_110],
      wrong: [],
    });
    expect(settingsOf('?turn=off&shifts=off')).toMatchObject({ turnMs: undefined, shifts: [] });
  });
  it('name what was not understood, and keep its default', () => {
    const wrong = ['profile=big', 'scenes=fire,globe', 'turn=5', 'shifts=24:00'];
    expect(settingsOf(`?${wrong.join('&')}`)).toEqual({
      ...settingsOf(''),
      wrong: expect.any(Array),
    });
    expect([...settingsOf(`?${wrong.join('&')}`).wrong].sort()).toEqual([...wrong].sort());
  });
});
