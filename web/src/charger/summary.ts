/** The charging sites of the district in numbers, and the one to look at first. Pure. */
import { NO_LEVEL } from '../alerts/level';
import type { ChargerSite } from '../contracts/generated';

/** Two heartbeats as chargers usually send them (90 s): then not one site of the feed was heard. */
export const FEED_LIMIT_MS = 180_000;

/** Two of the slowest heartbeats that a charger can be set to (250 s). */
export const SITE_LIMIT_MS = 500_000;

/** A building where only a camera saw something is in the feed too, but charges nothing. */
export const isChargingSite = (site: ChargerSite): boolean => site.stations > 0 || site.ports > 0;

/** `quiet` is a finding; of a site that is not heard there is none. */
export type ChargerState = 'graded' | 'quiet' | 'silent';

export const isHeard = (site: ChargerSite, now: number): boolean =>
  !site.offline && now - Date.parse(site.at) <= SITE_LIMIT_MS;

export function stateOf(site: ChargerSite, now: number): ChargerState {
  if (site.level < NO_LEVEL) return 'graded';
  return isHeard(site, now) ? 'quiet' : 'silent';
}

const STATE_ORDER: readonly ChargerState[] = ['graded', 'silent', 'quiet'];

/** Gravest first; of one level the newest, of none what is not known before what is quiet. */
export function inOrder(sites: Iterable<ChargerSite>, now: number): ChargerSite[] {
  const since = (site: ChargerSite) => (site.since ? Date.parse(site.since) : 0);
  const keyed = [...sites].map((site) => ({
    site,
    state: STATE_ORDER.indexOf(stateOf(site, now)),
    since: since(site),
  }));
  keyed.sort(
    (a, b) =>
      a.site.level - b.site.level ||
      a.state - b.state ||
      b.since - a.since ||
      (a.site.id < b.site.id ? -1 : 1),
  );
  return keyed.map(({ site }) => site);
}

export const chargerName = (site: ChargerSite): string => site.site?.name ?? site.id;

export interface Hottest {
  celsius: number;
  name: string;
}

export interface ChargerSummary {
  total: number;
  /** Sites at red, orange, yellow, blue. */
  counts: [number, number, number, number];
  quiet: number;
  /** Neither a level nor heard. */
  unknown: number;
  /** Ports of sites that are heard, and how many of them charge. */
  ports: number;
  inUse: number;
  /** Ports of sites that are not heard: whether they charge nobody knows. */
  portsUnknown: number;
  /** Undefined: no port of a site that is heard measures a temperature. */
  hottest: Hottest | undefined;
  offline: number;
  ordersOpen: number;
  /** Cut-offs of the last 24 h: proven, and failed or timed out. */
  cutOffs: number;
  cutOffsFailed: number;
  locked: number;
  /** Received time of the newest reading of all. */
  newestAt: number | undefined;
  /** In order, those with a level. */
  graded: ChargerSite[];
}

export function chargerSummary(sites: Iterable<ChargerSite>, now: number): ChargerSummary {
  const all = inOrder(sites, now);
  const counts: ChargerSummary['counts'] = [0, 0, 0, 0];
  for (const { level } of all) {
    if (level < NO_LEVEL) counts[level - 1] = (counts[level - 1] ?? 0) + 1;
  }
  const heard = all.filter((site) => isHeard(site, now));
  const silent = all.filter((site) => !isHeard(site, now));
  const sum = (list: readonly ChargerSite[], value: (site: ChargerSite) => number) =>
    list.reduce((total, site) => total + value(site), 0);
  const times = all.map((site) => Date.parse(site.at));
  return {
    total: all.length,
    counts,
    quiet: all.filter((site) => stateOf(site, now) === 'quiet').length,
    unknown: all.filter((site) => stateOf(site, now) === 'silent').length,
    ports: sum(heard, (site) => site.ports),
    inUse: sum(heard, (site) => site.inUse),
    portsUnknown: sum(silent, (site) => site.ports),
    hottest: hottestOf(heard),
    offline: all.filter((site) => site.offline).length,
    ordersOpen: sum(all, (site) => site.ordersOpen),
    cutOffs: sum(all, (site) => site.cutOffs),
    cutOffsFailed: sum(all, (site) => site.cutOffsFailed),
    locked: sum(all, (site) => site.locked),
    newestAt: times.length > 0 ? times.reduce((a, b) => Math.max(a, b)) : undefined,
    graded: all.filter((site) => site.level < NO_LEVEL),
  };
}

function hottestOf(sites: readonly ChargerSite[]): Hottest | undefined {
  let found: Hottest | undefined;
  for (const site of sites) {
    const { hottestC } = site;
    if (hottestC == null || (found && hottestC <= found.celsius)) continue;
    found = { celsius: hottestC, name: chargerName(site) };
  }
  return found;
}

/** How old the newest reading of all sites is, where that is too old. */
export function staleness(summary: ChargerSummary, now: number): number | undefined {
  if (summary.newestAt === undefined) return undefined;
  const ageMs = Math.max(0, now - summary.newestAt);
  return ageMs > FEED_LIMIT_MS ? ageMs : undefined;
}
