/** What stands under which alert, and what is put aside: counted and to be opened, never lost. Pure. */
import type { Alert } from '../contracts/generated';
import { byUrgency, isOpen } from './order';

/** The alert under which this one is folded; red is folded nowhere. */
export function parentOf(alert: Alert): string | undefined {
  if (alert.level === 1) return undefined;
  return alert.suppressedBy ?? alert.partOf ?? undefined;
}

/** Parent → what is folded under it, by urgency. Whose parent is not here stands for itself. */
export function foldsOf(alerts: Iterable<Alert>): Map<string, Alert[]> {
  const open = [...alerts].filter(isOpen);
  const here = new Set(open.map((alert) => alert.id));
  const folds = new Map<string, Alert[]>();
  for (const alert of open) {
    const parent = parentOf(alert);
    if (parent === undefined || parent === alert.id || !here.has(parent)) continue;
    const under = folds.get(parent);
    if (under) under.push(alert);
    else folds.set(parent, [alert]);
  }
  for (const under of folds.values()) under.sort(byUrgency);
  return folds;
}

export interface Row {
  alert: Alert;
  /** How many are folded under it. */
  under: number;
  /** Depth: 1 and more, below what explains it. */
  depth: number;
}

/**
 * The rows of a list in this order: what is folded comes only where its parent is unfolded, right
 * below it. Two alerts that explain each other both stand for themselves.
 */
export function rowsOf(listed: readonly Alert[], unfolded: ReadonlySet<string>): Row[] {
  const folds = foldsOf(listed);
  const children = new Set([...folds.values()].flat().map((alert) => alert.id));
  const rows: Row[] = [];
  const seen = new Set<string>();
  const place = (alert: Alert, depth: number) => {
    if (seen.has(alert.id)) return;
    seen.add(alert.id);
    const under = folds.get(alert.id) ?? [];
    rows.push({ alert, under: under.length, depth });
    if (unfolded.has(alert.id)) for (const child of under) place(child, depth + 1);
    else for (const child of under) hide(child);
  };
  const hide = (alert: Alert) => {
    if (seen.has(alert.id)) return;
    seen.add(alert.id);
    for (const child of folds.get(alert.id) ?? []) hide(child);
  };
  for (const alert of listed) if (!children.has(alert.id)) place(alert, 0);
  for (const alert of listed) place(alert, 0);
  return rows;
}

export interface Aside {
  inhibited: number;
  parts: number;
  shelved: number;
  standing: number;
}

/** Open alerts that need no answer of their own now, each under every name that it has. */
export function asideOf(alerts: Iterable<Alert>): Aside {
  const aside: Aside = { inhibited: 0, parts: 0, shelved: 0, standing: 0 };
  for (const alert of alerts) {
    if (!isOpen(alert)) continue;
    if (alert.suppressedBy) aside.inhibited += 1;
    if (alert.partOf) aside.parts += 1;
    if (alert.shelvedUntil) aside.shelved += 1;
    if (alert.standing) aside.standing += 1;
  }
  return aside;
}

/** Floods that go on, newest first. */
export function floodsOf(alerts: Iterable<Alert>): Alert[] {
  return [...alerts]
    .filter((alert) => isOpen(alert) && alert.flood && !alert.flood.over)
    .sort((a, b) => (a.raisedAt < b.raisedAt ? 1 : -1));
}
