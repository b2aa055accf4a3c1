import { type Api, ApiError } from '../access/api';
import type {
  AlertAction,
  AlertOrderState,
  FalseAlarmCause,
  Report119,
  VerifyResult,
} from '../contracts/generated';

export interface CommandForm {
  action: AlertAction;
  reason?: string;
  to?: string;
  untilMs?: number;
  result?: VerifyResult;
  cause?: FalseAlarmCause;
  /** Which order a department replies to, and what it says. */
  orderId?: string;
  reply?: Reply;
}

/** What a department may say; the job says the rest. */
export type Reply = Extract<AlertOrderState, 'accepted' | 'refused' | 'done'>;

/** What the gateway filled in for the call to the fire brigade. */
export interface Draft119 {
  text: string;
  missing: string[];
  reported?: Report119;
}

/** What became of a command, for the words under the buttons. */
export type Outcome =
  | { kind: 'done'; rev: number | undefined }
  | { kind: 'conflict'; detail: string }
  | { kind: 'failed'; detail: string }
  | { kind: 'forbidden' }
  | { kind: 'timeout' };

/**
 * Who ends an alert must have seen its newest signal; who only takes it up need not be refused
 * because another press joined it a moment ago.
 */
const ENDS: ReadonlySet<AlertAction> = new Set([
  'false-alarm',
  'drill',
  'resolve',
  'close',
  'answer', // of an orange alarm is none of the red one that it has become
]);

/** Sends one command; a retry after no answer must carry the same commandId. */
export async function sendCommand(
  api: Api,
  alertId: string,
  seenRevision: number,
  form: CommandForm,
  commandId: string = crypto.randomUUID(),
): Promise<Outcome> {
  return outcomeOf(
    api.post<Answer>(commandPath(alertId), commandBody(seenRevision, form, commandId)),
  );
}

export const commandPath = (alertId: string): string =>
  `/alerts/${encodeURIComponent(alertId)}/commands`;

/** What goes over the wire for one command. */
export function commandBody(seenRevision: number, form: CommandForm, commandId: string): object {
  return {
    commandId,
    ...form,
    ...(ENDS.has(form.action) ? { expectedRevision: seenRevision } : {}),
  };
}

/** Stores that the fire brigade was told, in the words that were read out. */
export async function sendReport119(
  api: Api,
  alertId: string,
  text: string,
  commandId: string = crypto.randomUUID(),
): Promise<Outcome> {
  const path = `/alerts/${encodeURIComponent(alertId)}/report119`;
  return outcomeOf(api.post<Answer>(path, { commandId, text }));
}

interface Answer {
  rev?: number;
}

async function outcomeOf(answer: Promise<Answer>): Promise<Outcome> {
  try {
    return { kind: 'done', rev: (await answer)?.rev };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 409) return { kind: 'conflict', detail: wordsOf(error) };
    if (error.status === 403) return { kind: 'forbidden' };
    if (error.status === 504 || error.status === 0) return { kind: 'timeout' };
    return { kind: 'failed', detail: wordsOf(error) || String(error.status) };
  }
}

/** A refusal is a problem or a command result: both say why in words. */
export function wordsOf(error: ApiError): string {
  if (error.detail) return error.detail;
  const { reason } = (error.body ?? {}) as { reason?: string };
  return reason ?? '';
}
