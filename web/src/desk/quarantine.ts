import type { RejectedEvent } from '../contracts/generated';

export interface UnknownDevice {
  id: string;
  count: number;
  lastAt: number;
  protocol: string;
  detail: string;
  payload: string;
}

/** One line per claimed device id, newest first; events without an id cannot be adopted. */
export function groupByDevice(events: readonly RejectedEvent[]): UnknownDevice[] {
  const devices = new Map<string, UnknownDevice>();
  for (const event of events) {
    if (!event.deviceId) continue;
    const at = Date.parse(event.receivedAt);
    const held = devices.get(event.deviceId);
    if (held && held.lastAt >= at) {
      held.count += 1;
      continue;
    }
    devices.set(event.deviceId, {
      id: event.deviceId,
      count: (held?.count ?? 0) + 1,
      lastAt: at,
      protocol: event.protocol,
      detail: event.detail ?? event.reason,
      payload: event.payload ?? '',
    });
  }
  return [...devices.values()].sort((a, b) => b.lastAt - a.lastAt);
}
