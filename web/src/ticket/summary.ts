/** The board of a place as the wall shows it, and the order of what presses. Pure. */
import type {
  ClockLoad,
  HotSpot,
  TicketBoard,
  TicketFlag,
  TicketLine,
} from '../contracts/generated';
import { stamp } from '../time/format';

/** Id of the board of everywhere. */
export const EVERYWHERE = '*';
/** What stands for a case that came from a recording. */
const REPLAYED = '~replay';

/** The board of this place; of everywhere where the page sees everything. */
export function boardOf(
  boards: ReadonlyMap<string, TicketBoard>,
  place: string | undefined,
): TicketBoard | undefined {
  return boards.get(place || EVERYWHERE);
}

export const BUCKETS = ['overdue', 'late', 'half', 'early', 'paused'] as const;
export type Bucket = (typeof BUCKETS)[number];

export interface Burn {
  load: ClockLoad;
  total: number;
  /** In the order of BUCKETS, those that hold something, with their share in percent. */
  parts: { bucket: Bucket; n: number; share: number }[];
}

/** Promises with at least one open, those with broken ones first, then by how near they are. */
export function burnDown(clocks: readonly ClockLoad[]): Burn[] {
  return clocks
    .map((load) => {
      const total = BUCKETS.reduce((sum, bucket) => sum + load[bucket], 0);
      const parts = BUCKETS.filter((bucket) => load[bucket] > 0).map((bucket) => ({
        bucket,
        n: load[bucket],
        share: (100 * load[bucket]) / total,
      }));
      return { load, total, parts };
    })
    .filter(({ total }) => total > 0)
    .sort(
      (a, b) =>
        b.load.overdue - a.load.overdue ||
        b.load.late - a.load.late ||
        b.total - a.total ||
        (a.load.milestone < b.load.milestone ? -1 : 1),
    );
}

const has = (line: TicketLine, flag: TicketFlag) => line.flags.includes(flag);
const dueOf = (line: TicketLine) => (line.dueAt ? Date.parse(line.dueAt) : Number.MAX_VALUE);

/** Overdue longest first, then supervised, then what is due soonest. */
export function byPressure(now: number) {
  const rank = (line: TicketLine) =>
    has(line, 'overdue') || dueOf(line) < now ? 0 : has(line, 'supervised') ? 1 : 2;
  return (a: TicketLine, b: TicketLine): number =>
    rank(a) - rank(b) || dueOf(a) - dueOf(b) || (a.id < b.id ? -1 : 1);
}

export const isSecret = (line: { flags: readonly TicketFlag[] }): boolean =>
  line.flags.includes('secret');

/** The last two steps of a place's name: a grid is known by its community. */
export const shortPlace = (name: string | null | undefined): string =>
  (name ?? '').split('/').slice(-2).join(' · ');

/** What a line is about: of a secret case its category alone, whatever came with it. */
export const subjectOf = (line: TicketLine): string =>
  (isSecret(line) ? undefined : line.title) ?? line.categoryName ?? line.number;

/** Hot spots that go on, of what goes on: recordings and what has ended are not shown. */
export function openSpots(spots: Iterable<HotSpot>): HotSpot[] {
  return [...spots]
    .filter((spot) => !spot.replay && !spot.endedAt && !spot.id.endsWith(REPLAYED))
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}

/** As long as the systems of tickets may be silent: as the gateway’s feed has it. */
export const TICKET_LIMIT_MS = 3_600_000;

/** Why a spot is one, as words need it: a mean of no weeks is none. */
export function evidenceOf(spot: HotSpot) {
  const time = (iso: string) => stamp(Date.parse(iso)).slice(0, -3);
  return {
    mean: spot.weeks > 0 ? spot.mean.toFixed(1) : '—',
    weeks: spot.weeks,
    limit: spot.limit.toFixed(1),
    window: `${time(spot.from)} – ${time(spot.to)}`,
  };
}

export const spotName = (spot: HotSpot): string => spot.categoryName ?? spot.category;
