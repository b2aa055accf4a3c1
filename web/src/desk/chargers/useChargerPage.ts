/**
 * The page of the chosen site, read again when the live view says that it changed: a site with many
 * ports changes with every reading, so at most one question every two seconds. It is asked for again
 * also while nothing changes: the stream writes a page with every change only while it is asked for.
 */
import { onUnmounted, ref, shallowRef, watch } from 'vue';
import { type Api, ApiError } from '../../access/api';
import type { ChargerPage, ChargerProfile } from '../../contracts/generated';
import { recordingOf } from '../recording';

/** Not recorded: the stream does not go by it yet. */
export type StoredProfile = ChargerProfile & { recorded?: boolean };

/** `GET /api/v1/chargers/{siteId}`: what cannot be had now is said to be unavailable. */
export interface ChargerAnswer {
  /** Null: no charger of the site was ever heard. */
  page?: ChargerPage | null;
  pageUnavailable?: boolean;
  profile?: StoredProfile;
  profileUnavailable?: boolean;
  /** Its registered chargers. */
  chargers?: { id: string; name?: string }[];
}

const UNAVAILABLE = 'unavailable';
const NOT_FOUND = 404;

export const PAGE_PERIOD_MS = 2_000;
/** Within the minute for which the stream goes on to write it (PageWatch), also if one is lost. */
export const RENEW_MS = 15_000;
const RETRY_MS = 5_000;

export function useChargerPage(
  api: Api,
  id: () => string | undefined,
  rev: () => number | undefined,
) {
  const page = shallowRef<ChargerPage>();
  const profile = shallowRef<StoredProfile>();
  /** Names of its chargers by id, where the register has any. */
  const names = shallowRef<ReadonlyMap<string, string>>(new Map());
  /** Whether the newest question was answered, be it that there is no page. */
  const known = ref(false);
  /** Why the newest question failed; what is shown is older than it could be. */
  const fault = ref<string>();
  let turn = 0;
  let askedAt = Number.NEGATIVE_INFINITY;
  let isAsking = false;
  let isWanted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(attended: boolean) {
    clearTimeout(timer);
    timer = undefined;
    const wanted = id();
    const mine = turn;
    if (!wanted) return;
    isAsking = true;
    isWanted = false;
    askedAt = performance.now();
    try {
      const { siteId, isReplay } = recordingOf(wanted);
      const path = `/chargers/${encodeURIComponent(siteId)}${isReplay ? '?replay=true' : ''}`;
      // Only who opens it is at the desk; what is new is read by the page itself.
      const found = attended
        ? await api.get<ChargerAnswer>(path)
        : await api.getUnattended<ChargerAnswer>(path);
      if (mine === turn) take(found);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (mine === turn) fail(error.detail || String(error.status), error.status !== NOT_FOUND);
    } finally {
      if (mine === turn) isAsking = false;
    }
    if (mine === turn && isWanted) refresh();
  }

  /** What is unavailable now leaves what was read before. */
  function take(found: ChargerAnswer) {
    if (found.profile) profile.value = found.profile;
    if (found.chargers) {
      names.value = new Map(found.chargers.flatMap(({ id, name }) => (name ? [[id, name]] : [])));
    }
    if (found.pageUnavailable || !found.profile) {
      fail(UNAVAILABLE, true);
      if (found.pageUnavailable) return;
    } else {
      fault.value = undefined;
      again(RENEW_MS);
    }
    page.value = found.page ?? undefined;
    known.value = true;
  }

  function fail(words: string, isWorthIt: boolean) {
    fault.value = words;
    if (isWorthIt) again(RETRY_MS);
  }

  function again(ms: number) {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(false), ms);
  }

  /** Asks again, as soon as two seconds have passed since the last time. */
  function refresh() {
    isWanted = true;
    if (isAsking) return;
    again(Math.max(0, askedAt + PAGE_PERIOD_MS - performance.now()));
  }

  function forget() {
    turn += 1;
    clearTimeout(timer);
    isAsking = false;
    isWanted = false;
    page.value = undefined;
    profile.value = undefined;
    known.value = false;
    fault.value = undefined;
  }

  watch(
    id,
    () => {
      forget();
      void ask(true);
    },
    { immediate: true },
  );
  watch(
    () => [id(), rev()] as const,
    ([now], [before]) => {
      if (now === before) refresh();
    },
  );
  onUnmounted(forget);
  return { page, profile, names, known, fault, refresh };
}
