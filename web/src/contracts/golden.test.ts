import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aDevice, anAlert, aPress } from './fixtures';
import {
  isAlert,
  isChargerSite,
  isDeviceStatus,
  isHealthItem,
  isHotSpot,
  isRawPress,
  isSlopeView,
  isTicketBoard,
  isWallMessage,
  parseWallMessage,
} from './guards';

// The same files that the Java tests read; each name begins with the record's name.
const GOLDEN = resolve(import.meta.dirname, '../../../contracts/src/test/resources/golden');
const files = existsSync(GOLDEN)
  ? readdirSync(GOLDEN).filter((name) => name.endsWith('.json'))
  : [];

const byRecord: [RegExp, (value: unknown) => boolean][] = [
  [/^alert(-[a-z0-9-]*)?$/, isAlert],
  [/^raw-?press/, isRawPress],
  [/^device-?status/, isDeviceStatus],
  [/^health-?item/, isHealthItem],
  [/^slope-view/, isSlopeView],
  [/^charger-site/, isChargerSite],
  [/^ticket-board/, isTicketBoard],
  [/^hot-spot/, isHotSpot],
  [/^wall-/, isWallMessage],
];
/** Golden files of records that never come through the socket only have to be JSON objects. */
const anyObject = (value: unknown) => typeof value === 'object' && value !== null;

function kebab(file: string): string {
  const base = file.replace(/\.json$/, '').replaceAll('.', '-');
  return base.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
}
const alertLike = /^alert-(change|command|input|result|timer|source)/;

describe('golden files of module contracts', () => {
  it('are there', () => {
    expect(files.length).toBeGreaterThan(0);
  });
  for (const file of files) {
    it(`${file} passes the check at the socket boundary`, () => {
      const value: unknown = JSON.parse(readFileSync(resolve(GOLDEN, file), 'utf8'));
      const name = kebab(file);
      const check = alertLike.test(name)
        ? anyObject
        : (byRecord.find(([pattern]) => pattern.test(name))?.[1] ?? anyObject);
      for (const one of Array.isArray(value) ? value : [value]) expect(check(one)).toBe(true);
    });
  }
});

describe('the boundary check', () => {
  it('accepts good items', () => {
    expect(isAlert(anAlert())).toBe(true);
    expect(isRawPress(aPress())).toBe(true);
    expect(isDeviceStatus(aDevice())).toBe(true);
    expect(isHealthItem({ id: 'feed:fire', rev: 1, ok: true })).toBe(true);
  });

  it('accepts absent optional parts, as the codec leaves nulls out', () => {
    const { site: _, timers: __, sources: ___, ...bare } = anAlert();
    expect(isAlert(bare)).toBe(true);
  });

  it('refuses what would break a card', () => {
    expect(isAlert({ ...anAlert(), level: 0 })).toBe(false);
    expect(isAlert({ ...anAlert(), raisedAt: 'yesterday' })).toBe(false);
    expect(isAlert({ ...anAlert(), rev: '7' })).toBe(false);
    expect(isAlert({ ...anAlert(), site: { id: 'x' } })).toBe(false);
    expect(isRawPress({ ...aPress(), state: 'gone' })).toBe(false);
    expect(isDeviceStatus({ ...aDevice(), online: 'yes' })).toBe(false);
  });

  it('refuses frames that are no message', () => {
    expect(parseWallMessage('{')).toBeUndefined();
    expect(parseWallMessage('{"t":"unheard"}')).toBeUndefined();
    expect(parseWallMessage('{"t":"delta","topic":"alerts"}')).toBeUndefined();
    expect(parseWallMessage('{"t":"resync","reason":"too-old"}')?.t).toBe('resync');
  });
});
