/** What a refused request says to a form: at which field, or in words for the whole. Pure. */
import { ApiError } from '../../access/api';

export type Fault =
  | { kind: 'field'; field: string; detail: string }
  | { kind: 'forbidden' }
  /** Whoever cut a port off would enable it. */
  | { kind: 'secondPerson' }
  | { kind: 'timeout' }
  | { kind: 'failed'; detail: string };

export function faultOf(error: unknown): Fault {
  if (!(error instanceof ApiError)) throw error;
  if (error.field) return { kind: 'field', field: error.field, detail: error.detail };
  if (error.status === 403) {
    return { kind: error.title === 'second-person' ? 'secondPerson' : 'forbidden' };
  }
  if (error.status === 0 || error.status === 504) return { kind: 'timeout' };
  return { kind: 'failed', detail: error.detail || String(error.status) };
}

/** The refusal of this field or of a part of it; undefined where it is of another. */
export function faultAt(fault: Fault | undefined, field: string): string | undefined {
  if (fault?.kind !== 'field') return undefined;
  return fault.field === field || fault.field.startsWith(`${field}/`) ? fault.detail : undefined;
}

/** Key and holes of the words for a form as a whole; `shown`: fields that have a place of their own. */
export function wordsOf(
  fault: Fault | undefined,
  shown: readonly string[],
): { key: string; detail: string } | undefined {
  if (!fault) return undefined;
  if (fault.kind !== 'field') {
    return { key: `forms.${fault.kind}`, detail: 'detail' in fault ? fault.detail : '' };
  }
  return shown.some((field) => faultAt(fault, field) !== undefined)
    ? { key: 'forms.seeField', detail: '' }
    : { key: 'forms.failed', detail: `${fault.field}: ${fault.detail}` };
}
