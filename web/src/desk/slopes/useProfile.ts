/** The settings of the chosen slope, read again whenever its view was judged by a newer version. */
import { ref, shallowRef, watch } from 'vue';
import type { Api } from '../../access/api';
import { ApiError } from '../../access/api';
import type { SlopeProfile, SlopeView } from '../../contracts/generated';

/** Version 0: nobody has set anything. Not recorded: the stream does not go by it yet. */
export type StoredProfile = SlopeProfile & { recorded?: boolean };

export function useProfile(api: Api, view: () => SlopeView | undefined) {
  const profile = shallowRef<StoredProfile>();
  const failed = ref(false);
  let asked = 0;

  async function load() {
    // A recording is judged by the settings of the slope that it is of.
    const id = view()?.site?.id ?? view()?.id;
    asked += 1;
    const mine = asked;
    if (!id) return;
    try {
      const path = `/slopes/${encodeURIComponent(id)}/profile`;
      const answer = await api.getUnattended<StoredProfile>(path);
      if (mine !== asked) return;
      profile.value = answer;
      failed.value = false;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (mine === asked) failed.value = true;
    }
  }

  watch(
    () => view()?.id,
    () => {
      profile.value = undefined;
      failed.value = false;
      void load();
    },
    { immediate: true },
  );
  watch(
    () => view()?.profileVersion,
    () => void load(),
  );
  return { profile, failed, load };
}
