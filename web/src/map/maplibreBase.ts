/** The base by MapLibre GL: own style, no tile server, no glyph server. Lazy chunk of the wall. */
import './maplibre.css';
import { Map as GlMap, type LngLatBoundsLike, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { type BaseMap, FLIGHT_MS, MARGIN, NEAR_METRES, SMOOTH_FRAME_MS } from './base';
import type { BaseData } from './baseData';
import { metresPerUnit } from './mercator';
import { districtStyle } from './style';

setWorkerUrl(workerUrl);

const TILE_PX = 512;

export function createMapLibreBase(pane: HTMLElement, data: BaseData, remPx: number): BaseMap {
  const { west, south, east, north } = data.bounds;
  const bounds: LngLatBoundsLike = [
    [west, south],
    [east, north],
  ];
  const padding = () => Math.min(pane.clientWidth, pane.clientHeight) * MARGIN;
  const map = new GlMap({
    container: pane,
    style: districtStyle(data.collection, remPx),
    bounds,
    fitBoundsOptions: { padding: padding() },
    interactive: false,
    attributionControl: false,
    fadeDuration: 0,
    localIdeographFontFamily: "'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif",
    pixelRatio: Math.min(window.devicePixelRatio, 2),
  });
  let smooth = false;
  let focused = false;
  measureFrame(map, (frameMs) => {
    smooth = frameMs < SMOOTH_FRAME_MS;
  });

  const nearZoom = () => {
    const px = Math.min(pane.clientWidth, pane.clientHeight);
    const metresPerPx = NEAR_METRES / Math.max(1, px);
    return Math.log2(metresPerUnit((south + north) / 2) / TILE_PX / metresPerPx);
  };

  return {
    project([lon, lat]) {
      const { x, y } = map.project([lon, lat]);
      return [x, y];
    },
    near([lon, lat]) {
      focused = true;
      const view = { center: [lon, lat] as [number, number], zoom: nearZoom() };
      if (smooth) map.easeTo({ ...view, duration: FLIGHT_MS });
      else map.jumpTo(view);
    },
    whole() {
      focused = false;
      map.fitBounds(bounds, { padding: padding(), animate: smooth, duration: FLIGHT_MS });
    },
    onMove: (run) => {
      map.on('move', run);
      map.on('resize', run);
    },
    resize() {
      map.resize();
      if (!focused) map.fitBounds(bounds, { padding: padding(), animate: false });
    },
    destroy: () => map.remove(),
  };
}

/** Times one repaint of the finished picture, to know whether movement can be smooth. */
function measureFrame(map: GlMap, done: (frameMs: number) => void): void {
  map.once('idle', () => {
    const start = performance.now();
    map.once('render', () => {
      // Reading a pixel back waits until software or hardware has really drawn.
      const gl = map.getCanvas().getContext('webgl2');
      gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
      done(performance.now() - start);
    });
    map.triggerRepaint();
  });
}
