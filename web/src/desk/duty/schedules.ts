/** Plans of duty checks (`/api/v1/fire/duty-schedules`). Pure. */
import type { Mark } from '../forms/marks';
import { DUTY_TIMEOUT_MINUTES } from './checks';

export interface Schedule {
  id: string;
  name: string;
  /** HH:mm, time zone of the city. */
  times: string[];
  spreadMinutes: number;
  timeoutMinutes: number;
  place: string;
  enabled: boolean;
  createdBy: string;
  createdAt: string;
  lastAt?: string;
  nextAt?: string;
}

export const scheduleMark = (enabled: boolean): Mark =>
  enabled ? { shape: 'tick', tone: 'plain' } : { shape: 'dash', tone: 'quiet' };

export interface ScheduleFormState {
  name: string;
  /** As typed: times apart by spaces or commas. */
  times: string;
  spreadMinutes: number;
  timeoutMinutes: number;
  place: string;
}

export const emptySchedule = (): ScheduleFormState => ({
  name: '',
  times: '',
  spreadMinutes: 30,
  timeoutMinutes: DUTY_TIMEOUT_MINUTES,
  place: '',
});

/** "9:00，21：30" becomes 09:00 and 21:30; what is no time stays as typed, for the gateway to name. */
export function timesOf(typed: string): string[] {
  return typed
    .replaceAll('：', ':')
    .split(/[\s,，、;；]+/)
    .filter(Boolean)
    .map((time) => (/^\d:\d\d$/.test(time) ? `0${time}` : time));
}

export const isScheduleComplete = (form: ScheduleFormState): boolean =>
  form.name.trim() !== '' && timesOf(form.times).length > 0;

export function scheduleBody(form: ScheduleFormState): object {
  return {
    name: form.name.trim(),
    times: timesOf(form.times),
    spreadMinutes: Number(form.spreadMinutes),
    timeoutMinutes: Number(form.timeoutMinutes),
    // Without a place the plan is for the caller's own.
    ...(form.place ? { place: form.place } : {}),
  };
}
