/** The static district: GeoJSON features with a property `layer`, indexed for what the wall needs. */
import type { Feature, FeatureCollection, Position } from 'geojson';
import { type Bounds, grow, type LonLat } from './mercator';

export interface BaseData {
  collection: FeatureCollection;
  bounds: Bounds;
  /** Middle of each building by site id: where a device stands whose status names only its site. */
  sites: ReadonlyMap<string, LonLat>;
  /** Outline of each building by site id. */
  footprints: ReadonlyMap<string, readonly Position[]>;
}

/** All positions of a geometry, whatever its kind. */
export function positionsOf(feature: Feature): Position[] {
  const { geometry } = feature;
  if (!geometry || geometry.type === 'GeometryCollection') return [];
  if (geometry.type === 'Point') return [geometry.coordinates];
  const depth = { MultiPoint: 0, LineString: 0, MultiLineString: 1, Polygon: 1, MultiPolygon: 2 };
  return (geometry.coordinates as unknown[]).flat(depth[geometry.type]) as Position[];
}

export const layerOf = (feature: Feature): string => String(feature.properties?.layer ?? '');

function middle(positions: Position[]): LonLat | undefined {
  let bounds: Bounds | undefined;
  for (const [lon = 0, lat = 0] of positions) bounds = grow(bounds, [lon, lat]);
  return bounds && [(bounds.west + bounds.east) / 2, (bounds.south + bounds.north) / 2];
}

/** @throws if the file is no GeoJSON, or is empty: the pane then says that the map is missing */
export function indexBase(value: unknown): BaseData {
  const collection = value as FeatureCollection;
  if (collection?.type !== 'FeatureCollection' || !Array.isArray(collection.features)) {
    throw new Error('not a FeatureCollection');
  }
  let bounds: Bounds | undefined;
  const sites = new Map<string, LonLat>();
  const footprints = new Map<string, readonly Position[]>();
  for (const feature of collection.features) {
    const positions = positionsOf(feature);
    const layer = layerOf(feature);
    // The district is what is lived in; land and water may reach far beyond the frame.
    if (layer === 'building' || layer === 'community') {
      for (const [lon = 0, lat = 0] of positions) bounds = grow(bounds, [lon, lat]);
    }
    const id = feature.properties?.id ?? feature.id;
    const at = layer === 'building' && id !== undefined ? middle(positions) : undefined;
    if (!at) continue;
    sites.set(String(id), at);
    footprints.set(String(id), positions);
  }
  if (!bounds) throw new Error('no buildings');
  return { collection, bounds, sites, footprints };
}
