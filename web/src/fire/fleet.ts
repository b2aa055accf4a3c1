/** Devices by kind: the registry knows the kind, the stream knows who is heard. Pure. */
import type { DeviceStatus } from '../contracts/generated';

/** A line of `GET /api/v1/devices`. */
export interface RegisteredDevice {
  id: string;
  domain: string;
  kind: string;
}

export interface FleetRow {
  /** Empty: a device that the registry's list did not have when it was read. */
  kind: string;
  online: number;
  seen: number;
  registered: number | undefined;
}

export function fleetRows(
  devices: Iterable<DeviceStatus>,
  registry: ReadonlyMap<string, RegisteredDevice> | undefined,
): FleetRow[] {
  const rows = new Map<string, FleetRow>();
  const row = (kind: string): FleetRow => {
    const held = rows.get(kind);
    if (held) return held;
    const fresh = { kind, online: 0, seen: 0, registered: registry ? 0 : undefined };
    rows.set(kind, fresh);
    return fresh;
  };
  for (const device of registry?.values() ?? []) {
    const line = row(device.kind);
    line.registered = (line.registered ?? 0) + 1;
  }
  for (const device of devices) {
    const line = row(registry?.get(device.id)?.kind ?? '');
    line.seen += 1;
    if (device.online) line.online += 1;
  }
  return [...rows.values()].sort((a, b) => b.seen - a.seen || (a.kind < b.kind ? -1 : 1));
}
