import { onUnmounted, type Ref, ref, type ShallowRef, shallowRef } from 'vue';
import type { LinkReport } from './link';
import { FROZEN_MS } from './socket';
import type { LiveStore } from './store';

const LINK_PERIOD_MS = 250;

export interface Ticks {
  /** Server time, moved on at each whole second. */
  now: Ref<number>;
  /** The link as judged four times a second; replaced only when it says something else. */
  report: ShallowRef<LinkReport>;
}

/** The two pulses that everything counting on a page hangs on. */
export function useTicks(store: LiveStore): Ticks {
  const now = ref(store.serverClock.now());
  const report = shallowRef(store.report());
  let judgedAt = performance.now();
  const judge = () => {
    const time = performance.now();
    if (time - judgedAt > FROZEN_MS) store.thawed();
    judgedAt = time;
    return store.report();
  };

  let timer: ReturnType<typeof setTimeout>;
  const second = () => {
    const time = store.serverClock.now();
    now.value = time;
    report.value = judge();
    timer = setTimeout(second, 1_005 - (Math.floor(time) % 1_000));
  };
  second();
  const link = setInterval(() => {
    const fresh = judge();
    const held = report.value;
    if (fresh.link !== held.link || fresh.chain !== held.chain) report.value = fresh;
  }, LINK_PERIOD_MS);
  onUnmounted(() => {
    clearTimeout(timer);
    clearInterval(link);
  });
  return { now, report };
}
