/** Builders for tests: a valid item with the fields that the test is about. */
import type {
  Alert,
  DeviceStatus,
  InstrumentView,
  RawPress,
  SlopePoint,
  SlopeView,
} from './generated';

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

const HOUR_MS = 3_600_000;

/** Evaluated each hour up to T0; `skip`: hours before T0 without a point. */
export function slopePoints(
  hours: number,
  over: (hour: number) => Partial<SlopePoint> = () => ({}),
  skip: readonly number[] = [],
): SlopePoint[] {
  return Array.from({ length: hours }, (_, index) => hours - 1 - index)
    .filter((hour) => !skip.includes(hour))
    .map((hour) => ({
      at: at(-hour * HOUR_MS),
      displacement: 10 - hour * 0.1,
      rate: 2.4,
      sigma: 0.2,
      angle: 61.2,
      level: 3,
      ...over(hour),
    }));
}

export function anInstrument(over: Partial<InstrumentView> = {}): InstrumentView {
  return {
    stationId: 'SL-007-01',
    channel: 'L1_GP_1',
    instrument: 'gnss',
    values: { gpsTotalX: 9.9 },
    lastAt: at(0),
    quality: 'ok',
    current: true,
    displacement: 9.9,
    rate: 2.4,
    sigma: 0.2,
    windowHours: 24,
    angle: 61.2,
    level: 3,
    reasons: ['切线角 61.2°'],
    points: slopePoints(24),
    ...over,
  };
}

export function aSlope(over: Partial<SlopeView> = {}): SlopeView {
  return {
    id: 'S-007',
    rev: 1,
    site: { id: 'S-007', name: '荔枝山西坡', lon: 114.04, lat: 22.53 },
    place: 'yunwan/shapu/c02',
    placeName: '云湾区/沙浦街道/荔枝社区',
    at: at(0),
    level: 3,
    support: 'supported',
    reasons: ['SL-007-01 切线角 61.2°'],
    next: '升到 5.00 mm/d：升为橙色；连续 6 次低于黄色：降级',
    since: at(-HOUR_MS),
    rain: {
      hour1: 0,
      hours3: 0,
      hours6: 0,
      hours12: 0,
      hours24: 0,
      hours72: 0,
      level: 5,
      reason: '',
    },
    instruments: [anInstrument()],
    profileVersion: 3,
    profileUnset: false,
    replay: false,
    angles: { yellow: 55, orange: 80, red: 85 },
    ...over,
  };
}
