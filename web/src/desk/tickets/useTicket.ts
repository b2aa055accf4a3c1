/** One case with its story and orders, asked for again while its page is open. */
import { ref, shallowRef, watch } from 'vue';
import { type Api, ApiError, type Page } from '../../access/api';
import type { TicketOrder, TicketProposal, TicketStep } from '../../contracts/generated';
import { usePoll } from '../forms/usePoll';
import type { Case } from './useTickets';

const PERIOD_MS = 4_000;

export type CaseDetail = Case & { timeline: TicketStep[]; timelineCursor?: string };

/** An order as the record has it: whether the department's system took it. */
export type DeliveredOrder = Partial<TicketOrder> &
  Pick<TicketOrder, 'id' | 'caseId' | 'department' | 'kind' | 'issuedAt'> & {
    state: 'waiting' | 'sent' | 'dead' | 'recorded';
    attempts: number;
    said?: string;
    settledAt?: string;
    nextAt?: string;
  };

export function useTicket(api: Api, id: () => string) {
  const detail = shallowRef<CaseDetail>();
  const orders = shallowRef<DeliveredOrder[]>([]);
  const proposals = shallowRef<TicketProposal[]>([]);
  /** Older lines of the story than the newest hundred. */
  const older = shallowRef<TicketStep[]>([]);
  const cursor = ref<string>();
  const failed = ref<'gone' | 'unreachable'>();
  const path = () => `/tickets/${encodeURIComponent(id())}`;

  async function load(attended: boolean) {
    const wanted = id();
    const get = <T>(one: string) => (attended ? api.get<T>(one) : api.getUnattended<T>(one));
    try {
      const found = await get<CaseDetail>(path());
      if (id() !== wanted) return;
      detail.value = found;
      if (older.value.length === 0) cursor.value = found.timelineCursor;
      failed.value = undefined;
      const told = await get<Page<DeliveredOrder>>(`${path()}/orders?limit=50`);
      if (id() === wanted) orders.value = told.items;
    } catch (error) {
      if (id() !== wanted) return;
      const isGone = error instanceof ApiError && error.status === 404;
      failed.value = isGone ? 'gone' : 'unreachable';
    }
  }

  /** Which cases may be this one; a gateway without insight has none. */
  async function loadProposals() {
    const wanted = id();
    const found = await api
      .getUnattended<Page<TicketProposal>>(`/ticket-proposals?case=${encodeURIComponent(wanted)}`)
      .catch(() => ({ items: [] }));
    if (id() === wanted) {
      proposals.value = found.items.filter((one) => one.caseId === wanted || one.other === wanted);
    }
  }

  async function more() {
    const next = cursor.value;
    if (!next) return;
    const wanted = id();
    const page = await api
      .get<Page<TicketStep>>(`${path()}/timeline?limit=100&cursor=${encodeURIComponent(next)}`)
      .catch(() => undefined);
    if (!page || id() !== wanted) return;
    older.value = [...older.value, ...page.items];
    cursor.value = page.nextCursor ?? undefined;
  }

  const poll = usePoll(load, PERIOD_MS);
  void loadProposals();
  watch(id, () => {
    detail.value = undefined;
    orders.value = [];
    proposals.value = [];
    older.value = [];
    cursor.value = undefined;
    void poll.now();
    void loadProposals();
  });
  return {
    detail,
    orders,
    proposals,
    older,
    cursor,
    failed,
    more,
    again: () => {
      void poll.now();
      void loadProposals();
    },
  };
}
