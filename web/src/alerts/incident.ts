/** What lies in a flood, in few lines: where, what, and how grave. Pure. */
import type { Alert } from '../contracts/generated';
import type { Level } from './level';
import { isOpen } from './order';
import { siteName } from './place';

export interface IncidentRow {
  /** The path of a place, or the words of a title. */
  key: string;
  name: string;
  /** Open parts of level I, II, III, IV. */
  counts: [number, number, number, number];
  total: number;
}

export interface Incident {
  /** One level below what all parts have in common, gravest first. */
  places: IncidentRow[];
  /** By the title of the alert, gravest first. */
  causes: IncidentRow[];
  open: number;
}

const LEVELS: readonly Level[] = [1, 2, 3, 4];

/** Parts of this flood that are open. */
export const partsOf = (flood: Alert, alerts: Iterable<Alert>): Alert[] =>
  [...alerts].filter((alert) => alert.partOf === flood.id && isOpen(alert));

const path = (alert: Alert): string[] => (alert.place ?? '').split('/').filter(Boolean);
const names = (alert: Alert): string[] => (alert.placeName ?? '').split('/').filter(Boolean);

/** How many levels of place all of them share. */
function shared(parts: readonly Alert[]): number {
  const paths = parts.map(path).filter((one) => one.length > 0);
  const first = paths[0];
  if (!first) return 0;
  const differs = first.findIndex((level, i) => paths.some((one) => one[i] !== level));
  return differs < 0 ? first.length : differs;
}

/** The level below what is shared; whoever ends there stands for itself. */
function placed(alert: Alert, depth: number): [string, string] {
  const levels = path(alert);
  if (levels.length <= depth) return [alert.site?.id ?? alert.place ?? '', siteName(alert) ?? ''];
  return [levels.slice(0, depth + 1).join('/'), names(alert)[depth] ?? siteName(alert) ?? ''];
}

function gathered(parts: readonly Alert[], by: (alert: Alert) => [string, string]): IncidentRow[] {
  const rows = new Map<string, IncidentRow>();
  for (const alert of parts) {
    const [key, name] = by(alert);
    const row = rows.get(key) ?? { key, name, counts: [0, 0, 0, 0], total: 0 };
    row.counts[alert.level - 1] = (row.counts[alert.level - 1] ?? 0) + 1;
    row.total += 1;
    rows.set(key, row);
  }
  return [...rows.values()].sort(byGravity);
}

function byGravity(a: IncidentRow, b: IncidentRow): number {
  for (const level of LEVELS) {
    const more = (b.counts[level - 1] ?? 0) - (a.counts[level - 1] ?? 0);
    if (more !== 0) return more;
  }
  return a.name < b.name ? -1 : 1;
}

export function incidentOf(flood: Alert, alerts: Iterable<Alert>): Incident {
  const parts = partsOf(flood, alerts);
  const depth = shared(parts);
  return {
    places: gathered(parts, (alert) => placed(alert, depth)),
    causes: gathered(parts, (alert) => [alert.title, alert.title]),
    open: parts.length,
  };
}
