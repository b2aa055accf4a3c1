/** A dialog that saves: one request at a time, a refusal at its field, the focus there. */
import { computed, nextTick, onMounted, type Ref, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { type Fault, faultAt, faultOf, wordsOf } from '../forms/faults';

export function useSaving(
  dialog: Readonly<Ref<HTMLDialogElement | null>>,
  shown: readonly string[],
) {
  const { t } = useI18n();
  const fault = ref<Fault>();
  const busy = ref(false);
  onMounted(() => dialog.value?.showModal());
  const words = computed(() => {
    const found = wordsOf(fault.value, shown);
    return found ? t(found.key, { detail: found.detail }) : '';
  });

  async function save(work: () => Promise<unknown>, done: () => void) {
    if (busy.value) return;
    busy.value = true;
    fault.value = undefined;
    try {
      await work();
      done();
    } catch (error) {
      fault.value = faultOf(error);
      await nextTick();
      dialog.value?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    } finally {
      busy.value = false;
    }
  }
  return { at: (field: string) => faultAt(fault.value, field), busy, words, save };
}
