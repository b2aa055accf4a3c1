/** Base and overlay together: keeps the picture current, redraws only when something changed. */
import { type BaseMap, chooseBase, hasHardwareGl } from './base';
import type { BaseData } from './baseData';
import type { LonLat, XY } from './mercator';
import { type Box, changedParts, drawScene, type Scene } from './overlay';
import { spotAt } from './spots';

/** Pulses at 20 frames a second look the same and leave the processor to the alerts. */
const PULSE_FRAME_MS = 50;

const NOTHING: Scene = { spots: [], markers: [], offline: [], focus: undefined };

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
  /** Of the pane. Kept: asking the pane at each draw would lay out the page each time. */
  private size: XY = [0, 0];
  /** Parts in which something moves. */
  private moving: readonly Box[] = [];
  private frame = 0;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private readonly observer: ResizeObserver;

  private constructor(
    private readonly pane: HTMLElement,
    private readonly canvas: HTMLCanvasElement,
    private readonly base: BaseMap,
    private readonly remPx: number,
  ) {
    this.measure();
    base.onMove(() => this.draw(undefined));
    this.observer = new ResizeObserver(() => {
      this.measure();
      base.resize();
      this.draw(undefined);
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

  /** Draws at once: it is called in the frame that brought the news, and no frame later. */
  show(scene: Scene): void {
    const parts = changedParts(this.scene, scene, this.project, this.remPx);
    this.scene = scene;
    this.draw(parts && [...parts, ...this.moving]);
  }

  look(at: LonLat | undefined): void {
    if (at) this.base.near(at);
    else this.base.whole();
  }

  /** The hot spot at a point of the pane. */
  spotAt(at: XY): string | undefined {
    return spotAt(this.scene.spots, at, this.project)?.id;
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.pause);
    this.observer.disconnect();
    this.base.destroy();
  }

  private measure(): void {
    this.size = [this.pane.clientWidth, this.pane.clientHeight];
  }

  private readonly project = (at: LonLat) => this.base.project(at);

  /** @param parts what changed; undefined: all */
  private draw(parts: readonly Box[] | undefined): void {
    const { canvas } = this;
    const ratio = window.devicePixelRatio;
    const width = Math.round(this.size[0] * ratio);
    const height = Math.round(this.size[1] * ratio);
    // At a fractional zoom a part's edges fall between pixels and would leave seams.
    let drawn = Number.isInteger(ratio) ? parts : undefined;
    if (canvas.width !== width || canvas.height !== height) {
      drawn = undefined;
      canvas.width = width;
      canvas.height = height;
    }
    const pen = canvas.getContext('2d');
    if (!pen) return;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { project, remPx } = this;
    const now = performance.now();
    this.moving = drawScene(pen, this.scene, project, remPx, now, drawn);
    clearTimeout(this.pause);
    cancelAnimationFrame(this.frame);
    if (this.moving.length === 0) return;
    this.pause = setTimeout(() => {
      this.frame = requestAnimationFrame(() => this.draw(this.moving));
    }, PULSE_FRAME_MS);
  }
}
