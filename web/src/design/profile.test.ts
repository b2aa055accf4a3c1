import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  BODY_ARC_MIN,
  CAPTION_ARC_MIN,
  REFERENCE_WALL,
  remPx,
  smallestPx,
  TEXT_REM,
} from './profile';

const tokens = readFileSync(resolve(import.meta.dirname, 'tokens.css'), 'utf8');

describe('text on the reference wall', () => {
  const rem = remPx(REFERENCE_WALL);

  it('is large enough at the farthest seat', () => {
    // Half a pixel of rounding is allowed: 17.9 px are 18.
    expect(TEXT_REM.body * rem).toBeGreaterThanOrEqual(
      smallestPx(REFERENCE_WALL, BODY_ARC_MIN) - 0.5,
    );
    const caption = Math.min(...Object.values(TEXT_REM)) * rem;
    expect(caption).toBeGreaterThanOrEqual(smallestPx(REFERENCE_WALL, CAPTION_ARC_MIN) - 0.5);
    expect(caption).toBeGreaterThanOrEqual(16);
    expect(TEXT_REM.title * rem).toBeGreaterThanOrEqual(26);
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
