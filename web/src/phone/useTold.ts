import { onUnmounted, type Ref, ref, type ShallowRef, shallowRef } from 'vue';
import type { Api } from '../access/api';
import type { LiveStore } from '../live/store';
import type { Told } from './mine';

const PERIOD_MS = 30_000;
/** A page is written a moment after the alert that it is of. */
const AFTER_NEWS_MS = 1_500;

export interface ToldLoad {
  items: ShallowRef<readonly Told[]>;
  failed: Ref<boolean>;
}

/** Which alerts this account was told of: asked now and then, and soon after anything new. */
export function useTold(api: Api, store: LiveStore, before: readonly Told[]): ToldLoad {
  const items = shallowRef<readonly Told[]>(before);
  const failed = ref(false);
  let soon: ReturnType<typeof setTimeout> | undefined;
  const load = async () => {
    soon = undefined;
    try {
      items.value = (await api.getUnattended<{ items: Told[] }>('/me/pages')).items;
      failed.value = false;
    } catch {
      failed.value = true;
    }
  };
  const loadSoon = () => {
    soon ??= setTimeout(() => void load(), AFTER_NEWS_MS);
  };
  store.onNews(({ alerts }) => {
    if (alerts.length > 0) loadSoon();
  });
  store.onPhase((phase) => {
    if (phase === 'open') loadSoon();
  });
  const period = setInterval(() => void load(), PERIOD_MS);
  void load();
  onUnmounted(() => {
    clearInterval(period);
    clearTimeout(soon);
  });
  return { items, failed };
}
