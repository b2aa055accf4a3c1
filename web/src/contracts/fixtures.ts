/** Builders for tests: a valid item with the fields that the test is about. */
import type {
  Alert,
  ChargerPage,
  ChargerProfile,
  ChargerSite,
  ChargingSession,
  DeviceStatus,
  InstrumentView,
  PortOrderView,
  PortView,
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

export function aCharger(over: Partial<ChargerSite> = {}): ChargerSite {
  return {
    id: 'C-012',
    rev: 7,
    site: { id: 'C-012', name: '榕树新村车棚', lon: 114.03, lat: 22.52 },
    place: 'yunwan/shapu/c01/g0103/C-012',
    placeName: '云湾区/沙浦街道/榕树社区/第三网格/榕树新村车棚',
    at: at(0),
    level: 1,
    reasons: ['3 号端口 91 ℃，连续 2 次超过 90 ℃'],
    since: at(-60_000),
    ports: 10,
    inUse: 6,
    powerW: 1830.5,
    siteLimitW: 7800,
    hottestC: 91,
    hottestPort: '1 号桩 3 号端口',
    stations: 1,
    stationsOffline: 0,
    offline: false,
    ordersOpen: 0,
    cutOffs: 0,
    cutOffsFailed: 0,
    locked: 0,
    replay: false,
    ...over,
  };
}

export const STATION = 'CH-861197060000012';

export function anOrder(over: Partial<PortOrderView> = {}): PortOrderView {
  return {
    id: '7b1c9a52-4f0e-4a6c-8d5e-2f9a6f3c1d01',
    rev: 1,
    siteId: 'C-012',
    stationId: STATION,
    port: 3,
    action: 'cut-off',
    state: 'REQUESTED',
    detail: '',
    by: 'chen',
    reason: '端口过热',
    attempts: 0,
    requestedAt: at(0),
    ...over,
  };
}

export function aPort(over: Partial<PortView> = {}): PortView {
  return {
    stationId: STATION,
    port: 3,
    at: at(0),
    state: 'charging',
    phase: 'plateau',
    powerW: 402.5,
    tempC: 91,
    boardC: 41,
    sessionId: '17',
    startedAt: at(-5_400_000),
    elapsedS: 5_400,
    energyWh: 610,
    plateauW: 405,
    level: 1,
    reasons: ['91 ℃，连续 2 次超过 90 ℃'],
    heatUnknown: false,
    curve: {
      from: at(-180_000),
      powerW: [404, null, 402.5] as number[],
      tempC: [78, null, 91] as number[],
    },
    ...over,
  };
}

export function aChargerPage(over: Partial<ChargerPage> = {}): ChargerPage {
  return {
    id: 'C-012',
    rev: 7,
    summary: aCharger(),
    stations: [{ stationId: STATION, online: true, lastSeenAt: at(0), smoke: false, blind: [] }],
    ports: [
      aPort(),
      {
        stationId: STATION,
        port: 4,
        at: at(0),
        state: 'idle',
        level: 5,
        reasons: [],
        heatUnknown: false,
      },
    ],
    limits: [
      {
        rule: 'port-hot',
        name: '端口过热',
        words: '连续 2 次高于 90 ℃',
        level: 1,
        bySite: false,
        value: 90,
        unit: '℃',
      },
    ],
    orders: [],
    profileVersion: 2,
    ...over,
  };
}

export function aChargerProfile(over: Partial<ChargerProfile> = {}): ChargerProfile {
  return {
    siteId: 'C-012',
    version: 2,
    portRatingW: 800,
    siteLimitW: 7800,
    autoCutOff: false,
    contact: '榕树新村物业',
    by: 'lead',
    at: at(-86_400_000),
    ...over,
  };
}

export function aSession(over: Partial<ChargingSession> = {}): ChargingSession {
  return {
    id: '6e5e96d85f63c94e',
    siteId: 'C-012',
    stationId: STATION,
    port: 3,
    sessionId: '17',
    startedAt: at(-5_400_000),
    endedAt: at(0),
    seconds: 5_400,
    energyWh: 610,
    plateauW: 405,
    peakTempC: 91,
    stopReason: 'manual',
    level: 1,
    kinds: ['port-hot'],
    replay: false,
    ...over,
  };
}
