/** How far the fire devices can be relied on: what the gateway counts once a minute. */
import { onUnmounted, shallowRef } from 'vue';
import type { Api } from '../access/api';
import type { FalseAlarmCause } from '../contracts/generated';

/** `GET /api/v1/fire/coverage`; null: cannot be told now. */
export interface Coverage {
  asOf: string;
  dataAsOf: string | null;
  devices: {
    registered: number;
    seen: number | null;
    online: number | null;
    testedWithin6Months: number;
  };
  shieldedPoints: number | null;
  falseAlarms: {
    days: number;
    alarms: number;
    falseAlarms: number;
    rate: number | null;
    byCause: { [C in FalseAlarmCause]?: number };
  };
  repeatedBuildings: { siteId: string; name: string; falseAlarms: number }[];
  /** Of 30 days: checks that reached their panel and are over, and how many were answered. */
  dutyChecks: { ended: number; answered: number } | null;
}

export const COVERAGE_PERIOD_MS = 60_000;

/** The cause that most false alarms had; undefined without any. */
export function commonestCause(coverage: Coverage): FalseAlarmCause | undefined {
  let best: FalseAlarmCause | undefined;
  for (const [cause, count] of Object.entries(coverage.falseAlarms.byCause)) {
    if (!best || count > (coverage.falseAlarms.byCause[best] ?? 0)) best = cause as FalseAlarmCause;
  }
  return best;
}

/** A share in per cent, never rounded up to all; a dash where there is nothing to divide. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '—' : `${Math.floor((part / whole) * 100)}%`;
}

/** How old the numbers are, once two periods were missed; undefined while they are fresh. */
export function staleness(coverage: Coverage, now: number): number | undefined {
  const ageMs = now - Date.parse(coverage.asOf);
  return ageMs > 2 * COVERAGE_PERIOD_MS ? ageMs : undefined;
}

/** Asks each minute, without counting as somebody's use of the session. */
export function useCoverage(api: Api) {
  const coverage = shallowRef<Coverage>();
  let timer: ReturnType<typeof setTimeout>;
  const load = async () => {
    try {
      coverage.value = await api.getUnattended<Coverage>('/fire/coverage');
    } catch {
      // what was counted before stands, and says how old it is
    }
    timer = setTimeout(load, COVERAGE_PERIOD_MS);
  };
  void load();
  onUnmounted(() => clearTimeout(timer));
  return coverage;
}
