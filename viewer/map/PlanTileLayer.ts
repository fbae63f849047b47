import { VectorTile } from '@mapbox/vector-tile';
import type * as Leaflet from 'leaflet';
import type { LayerKind } from '#domain/layer.js';
import { PbfReader } from 'pbf';
import { L } from './leaflet.js';
import { drawPlanFeatures } from './planDrawing.js';

const TILE_SIZE = 256;

type TileElement = HTMLCanvasElement & { planwatchAbort?: AbortController };

/** A plan layer drawn from vector tiles, tile by tile on a canvas. */
export class PlanTileLayer extends L.GridLayer {
  constructor(
    private readonly address: string,
    private readonly kind: LayerKind,
    options: Leaflet.GridLayerOptions,
  ) {
    super({ tileSize: TILE_SIZE, keepBuffer: 3, ...options });
    this.on('tileunload', ({ tile }: { tile: HTMLElement }) => (tile as TileElement).planwatchAbort?.abort());
  }

  override createTile(coords: Leaflet.Coords, done: Leaflet.DoneCallback): HTMLElement {
    const canvas: TileElement = document.createElement('canvas');
    const density = window.devicePixelRatio > 0 ? window.devicePixelRatio : 1;
    canvas.width = TILE_SIZE * density;
    canvas.height = TILE_SIZE * density;
    canvas.planwatchAbort = new AbortController();
    void this.fill(canvas, coords, density, canvas.planwatchAbort.signal).then(
      () => done(undefined, canvas),
      (thrown: unknown) => done(thrown instanceof Error ? thrown : new Error(String(thrown)), canvas),
    );
    return canvas;
  }

  private async fill(canvas: HTMLCanvasElement, { z, x, y }: Leaflet.Coords, density: number, signal: AbortSignal) {
    const answer = await fetch(L.Util.template(this.address, { z, x, y }), { signal, credentials: 'same-origin' });
    if (!answer.ok) throw new Error(`plan tile ${z}/${x}/${y}: ${answer.status}`);
    if (answer.status === 204) return;
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const context = canvas.getContext('2d');
    if (bytes.length === 0 || context === null) return;
    context.scale(density, density);
    for (const layer of Object.values(new VectorTile(new PbfReader(bytes)).layers)) {
      drawPlanFeatures(context, layer, TILE_SIZE, this.kind);
    }
  }
}
