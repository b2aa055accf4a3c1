/** The report of a dry run as rows that people read. Pure. */
import type { DryRunCounts, DryRunReport, Measure } from '../../contracts/generated';

export interface DryRunAnswer {
  id: string;
  state: 'running' | 'done' | 'failed';
  hours: number;
  failure?: string;
  report?: DryRunReport;
}

/** An hour, a shift, a day, three days, and all that the log holds. */
export const HOURS = [1, 8, 24, 72, 168] as const;

export type RowName =
  | 'alerts'
  | 'level'
  | 'kind'
  | 'loud'
  | 'quiet'
  | 'loudTo'
  | 'quietTo'
  | 'escalations'
  | 'inhibited'
  | 'flooded'
  | 'chattering'
  | 'stale'
  | 'standing'
  | 'commandsRefused'
  | 'commandsLost';

export interface Row {
  name: RowName;
  /** Which level, kind or recipient; empty: the sum. */
  of: string;
  current: number;
  proposed: number;
}

type Counts = { [name: string]: number };

const split = (name: RowName, before: Counts, after: Counts): Row[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .map((of) => ({ name, of, current: before[of] ?? 0, proposed: after[of] ?? 0 }));

const SUMS = [
  'escalations',
  'inhibited',
  'flooded',
  'chattering',
  'stale',
  'standing',
  'commandsRefused',
  'commandsLost',
] as const;

/** Sums always; of kinds and recipients those that differ, because there may be fifty. */
export function rowsOf({ current, proposed }: DryRunReport): Row[] {
  const sum = (name: RowName & keyof DryRunCounts): Row => ({
    name,
    of: '',
    current: current[name] as number,
    proposed: proposed[name] as number,
  });
  const differs = (row: Row) => row.current !== row.proposed;
  return [
    sum('alerts'),
    ...split('level', current.byLevel, proposed.byLevel),
    ...split('kind', current.byKind, proposed.byKind).filter(differs),
    sum('loud'),
    ...split('loudTo', current.loudTo, proposed.loudTo).filter(differs),
    sum('quiet'),
    ...split('quietTo', current.quietTo, proposed.quietTo).filter(differs),
    ...SUMS.map(sum),
  ];
}

/** 3, −2, or nothing where nothing differs. */
export function differenceOf({ current, proposed }: Row): string {
  const more = proposed - current;
  if (more === 0) return '';
  return more > 0 ? `+${more}` : `−${-more}`;
}

/** Of a number of an incident; a time that never comes has no number. */
export const numberOf = (what: Measure, value: number, none: string): string =>
  what === 'red-page-after' ? (value < 0 ? none : `${value} s`) : String(value);

/** The gateway names faults by the path in what was sent; the text is one part of it. */
export const pathInDraft = (path: string): string => path.replace(/^\/rules(?=\/|$)/, '');
