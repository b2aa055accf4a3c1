/** The chosen part of the long record of the slope that is shown, and how its reading stands. */
import { computed, ref, shallowRef, watch } from 'vue';
import type { Api } from '../../../access/api';
import { ApiError } from '../../../access/api';
import type { SlopeHistory, SlopeView } from '../../../contracts/generated';
import { HOUR_MS } from '../charts/series';
import { askedOf, type OwnSpan, pathOf, type Span } from './history';

export function useHistory(api: Api, view: () => SlopeView, now: () => number) {
  const span = ref<Span>('live');
  const own = shallowRef<OwnSpan>({ from: '', to: '' });
  const history = shallowRef<SlopeHistory>();
  /** Undefined: not failed. */
  const fault = ref<string>();
  const loading = ref(false);
  let number = 0;

  const hour = computed(() => Math.floor(now() / HOUR_MS));

  async function load() {
    number += 1;
    const mine = number;
    // The time of a recording is its own.
    const until = view().replay ? Date.parse(view().at) + HOUR_MS : now();
    const asked = askedOf(span.value, own.value, until);
    if (!asked) {
      history.value = undefined;
      fault.value = undefined;
      loading.value = false;
      return;
    }
    loading.value = true;
    try {
      const answer = await api.getUnattended<SlopeHistory>(pathOf(view().id, asked));
      if (mine !== number) return;
      history.value = answer;
      fault.value = undefined;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (mine === number) fault.value = error.detail;
    }
    if (mine === number) loading.value = false;
  }

  watch([() => view().id, span, own], () => {
    history.value = undefined;
    fault.value = undefined;
    void load();
  });
  watch(hour, () => {
    if (span.value !== 'live' && !view().replay) void load();
  });

  return { span, own, history, fault, loading, load };
}
