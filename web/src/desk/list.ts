/** The desk's list: order, filter and moving the selection. Pure. */
import { byUrgency, isOpen } from '../alerts/order';
import type { Alert } from '../contracts/generated';

function haystack(alert: Alert): string {
  return [alert.title, alert.site?.name, alert.site?.id, alert.placeName, alert.owner, alert.kind]
    .filter(Boolean)
    .join(' ')
    .toLowerCase();
}

/** Every word of the filter must be found somewhere. */
export function filterAlerts(alerts: Iterable<Alert>, filter: string): Alert[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return [...alerts]
    .filter(isOpen)
    .filter((alert) => words.every((word) => haystack(alert).includes(word)))
    .sort(byUrgency);
}

/** The id after moving by `step`; stays at the ends; the first where nothing was selected. */
export function moved(ids: readonly string[], selected: string | undefined, step: number) {
  if (ids.length === 0) return undefined;
  const at = selected === undefined ? -1 : ids.indexOf(selected);
  if (at < 0) return ids[step < 0 ? ids.length - 1 : 0];
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))];
}
