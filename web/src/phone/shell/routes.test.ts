import { describe, expect, it } from 'vitest';
import { fitted } from '../shrink';
import { isShellPage } from './routes';

describe('the shell', () => {
  it('is the page alone: no action link, no answer of the city, no other page', () => {
    const at = (path: string) => isShellPage(new URL(path, 'https://city.example'));
    expect(at('/m')).toBe(true);
    expect(at('/m?alert=abc&lang=en')).toBe(true);
    for (const path of ['/m/a/token', '/m/', '/map', '/wall', '/desk', '/api/v1/alerts', '/ws']) {
      expect(at(path), path).toBe(false);
    }
  });
});

describe('a photo', () => {
  it('keeps its shape, and is never made larger', () => {
    expect(fitted(4_000, 3_000)).toEqual([1_600, 1_200]);
    expect(fitted(3_000, 4_000)).toEqual([1_200, 1_600]);
    expect(fitted(640, 480)).toEqual([640, 480]);
    expect(fitted(10_000, 1)).toEqual([1_600, 1]);
  });
});
