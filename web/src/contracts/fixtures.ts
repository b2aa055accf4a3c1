/** Builders for tests: a valid item with the fields that the test is about. */
import type { Alert, DeviceStatus, RawPress } from './generated';

export const T0 = Date.parse('2026-11-21T11:35:45.000Z');
export const at = (ms: number) => new Date(T0 + ms).toISOString();

export function anAlert(over: Partial<Alert> = {}): Alert {
  return {
    id: '00000000000000aa-00000000000000bb',
    rev: 1_000_001,
    groupKey: 'fire/alarm/B-0042',
    class: 'alarm',
    domain: 'fire',
    kind: 'press',
    level: 1,
    condition: 'active',
    response: 'unacknowledged',
    title: '报警按钮被按下',
    reason: '',
    evidence: {},
    site: { id: 'B-0042', name: '天安苑4栋', lon: 114.05, lat: 22.53 },
    place: 'yunwan/shapu/c01/B-0042',
    placeName: '沙浦街道 天安社区',
    sources: [],
    occurrences: 1,
    raisedAt: at(0),
    firstSignalAt: at(0),
    receivedAt: at(0),
    updatedAt: at(0),
    timers: [],
    escalation: { step: 0, notified: [] },
    tags: [],
    ...over,
  } as Alert;
}

export function aPress(over: Partial<RawPress> = {}): RawPress {
  return {
    id: 'p1',
    rev: 1,
    signalId: 's1',
    deviceId: 'FD-0001',
    signal: 'press',
    site: { id: 'B-0042', name: '天安苑4栋', lon: 114.05, lat: 22.53 },
    receivedAt: at(0),
    state: 'unaggregated',
    ...over,
  } as RawPress;
}

export function aDevice(over: Partial<DeviceStatus> = {}): DeviceStatus {
  return {
    id: 'FD-0001',
    rev: 1,
    domain: 'fire',
    siteId: 'B-0042',
    place: 'yunwan/shapu',
    online: true,
    lastSeenAt: at(0),
    ...over,
  };
}
