import type { FeatureCollection } from 'geojson';
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import { GROUND, STREET_METRES } from './base';

const layerIs = (name: string): ExpressionSpecification => ['==', ['get', 'layer'], name];

const layerAs = (name: string, geometry: string): FilterSpecification => [
  'all',
  layerIs(name),
  ['==', ['geometry-type'], geometry],
];

const fill = (id: string, color: string, opacity = 1): LayerSpecification => ({
  id,
  type: 'fill',
  source: 'district',
  filter: layerAs(id, 'Polygon'),
  paint: { 'fill-color': color, 'fill-opacity': opacity },
});

/** A width in metres on the ground at any zoom (latitude 22.5°, 512 px tiles). */
function metres(width: ExpressionSpecification): ExpressionSpecification {
  const pxPerMetre = (zoom: number) => (2 ** zoom * 512) / 37_024_000;
  return [
    'interpolate',
    ['exponential', 2],
    ['zoom'],
    10,
    ['max', 0.6, ['*', width, pxPerMetre(10)]],
    20,
    ['*', width, pxPerMetre(20)],
  ];
}

/** The whole style: the district's GeoJSON is its only source. */
export function districtStyle(collection: FeatureCollection, remPx: number): StyleSpecification {
  const labels = collection.features.filter((f) => f.properties?.layer === 'community-label');
  const ground = collection.features.filter((f) => f.properties?.layer !== 'community-label');
  return {
    version: 8,
    sources: {
      district: {
        type: 'geojson',
        data: { type: 'FeatureCollection', features: ground },
        tolerance: 0.2,
        maxzoom: 17,
      },
      // Labels from points of their own: in the polygons' tiles they would repeat at each border.
      labels: { type: 'geojson', data: { type: 'FeatureCollection', features: labels } },
    },
    layers: [
      { id: 'outside', type: 'background', paint: { 'background-color': GROUND.outside } },
      fill('land', GROUND.land),
      fill('community', GROUND.district),
      fill('green', GROUND.green),
      fill('water', GROUND.water),
      fill('urban-village', GROUND.village),
      fill('street', GROUND.street),
      {
        id: 'street-line',
        type: 'line',
        source: 'district',
        filter: layerAs('street', 'LineString'),
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: {
          'line-color': GROUND.street,
          'line-width': metres([
            'coalesce',
            ['get', 'width'],
            ['match', ['get', 'rank'], 1, STREET_METRES[1], 2, STREET_METRES[2], STREET_METRES[3]],
          ]),
        },
      },
      fill('building', GROUND.building),
      {
        id: 'building-edge',
        type: 'line',
        source: 'district',
        filter: layerIs('building'),
        minzoom: 15,
        paint: { 'line-color': GROUND.buildingEdge, 'line-width': 0.8 },
      },
      {
        id: 'community-edge',
        type: 'line',
        source: 'district',
        filter: layerIs('community'),
        paint: {
          'line-color': GROUND.community,
          'line-width': 1.2,
          'line-dasharray': [4, 3],
        },
      },
      {
        id: 'community-name',
        type: 'symbol',
        source: 'labels',
        layout: {
          'text-field': ['get', 'name'],
          'text-font': ['sans'],
          'text-size': remPx * 0.86,
          'text-letter-spacing': 0.12,
          'text-allow-overlap': true,
        },
        paint: {
          'text-color': GROUND.label,
          'text-halo-color': GROUND.halo,
          'text-halo-width': 1.6,
        },
      },
    ],
  };
}
