/**
 * How large text must be on a given wall. A Chinese character needs about 20 minutes of arc at the
 * farthest seat, a caption 16; from pixel pitch and distance that gives pixels.
 */
export interface WallProfile {
  name: string;
  heightPx: number;
  pixelPitchMm: number;
  farthestSeatM: number;
}

export const BODY_ARC_MIN = 20;
export const CAPTION_ARC_MIN = 16;

/** The LED wall that this release is designed for: P1.56, 6 m wide at 3840 px, seats up to 6 m. */
export const REFERENCE_WALL: WallProfile = {
  name: 'P1.56, 6 m',
  heightPx: 1080,
  pixelPitchMm: 1.56,
  farthestSeatM: 6,
};

/** Root font size as a share of the height: 22 px at 1080. */
export const REM_PER_HEIGHT = 1 / 49;

/** Sizes of text in rem; `tokens.css` carries the same numbers, a test compares them. */
export const TEXT_REM = {
  caption: 0.82,
  body: 1,
  title: 1.2,
  figure: 1.6,
  clock: 1.9,
  banner: 1.9,
} as const;

export function smallestPx(profile: WallProfile, arcMinutes: number): number {
  const radians = (arcMinutes / 60) * (Math.PI / 180);
  const heightMm = 2 * profile.farthestSeatM * 1000 * Math.tan(radians / 2);
  return heightMm / profile.pixelPitchMm;
}

export const remPx = (profile: WallProfile): number => profile.heightPx * REM_PER_HEIGHT;
