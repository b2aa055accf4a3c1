/** What is known of an alarm being real, in one word for the card. Pure. */
import type { Alert } from '../contracts/generated';

export type Found = 'byRule' | 'confirmed' | 'false' | 'unreachable';

export function foundOf(alert: Alert): Found | undefined {
  if (!alert.verification || alert.disposition === 'false-alarm') return undefined;
  return alert.verification.byRule ? 'byRule' : alert.verification.result;
}
