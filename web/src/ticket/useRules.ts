/** The rules in force: classes and calendar. Read now and then; they change a few times a year. */
import { onUnmounted, type ShallowRef, shallowRef } from 'vue';
import type { Api } from '../access/api';
import type { TicketRules } from '../contracts/generated';

const PERIOD_MS = 10 * 60_000;
const RETRY_MS = 30_000;

export function useRules(api: Api): ShallowRef<TicketRules | undefined> {
  const rules = shallowRef<TicketRules>();
  let timer: ReturnType<typeof setTimeout>;
  let gone = false;
  const load = async () => {
    let wait = RETRY_MS;
    try {
      rules.value = await api.getUnattended<TicketRules>('/rules/tickets');
      wait = PERIOD_MS;
    } catch {
      // What is counted in working time shows its due time alone meanwhile.
    }
    if (!gone) timer = setTimeout(load, wait);
  };
  void load();
  onUnmounted(() => {
    gone = true;
    clearTimeout(timer);
  });
  return rules;
}
