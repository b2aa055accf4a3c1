/** The charging sites of the district in numbers, and the one to look at first. Pure. */
import { NO_LEVEL } from '../alerts/level';
import type { ChargerSite } from '../contracts/generated';

/** Two heartbeats as chargers usually send them (90 s): then not one site of the feed was heard. */
export const FEED_LIMIT_MS = 180_000;

/** Two of the slowest heartbeats that a charger can be set to (250 s). */
export const SITE_LIMIT_MS = 500_000;

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

const EMPTY: Omit<ChargerSummary, 'counts' | 'graded'> = {
  total: 0,
  quiet: 0,
  unknown: 0,
  ports: 0,
  inUse: 0,
  portsUnknown: 0,
  hottest: undefined,
  offline: 0,
  ordersOpen: 0,
  cutOffs: 0,
  cutOffsFailed: 0,
  locked: 0,
  newestAt: undefined,
};

/** One pass: there are thousands of sites, and with each batch of changes all are counted anew. */
export function chargerSummary(sites: Iterable<ChargerSite>, now: number): ChargerSummary {
  const summary: ChargerSummary = { ...EMPTY, counts: [0, 0, 0, 0], graded: [] };
  for (const site of sites) {
    const at = Date.parse(site.at);
    summary.newestAt = Math.max(summary.newestAt ?? at, at);
    countLevel(summary, site, now);
    if (isHeard(site, now)) countPorts(summary, site);
    else summary.portsUnknown += site.ports;
    summary.total += 1;
    if (site.offline) summary.offline += 1;
    summary.ordersOpen += site.ordersOpen;
    summary.cutOffs += site.cutOffs;
    summary.cutOffsFailed += site.cutOffsFailed;
    summary.locked += site.locked;
  }
  summary.graded = inOrder(summary.graded, now);
  return summary;
}

function countLevel(summary: ChargerSummary, site: ChargerSite, now: number) {
  if (site.level < NO_LEVEL) {
    summary.counts[site.level - 1] = (summary.counts[site.level - 1] ?? 0) + 1;
    summary.graded.push(site);
  } else if (isHeard(site, now)) summary.quiet += 1;
  else summary.unknown += 1;
}

function countPorts(summary: ChargerSummary, site: ChargerSite) {
  summary.ports += site.ports;
  summary.inUse += site.inUse;
  const { hottestC } = site;
  if (hottestC == null || (summary.hottest && hottestC <= summary.hottest.celsius)) return;
  summary.hottest = { celsius: hottestC, name: chargerName(site) };
}

/** How old the newest reading of all sites is, where that is too old. */
export function staleness(summary: ChargerSummary, now: number): number | undefined {
  if (summary.newestAt === undefined) return undefined;
  const ageMs = Math.max(0, now - summary.newestAt);
  return ageMs > FEED_LIMIT_MS ? ageMs : undefined;
}
