/** What has become of an order for a port. Pure. */
import type { PortOrderState, PortOrderView, PortView } from '../../contracts/generated';
import type { Mark } from '../forms/marks';

const ENDS: ReadonlySet<PortOrderState> = new Set([
  'VERIFIED',
  'FAILED',
  'TIMEOUT',
  'REFUSED',
  'ENABLED',
]);

export const isEnded = ({ state }: Pick<PortOrderView, 'state'>): boolean => ENDS.has(state);

/** Somebody must go there: the power may still be on. */
export const needsPeople = ({ action, state }: PortOrderView): boolean =>
  action === 'cut-off' && (state === 'FAILED' || state === 'TIMEOUT');

/** A tick is kept for what was measured: the charger's own word has a clock, as what is awaited. */
const MARKS: { [S in PortOrderState]: Mark } = {
  REQUESTED: { shape: 'ring', tone: 'plain' },
  SENT: { shape: 'clock', tone: 'plain' },
  ACKED: { shape: 'clock', tone: 'strong' },
  VERIFIED: { shape: 'tick', tone: 'strong' },
  FAILED: { shape: 'cross', tone: 'strong' },
  TIMEOUT: { shape: 'cross', tone: 'strong' },
  REFUSED: { shape: 'dash', tone: 'strong' },
  ENABLED: { shape: 'tick', tone: 'plain' },
};

const UNKNOWN: Mark = { shape: 'ring', tone: 'plain' };

/** A state that this page does not know yet looks like one that has not gone anywhere. */
export const markOf = (state: PortOrderState): Mark => MARKS[state] ?? UNKNOWN;

export type StepState = 'done' | 'now' | 'open' | 'failed';

export interface OrderStep {
  name: 'REQUESTED' | 'SENT' | 'ACKED' | 'VERIFIED' | 'ENABLED';
  state: StepState;
  /** When it was reached; undefined: it was not, or nobody noted it. */
  at: string | undefined;
}

/** The way of an order, step by step; what failed stands at the step that it did not reach. */
export function stepsOf(order: PortOrderView): OrderStep[] {
  const { state } = order;
  const rows: [OrderStep['name'], string | undefined, boolean][] =
    order.action === 'cut-off'
      ? [
          ['REQUESTED', order.requestedAt, state !== 'REFUSED'],
          ['SENT', order.sentAt, order.sentAt != null],
          ['ACKED', order.answeredAt, order.answeredAt != null],
          ['VERIFIED', order.endedAt, state === 'VERIFIED'],
        ]
      : [
          ['REQUESTED', order.requestedAt, state !== 'REFUSED'],
          ['ENABLED', order.endedAt, state === 'ENABLED'],
        ];
  const missed = rows.findIndex(([, , reached]) => !reached);
  return rows.map(([name, time, reached], index) => {
    if (reached) return { name, state: 'done', at: time ?? undefined };
    const pending = index === missed ? (isEnded(order) ? 'failed' : 'now') : 'open';
    return { name, state: pending, at: undefined };
  });
}

export const portKey = ({ stationId, port }: { stationId: string; port: number }): string =>
  `${stationId}/${port}`;

/** Of two states of a port's orders the one that is further: page and answer race. */
export function newerOrder(
  one: PortOrderView | null | undefined,
  other: PortOrderView | null | undefined,
): PortOrderView | undefined {
  if (!one || !other) return one ?? other ?? undefined;
  if (one.id === other.id) return one.rev >= other.rev ? one : other;
  return Date.parse(one.requestedAt) >= Date.parse(other.requestedAt) ? one : other;
}

/** Drawing less than this a port counts as off, W (docs/domain/ebike.md, "Cutting a port off"). */
const NO_POWER_W = 5;

/**
 * Whether a port may still give power, as far as anybody knows: unknown is not off, and what a rule
 * holds against the port is not explained by its meter.
 *
 * @param meterIdleW what the meters of the site show at least while nothing is drawn
 */
export function mayGivePower(
  { powerW, reasons }: Pick<PortView, 'powerW' | 'reasons'>,
  meterIdleW = 0,
): boolean {
  if (powerW == null) return true;
  return powerW >= NO_POWER_W + (reasons.length > 0 ? 0 : meterIdleW);
}

/** Who ordered what no person did (PortOrder.AUTOMATIC). */
export const AUTOMATIC = 'automatic';
