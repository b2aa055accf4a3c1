/** What the wall shows, computed from the live view: the only place that knows the whole. */
import { computed, onUnmounted, type Ref, shallowRef } from 'vue';
import type { Api } from '../access/api';
import { floodsOf } from '../alerts/folding';
import { countByLevel, isUnanswered, stackOf } from '../alerts/order';
import { chargerSummary } from '../charger/summary';
import { fleetRows, type RegisteredDevice } from '../fire/fleet';
import { fireSummary } from '../fire/summary';
import { feedAge } from '../health/feed';
import type { LiveStore } from '../live/store';
import type { Ticks } from '../live/useTicks';
import { loadFor } from '../load/summary';
import { useOnCallNow } from '../roster/useOnCallNow';
import { slopeSummary } from '../slope/summary';
import { boardOf } from '../ticket/summary';
import { divideRows, type Frame, rowsFor } from './layout';
import type { WallSettings } from './settings';
import { useScenes } from './useScenes';

const REGISTRY_PERIOD_MS = 10 * 60_000;
const REGISTRY_RETRY_MS = 15_000;
/** Which sites are heard changes slowly: thousands of them are not weighed anew each second. */
const CHARGER_STEP_MS = 10_000;

export function useWall(
  store: LiveStore,
  ticks: Ticks,
  api: Api,
  settings: WallSettings,
  frame: Ref<Frame>,
  /** Height that bars of words take from the grid, rem. */
  barsRem: Ref<number>,
  place: () => string | undefined,
) {
  const registry = useRegistry(api);
  const known = computed(() => store.alerts.value.offset !== undefined);
  const devicesKnown = computed(() => store.devices.value.offset !== undefined);
  const floods = computed(() => floodsOf(store.alerts.value.items.values()).length);
  const rows = computed(() => rowsFor(frame.value, floods.value));

  const presses = computed(() =>
    [...store.signals.value.items.values()].sort(
      (a, b) => Date.parse(b.receivedAt) - Date.parse(a.receivedAt),
    ),
  );
  const division = computed(() =>
    divideRows(rows.value, presses.value.length, store.alerts.value.items.size),
  );
  const stack = computed(() => stackOf(store.alerts.value.items.values(), division.value.alerts));

  /** Undefined while there are no slopes: what has no feed is not drawn. Recordings are no slopes. */
  const slopes = computed(() => {
    const live = [...store.slopes.value.items.values()].filter((view) => !view.replay);
    return live.length === 0 ? undefined : slopeSummary(live);
  });
  const chargerNow = computed(() => Math.ceil(ticks.now.value / CHARGER_STEP_MS) * CHARGER_STEP_MS);
  const chargers = computed(() => {
    const live = [...store.chargers.value.items.values()].filter((site) => !site.replay);
    return live.length === 0 ? undefined : chargerSummary(live, chargerNow.value);
  });
  /** Of the wall's place alone; undefined while there is no such board: it is not drawn. */
  const tickets = computed(() => boardOf(store.tickets.value.items, place()));
  /** Of the seat that the wall stands at; undefined while nobody counts. */
  const load = computed(() => loadFor(store.loads.value.items.values(), place()));
  const onCall = useOnCallNow(api);
  /** Undefined while no rota is kept, or nobody answered yet: it is not drawn. */
  const roster = computed(() => (onCall.value?.items.length ? onCall.value : undefined));
  const refused = computed(
    () =>
      store.alerts.value.refused +
      store.signals.value.refused +
      store.devices.value.refused +
      store.health.value.refused +
      store.slopes.value.refused +
      store.chargers.value.refused +
      store.tickets.value.refused +
      store.hotSpots.value.refused +
      store.loads.value.refused,
  );
  /** A chain that is not well is not taken from the screen. */
  const chainWell = computed(
    () =>
      ticks.report.value.chain !== 'broken' &&
      refused.value === 0 &&
      [...store.health.value.items.values()].every(({ id, ok }) => ok || !id.startsWith('part:')),
  );
  const reds = computed(() =>
    [...store.alerts.value.items.values()].filter((alert) => alert.level === 1),
  );
  const newestRed = computed(() => {
    const raised = reds.value.map((alert) => Date.parse(alert.raisedAt));
    return raised.length > 0 ? Math.max(...raised) : undefined;
  });
  const redWaits = computed(() => reds.value.some(isUnanswered) || presses.value.length > 0);
  const has = computed(() => ({
    slope: slopes.value !== undefined,
    charger: chargers.value !== undefined,
    ticket: tickets.value !== undefined,
    load: load.value !== undefined,
    roster: roster.value !== undefined,
  }));
  const standing = computed(() => ({
    redWaits: redWaits.value,
    newestRedMs: newestRed.value,
    chainIll: !chainWell.value,
  }));
  const scenes = useScenes(settings, ticks.now, { frame, has, standing, barsRem });

  return {
    frame,
    ...scenes,
    slopes,
    chargers,
    tickets,
    load,
    roster,
    rows,
    known,
    stack,
    registry,
    shownPresses: computed(() => presses.value.slice(0, division.value.presses)),
    hidden: computed(
      () => stack.value.hidden.length + Math.max(0, presses.value.length - division.value.presses),
    ),
    counts: computed(() =>
      known.value ? countByLevel(store.alerts.value.items.values()) : undefined,
    ),
    fire: computed(() =>
      fireSummary(
        devicesKnown.value ? store.devices.value.items.values() : undefined,
        known.value ? store.alerts.value.items.values() : undefined,
      ),
    ),
    fleet: computed(() => fleetRows(store.devices.value.items.values(), registry.value)),
    feed: computed(() => feedAge(store.health.value.items.get('feed:fire'), ticks.now.value)),
    slopeFeed: computed(() => store.health.value.items.get('feed:slope')),
    chargerFeed: computed(() => store.health.value.items.get('feed:ebike')),
    ticketFeed: computed(() => store.health.value.items.get('feed:ticket')),
    refused,
  };
}

/** Kinds and number of the registered fire devices; undefined until the registry answered. */
function useRegistry(api: Api) {
  const registry = shallowRef<ReadonlyMap<string, RegisteredDevice>>();
  let timer: ReturnType<typeof setTimeout>;
  const load = async () => {
    try {
      const devices = await api.all<RegisteredDevice>(
        '/devices?domain=fire&limit=500',
        undefined,
        true,
      );
      registry.value = new Map(devices.map((device) => [device.id, device]));
      timer = setTimeout(load, REGISTRY_PERIOD_MS);
    } catch {
      timer = setTimeout(load, REGISTRY_RETRY_MS);
    }
  };
  void load();
  onUnmounted(() => clearTimeout(timer));
  return registry;
}
