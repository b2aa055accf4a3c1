import type { Alert, DeviceStatus, HealthItem, RawPress, SlopeView } from '../contracts/generated';
import {
  isAlert,
  isDeviceStatus,
  isHealthItem,
  isRawPress,
  isSlopeView,
} from '../contracts/guards';

/** What the items of each topic are. */
export interface TopicItems {
  alerts: Alert;
  signals: RawPress;
  devices: DeviceStatus;
  health: HealthItem;
  slopes: SlopeView;
}

export type Topic = keyof TopicItems;

/** Topics a client asks for; `signals` comes unasked with `alerts`. */
export const SUBSCRIBED: readonly Topic[] = ['alerts', 'devices', 'health', 'slopes'];

type Guards = { [T in Topic]: (value: unknown) => value is TopicItems[T] };

/** The check of one item at the socket boundary. */
export const GUARDS: Guards = {
  alerts: isAlert,
  signals: isRawPress,
  devices: isDeviceStatus,
  health: isHealthItem,
  slopes: isSlopeView,
};

export const isTopic = (name: string): name is Topic => Object.hasOwn(GUARDS, name);
