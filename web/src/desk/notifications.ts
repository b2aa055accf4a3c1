/** Who was told of an alert (`/api/v1/alerts/{id}/notifications`), beside what happened to it. Pure. */
import type { TimelineEntry } from '../contracts/generated';
import type { Mark } from './forms/marks';

export type NotificationState = 'waiting' | 'held' | 'merged' | 'sent' | 'passed' | 'dead' | 'late';

export interface Attempt {
  at: string;
  channel: string;
  address: string;
  result: 'begun' | 'taken' | 'failed' | 'refused' | 'cut-off';
  status?: number;
  said?: string;
  ms?: number;
}

/** A link with which a person answers without a log-in. */
export interface ActionLink {
  expiresAt: string;
  opens: number;
  openedAt?: string;
  usedAt?: string;
  revokedAt?: string;
  revokedBy?: string;
}

export interface Notification {
  id: string;
  to: string;
  contact?: string;
  channel?: string;
  step?: string;
  level: number;
  state: NotificationState;
  said?: string;
  digestState?: NotificationState;
  decidedAt: string;
  settledAt?: string;
  nextAt?: string;
  data: { onCall?: { asked?: string; rota?: string; gap?: boolean; reason?: string } };
  attempts: Attempt[];
  answeredAt?: string;
  answeredBy?: string;
  answer?: {
    how: 'link' | 'command';
    action: string;
    reason?: string;
    result: 'waiting' | 'accepted' | 'refused';
    said?: string;
  };
  links?: ActionLink[];
}

/** Links that somebody may still use. */
export const openLinks = (notification: Notification, now: number): readonly ActionLink[] =>
  (notification.links ?? []).filter(
    (link) => !link.usedAt && !link.revokedAt && Date.parse(link.expiresAt) > now,
  );

/** What is told beside the timeline, as it was read. */
export interface ToldProps {
  items: readonly Notification[] | undefined;
  ageMs: number | undefined;
  /** Server time at which that was so; missing: nothing was read. */
  at?: number | undefined;
  /** Takes the links of a notification back; missing: the person may not. */
  revoke?: ((id: string) => Promise<void>) | undefined;
}

const MARKS: { [state in NotificationState]: Mark } = {
  waiting: { shape: 'clock', tone: 'plain' },
  held: { shape: 'dash', tone: 'quiet' },
  merged: { shape: 'dash', tone: 'quiet' },
  sent: { shape: 'tick', tone: 'plain' },
  passed: { shape: 'diamond', tone: 'quiet' },
  dead: { shape: 'cross', tone: 'strong' },
  late: { shape: 'cross', tone: 'strong' },
};
/** A state that this page does not know yet has a look of its own. */
export const markOf = (state: NotificationState): Mark =>
  MARKS[state] ?? { shape: 'ring', tone: 'plain' };

export type Told =
  | { kind: 'change'; at: number; key: string; entry: TimelineEntry }
  | { kind: 'told'; at: number; key: string; notification: Notification };

/** Both in the order of time; of one moment the change first, because it caused the rest. */
export function together(
  entries: readonly TimelineEntry[],
  notifications: readonly Notification[],
): Told[] {
  const all: Told[] = [
    ...entries.map((entry) => ({
      kind: 'change' as const,
      at: Date.parse(entry.eventTime),
      key: `rev-${entry.rev}`,
      entry,
    })),
    ...notifications.map((notification) => ({
      kind: 'told' as const,
      at: Date.parse(notification.decidedAt),
      key: `told-${notification.id}`,
      notification,
    })),
  ];
  return all.sort((a, b) => a.at - b.at);
}
