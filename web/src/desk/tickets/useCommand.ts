/** Sends commands of a case: pending until the job answers; its refusal in its own words. */
import { ref } from 'vue';
import { type Api, ApiError } from '../../access/api';
import type { TicketEventKind } from '../../contracts/generated';
import { type Fault, faultOf } from '../forms/faults';

export type Sent =
  | { kind: 'pending'; action: TicketEventKind }
  | { kind: 'done'; action: TicketEventKind }
  | { kind: 'refused'; action: TicketEventKind; detail: string };

export function useCommand(api: Api, id: () => string, onDone: () => void) {
  const sent = ref<Sent>();
  /** A command whose answer did not come may take effect: sent again it must be the same one. */
  const unsure = new Map<string, string>();

  /** Undefined: the job has answered, one way or the other. Else why not, for the form. */
  async function send(
    action: TicketEventKind,
    body: { [field: string]: unknown },
  ): Promise<Fault | undefined> {
    const wanted = id();
    const content = JSON.stringify([wanted, body]);
    const commandId = unsure.get(content) ?? crypto.randomUUID();
    unsure.set(content, commandId);
    sent.value = { kind: 'pending', action };
    try {
      await api.post(`/tickets/${encodeURIComponent(wanted)}/commands`, { commandId, ...body });
      unsure.delete(content);
      if (id() === wanted) sent.value = { kind: 'done', action };
      onDone();
      return undefined;
    } catch (error) {
      const status = error instanceof ApiError ? error.status : 0;
      if (status >= 400 && status < 500) unsure.delete(content);
      if (error instanceof ApiError && status === 409) {
        if (id() === wanted) sent.value = { kind: 'refused', action, detail: error.detail };
        onDone();
        return undefined;
      }
      sent.value = undefined;
      return faultOf(error);
    }
  }
  return { sent, send };
}
