/** Orders that this page gave, from the request until they have ended. */
import { onUnmounted, shallowRef, watch } from 'vue';
import { type Api, ApiError } from '../../access/api';
import type { PortAction, PortOrderView } from '../../contracts/generated';
import { type Fault, faultOf } from '../forms/faults';
import { isEnded, portKey } from './order';

const ASK_MS = 1_000;
/** An order ends within about a minute by its own limits; later it is asked for less often. */
const ASK_LATER_MS = 5_000;
const EAGER_ASKS = 90;

export interface Port {
  stationId: string;
  port: number;
}

export interface OrderForm {
  action: PortAction;
  reason: string;
  alertId?: string | undefined;
}

/** An order on its way: until the record knows it there is only its id. */
export interface Followed {
  commandId: string;
  order: PortOrderView | undefined;
}

export function usePortOrders(api: Api, siteId: () => string, onChange: () => void) {
  /** The newest order of each port that was given here. */
  const followed = shallowRef<ReadonlyMap<string, Followed>>(new Map());
  const timers = new Set<ReturnType<typeof setTimeout>>();
  /** An order whose answer did not come may have gone: sent again it must be the same one. */
  const unsure = new Map<string, string>();
  let turn = 0;

  const set = (port: Port, one: Followed) => {
    followed.value = new Map(followed.value).set(portKey(port), one);
  };

  async function follow(path: string, port: Port, commandId: string, mine: number, asks: number) {
    let order: PortOrderView | undefined;
    try {
      order = await api.getUnattended<PortOrderView>(`${path}/${commandId}`);
    } catch {
      // Asked again below: the order itself is durable.
    }
    if (mine !== turn) return;
    const held = followed.value.get(portKey(port));
    if (held?.commandId !== commandId) return;
    if (order && (order.rev !== held.order?.rev || order.state !== held.order?.state)) {
      set(port, { commandId, order });
      onChange();
    }
    if (order && isEnded(order)) return;
    const wait = asks < EAGER_ASKS ? ASK_MS : ASK_LATER_MS;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void follow(path, port, commandId, mine, asks + 1);
    }, wait);
    timers.add(timer);
  }

  /** Undefined: accepted. Else why not, for the form. */
  async function order(port: Port, form: OrderForm): Promise<Fault | undefined> {
    const mine = turn;
    const site = encodeURIComponent(siteId());
    const station = encodeURIComponent(port.stationId);
    const path = `/chargers/${site}/stations/${station}/ports/${port.port}/orders`;
    const content = JSON.stringify([path, form]);
    const commandId = unsure.get(content) ?? crypto.randomUUID();
    unsure.set(content, commandId);
    try {
      await api.post(path, { commandId, ...form });
      unsure.delete(content);
      if (mine !== turn) return undefined;
      set(port, { commandId, order: undefined });
      onChange();
      void follow(path, port, commandId, mine, 0);
      return undefined;
    } catch (error) {
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) {
        unsure.delete(content);
      }
      return faultOf(error);
    }
  }

  function forget() {
    turn += 1;
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
    followed.value = new Map();
  }

  watch(siteId, forget);
  onUnmounted(forget);
  return { followed, order };
}
