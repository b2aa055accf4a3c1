/**
 * Checks at the socket boundary. What comes from the network is `unknown`; an item that lacks what
 * the screens rely on is refused here and counted, so that one bad item can neither break the wall
 * nor appear with invented values.
 */
import type {
  AlarmLoad,
  Alert,
  ChargerSite,
  DeviceStatus,
  HealthItem,
  HotSpot,
  RawPress,
  SlopeView,
  TicketBoard,
  WallMessageUnion,
} from './generated';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);
const isTime = (value: unknown): value is string =>
  isText(value) && !Number.isNaN(Date.parse(value));
const isMissing = (value: unknown): value is null | undefined =>
  value === undefined || value === null;
const optional = (check: (value: unknown) => boolean, value: unknown) =>
  isMissing(value) || check(value);
const isList = (check: (value: unknown) => boolean, value: unknown) =>
  Array.isArray(value) && value.every(check);

const hasIdentity = (item: Fields) => isText(item.id) && isNumber(item.rev);

const isSite = (value: unknown) =>
  isFields(value) &&
  isText(value.id) &&
  isText(value.name) &&
  isNumber(value.lon) &&
  isNumber(value.lat);

const isSource = (value: unknown) =>
  isFields(value) && isText(value.deviceId) && isText(value.kind) && isNumber(value.count);

const isTimer = (value: unknown) => isFields(value) && isText(value.name) && isTime(value.dueAt);

export function isAlert(value: unknown): value is Alert {
  return (
    isFields(value) &&
    hasIdentity(value) &&
    isText(value.class) &&
    isText(value.domain) &&
    isNumber(value.level) &&
    value.level >= 1 &&
    value.level <= 4 &&
    isText(value.condition) &&
    isText(value.response) &&
    isText(value.title) &&
    optional(isSite, value.site) &&
    optional((list) => isList(isSource, list), value.sources) &&
    optional((list) => isList(isTimer, list), value.timers) &&
    isTime(value.raisedAt) &&
    isTime(value.updatedAt)
  );
}

export function isRawPress(value: unknown): value is RawPress {
  return (
    isFields(value) &&
    hasIdentity(value) &&
    isText(value.deviceId) &&
    optional(isSite, value.site) &&
    isTime(value.receivedAt) &&
    (value.state === 'unrecorded' || value.state === 'unaggregated')
  );
}

export function isDeviceStatus(value: unknown): value is DeviceStatus {
  return (
    isFields(value) &&
    hasIdentity(value) &&
    isText(value.domain) &&
    optional(isText, value.siteId) &&
    typeof value.online === 'boolean'
  );
}

export function isHealthItem(value: unknown): value is HealthItem {
  return (
    isFields(value) &&
    hasIdentity(value) &&
    typeof value.ok === 'boolean' &&
    optional(isTime, value.newestAt)
  );
}

/** Red to blue, or 5: no level. */
const isLevelOrNone = (value: unknown) => isNumber(value) && value >= 1 && value <= 5;

const isSlopePoint = (value: unknown) =>
  isFields(value) &&
  isTime(value.at) &&
  isNumber(value.displacement) &&
  isNumber(value.rate) &&
  isNumber(value.sigma) &&
  isLevelOrNone(value.level);

const isForecast = (value: unknown) =>
  isFields(value) &&
  isText(value.gate) &&
  optional(isTime, value.failAt) &&
  optional(isTime, value.earliest) &&
  optional(isTime, value.latest);

const isStep = (value: unknown) => isFields(value) && isTime(value.at) && isNumber(value.size);

const isInstrument = (value: unknown) =>
  isFields(value) &&
  isText(value.stationId) &&
  isText(value.channel) &&
  isText(value.instrument) &&
  isFields(value.values) &&
  isTime(value.lastAt) &&
  isText(value.quality) &&
  typeof value.current === 'boolean' &&
  isNumber(value.displacement) &&
  optional(isNumber, value.rate) &&
  optional(isNumber, value.angle) &&
  isLevelOrNone(value.level) &&
  isList(isText, value.reasons) &&
  optional(isForecast, value.forecast) &&
  optional(isStep, value.step) &&
  isList(isSlopePoint, value.points);

const RAIN_SUMS = ['hour1', 'hours3', 'hours6', 'hours12', 'hours24', 'hours72'];

const isRain = (value: unknown) =>
  isFields(value) && RAIN_SUMS.every((sum) => isNumber(value[sum])) && isLevelOrNone(value.level);

export function isSlopeView(value: unknown): value is SlopeView {
  return (
    isFields(value) &&
    hasIdentity(value) &&
    optional(isSite, value.site) &&
    isTime(value.at) &&
    isLevelOrNone(value.level) &&
    isText(value.support) &&
    isList(isText, value.reasons) &&
    isText(value.next) &&
    optional(isTime, value.since) &&
    isRain(value.rain) &&
    isList(isInstrument, value.instruments) &&
    isNumber(value.profileVersion)
  );
}

/** Counts without which the card would show an invented zero. */
const CHARGER_COUNTS = [
  'ports',
  'inUse',
  'powerW',
  'stations',
  'stationsOffline',
  'ordersOpen',
  'cutOffs',
  'cutOffsFailed',
  'locked',
];

export function isChargerSite(value: unknown): value is ChargerSite {
  return (
    isFields(value) &&
    hasIdentity(value) &&
    optional(isSite, value.site) &&
    isTime(value.at) &&
    isLevelOrNone(value.level) &&
    isList(isText, value.reasons) &&
    optional(isTime, value.since) &&
    CHARGER_COUNTS.every((count) => isNumber(value[count])) &&
    optional(isNumber, value.siteLimitW) &&
    optional(isNumber, value.hottestC) &&
    typeof value.offline === 'boolean' &&
    typeof value.replay === 'boolean'
  );
}

/** Counts without which the card would show an invented zero. */
const TICKET_COUNTS = [
  'open',
  'overdue',
  'supervised',
  'suspended',
  'secondDispatch',
  'adjudicating',
  'in',
  'ended',
];
const LOADS = ['early', 'half', 'late', 'overdue', 'paused'];

const isClockLoad = (value: unknown) =>
  isFields(value) &&
  isText(value.milestone) &&
  isText(value.title) &&
  LOADS.every((load) => isNumber(value[load]));

const isTicketLine = (value: unknown) =>
  isFields(value) &&
  isText(value.id) &&
  isText(value.number) &&
  isText(value.state) &&
  isList(isText, value.flags) &&
  optional(isTime, value.dueAt) &&
  isNumber(value.tier);

export function isTicketBoard(value: unknown): value is TicketBoard {
  return (
    isFields(value) &&
    hasIdentity(value) &&
    isTime(value.at) &&
    TICKET_COUNTS.every((count) => isNumber(value[count])) &&
    isFields(value.states) &&
    isList(isClockLoad, value.clocks) &&
    isList(isTicketLine, value.pressing) &&
    typeof value.calendarMissing === 'boolean'
  );
}

const HOT_SPOT_NUMBERS = [
  'west',
  'south',
  'east',
  'north',
  'count',
  'callers',
  'unknownCallers',
  'mean',
  'weeks',
  'limit',
];

export function isHotSpot(value: unknown): value is HotSpot {
  return (
    isFields(value) &&
    hasIdentity(value) &&
    isText(value.category) &&
    HOT_SPOT_NUMBERS.every((name) => isNumber(value[name])) &&
    isTime(value.from) &&
    isTime(value.to) &&
    isTime(value.since) &&
    optional(isTime, value.endedAt) &&
    isList(isText, value.cases) &&
    typeof value.replay === 'boolean'
  );
}

/** Counts without which the panel would show an invented zero. */
const LOAD_NUMBERS = [
  'lastTenMinutes',
  'lastHour',
  'lastDay',
  'averagePerTenMinutes',
  'mostPerTenMinutes',
  'floodPercent',
  'active',
  'unanswered',
  'chattering',
  'stale',
  'inhibited',
  'parts',
  'shelved',
  'standing',
];

const isTopSource = (value: unknown) =>
  isFields(value) &&
  isText(value.deviceId) &&
  isText(value.title) &&
  isNumber(value.count) &&
  isNumber(value.percent);

export function isAlarmLoad(value: unknown): value is AlarmLoad {
  return (
    isFields(value) &&
    hasIdentity(value) &&
    isText(value.seat) &&
    isText(value.name) &&
    isText(value.place) &&
    LOAD_NUMBERS.every((name) => isNumber(value[name])) &&
    optional(isText, value.flood) &&
    isFields(value.byLevel) &&
    Object.values(value.byLevel).every(isNumber) &&
    isList(isTopSource, value.topSources) &&
    isTime(value.at)
  );
}

const isOffset = isText;

const messageChecks: { [type: string]: (message: Fields) => boolean } = {
  hello: (m) => isText(m.epoch) && isTime(m.serverTime) && isNumber(m.beatMs),
  snapshot: (m) => isText(m.topic) && isOffset(m.offset) && Array.isArray(m.items),
  delta: (m) =>
    isText(m.topic) &&
    isOffset(m.prev) &&
    isOffset(m.offset) &&
    Array.isArray(m.changed) &&
    isList(isText, m.removed),
  beat: (m) =>
    isTime(m.serverTime) &&
    isFields(m.canary) &&
    optional(isNumber, m.canary.ageMs) &&
    optional(isNumber, m.canary.latencyMs),
  resync: (m) => isText(m.reason),
};

export function isWallMessage(value: unknown): value is WallMessageUnion {
  return isFields(value) && isText(value.t) && (messageChecks[value.t]?.(value) ?? false);
}

/** The message in a text frame, or undefined if it is none that we know. */
export function parseWallMessage(frame: string): WallMessageUnion | undefined {
  try {
    const value: unknown = JSON.parse(frame);
    return isWallMessage(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
