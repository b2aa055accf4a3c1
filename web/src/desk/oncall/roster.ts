/** Who is on call (`/api/v1/oncall`): what the gateway tells, and what is drawn of it. Pure. */
import { date, inputOf, offsetTimeOf } from '../../time/format';

export type ReadinessState = 'waiting' | 'fallback' | 'answered' | 'unanswered' | 'withdrawn';

/** A test before a shift that must be answered. */
export interface Readiness {
  id: string;
  rota: string;
  post: string;
  person: string;
  label: string;
  state: ReadinessState;
  reason: string;
  begins: string;
  sentAt: string;
  deadline: string;
  endedAt?: string;
}

/** Whether this person can still answer it; late is better than never. */
export const mayAnswer = (test: Readiness, account: string): boolean =>
  test.person === account && test.state !== 'answered' && test.state !== 'withdrawn';

/** Whether somebody of these did not answer the test before the shift. */
export const isUnready = ({ people }: { people: readonly DutyPerson[] }): boolean =>
  people.some(({ readiness }) => readiness === 'unanswered');

export interface DutyPerson {
  name: string;
  label: string;
  /** Label of the person whose deputy this is. */
  standsFor?: string;
  /** Of the test before the shift; missing: there was none. */
  readiness?: ReadinessState;
}

/** How it was found; a gap has nobody. */
export interface OnCallAnswer {
  people: DutyPerson[];
  source: 'layer' | 'override' | 'gap';
  by: string;
  reason: string;
}

export interface Shift extends OnCallAnswer {
  from: string;
  to: string;
}

export interface OnCallNow extends OnCallAnswer {
  rota: string;
  post: string;
  place: string;
  /** Missing: for a week and longer. */
  until?: string;
  next?: Shift;
}

export interface Override {
  id: string;
  from: string;
  to: string;
  people: string[];
  reason: string;
  by: string;
  at: string;
}

export interface Layer {
  name: string;
  start: string;
  end?: string;
  handOver: string;
  days?: number;
  turns?: string[][];
  hours?: { from: string; to: string };
  weekdays?: number[];
  on?: 'all' | 'workdays' | 'days-off';
}

export interface Rota {
  name: string;
  post: string;
  place: string;
  zone: string;
  layers: Layer[];
  overrides: Override[];
}

export interface Absence {
  from: string;
  to: string;
  reason: string;
}

export interface Person {
  name: string;
  label: string;
  deputy?: string;
  until?: string;
  absences: Absence[];
}

export interface Team {
  name: string;
  members: string[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface Bar {
  shift: Shift;
  /** Of the whole width, in percent. */
  left: number;
  width: number;
}

/** Shifts as parts of a line from one moment to another; what lies outside is cut. */
export function barsOf(shifts: readonly Shift[], fromMs: number, toMs: number): Bar[] {
  const whole = toMs - fromMs;
  return shifts.flatMap((shift) => {
    const begin = Math.max(fromMs, Date.parse(shift.from));
    const end = Math.min(toMs, Date.parse(shift.to));
    if (!(begin < end)) return [];
    return [
      { shift, left: ((begin - fromMs) / whole) * 100, width: ((end - begin) / whole) * 100 },
    ];
  });
}

/** Midnight in Beijing of the day of this moment. */
export const dayStart = (ms: number): number => Date.parse(`${date(ms)}T00:00:00+08:00`);

/** The midnights of a line, each with its day. */
export function daysOf(fromMs: number, days: number): { ms: number; day: string }[] {
  return Array.from({ length: days }, (_, i) => fromMs + i * DAY_MS).map((ms) => ({
    ms,
    day: date(ms).slice(5),
  }));
}

export const endOf = (fromMs: number, days: number): number => fromMs + days * DAY_MS;

/** All gaps of these shifts together, in ms: what nobody has. */
export const gapMs = (shifts: readonly Shift[]): number =>
  shifts
    .filter(({ source }) => source === 'gap')
    .reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);

/** Overrides that are not over, the next to begin first. */
export const standing = (overrides: readonly Override[], nowMs: number): Override[] =>
  overrides
    .filter(({ to }) => Date.parse(to) > nowMs)
    .sort((a, b) => Date.parse(a.from) - Date.parse(b.from));

/** A time as an input of type datetime-local holds it; empty where there is none. */
export const typedOf = (time: string | undefined): string =>
  time === undefined ? '' : inputOf(Date.parse(time));

/** What was typed, as a time; what nobody touched stays to the second. */
export const timeOf = (typed: string, before?: string): string =>
  before !== undefined && typedOf(before) === typed ? before : offsetTimeOf(typed);

export interface PersonForm {
  name: string;
  label: string;
  deputy: string;
  until: string;
  absences: Absence[];
}

export const personForm = (person?: Person): PersonForm => ({
  name: person?.name ?? '',
  label: person?.label ?? '',
  deputy: person?.deputy ?? '',
  until: typedOf(person?.until),
  absences: (person?.absences ?? []).map(({ from, to, reason }) => ({
    from: typedOf(from),
    to: typedOf(to),
    reason,
  })),
});

/** @param before the person as stored, whose untouched times stay exact */
export function personBody(form: PersonForm, before?: Person): object {
  return {
    label: form.label.trim(),
    ...(form.deputy ? { deputy: form.deputy } : {}),
    ...(form.until ? { until: timeOf(form.until, before?.until) } : {}),
    absences: form.absences.map(({ from, to, reason }) => {
      const held = before?.absences.find(
        (one) => typedOf(one.from) === from && typedOf(one.to) === to,
      );
      return {
        from: timeOf(from, held?.from),
        to: timeOf(to, held?.to),
        reason: reason.trim(),
      };
    }),
  };
}

export interface LayerForm {
  name: string;
  start: string;
  end: string;
  handOver: string;
  days: number;
  turns: string[][];
  hoursFrom: string;
  hoursTo: string;
  weekdays: number[];
  on: 'all' | 'workdays' | 'days-off';
}

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export const layerForm = (layer: Layer | undefined, today: string): LayerForm => ({
  name: layer?.name ?? '',
  start: layer?.start ?? today,
  end: layer?.end ?? '',
  handOver: layer?.handOver ?? '08:00',
  days: layer?.days ?? 1,
  turns: (layer?.turns ?? [[]]).map((turn) => [...turn]),
  hoursFrom: layer?.hours?.from ?? '',
  hoursTo: layer?.hours?.to ?? '',
  weekdays: [...(layer?.weekdays ?? WEEKDAYS)],
  on: layer?.on ?? 'all',
});

export function layerBody(form: LayerForm): object {
  const isWithin = form.hoursFrom !== '' || form.hoursTo !== '';
  return {
    name: form.name.trim(),
    start: form.start,
    ...(form.end ? { end: form.end } : {}),
    handOver: form.handOver,
    days: Number(form.days),
    turns: form.turns,
    ...(isWithin ? { hours: { from: form.hoursFrom, to: form.hoursTo } } : {}),
    weekdays: [...form.weekdays].sort((a, b) => a - b),
    on: form.on,
  };
}

export interface RotaForm {
  name: string;
  post: string;
  place: string;
  zone: string;
  layers: LayerForm[];
}

export const rotaForm = (rota: Rota | undefined, today: string): RotaForm => ({
  name: rota?.name ?? '',
  post: rota?.post ?? '',
  place: rota?.place ?? '',
  zone: rota?.zone ?? '',
  layers: rota
    ? rota.layers.map((layer) => layerForm(layer, today))
    : [layerForm(undefined, today)],
});

export const rotaBody = (form: RotaForm): object => ({
  post: form.post.trim(),
  place: form.place.trim(),
  ...(form.zone.trim() ? { zone: form.zone.trim() } : {}),
  layers: form.layers.map(layerBody),
});

/** Path of one of a list, such as /oncall/people/陈. */
export const pathOf = (list: 'people' | 'teams' | 'rotas', name: string): string =>
  `/oncall/${list}/${encodeURIComponent(name.trim())}`;
