import { VectorTile } from '@mapbox/vector-tile';
import type * as Leaflet from 'leaflet';
import type { LayerKind } from '#domain/layer.js';
import { PbfReader } from 'pbf';
import { L } from './leaflet.js';
import { drawPlanFeatures, type DrawnArea } from './planDrawing.js';

const TILE_SIZE = 256;

type TileElement = HTMLCanvasElement & { planwatchAbort?: AbortController };

const keyOf = ({ x, y, z }: { readonly x: number; readonly y: number; readonly z: number }): string => `${z}/${x}/${y}`;

/** A plan layer drawn from vector tiles, tile by tile on a canvas. */
export class PlanTileLayer extends L.GridLayer {
  private readonly drawn = new Map<string, readonly DrawnArea[]>();
  /** Only for asking whether a point lies in a path: nothing is drawn on it. */
  private readonly probe = document.createElement('canvas').getContext('2d');

  constructor(
    private readonly address: string,
    private readonly kind: LayerKind,
    options: Leaflet.GridLayerOptions,
  ) {
    super({ tileSize: TILE_SIZE, keepBuffer: 3, ...options });
    this.on('tileunload', ({ tile, coords }: { tile: HTMLElement; coords: Leaflet.Coords }) => {
      (tile as TileElement).planwatchAbort?.abort();
      this.drawn.delete(keyOf(coords));
    });
  }

  /** Attributes of the areas that are drawn at a place on the map, topmost first. */
  featuresAt(map: Leaflet.Map, place: Leaflet.LatLng): readonly DrawnArea['properties'][] {
    const z = map.getZoom();
    const { x, y } = map.project(place, z);
    const tile = { x: Math.floor(x / TILE_SIZE), y: Math.floor(y / TILE_SIZE), z };
    const areas = this.drawn.get(keyOf(tile)) ?? [];
    const isHit = ({ path }: DrawnArea): boolean =>
      this.probe?.isPointInPath(path, x - tile.x * TILE_SIZE, y - tile.y * TILE_SIZE, 'evenodd') === true;
    return areas
      .filter(isHit)
      .map(({ properties }) => properties)
      .reverse();
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
      this.drawn.set(keyOf({ x, y, z }), drawPlanFeatures(context, layer, TILE_SIZE, this.kind));
    }
  }
}
