/** Base and overlay together: keeps the picture current, redraws only when something changed. */
import { type BaseMap, chooseBase, hasHardwareGl } from './base';
import type { BaseData } from './baseData';
import type { LonLat } from './mercator';
import { drawScene, type Scene } from './overlay';

/** Pulses at 20 frames a second look the same and leave the processor to the alerts. */
const PULSE_FRAME_MS = 50;

const NOTHING: Scene = { markers: [], offline: [], focus: undefined };

async function createBase(pane: HTMLElement, data: BaseData, remPx: number): Promise<BaseMap> {
  if (chooseBase(location.search, hasHardwareGl) === 'canvas') {
    const { createCanvasBase } = await import('./canvasBase');
    return createCanvasBase(pane, data, remPx);
  }
  const { createMapLibreBase } = await import('./maplibreBase');
  return createMapLibreBase(pane, data, remPx);
}

export class LiveMap {
  private scene = NOTHING;
  private frame = 0;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private readonly observer: ResizeObserver;

  private constructor(
    private readonly pane: HTMLElement,
    private readonly canvas: HTMLCanvasElement,
    private readonly base: BaseMap,
    private readonly remPx: number,
  ) {
    base.onMove(() => this.draw());
    this.observer = new ResizeObserver(() => {
      base.resize();
      this.invalidate();
    });
    this.observer.observe(pane);
  }

  static async create(
    pane: HTMLElement,
    canvas: HTMLCanvasElement,
    data: BaseData,
    remPx: number,
  ): Promise<LiveMap> {
    return new LiveMap(pane, canvas, await createBase(pane, data, remPx), remPx);
  }

  show(scene: Scene): void {
    this.scene = scene;
    this.invalidate();
  }

  look(at: LonLat | undefined): void {
    if (at) this.base.near(at);
    else this.base.whole();
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.pause);
    this.observer.disconnect();
    this.base.destroy();
  }

  private invalidate(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const { canvas, pane } = this;
    const ratio = window.devicePixelRatio;
    const width = Math.round(pane.clientWidth * ratio);
    const height = Math.round(pane.clientHeight * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    const pen = canvas.getContext('2d');
    if (!pen) return;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, pane.clientWidth, pane.clientHeight);
    const project = (at: LonLat) => this.base.project(at);
    if (drawScene(pen, this.scene, project, this.remPx, performance.now())) {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.invalidate(), PULSE_FRAME_MS);
    }
  }
}
