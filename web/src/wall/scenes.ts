/**
 * Scenes (轮播): what does not fit beside the map at once takes turns there. The map and the stack
 * of open alerts stand in every scene. Pure: time comes in.
 */
export const PANELS = [
  'fire',
  'slope',
  'charger',
  'chain',
  'ticket',
  'load',
  'roster',
  'coverage',
  'fleet',
] as const;
export type Panel = (typeof PANELS)[number];

/** Panels of one scene, by column. */
export type Scene = readonly (readonly Panel[])[];

/** Room beside the map, in rem; a panel's height there. */
export interface Room {
  columns: number;
  heightRem: number;
  gapRem: number;
  heightOf: (panel: Panel) => number;
}

/** A red holds the scenes for this long after it came, also when somebody has acknowledged it. */
export const CALM_MS = 60_000;

/**
 * Packs panels into scenes, in their order. A panel never stands twice in one scene; one that is
 * too tall for its column gets a column of its own.
 *
 * @param parts groups of panels; each group begins a new scene
 */
export function packScenes(parts: readonly (readonly Panel[])[], room: Room): Scene[] {
  const scenes: Panel[][][] = [];
  for (const part of parts) {
    let columns: Panel[][] = [];
    let used = 0;
    for (const panel of new Set(part)) {
      const height = room.heightOf(panel);
      const column = columns.at(-1);
      const needed = column?.length ? used + room.gapRem + height : height;
      if (column && needed <= room.heightRem) {
        column.push(panel);
        used = needed;
        continue;
      }
      if (columns.length === room.columns) {
        scenes.push(columns);
        columns = [];
      }
      columns.push([panel]);
      used = height;
    }
    if (columns.length > 0) scenes.push(columns);
  }
  return scenes.length > 0 ? scenes : [[[]]];
}

export interface Standing {
  /** A red that nobody has acknowledged, or a press that no job has answered. */
  redWaits: boolean;
  /** When the newest red came; undefined: there is none. */
  newestRedMs: number | undefined;
  /** The alarm chain, or a part of it, is not well: that panel is in the first scene. */
  chainIll: boolean;
}

export type Hold = 'red' | 'calm' | 'chain';

/** Why nothing takes turns now; undefined: it does. */
export function holdOf(
  ms: number,
  { redWaits, newestRedMs, chainIll }: Standing,
): Hold | undefined {
  if (redWaits) return 'red';
  if (newestRedMs !== undefined && ms - newestRedMs <= CALM_MS) return 'calm';
  return chainIll ? 'chain' : undefined;
}

/** Which scene stands: the first while anything holds, else each for its time. */
export function sceneAt(
  ms: number,
  scenes: number,
  turnMs: number | undefined,
  hold: Hold | undefined,
): number {
  if (hold || turnMs === undefined || scenes < 2) return 0;
  return Math.floor(ms / turnMs) % scenes;
}
