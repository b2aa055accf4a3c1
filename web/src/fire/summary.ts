/** The numbers of the fire row. Pure; what no data supports stays undefined. */
import { isOpen } from '../alerts/order';
import type { Alert, DeviceStatus } from '../contracts/generated';

export interface FireSummary {
  online: number | undefined;
  offline: number | undefined;
  /** Devices heard at least once. */
  seen: number | undefined;
  alarms: number | undefined;
  faults: number | undefined;
}

/** Conditions of a device that are neither an alarm nor its silence. */
const SILENCE = 'offline';

export function fireSummary(
  devices: Iterable<DeviceStatus> | undefined,
  alerts: Iterable<Alert> | undefined,
): FireSummary {
  const summary: FireSummary = {
    online: undefined,
    offline: undefined,
    seen: undefined,
    alarms: undefined,
    faults: undefined,
  };
  if (devices) {
    const fire = [...devices].filter((device) => device.domain === 'fire');
    summary.seen = fire.length;
    summary.online = fire.filter((device) => device.online).length;
    summary.offline = fire.length - summary.online;
  }
  if (alerts) {
    const open = [...alerts].filter((alert) => alert.domain === 'fire' && isOpen(alert));
    summary.alarms = open.filter((alert) => alert.class === 'alarm').length;
    summary.faults = open
      .filter((alert) => alert.class === 'maintenance')
      .flatMap((alert) => alert.sources ?? [])
      .filter((source) => source.active && source.kind !== SILENCE).length;
  }
  return summary;
}
