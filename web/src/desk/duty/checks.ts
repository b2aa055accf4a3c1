/** Duty checks as the desk lists them. Pure. */
import type { Alert } from '../../contracts/generated';
import { percent } from '../../fire/coverage';
import type { Mark } from '../forms/marks';
import { takesOrders } from '../forms/useRegistry';

export type OrderState =
  | 'ordered'
  | 'sent'
  | 'confirmed'
  | 'answered'
  | 'denied'
  | 'no-answer'
  | 'undelivered'
  | 'unanswered';

/** An item of `GET /api/v1/fire/duty-checks`, and `GET /api/v1/devices/{id}/commands/{commandId}`. */
export interface DutyCheck {
  commandId: string;
  deviceId: string;
  by: string;
  at: string;
  state: OrderState;
  params: { timeoutMinutes?: string };
  detail?: string;
  sentAt?: string;
  dueAt?: string;
  endedAt?: string;
}

export interface DutyAnswers {
  since: string;
  /** Checks that reached their panel and are over. */
  ended: number;
  answered: number;
}

export const DUTY_TIMEOUT_MINUTES = 10;

/** Unanswered has the colour of the maintenance alert that it becomes. */
const MARKS: { [S in OrderState]: Mark } = {
  ordered: { shape: 'ring', tone: 'quiet' },
  sent: { shape: 'clock', tone: 'plain' },
  confirmed: { shape: 'clock', tone: 'plain' },
  answered: { shape: 'tick', tone: 'plain' },
  denied: { shape: 'cross', tone: 'strong' },
  'no-answer': { shape: 'cross', tone: 'strong' },
  undelivered: { shape: 'dash', tone: 'strong' },
  unanswered: { shape: 'diamond', tone: 'missed' },
};

const UNKNOWN: Mark = { shape: 'ring', tone: 'quiet' };

/** A state that this page does not know yet looks like one that has not gone anywhere. */
export const markOf = (state: OrderState): Mark => MARKS[state] ?? UNKNOWN;

const OPEN: ReadonlySet<OrderState> = new Set(['ordered', 'sent', 'confirmed']);

/** A duty check is over by an answer, a refusal, or when its time has run out. */
export const isEnded = (check: Pick<DutyCheck, 'state'>): boolean => !OPEN.has(check.state);

/** Whole seconds from the sending (else the order) to the answer; undefined without an answer. */
export function answeredAfterS(check: DutyCheck): number | undefined {
  if (check.state !== 'answered' || !check.endedAt) return undefined;
  const ms = Date.parse(check.endedAt) - Date.parse(check.sentAt ?? check.at);
  return Math.max(0, Math.round(ms / 1000));
}

/** How long is left to answer; undefined where nobody is waited for. */
export function leftMs(check: DutyCheck, now: number): number | undefined {
  if (isEnded(check) || !check.dueAt) return undefined;
  return Math.max(0, Date.parse(check.dueAt) - now);
}

/** 95%, or a dash where none has ended: unknown is never zero. */
export const rateWords = (answers: DutyAnswers | undefined): string =>
  answers ? percent(answers.answered, answers.ended) : '—';

const SCHEDULE = 'schedule:';

/** Who ordered: a person's account, or the name of a plan. */
export function ordererOf(by: string): { plan: boolean; name: string } {
  return by.startsWith(SCHEDULE)
    ? { plan: true, name: by.slice(SCHEDULE.length) }
    : { plan: false, name: by };
}

/** The panels that a fire alert came from, each once. */
export function panelsOf(alert: Alert): string[] {
  if (alert.domain !== 'fire') return [];
  return [...new Set((alert.sources ?? []).map((source) => source.deviceId))].filter(takesOrders);
}
