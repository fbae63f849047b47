import type { VectorTileLayer } from '@mapbox/vector-tile';
import type * as Leaflet from 'leaflet';
import type { LayerKind } from '#domain/layer.js';
import { CanvasTileLayer, TILE_SIZE } from './CanvasTileLayer.js';
import { drawPlanFeatures, type DrawnArea } from './planDrawing.js';

/** A plan layer drawn from vector tiles. */
export class PlanTileLayer extends CanvasTileLayer<readonly DrawnArea[]> {
  /** Only for asking whether a point lies in a path: nothing is drawn on it. */
  private readonly probe = document.createElement('canvas').getContext('2d');

  constructor(
    address: string,
    private readonly kind: LayerKind,
    options: Leaflet.GridLayerOptions,
  ) {
    super(address, options);
  }

  /** Attributes of the areas that are drawn at a place on the map, topmost first. */
  featuresAt(map: Leaflet.Map, place: Leaflet.LatLng): readonly DrawnArea['properties'][] {
    const z = map.getZoom();
    const { x, y } = map.project(place, z);
    const tile = { x: Math.floor(x / TILE_SIZE), y: Math.floor(y / TILE_SIZE), z };
    const isHit = ({ path }: DrawnArea): boolean =>
      this.probe?.isPointInPath(path, x - tile.x * TILE_SIZE, y - tile.y * TILE_SIZE, 'evenodd') === true;
    return (this.contentOf(tile) ?? [])
      .filter(isHit)
      .map(({ properties }) => properties)
      .reverse();
  }

  protected override draw(context: CanvasRenderingContext2D, layers: Readonly<Record<string, VectorTileLayer>>) {
    return Object.values(layers).flatMap((layer) => drawPlanFeatures(context, layer, TILE_SIZE, this.kind));
  }
}
