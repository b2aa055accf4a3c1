/** Who is on call now, asked again while the page is open; what was known before stays, with its time. */
import { onUnmounted, type ShallowRef, shallowRef } from 'vue';
import type { Api } from '../access/api';
import type { OnCallNow } from '../desk/oncall/roster';

const PERIOD_MS = 15_000;

export interface OnCallFound {
  /** Moment of the gateway at which this was so, ms. */
  at: number;
  items: OnCallNow[];
}

export function useOnCallNow(api: Api): ShallowRef<OnCallFound | undefined> {
  const found = shallowRef<OnCallFound>();
  let timer: ReturnType<typeof setTimeout>;
  let isGone = false;
  const load = async () => {
    try {
      const { at, items } = await api.getUnattended<{ at: string; items: OnCallNow[] }>(
        '/oncall/now',
      );
      found.value = { at: Date.parse(at), items };
    } catch {
      // Its age says that it could not be read.
    }
    if (!isGone) timer = setTimeout(load, PERIOD_MS);
  };
  void load();
  onUnmounted(() => {
    isGone = true;
    clearTimeout(timer);
  });
  return found;
}
