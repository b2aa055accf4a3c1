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
} from '../contracts/generated';
import {
  isAlarmLoad,
  isAlert,
  isChargerSite,
  isDeviceStatus,
  isHealthItem,
  isHotSpot,
  isRawPress,
  isSlopeView,
  isTicketBoard,
} from '../contracts/guards';

/** What the items of each topic are. */
export interface TopicItems {
  alerts: Alert;
  signals: RawPress;
  devices: DeviceStatus;
  health: HealthItem;
  slopes: SlopeView;
  chargers: ChargerSite;
  tickets: TicketBoard;
  'hot-spots': HotSpot;
  indicators: AlarmLoad;
}

export type Topic = keyof TopicItems;

/** Topics a client asks for; `signals` comes unasked with `alerts`. */
export const SUBSCRIBED: readonly Topic[] = [
  'alerts',
  'devices',
  'health',
  'slopes',
  'chargers',
  'tickets',
  'hot-spots',
  'indicators',
];

type Guards = { [T in Topic]: (value: unknown) => value is TopicItems[T] };

/** The check of one item at the socket boundary. */
export const GUARDS: Guards = {
  alerts: isAlert,
  signals: isRawPress,
  devices: isDeviceStatus,
  health: isHealthItem,
  slopes: isSlopeView,
  chargers: isChargerSite,
  tickets: isTicketBoard,
  'hot-spots': isHotSpot,
  indicators: isAlarmLoad,
};

export const isTopic = (name: string): name is Topic => Object.hasOwn(GUARDS, name);
