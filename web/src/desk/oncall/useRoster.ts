/** What the page shows, read again while it is open: who is on call, the rotas and their shifts. */
import { ref, type ShallowRef, shallowRef } from 'vue';
import type { Api, Page } from '../../access/api';
import { usePoll } from '../forms/usePoll';
import {
  dayStart,
  endOf,
  type OnCallNow,
  type Person,
  pathOf,
  type Readiness,
  type Rota,
  type Shift,
  type Team,
} from './roster';

export const POLL_MS = 15_000;

export interface Roster {
  now: OnCallNow[];
  /** Moment of the gateway at which this was so. */
  at: number;
  people: Person[];
  teams: Team[];
  rotas: Rota[];
  readiness: Readiness[];
  shifts: ReadonlyMap<string, Shift[]>;
  fromMs: number;
  days: number;
}

/** @param isOfficer whoever is not sees who is on call now, and no more */
export function useRoster(api: Api, isOfficer: () => boolean) {
  const roster: ShallowRef<Roster | undefined> = shallowRef();
  const failed = ref(false);
  const days = ref<7 | 14>(7);

  async function load(attended: boolean) {
    const get = <T>(path: string) => (attended ? api.get<T>(path) : api.getUnattended<T>(path));
    const items = async <T>(path: string) => (await get<Page<T>>(path)).items;
    const shown = days.value;
    try {
      const answer = await get<{ at: string; items: OnCallNow[] }>('/oncall/now');
      const at = Date.parse(answer.at);
      const fromMs = dayStart(at);
      const readiness = await items<Readiness>('/oncall/readiness');
      const [people, teams, rotas] = isOfficer()
        ? await Promise.all([
            items<Person>('/oncall/people'),
            items<Team>('/oncall/teams'),
            items<Rota>('/oncall/rotas'),
          ])
        : [[], [], []];
      const span = `from=${new Date(fromMs).toISOString()}&to=${new Date(endOf(fromMs, shown)).toISOString()}`;
      const lines = isOfficer()
        ? await Promise.all(
            answer.items.map(async ({ rota }): Promise<[string, Shift[]]> => {
              const path = `${pathOf('rotas', rota)}/timeline?${span}`;
              return [rota, await items<Shift>(path)];
            }),
          )
        : [];
      if (shown !== days.value) return;
      const shifts = new Map(lines);
      const lists = { people, teams, rotas, readiness, shifts };
      roster.value = { now: answer.items, at, ...lists, fromMs, days: shown };
      failed.value = false;
    } catch {
      failed.value = true;
    }
  }

  const poll = usePoll(load, POLL_MS);
  return {
    roster,
    failed,
    reload: () => poll.now(),
    turnWeeks: () => {
      days.value = days.value === 7 ? 14 : 7;
      return poll.now();
    },
    days,
  };
}
