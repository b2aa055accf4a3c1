/** Who was told of the alert that is open, read again while it is. */
import { onUnmounted, type Ref, ref, type ShallowRef, shallowRef, watch } from 'vue';
import type { Api, Page } from '../access/api';
import type { Notification } from './notifications';

const PERIOD_MS = 3_000;
export const OLD_MS = 2 * PERIOD_MS + 2_000;

export interface Notifications {
  /** Undefined: not known yet. */
  items: ShallowRef<Notification[] | undefined>;
  /** When that was so, by the clock given. */
  at: Ref<number | undefined>;
}

/**
 * @param id of the alert; undefined: none is open, or the person may not read who was told
 * @param now server time in ms
 */
export function useNotifications(
  api: Api,
  id: () => string | undefined,
  now: () => number,
): Notifications {
  const items = shallowRef<Notification[]>();
  const at = ref<number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isGone = false;
  /** Whoever was overtaken by another alert goes on no more. */
  let turn = 0;
  async function load(wanted: string, mine: number) {
    try {
      const path = `/alerts/${encodeURIComponent(wanted)}/notifications`;
      const asked = now();
      const answer = await api.getUnattended<Page<Notification>>(path);
      if (mine !== turn) return;
      items.value = answer.items;
      at.value = asked;
    } catch {
      // What was read before stays, and its age says so.
    }
    if (!isGone && mine === turn) timer = setTimeout(() => void load(wanted, mine), PERIOD_MS);
  }
  watch(
    id,
    (wanted) => {
      clearTimeout(timer);
      turn += 1;
      items.value = undefined;
      at.value = undefined;
      if (wanted) void load(wanted, turn);
    },
    { immediate: true },
  );
  onUnmounted(() => {
    isGone = true;
    clearTimeout(timer);
  });
  return { items, at };
}
