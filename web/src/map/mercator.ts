/** Web Mercator in the unit square: (0,0) north-west, (1,1) south-east. Pure. */
export type LonLat = readonly [lon: number, lat: number];
export type XY = readonly [x: number, y: number];

export function toUnit([lon, lat]: LonLat): XY {
  const sin = Math.sin((lat * Math.PI) / 180);
  return [(lon + 180) / 360, 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)];
}

/** Metres on the ground per unit of the square, at a latitude. */
export const metresPerUnit = (lat: number): number =>
  40_075_016.7 * Math.cos((lat * Math.PI) / 180);

export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

export function grow(bounds: Bounds | undefined, [lon, lat]: LonLat): Bounds {
  if (!bounds) return { west: lon, east: lon, south: lat, north: lat };
  return {
    west: Math.min(bounds.west, lon),
    east: Math.max(bounds.east, lon),
    south: Math.min(bounds.south, lat),
    north: Math.max(bounds.north, lat),
  };
}
