import { describe, expect, it } from 'vitest';
import { aDevice, anAlert, at, T0 } from '../contracts/fixtures';
import { FEED_LIMIT_MS, feedAge } from '../health/feed';
import { fleetRows } from './fleet';
import { fireSummary } from './summary';

describe('the fire row', () => {
  it('leaves unknown what no data supports', () => {
    expect(fireSummary(undefined, undefined)).toEqual({
      online: undefined,
      offline: undefined,
      seen: undefined,
      alarms: undefined,
      faults: undefined,
    });
  });
  it('counts devices of fire only, and tells faults from silence', () => {
    const source = (kind: string, active = true) => ({
      deviceId: 'd',
      kind,
      active,
      firstAt: at(0),
      lastAt: at(0),
      count: 1,
    });
    const alerts = [
      anAlert(),
      anAlert({
        id: 'm',
        class: 'maintenance',
        level: 3,
        sources: [source('fault'), source('offline'), source('tamper', false)],
      }),
      anAlert({ id: 's', domain: 'slope' }),
    ];
    const devices = [
      aDevice(),
      aDevice({ id: '2', online: false }),
      aDevice({ id: '3', domain: 'slope' }),
    ];
    expect(fireSummary(devices, alerts)).toEqual({
      online: 1,
      offline: 1,
      seen: 2,
      alarms: 1,
      faults: 1,
    });
  });
});

describe('the fleet', () => {
  const registry = new Map(
    ['FD-0001', 'FD-0002', 'FD-0003'].map((id) => [id, { id, domain: 'fire', kind: 'smoke' }]),
  );
  it('counts registered, seen and online by kind; never seen is not offline', () => {
    const rows = fleetRows([aDevice(), aDevice({ id: 'FD-0002', online: false })], registry);
    expect(rows).toEqual([{ kind: 'smoke', online: 1, seen: 2, registered: 3 }]);
  });
  it('keeps devices that the registry does not list', () => {
    expect(fleetRows([aDevice({ id: 'new' })], registry).map((r) => r.kind)).toEqual(['', 'smoke']);
  });
  it('does not invent a number of registered devices', () => {
    expect(fleetRows([aDevice()], undefined)[0]?.registered).toBeUndefined();
  });
});

describe('the age of a feed', () => {
  const item = { id: 'feed:fire', rev: 1, ok: true, detail: '' };
  it('is unknown before anything came', () => {
    expect(feedAge(undefined, T0).ageMs).toBeUndefined();
    expect(feedAge(item, T0)).toEqual({ ageMs: undefined, stale: false, ok: true });
  });
  it('is that of the newest datum, and old after two periods', () => {
    expect(feedAge({ ...item, newestAt: at(-400) }, T0)).toMatchObject({
      ageMs: 400,
      stale: false,
    });
    expect(feedAge({ ...item, newestAt: at(-FEED_LIMIT_MS - 1) }, T0).stale).toBe(true);
  });
});
