/** What the address of a wall says about the screen it stands on. Pure; wrong values are named. */
import { profileOf, REFERENCE_WALL, type WallProfile } from '../design/profile';
import { PANELS, type Panel } from './scenes';

export interface WallSettings {
  profile: WallProfile;
  /** Scenes in their order, each with its panels; undefined: made from what has a feed. */
  scenes: readonly (readonly Panel[])[] | undefined;
  /** How long each scene stands, ms; undefined: nothing takes turns, the first stays. */
  turnMs: number | undefined;
  /** Minutes of the day in Beijing at which a shift begins: then the sound tests itself. */
  shifts: readonly number[];
  /** Parameters that were not understood, as `name=value`; their defaults hold, and the wall says so. */
  wrong: readonly string[];
}

const DEFAULT_TURN_S = 30;
/** Shorter than this nobody reads a scene from the second row; longer than this nobody sees all. */
const TURN_S = { least: 10, most: 600 };
const DEFAULT_SHIFTS = '08:00,20:00';

/**
 * - `profile=0.93mm-5m`: pixel pitch and farthest seat
 * - `turn=30`: seconds per scene, 10 to 600; `turn=off`: the first scene stays
 * - `scenes=fire+slope,ticket`: scenes, and the panels of each
 * - `shifts=08:00,20:00`: when a shift begins, Beijing time; `shifts=off`: never
 */
export function settingsOf(search: string): WallSettings {
  const query = new URLSearchParams(search);
  const wrong: string[] = [];
  const read = <T>(name: string, parse: (value: string) => T | undefined, fallback: T): T => {
    const value = query.get(name);
    if (value === null) return fallback;
    const parsed = parse(value);
    if (parsed === undefined) wrong.push(`${name}=${value}`);
    return parsed ?? fallback;
  };
  const off = Symbol('off');
  const turn = read<number | typeof off>(
    'turn',
    (value) => (value === 'off' ? off : secondsOf(value)),
    DEFAULT_TURN_S,
  );
  return {
    profile: read('profile', profileOf, REFERENCE_WALL),
    scenes: read<WallSettings['scenes']>('scenes', scenesOf, undefined),
    turnMs: turn === off ? undefined : turn * 1_000,
    shifts: read('shifts', shiftsOf, shiftsOf(DEFAULT_SHIFTS) ?? []),
    wrong,
  };
}

function secondsOf(value: string): number | undefined {
  const seconds = Number(value);
  return Number.isInteger(seconds) && seconds >= TURN_S.least && seconds <= TURN_S.most
    ? seconds
    : undefined;
}

/** A plus in an address may arrive as a space. */
function scenesOf(value: string): Panel[][] | undefined {
  const scenes = value.split(',').map((scene) => scene.split(/[+ ]/));
  const isPanel = (name: string): name is Panel => (PANELS as readonly string[]).includes(name);
  return scenes.every((names) => names.every(isPanel)) ? (scenes as Panel[][]) : undefined;
}

function shiftsOf(value: string): number[] | undefined {
  if (value === 'off') return [];
  const times = value.split(',').map((time) => /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time));
  return times.every((time) => time !== null)
    ? times.map((time) => Number(time[1]) * 60 + Number(time[2]))
    : undefined;
}
