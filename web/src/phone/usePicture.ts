import { onUnmounted, type ShallowRef, watch } from 'vue';
import type { Me } from '../access/identity';
import type { LiveStore } from '../live/store';
import type { Told } from './mine';
import type { Kept } from './queue/kept';

const PERIOD_MS = 5_000;
/** What a phone shows without a line: the gravest come first, and nobody scrolls further. */
const MOST = 500;

/** Keeps the last live state on the phone, a few seconds behind. */
export function usePicture(
  kept: Kept | undefined,
  store: LiveStore,
  me: Me,
  told: ShallowRef<readonly Told[]>,
): void {
  if (!kept) return;
  let dirty = false;
  let isSaved = false;
  watch([store.alerts, told], () => {
    dirty = true;
    // The line may be gone in a moment: the first picture is kept at once.
    if (!isSaved) save();
  });
  watch(told, () => save());
  const save = () => {
    const asOf = store.dataAsOf();
    if (asOf === undefined || store.alerts.value.offset === undefined) return;
    if (!dirty && store.report().link !== 'ok') return;
    dirty = false;
    isSaved = true;
    const alerts = [...store.alerts.value.items.values()]
      .sort((a, b) => a.level - b.level)
      .slice(0, MOST);
    // Without a place on disk there is no picture after the next start, which then says so.
    kept.putPicture({ me, asOf, alerts, told: [...told.value] }).catch(() => {});
  };
  const period = setInterval(save, PERIOD_MS);
  document.addEventListener('visibilitychange', save);
  window.addEventListener('pagehide', save);
  onUnmounted(() => {
    clearInterval(period);
    document.removeEventListener('visibilitychange', save);
    window.removeEventListener('pagehide', save);
  });
}
