/** The lines of the wall's timeline: what changed between two states of one alert. Pure. */
import type { Alert } from '../contracts/generated';

export type ChangeKind =
  | 'raised'
  | 'joined'
  | 'cleared'
  | 'returned'
  | 'escalated'
  | 'found'
  | 'told119'
  | 'level'
  | 'owner'
  | 'response'
  | 'removed';

export interface WallChange {
  key: string;
  at: number;
  alert: Alert;
  kind: ChangeKind;
}

/** Newest lines kept. */
export const KEPT_CHANGES = 14;

function kindOf(before: Alert | undefined, after: Alert): ChangeKind | undefined {
  if (!before) return 'raised';
  if (before.response !== after.response) return 'response';
  if (before.level !== after.level) return 'level';
  if (before.condition !== after.condition) {
    return after.condition === 'cleared' ? 'cleared' : 'returned';
  }
  if ((before.escalation?.step ?? 0) < (after.escalation?.step ?? 0)) return 'escalated';
  if (after.verification && before.verification?.at !== after.verification.at) return 'found';
  if (!before.report119 && after.report119) return 'told119';
  if (before.occurrences < after.occurrences) return 'joined';
  if (before.owner !== after.owner) return 'owner';
  return undefined;
}

export function changeOf(before: Alert | undefined, after: Alert): WallChange | undefined {
  const kind = kindOf(before, after);
  if (!kind) return undefined;
  const at = Date.parse(after.updatedAt);
  return { key: `${after.id}:${after.rev}`, at, alert: after, kind };
}

export function removalOf(before: Alert, now: number): WallChange {
  return { key: `${before.id}:removed`, at: now, alert: before, kind: 'removed' };
}

/** Newest first, at most {@link KEPT_CHANGES}. */
export function remember(held: readonly WallChange[], fresh: readonly WallChange[]): WallChange[] {
  const known = new Set(fresh.map((change) => change.key));
  const kept = held.filter((change) => !known.has(change.key));
  return [...fresh, ...kept].sort((a, b) => b.at - a.at).slice(0, KEPT_CHANGES);
}
