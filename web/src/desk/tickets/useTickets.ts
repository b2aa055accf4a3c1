/** A list of the record: its first page again and again, later pages when they are asked for. */
import { ref, shallowRef, watch } from 'vue';
import type { Api, Page } from '../../access/api';
import type { Ticket } from '../../contracts/generated';
import { usePoll } from '../forms/usePoll';
import { pathOf, type TicketQuery } from './query';

const PERIOD_MS = 5_000;

/** Cases as a list has them: of a secret one parts are missing. */
export type Case = Omit<Ticket, 'links' | 'conflicts'> &
  Partial<Pick<Ticket, 'links' | 'conflicts'>>;

export function useTickets(api: Api, query: () => TicketQuery) {
  const cases = shallowRef<Case[]>();
  const failed = ref(false);
  const cursor = ref<string>();
  /** Cases that later pages brought; with them the list is no longer asked for again. */
  const isLong = ref(false);
  const asked = () => pathOf(query());

  async function load(attended: boolean) {
    const path = asked();
    if (isLong.value) return;
    try {
      const page = attended
        ? await api.get<Page<Case>>(path)
        : await api.getUnattended<Page<Case>>(path);
      if (path !== asked() || isLong.value) return;
      cases.value = page.items;
      cursor.value = page.nextCursor ?? undefined;
      failed.value = false;
    } catch {
      if (path === asked()) failed.value = true;
    }
  }
  const poll = usePoll(load, PERIOD_MS);

  async function more() {
    const next = cursor.value;
    if (!next) return;
    const path = asked();
    try {
      const page = await api.get<Page<Case>>(pathOf(query(), next));
      if (path !== asked()) return;
      isLong.value = true;
      cases.value = [...(cases.value ?? []), ...page.items];
      cursor.value = page.nextCursor ?? undefined;
    } catch {
      failed.value = true;
    }
  }

  function again() {
    isLong.value = false;
    void poll.now();
  }
  watch(asked, () => {
    cases.value = undefined;
    cursor.value = undefined;
    again();
  });
  return { cases, failed, cursor, isLong, more, again };
}
