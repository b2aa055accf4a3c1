/** Saving the settings of a site: a refusal, ours or the gateway's, stands at its field. */
import { computed, nextTick, onMounted, type Ref, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { type Api, ApiError } from '../../access/api';
import { type Fault, faultAt, faultOf, wordsOf } from './faults';

export interface SavedProfile {
  version: number;
  /** False: stored, but the stream does not go by it yet. */
  recorded?: boolean;
}

export interface ProfileForm {
  api: Api;
  path: () => string;
  body: () => object;
  /** JSON pointers of the fields that the form itself finds wrong. */
  faults: () => string[];
  /** Those that have a place of their own in the form. */
  shown: readonly string[];
  dialog: Readonly<Ref<HTMLDialogElement | null>>;
  saved: (version: number, recorded: boolean) => void;
}

const CONFLICT = 409;

export function useProfileForm({ api, path, body, faults, shown, dialog, saved }: ProfileForm) {
  const { t } = useI18n();
  const refusal = ref<Fault>();
  const conflict = ref(false);
  /** Known only once somebody tried to save. */
  const own = ref<string[]>([]);
  const busy = ref(false);
  onMounted(() => dialog.value?.showModal());

  /** What is said at a field: the gateway's words, or none where the rule alone says it. */
  function at(field: string): string | undefined {
    const isOwn = own.value.some((one) => one === field || one.startsWith(`${field}/`));
    return isOwn ? '' : faultAt(refusal.value, field);
  }
  const words = computed(() => {
    if (conflict.value) return t('slopes.profile.conflict');
    if (own.value.length > 0) return t('forms.seeField');
    const found = wordsOf(refusal.value, shown);
    return found ? t(found.key, { detail: found.detail }) : '';
  });

  async function save() {
    if (busy.value) return;
    refusal.value = undefined;
    conflict.value = false;
    own.value = faults();
    if (own.value.length > 0) return focusFault();
    busy.value = true;
    try {
      const answer = await api.put<SavedProfile>(path(), body());
      saved(answer.version, answer.recorded !== false);
    } catch (error) {
      if (error instanceof ApiError && error.status === CONFLICT) conflict.value = true;
      else refusal.value = faultOf(error);
      await focusFault();
    } finally {
      busy.value = false;
    }
  }

  async function focusFault() {
    await nextTick();
    dialog.value?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }

  return { refusal, busy, at, words, save };
}
