import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from './en';
import { languageOf } from './index';
import { zh } from './zh';

type Tree = { [key: string]: string | Tree };
const keysOf = (tree: Tree, prefix = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );
const at = (tree: Tree, path: string): unknown =>
  path.split('.').reduce<unknown>((node, key) => (node as Tree | undefined)?.[key], tree);

const SRC = resolve(import.meta.dirname, '..');
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(vue|ts)$/.test(file) && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(resolve(SRC, file), 'utf8'));

describe('the words', () => {
  it('exist in both languages, and none is empty', () => {
    expect(keysOf(en).sort()).toEqual(keysOf(zh).sort());
    for (const key of keysOf(zh)) {
      expect(at(zh, key), key).not.toBe('');
      expect(at(en, key), key).not.toBe('');
    }
  });

  it('use the same placeholders in both', () => {
    const holes = (text: unknown) =>
      String(text)
        .match(/\{\w+\}/g)
        ?.sort() ?? [];
    for (const key of keysOf(zh)) expect(holes(at(en, key)), key).toEqual(holes(at(zh, key)));
  });

  it('exist for every key that the code names', () => {
    const named = sources.flatMap((text) =>
      [...text.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map((match) => match[1] ?? ''),
    );
    expect(named.length).toBeGreaterThan(50);
    for (const key of named) expect(typeof at(zh, key), key).toBe('string');
  });

  it('exist for every family that the code builds', () => {
    const built = sources.flatMap((text) =>
      [...text.matchAll(/\bt\(\s*`([\w.]+)\.\$\{/g)].map((match) => match[1] ?? ''),
    );
    for (const family of new Set(built)) expect(typeof at(zh, family), family).toBe('object');
  });
});

describe('the words for tags', () => {
  it('exist for every tag that a gateway or a job sets', () => {
    const contracts = readFileSync(resolve(SRC, 'contracts/generated.ts'), 'utf8');
    const union = /type AlertTag = (.+);/.exec(contracts)?.[1] ?? '';
    const tags = [...union.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '');
    expect(tags).toContain('replay');
    for (const tag of tags) expect(typeof at(zh, `tag.${tag}`), tag).toBe('string');
  });
});

describe('the language', () => {
  it('is Chinese unless asked or remembered otherwise', () => {
    expect(languageOf('', null)).toBe('zh');
    expect(languageOf('?lang=en', null)).toBe('en');
    expect(languageOf('', 'en')).toBe('en');
    expect(languageOf('?lang=zh', 'en')).toBe('zh');
    expect(languageOf('?lang=fr', null)).toBe('zh');
  });
});
