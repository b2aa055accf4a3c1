/** Registered tests as the desk lists and registers them. Pure. */
import type { FireSignalKind, TestWindow } from '../../contracts/generated';
import { inputOf, offsetTimeOf } from '../../time/format';
import type { Mark } from '../forms/marks';

/** An item of `GET /api/v1/fire/windows`. */
export interface ListedWindow extends TestWindow {
  /** Whether it is on Kafka's log; without that it excuses nothing. */
  recorded: boolean;
  createdAt: string;
  cancelledBy?: string;
  cancelledAt?: string;
}

export type WindowState = 'running' | 'coming' | 'unrecorded' | 'cancelled' | 'ended';

export const WINDOW_MARKS: { [S in WindowState]: Mark } = {
  running: { shape: 'dot', tone: 'drill' },
  coming: { shape: 'ring', tone: 'plain' },
  unrecorded: { shape: 'cross', tone: 'strong' },
  cancelled: { shape: 'cross', tone: 'quiet' },
  ended: { shape: 'dash', tone: 'quiet' },
};

export function stateOf(window: ListedWindow, now: number): WindowState {
  if (window.cancelled) return 'cancelled';
  if (Date.parse(window.to) <= now) return 'ended';
  if (!window.recorded) return 'unrecorded';
  return Date.parse(window.from) <= now ? 'running' : 'coming';
}

/** Whether it is still to be ended or deleted. */
export const isOver = (state: WindowState): boolean => state === 'ended' || state === 'cancelled';

export interface WindowRow {
  window: ListedWindow;
  state: WindowState;
}

export type WindowGroup = 'now' | 'next' | 'past';

const GROUP: { [S in WindowState]: WindowGroup } = {
  running: 'now',
  unrecorded: 'next',
  coming: 'next',
  cancelled: 'past',
  ended: 'past',
};

/** What runs now (ending first), what comes (beginning first), what is over (newest first). */
export function groupWindows(windows: readonly ListedWindow[], now: number) {
  const rows: { [G in WindowGroup]: WindowRow[] } = { now: [], next: [], past: [] };
  for (const window of windows) {
    const state = stateOf(window, now);
    rows[GROUP[state]].push({ window, state });
  }
  const by = (time: (row: WindowRow) => string, sign: number) => (a: WindowRow, b: WindowRow) =>
    sign * (Date.parse(time(a)) - Date.parse(time(b)));
  rows.now.sort(by((row) => row.window.to, 1));
  rows.next.sort(by((row) => row.window.from, 1));
  rows.past.sort(by((row) => row.window.cancelledAt ?? row.window.to, -1));
  return rows;
}

/** A row of the form's list of points. */
export interface PointForm {
  deviceId: string;
  point: string;
  expects: '' | Extract<FireSignalKind, 'press' | 'alarm'>;
}

export interface WindowFormState {
  siteId: string;
  /** All points of the site instead of a list: said, never the effect of an empty list. */
  all: boolean;
  points: PointForm[];
  from: string;
  to: string;
  reason: string;
}

const STEP_MS = 5 * 60_000;
const LENGTH_MS = 60 * 60_000;

/** From the next five minutes on for an hour. */
export function emptyForm(now: number): WindowFormState {
  const from = Math.ceil(now / STEP_MS) * STEP_MS;
  return {
    siteId: '',
    all: true,
    points: [],
    from: inputOf(from),
    to: inputOf(from + LENGTH_MS),
    reason: '',
  };
}

/** A form that nobody has given times keeps up with the clock: a desk stays open for a shift. */
export function keptUp(form: WindowFormState, offered: WindowFormState, now: number) {
  const isUntouched = form.from === offered.from && form.to === offered.to;
  return isUntouched && Date.parse(offsetTimeOf(form.from)) < now ? emptyForm(now) : offered;
}

export function bodyOf(form: WindowFormState): object {
  return {
    siteId: form.siteId,
    points: form.all
      ? []
      : form.points.map(({ deviceId, point, expects }) => ({
          deviceId,
          ...(point.trim() ? { point: point.trim() } : {}),
          ...(expects ? { expects } : {}),
        })),
    from: offsetTimeOf(form.from),
    to: offsetTimeOf(form.to),
    reason: form.reason.trim(),
  };
}

/** Minutes between the two inputs; undefined where they make no length. */
export function lengthMinutes(form: WindowFormState): number | undefined {
  const ms = Date.parse(offsetTimeOf(form.to)) - Date.parse(offsetTimeOf(form.from));
  return ms > 0 ? Math.round(ms / 60_000) : undefined;
}

/** A list of points must have one, each with its device; "all" is asked for by name. */
export function isComplete(form: WindowFormState): boolean {
  const points = form.all || (form.points.length > 0 && form.points.every((one) => one.deviceId));
  return Boolean(points && form.siteId && form.from && form.to && form.reason.trim());
}
