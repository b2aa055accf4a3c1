import { onUnmounted, type ShallowRef, shallowRef } from 'vue';
import { isOpen, isUnanswered } from '../alerts/order';
import { wantsStillness } from '../design/stillness';
import type { LiveStore } from '../live/store';
import { FocusQueue } from './focus';
import { PULSE_MS, PULSES } from './overlay';
import type { PulseStarts } from './scene';

export interface Focus {
  /** Id of the red alert or press that the map looks at; undefined: the whole district. */
  target: ShallowRef<string | undefined>;
  pulses: ShallowRef<PulseStarts>;
}

const PERIOD_MS = 500;

/** New reds pulse, and draw the map to them one after the other. */
export function useFocus(store: LiveStore): Focus {
  const queue = new FocusQueue();
  const target = shallowRef<string>();
  const pulses = shallowRef<PulseStarts>(new Map());

  const stillRed = (id: string) => {
    const alert = store.alerts.value.items.get(id);
    if (alert) return alert.level === 1 && isOpen(alert) && isUnanswered(alert);
    return store.signals.value.items.has(id);
  };
  const look = () => {
    target.value = queue.target(performance.now(), stillRed);
  };
  store.onNews(({ raised, presses }) => {
    const reds = [...raised.filter((alert) => stillRed(alert.id)), ...presses];
    const fresh = reds.map((red) => red.id);
    if (fresh.length === 0) return;
    const now = performance.now();
    for (const { id, site } of reds) queue.add(id, site?.id ?? id, now);
    // In a flood nothing pulses: where everything moves, no eye is led anywhere.
    const flood = queue.isFlood(now);
    const held = flood ? new Map<string, number>() : new Map(pulses.value);
    for (const [id, from] of held) if (now - from > PULSES * PULSE_MS) held.delete(id);
    const still = flood || wantsStillness();
    if (!still) for (const id of fresh) if (!held.has(id)) held.set(id, now);
    if (!flood || pulses.value.size > 0) pulses.value = held;
    look();
  });
  const timer = setInterval(() => {
    look();
    queue.prune(stillRed);
  }, PERIOD_MS);
  onUnmounted(() => clearInterval(timer));
  return { target, pulses };
}
