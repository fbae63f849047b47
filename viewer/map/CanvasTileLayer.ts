import { VectorTile, type VectorTileLayer } from '@mapbox/vector-tile';
import type * as Leaflet from 'leaflet';
import { PbfReader } from 'pbf';
import { L } from './leaflet.js';

export const TILE_SIZE = 256;

type TileElement = HTMLCanvasElement & { planwatchAbort?: AbortController };

interface TilePlace {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Vector tiles drawn on a canvas each. `T` is what a drawn tile is remembered by, so that it can be picked from. */
export abstract class CanvasTileLayer<T> extends L.GridLayer {
  private readonly drawn = new Map<string, { readonly place: TilePlace; readonly content: T }>();

  constructor(
    private readonly address: string,
    options: Leaflet.GridLayerOptions,
  ) {
    super({ tileSize: TILE_SIZE, keepBuffer: 3, ...options });
    this.on('tileunload', ({ tile, coords }: { tile: HTMLElement; coords: Leaflet.Coords }) => {
      (tile as TileElement).planwatchAbort?.abort();
      this.drawn.delete(keyOf(coords));
    });
  }

  /** Draws the layers of one tile; a unit of the context is a CSS pixel. */
  protected abstract draw(context: CanvasRenderingContext2D, layers: Readonly<Record<string, VectorTileLayer>>): T;

  /** What was drawn on one tile; undefined where it holds nothing. */
  protected contentOf(place: TilePlace): T | undefined {
    return this.drawn.get(keyOf(place))?.content;
  }

  /** What was drawn on the tiles of a zoom level. */
  protected contents(z: number): { readonly place: TilePlace; readonly content: T }[] {
    return [...this.drawn.values()].filter(({ place }) => place.z === z);
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
    if (!answer.ok) throw new Error(`vector tile ${z}/${x}/${y}: ${answer.status}`);
    if (answer.status === 204) return;
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const context = canvas.getContext('2d');
    if (bytes.length === 0 || context === null) return;
    context.scale(density, density);
    const content = this.draw(context, new VectorTile(new PbfReader(bytes)).layers);
    this.drawn.set(keyOf({ x, y, z }), { place: { x, y, z }, content });
  }
}

const keyOf = ({ x, y, z }: TilePlace): string => `${z}/${x}/${y}`;
