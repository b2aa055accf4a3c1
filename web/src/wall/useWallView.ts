/** What the panels are given: each domain's summary with how old it is, where that is too old. */
import { computed, type Ref } from 'vue';
import type { Access } from '../access/access';
import { staleness as chargerStaleness, FEED_LIMIT_MS } from '../charger/summary';
import type { HealthItem } from '../contracts/generated';
import { useCoverage } from '../fire/coverage';
import { feedAge } from '../health/feed';
import type { LiveStore } from '../live/store';
import type { Ticks } from '../live/useTicks';
import { rosterStaleness } from '../roster/summary';
import { SLOPE_LIMIT_MS, staleness as slopeStaleness } from '../slope/summary';
import { TICKET_LIMIT_MS } from '../ticket/summary';
import { useRules } from '../ticket/useRules';
import type { useWall } from './useWall';

/** It is written each 10 s. */
const LOAD_LIMIT_MS = 60_000;

export type WallView = ReturnType<typeof useWallView>['value'];

export function useWallView(
  store: LiveStore,
  { now, report }: Ticks,
  access: Access,
  wall: ReturnType<typeof useWall>,
) {
  const rules = useRules(access.api);
  const coverage = useCoverage(access.api);

  /** Since when nothing of the live view is known any more; undefined: the link is there. */
  const cutMs = computed(() => {
    const asOf = store.dataAsOf();
    if (report.value.link !== 'lost') return undefined;
    return asOf === undefined ? undefined : now.value - asOf;
  });
  /** How old the panels of devices are, where that is too old: the feed stopped, or the link. */
  const fireMs = computed(() => (wall.feed.value.stale ? wall.feed.value.ageMs : cutMs.value));
  /** A domain has a feed of its own; a link that is lost makes it old too. */
  function staleOf(item: Ref<HealthItem | undefined>, limitMs: number, own: number | undefined) {
    if (report.value.link === 'lost') return fireMs.value;
    const feed = feedAge(item.value, now.value, limitMs);
    return feed.stale ? feed.ageMs : own;
  }
  const loadMs = computed(() => {
    const load = wall.load.value;
    if (!load) return undefined;
    if (report.value.link === 'lost') return fireMs.value;
    const old = now.value - Date.parse(load.at);
    return old > LOAD_LIMIT_MS ? old : undefined;
  });
  /** A view may be kept for long after nothing comes any more; the feed says so. */
  const silenceOf = (item: HealthItem | undefined) =>
    item?.ok === false ? item.detail : undefined;

  return computed(() => {
    const { slopes, chargers, roster } = wall;
    const at = now.value;
    return {
      now: at,
      report: report.value,
      health: store.health.value.items,
      refused: wall.refused.value,
      feed: wall.feed.value,
      registered: wall.registry.value?.size,
      calendar: rules.value?.calendar,
      coverage: coverage.value,
      told: wall.told.value,
      fire: wall.fire.value,
      fleet: wall.fleet.value,
      slopes: slopes.value,
      chargers: chargers.value,
      tickets: wall.tickets.value,
      load: wall.load.value,
      roster: roster.value,
      silence: {
        slope: silenceOf(wall.slopeFeed.value),
        charger: silenceOf(wall.chargerFeed.value),
        ticket: silenceOf(wall.ticketFeed.value),
      },
      stale: {
        /** What comes by the live view alone: the stack, the map, the chain, what changed. */
        chain: cutMs.value,
        fire: fireMs.value,
        slope: staleOf(
          wall.slopeFeed,
          SLOPE_LIMIT_MS,
          slopes.value && slopeStaleness(slopes.value, at),
        ),
        charger: staleOf(
          wall.chargerFeed,
          FEED_LIMIT_MS,
          chargers.value && chargerStaleness(chargers.value, at),
        ),
        ticket: staleOf(wall.ticketFeed, TICKET_LIMIT_MS, undefined),
        load: loadMs.value,
        // It comes by REST; its age tells, whether the link or the gateway is gone.
        roster: roster.value && rosterStaleness(roster.value.at, at),
      },
    };
  });
}
