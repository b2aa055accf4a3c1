/** One duty check, from the order until it has ended. */
import { onUnmounted, ref, shallowRef } from 'vue';
import { type Api, ApiError } from '../../access/api';
import { type Fault, faultOf } from '../forms/faults';
import { DUTY_TIMEOUT_MINUTES, type DutyCheck, isEnded } from './checks';

const ASK_MS = 1_000;
/** Nobody walks to a panel within a second: later it is asked for less often. */
const ASK_LATER_MS = 5_000;
const EAGER_ASKS = 20;

export function useOrder(api: Api, onChange: () => void = () => {}) {
  const check = shallowRef<DutyCheck>();
  const fault = ref<Fault>();
  const busy = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** An order whose answer did not come may have gone: sent again it must be the same one. */
  let unsure: { deviceId: string; commandId: string } | undefined;
  let turn = 0;

  function forget() {
    turn += 1;
    clearTimeout(timer);
    check.value = undefined;
    fault.value = undefined;
    busy.value = false;
  }

  async function follow(path: string, mine: number, asks: number) {
    try {
      const answer = await api.getUnattended<DutyCheck>(path);
      if (mine !== turn) return;
      const isNews = answer.state !== check.value?.state;
      check.value = answer;
      if (isNews) onChange();
    } catch {
      // asked again below: the order itself is durable
    }
    if (mine !== turn || (check.value && isEnded(check.value))) return;
    const wait = asks < EAGER_ASKS ? ASK_MS : ASK_LATER_MS;
    timer = setTimeout(() => void follow(path, mine, asks + 1), wait);
  }

  async function order(deviceId: string, timeoutMinutes: number = DUTY_TIMEOUT_MINUTES) {
    if (busy.value) return;
    forget();
    const mine = turn;
    busy.value = true;
    const commandId = unsure?.deviceId === deviceId ? unsure.commandId : crypto.randomUUID();
    const path = `/devices/${encodeURIComponent(deviceId)}/commands`;
    unsure = { deviceId, commandId };
    try {
      await api.post(path, { commandId, kind: 'duty-check', timeoutMinutes });
      unsure = undefined;
      if (mine !== turn) return;
      onChange();
      void follow(`${path}/${commandId}`, mine, 0);
    } catch (error) {
      if (error instanceof ApiError && error.status >= 400 && error.status < 500)
        unsure = undefined;
      if (mine === turn) fault.value = faultOf(error);
    } finally {
      if (mine === turn) busy.value = false;
    }
  }

  onUnmounted(forget);
  return { check, fault, busy, order, forget };
}
