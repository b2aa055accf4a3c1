/** Rules as text that people edit, and back. Pure. */
import type { TicketRules } from '../../contracts/generated';

export interface RulesFault {
  path: string;
  detail: string;
}

/** What the gateway sets itself is not in the text. */
export function draftOf(rules: TicketRules): string {
  const { comment, defaultClass, classes, calendar } = rules;
  return JSON.stringify({ comment: comment ?? '', defaultClass, classes, calendar }, null, 2);
}

export function parseDraft(text: string): { body?: object; faults: RulesFault[] } {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      return { faults: [{ path: '', detail: 'JSON: {…}' }] };
    }
    const { comment, ...rest } = body as { comment?: unknown };
    return { body: comment ? { comment, ...rest } : rest, faults: [] };
  } catch (error) {
    return { faults: [{ path: '', detail: (error as Error).message }] };
  }
}

/** All that the gateway found wrong; it names each by its path. */
export function faultsOf(body: unknown): RulesFault[] {
  const { errors } = (body ?? {}) as { errors?: unknown };
  if (!Array.isArray(errors)) return [];
  return errors.filter(
    (one): one is RulesFault =>
      typeof one?.path === 'string' && typeof (one as RulesFault).detail === 'string',
  );
}
