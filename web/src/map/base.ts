/** The still picture under the live overlay, whoever draws it. */
import type { LonLat, XY } from './mercator';

export interface BaseMap {
  /** Where a place stands, in CSS pixels of the pane. */
  project(at: LonLat): XY;
  /** Goes near a place; how smoothly depends on what the machine can do. */
  near(at: LonLat): void;
  /** Back to the whole district. */
  whole(): void;
  /** Called after each movement of the picture. */
  onMove(run: () => void): void;
  resize(): void;
  destroy(): void;
}

/** Greys of the ground; they must stay quieter than any alert and than the text. */
export const GROUND = {
  outside: '#15191d',
  land: '#191e23',
  /** Inside the communities: the figure on the ground of its neighbours. */
  district: '#20272c',
  water: '#18242d',
  green: '#1e2925',
  street: '#2b343a',
  village: '#262d31',
  building: '#424d56',
  buildingEdge: '#515c65',
  community: '#5c6770',
  label: '#8f9aa3',
  halo: '#1d2328',
} as const;

/** Metres that the shorter side of the pane shows when near a place. */
export const NEAR_METRES = 620;
/** Share of the pane left free around the whole district. */
export const MARGIN = 0.04;
/** Metres of a street by its rank: main road, through road, lane. */
export const STREET_METRES = { 1: 26, 2: 14, 3: 7 } as const;

/** A feature may give its `width` in metres, or its `rank`. */
export function streetMetres(properties: { [name: string]: unknown } | null): number {
  const rank = Number(properties?.rank) as 1 | 2 | 3;
  return Number(properties?.width) || STREET_METRES[rank] || STREET_METRES[3];
}
export const FLIGHT_MS = 1_100;

/** A flight whose frames take longer than this is a slide show that holds up the alerts: cut it. */
export const SMOOTH_FRAME_MS = 45;

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/**
 * Whether WebGL2 is there and drawn by hardware. Where a CPU plays the graphics card, Canvas 2D
 * shows the same picture with a tenth of the main thread's time (measured: 3.5 s of long tasks while
 * loading against 0.4 s). Asked once, on a canvas that is then thrown away.
 */
export function hasHardwareGl(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl) return false;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return !SOFTWARE.test(renderer);
}

export type BaseKind = 'gl' | 'canvas';

/** `?map=gl` or `?map=canvas` decides, for tests and for odd machines; else what the machine can. */
export function chooseBase(search: string, hardware: () => boolean): BaseKind {
  const asked = new URLSearchParams(search).get('map');
  if (asked === 'gl' || asked === 'canvas') return asked;
  return hardware() ? 'gl' : 'canvas';
}
