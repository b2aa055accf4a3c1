/** From the live view to what the overlay draws. Pure. */
import { isOpen, isPutAside, isSilenced, isUnanswered } from '../alerts/order';
import type { Alert, DeviceStatus, HotSpot, RawPress } from '../contracts/generated';
import { openSpots, spotName } from '../ticket/summary';
import type { LonLat } from './mercator';
import type { Marker } from './overlay';
import type { SpotMark } from './spots';

/** When each red was first seen by delta: the start of its pulses. */
export type PulseStarts = ReadonlyMap<string, number>;

function placeOf(
  site: { id: string; lon: number; lat: number } | null | undefined,
  sites: ReadonlyMap<string, LonLat>,
): LonLat | undefined {
  if (!site) return undefined;
  // 0,0 is a registry without coordinates, not a place in the Gulf of Guinea.
  return site.lon === 0 && site.lat === 0 ? sites.get(site.id) : [site.lon, site.lat];
}

export function markersOf(
  alerts: Iterable<Alert>,
  presses: Iterable<RawPress>,
  sites: ReadonlyMap<string, LonLat>,
  pulses: PulseStarts,
): Marker[] {
  const markers: Marker[] = [];
  for (const alert of alerts) {
    const at = placeOf(alert.site, sites);
    if (!at || !isOpen(alert) || isPutAside(alert)) continue;
    markers.push({
      id: alert.id,
      level: alert.level,
      at,
      unanswered: isUnanswered(alert),
      // A part of a flood has no row of its own, but where it is must be seen.
      minor: alert.class === 'maintenance' || isSilenced(alert),
      pulseFrom: pulses.get(alert.id),
    });
  }
  for (const press of presses) {
    const at = placeOf(press.site, sites);
    if (!at) continue;
    const pulseFrom = pulses.get(press.id);
    markers.push({ id: press.id, level: 1, at, unanswered: true, minor: false, pulseFrom });
  }
  return markers;
}

/** Hot spots that go on; what has ended, and recordings, are not on the map. */
export function spotMarks(spots: Iterable<HotSpot>): SpotMark[] {
  return openSpots(spots).map((spot) => ({
    id: spot.id,
    west: spot.west,
    south: spot.south,
    east: spot.east,
    north: spot.north,
    words: `${spotName(spot)} ${spot.count}`,
  }));
}

/** One mark per site with a silent device, however many are silent there. */
export function offlinePlaces(
  devices: Iterable<DeviceStatus>,
  sites: ReadonlyMap<string, LonLat>,
): LonLat[] {
  const places = new Map<string, LonLat>();
  for (const device of devices) {
    const { siteId } = device;
    // A device that is not registered has no site.
    if (device.online || !siteId || places.has(siteId)) continue;
    const at = sites.get(siteId);
    if (at) places.set(siteId, at);
  }
  return [...places.values()];
}
