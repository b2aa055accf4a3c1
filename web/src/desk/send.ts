import { type Api, ApiError } from '../access/api';
import type { AlertAction } from '../contracts/generated';

export interface CommandForm {
  action: AlertAction;
  reason?: string;
  to?: string;
  untilMs?: number;
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
const ENDS: ReadonlySet<AlertAction> = new Set(['false-alarm', 'drill', 'resolve', 'close']);

/** Sends one command; a retry after no answer must carry the same commandId. */
export async function sendCommand(
  api: Api,
  alertId: string,
  seenRevision: number,
  form: CommandForm,
  commandId: string = crypto.randomUUID(),
): Promise<Outcome> {
  try {
    const result = await api.post<{ rev?: number }>(
      `/alerts/${encodeURIComponent(alertId)}/commands`,
      { commandId, ...form, ...(ENDS.has(form.action) ? { expectedRevision: seenRevision } : {}) },
    );
    return { kind: 'done', rev: result?.rev };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 409) return { kind: 'conflict', detail: wordsOf(error) };
    if (error.status === 403) return { kind: 'forbidden' };
    if (error.status === 504 || error.status === 0) return { kind: 'timeout' };
    return { kind: 'failed', detail: wordsOf(error) || String(error.status) };
  }
}

/** A refusal is a problem or a command result: both say why in words. */
function wordsOf(error: ApiError): string {
  if (error.detail) return error.detail;
  const { reason } = (error.body ?? {}) as { reason?: string };
  return reason ?? '';
}
