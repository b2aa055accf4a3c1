/**
 * How large text must be on a given wall: 16 minutes of arc at the farthest seat for any text
 * (NUREG-0700), 22 for what must be read to act, because Chinese characters have many strokes (ISO
 * 9241-3 prefers 20–22). From pixel pitch and distance that gives pixels.
 */
export interface WallProfile {
  pixelPitchMm: number;
  farthestSeatM: number;
}

/** Any text on the wall. */
export const CAPTION_ARC_MIN = 16;
/** What burns, where, since when, who has it. */
export const ACTION_ARC_MIN = 22;

/** The LED wall that the sizes are drawn for: P1.56, 6 m wide at 3840 px, seats up to 6 m. */
export const REFERENCE_WALL: WallProfile = { pixelPitchMm: 1.56, farthestSeatM: 6 };

/** Walls that are built: from a telephone's pitch to an outdoor wall's, from a desk to a hall. */
const PITCH_MM = { least: 0.1, most: 10 };
const SEAT_M = { least: 0.5, most: 50 };

/** Root font size as a share of the height: 22 px at 1080. */
export const REM_PER_HEIGHT = 1 / 49;
/** With less height than this the stack of alerts would have no rows left. */
const LEAST_HEIGHT_REM = 26;

/** Sizes of text in rem; `tokens.css` carries the same numbers, a test compares them. */
export const TEXT_REM = {
  caption: 0.82,
  body: 1,
  action: 1.12,
  title: 1.2,
  figure: 1.6,
  clock: 1.9,
  banner: 1.9,
} as const;

/** Half a pixel of rounding is allowed: 17.9 px are 18. */
export const ROUNDING_PX = 0.5;

/** `0.93mm-5m`; undefined: not a profile, or no wall that could stand in a room. */
export function profileOf(text: string): WallProfile | undefined {
  const found = /^(\d+(?:\.\d+)?)mm-(\d+(?:\.\d+)?)m$/.exec(text);
  if (!found) return undefined;
  const [pixelPitchMm, farthestSeatM] = [Number(found[1]), Number(found[2])];
  const within = (value: number, { least, most }: { least: number; most: number }) =>
    value >= least && value <= most;
  return within(pixelPitchMm, PITCH_MM) && within(farthestSeatM, SEAT_M)
    ? { pixelPitchMm, farthestSeatM }
    : undefined;
}

export function smallestPx(profile: WallProfile, arcMinutes: number): number {
  const radians = (arcMinutes / 60) * (Math.PI / 180);
  const heightMm = 2 * profile.farthestSeatM * 1000 * Math.tan(radians / 2);
  return heightMm / profile.pixelPitchMm;
}

export interface RootSize {
  remPx: number;
  /** The window is too small for text of this size; what is shown is smaller than it should be. */
  tooSmall: boolean;
}

/** The root size: as the window's height has it, or larger where the farthest seat needs it. */
export function rootSize(profile: WallProfile, heightPx: number): RootSize {
  const needed = Math.max(
    (smallestPx(profile, CAPTION_ARC_MIN) - ROUNDING_PX) / TEXT_REM.caption,
    (smallestPx(profile, ACTION_ARC_MIN) - ROUNDING_PX) / TEXT_REM.action,
  );
  const most = heightPx / LEAST_HEIGHT_REM;
  return {
    remPx: Math.min(most, Math.max(heightPx * REM_PER_HEIGHT, needed)),
    tooSmall: needed > most,
  };
}
