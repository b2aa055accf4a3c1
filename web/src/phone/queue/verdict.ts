/** What a try to send came to, by the status of the answer. Pure. */
import { ApiError } from '../../access/api';
import { wordsOf } from '../../desk/send';
import type { Verdict } from './queue';

/** Sooner or later the same request may be taken: time-outs, too many at once, a part away. */
const MAY_PASS = new Set([408, 425, 429, 500, 502, 503]);

export function verdictOf(error: ApiError): Verdict {
  if (error.status === 0) return { kind: 'wait', why: 'offline' };
  if (error.status === 401) return { kind: 'wait', why: 'login' };
  if (error.status === 504) return { kind: 'wait', why: 'silent' };
  if (MAY_PASS.has(error.status)) return { kind: 'wait', why: 'busy' };
  return { kind: 'refused', said: wordsOf(error) || String(error.status) };
}

export async function tried(answer: Promise<{ rev?: number } | undefined>): Promise<Verdict> {
  try {
    const rev = (await answer)?.rev;
    return { kind: 'done', ...(rev === undefined ? {} : { rev }) };
  } catch (error) {
    if (error instanceof ApiError) return verdictOf(error);
    throw error;
  }
}
