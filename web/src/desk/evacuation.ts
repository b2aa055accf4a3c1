/** Call and answer at a slope alarm, and the counts of those who must leave. Pure but for the sending. */
import type { Api } from '../access/api';
import type { Alert, Evacuation, MoveCounts } from '../contracts/generated';
import type { Fault } from './forms/faults';

const ORANGE = 2;

/** Whether somebody is called about it, and people are moved out. */
export function isSlopeDanger(alert: Alert): boolean {
  return alert.domain === 'slope' && alert.class === 'alarm' && alert.level <= ORANGE;
}

/** When the next call is due; undefined: no answer is owed. */
export function answerDue(alert: Alert): string | undefined {
  return alert.answering && alert.timers?.find((timer) => timer.name === 'answer')?.dueAt;
}

export const UNITS = ['households', 'people'] as const;
export const PARTS = ['toMove', 'moved', 'refused'] as const;
export type Unit = (typeof UNITS)[number];
export type Part = (typeof PARTS)[number];

/** What stands in the fields: an empty one is no number. */
export type Written = { [U in Unit]: { [P in Part]: number | '' } };

/** The newest counts to go on from; at the start nobody is moved yet. */
export function writtenOf(last: Evacuation | undefined): Written {
  const of = (counts: MoveCounts | undefined) =>
    counts ? { ...counts } : { toMove: '' as const, moved: 0, refused: 0 };
  return { households: of(last?.households), people: of(last?.people) };
}

export const fieldOf = (unit: Unit, part: Part) => `/evacuation/${unit}/${part}`;
export const FIELDS = UNITS.flatMap((unit) => PARTS.map((part) => fieldOf(unit, part)));

/** Those still inside; undefined while the counts do not fit together. */
export function inside(counts: Written[Unit]): number | undefined {
  const { toMove, moved, refused } = counts;
  if (toMove === '' || moved === '' || refused === '') return undefined;
  const left = toMove - moved - refused;
  return left >= 0 ? left : undefined;
}

/** The first count that cannot be, as the gateway would name it. */
export function misfitOf(written: Written): Fault | undefined {
  for (const unit of UNITS) {
    const { toMove, moved, refused } = written[unit];
    const most = {
      toMove: 1_000_000,
      moved: Number(toMove),
      refused: Number(toMove) - Number(moved),
    };
    for (const [part, count] of [
      ['toMove', toMove],
      ['moved', moved],
      ['refused', refused],
    ] as const) {
      if (count === '' || !Number.isInteger(count) || count < 0 || count > most[part]) {
        return {
          kind: 'field',
          field: fieldOf(unit, part),
          detail: `0 – ${Math.max(0, most[part])}`,
        };
      }
    }
  }
  return undefined;
}

export function register(api: Api, alertId: string, evacuation: Written): Promise<unknown> {
  return api.post(`/alerts/${encodeURIComponent(alertId)}/commands`, {
    commandId: crypto.randomUUID(),
    action: 'evacuation',
    evacuation,
  });
}
