import { type Ref, ref, type ShallowRef, shallowRef, watch } from 'vue';
import type { Api } from '../access/api';
import type { Alert, TimelineEntry } from '../contracts/generated';

type Detail = Alert & { timeline?: TimelineEntry[] };

/** A history that the record has not caught up with yet is asked for once more. */
const AGAIN_MS = 1_500;

export interface DetailLoad {
  alert: ShallowRef<Detail | undefined>;
  failed: Ref<boolean>;
}

/** The full record of one alert, read again whenever the stream brings a newer revision of it. */
export function useDetail(
  api: Api,
  id: () => string | undefined,
  rev: () => number | undefined,
): DetailLoad {
  const alert = shallowRef<Detail>();
  const failed = ref(false);
  const load = async (
    wanted: string,
    newest: number | undefined,
    again: boolean,
    opened: boolean,
  ) => {
    try {
      const path = `/alerts/${encodeURIComponent(wanted)}`;
      // Only who opens it is at the desk; a newer revision is read by the page itself.
      const answer = opened ? await api.get<Detail>(path) : await api.getUnattended<Detail>(path);
      if (id() !== wanted) return;
      alert.value = answer;
      failed.value = false;
      const held = answer.timeline?.at(-1)?.rev ?? 0;
      if (again && newest !== undefined && held < newest) {
        setTimeout(() => void load(wanted, newest, false, false), AGAIN_MS);
      }
    } catch {
      if (id() === wanted) failed.value = true;
    }
  };
  watch(
    [id, rev],
    ([wanted, newest], [before]) => {
      if (wanted !== before) alert.value = undefined;
      if (wanted) void load(wanted, newest, true, wanted !== before);
    },
    { immediate: true },
  );
  return { alert, failed };
}
