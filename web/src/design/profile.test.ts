import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ACTION_ARC_MIN,
  CAPTION_ARC_MIN,
  profileOf,
  REFERENCE_WALL,
  ROUNDING_PX,
  rootSize,
  smallestPx,
  TEXT_REM,
} from './profile';

const tokens = readFileSync(resolve(import.meta.dirname, 'tokens.css'), 'utf8');

describe('text on a wall', () => {
  it('needs the heights that the standards give for a distance', () => {
    // 4.7, 5.8 and 6.4 mm for each metre.
    const metre = { pixelPitchMm: 1, farthestSeatM: 1 };
    expect(smallestPx(metre, 16)).toBeCloseTo(4.65, 2);
    expect(smallestPx(metre, 20)).toBeCloseTo(5.82, 2);
    expect(smallestPx(metre, 22)).toBeCloseTo(6.4, 2);
  });

  it('is as large as its height has it where that is enough, on the reference wall', () => {
    expect(rootSize(REFERENCE_WALL, 1080)).toEqual({ remPx: 1080 * (1 / 49), tooSmall: false });
  });

  it.each([
    [REFERENCE_WALL, 1080],
    [profileOf('1.56mm-8m'), 1080],
    [profileOf('0.78mm-6m'), 2160],
    [profileOf('0.63mm-3m'), 1200],
  ])('is large enough at the farthest seat: %o, %i px', (profile, heightPx) => {
    if (!profile) throw new Error('not a profile');
    const { remPx, tooSmall } = rootSize(profile, heightPx);
    expect(tooSmall).toBe(false);
    const smallest = Math.min(...Object.values(TEXT_REM)) * remPx;
    expect(smallest).toBeGreaterThanOrEqual(
      smallestPx(profile, CAPTION_ARC_MIN) - ROUNDING_PX - 1e-9,
    );
    const action = TEXT_REM.action * remPx;
    expect(action).toBeGreaterThanOrEqual(smallestPx(profile, ACTION_ARC_MIN) - ROUNDING_PX - 1e-9);
  });

  it('stays usable on a screen that is too small, and says so', () => {
    const far = { pixelPitchMm: 1.56, farthestSeatM: 20 };
    expect(rootSize(far, 1080)).toEqual({ remPx: 1080 / 26, tooSmall: true });
  });

  it('is told by a profile in the address', () => {
    expect(profileOf('0.93mm-5m')).toEqual({ pixelPitchMm: 0.93, farthestSeatM: 5 });
    for (const wrong of ['', '0.93', '5m-0.93mm', '0mm-5m', '1mm-500m', '1e1mm-5m']) {
      expect(profileOf(wrong), wrong).toBeUndefined();
    }
  });

  it('has the sizes that the style sheet has', () => {
    for (const [name, size] of Object.entries(TEXT_REM)) {
      const css = new RegExp(`--text-${name}: ([\\d.]+)rem`).exec(tokens)?.[1];
      expect(Number(css), name).toBe(size);
    }
  });
});

describe('contrast', () => {
  const color = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(tokens)?.[1] ?? '';
  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
      const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
      return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string) => {
    const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };
  it.each(['ink', 'ink-2', 'ink-3', 'level-1', 'level-2', 'level-3', 'level-4'])(
    '%s is readable on the ground',
    (name) => {
      expect(contrast(color(name), color('ground'))).toBeGreaterThanOrEqual(4.5);
    },
  );
  it('holds for text on a raised card', () => {
    for (const ink of ['ink', 'ink-2', 'ink-3']) {
      expect(contrast(color(ink), color('raised'))).toBeGreaterThanOrEqual(4.5);
    }
  });
});
