/** Chargers and ports of a page as they are listed, named and chosen. Pure. */

import { chargerName } from '../../charger/summary';
import type { ChargerPage, ChargerSite, PortView, StationView } from '../../contracts/generated';
import { portKey } from './order';

/** Port number of what concerns the whole charger; it is no port. */
const BOARD = 0;

export interface Charger {
  station: StationView;
  /** Place among the site's chargers from 1, as people call it. */
  number: number;
  /** As the register calls it. */
  name: string | undefined;
  ports: PortView[];
}

export function chargersOf(
  page: ChargerPage,
  names: ReadonlyMap<string, string> = new Map(),
): Charger[] {
  const stations = [...page.stations].sort((a, b) => (a.stationId < b.stationId ? -1 : 1));
  return stations.map((station, index) => ({
    station,
    number: index + 1,
    name: names.get(station.stationId),
    ports: page.ports
      .filter((one) => one.stationId === station.stationId && one.port !== BOARD)
      .sort((a, b) => a.port - b.port),
  }));
}

/** The port to look at first: the gravest, then the hottest, then one that charges. */
export function leading(ports: readonly PortView[]): PortView | undefined {
  return [...ports].sort(
    (a, b) =>
      a.level - b.level ||
      (b.tempC ?? Number.NEGATIVE_INFINITY) - (a.tempC ?? Number.NEGATIVE_INFINITY) ||
      (b.powerW ?? 0) - (a.powerW ?? 0) ||
      (portKey(a) < portKey(b) ? -1 : 1),
  )[0];
}

function haystack(site: ChargerSite): string {
  return [chargerName(site), site.id, site.placeName, ...site.reasons]
    .filter(Boolean)
    .join(' ')
    .toLowerCase();
}

/** Every word of the filter must be found somewhere. */
export function filterSites(sites: readonly ChargerSite[], filter: string): ChargerSite[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...sites];
  return sites.filter((site) => words.every((word) => haystack(site).includes(word)));
}
