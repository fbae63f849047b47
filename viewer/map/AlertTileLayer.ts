import type { VectorTileFeature, VectorTileLayer } from '@mapbox/vector-tile';
import type * as Leaflet from 'leaflet';
import type { Severity } from '#domain/violation.js';
import { SEVERITY_COLOURS } from '../theme.js';
import { CanvasTileLayer, TILE_SIZE } from './CanvasTileLayer.js';
import { L } from './leaflet.js';

/** Radius of a click that still means a mark, CSS pixels. */
const REACH_PX = 14;

/** A mark that was drawn: a single alert, or several that lie close together. */
interface DrawnMark {
  readonly x: number;
  readonly y: number;
  readonly id: string | null;
  readonly count: number;
}

export interface PickedMark extends DrawnMark {
  readonly latlng: Leaflet.LatLng;
}

/** Any number of alerts, drawn from vector tiles: areas near by, points and counted groups further out. */
export class AlertTileLayer extends CanvasTileLayer<readonly DrawnMark[]> {
  /** The mark at a place, the nearest within reach; null where there is none. */
  markAt(map: Leaflet.Map, place: Leaflet.LatLng): PickedMark | null {
    const z = map.getZoom();
    const point = map.project(place, z);
    let nearest: PickedMark | null = null;
    let nearestPx = REACH_PX;
    for (const { place: tile, content } of this.contents(z)) {
      for (const mark of content) {
        const at = L.point(tile.x * TILE_SIZE + mark.x, tile.y * TILE_SIZE + mark.y);
        const distance = at.distanceTo(point);
        if (distance > nearestPx) continue;
        nearestPx = distance;
        nearest = { ...mark, latlng: map.unproject(at, z) };
      }
    }
    return nearest;
  }

  protected override draw(context: CanvasRenderingContext2D, layers: Readonly<Record<string, VectorTileLayer>>) {
    for (const feature of featuresOf(layers['alerts'])) drawArea(context, feature);
    return featuresOf(layers['alertPoints']).map((feature) => drawMark(context, feature));
  }
}

function featuresOf(layer: VectorTileLayer | undefined): VectorTileFeature[] {
  return Array.from({ length: layer?.length ?? 0 }, (_, index) => layer!.feature(index));
}

function drawArea(context: CanvasRenderingContext2D, feature: VectorTileFeature): void {
  const scale = TILE_SIZE / feature.extent;
  const { outline } = SEVERITY_COLOURS[feature.properties['severity'] as Severity];
  context.beginPath();
  for (const ring of feature.loadGeometry()) {
    ring.forEach(({ x, y }, index) =>
      index === 0 ? context.moveTo(x * scale, y * scale) : context.lineTo(x * scale, y * scale),
    );
    context.closePath();
  }
  context.globalAlpha = 0.15;
  context.fillStyle = outline;
  context.fill('evenodd');
  context.globalAlpha = 1;
  context.lineWidth = 2;
  context.strokeStyle = outline;
  context.stroke();
}

function drawMark(context: CanvasRenderingContext2D, feature: VectorTileFeature): DrawnMark {
  const scale = TILE_SIZE / feature.extent;
  const point = feature.loadGeometry()[0]![0]!;
  const [x, y] = [point.x * scale, point.y * scale];
  const { count, id, severity } = feature.properties as { count: number; id?: string; severity: Severity };
  const radius = count === 1 ? 6 : Math.min(15, 8 + Math.log2(count));
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = SEVERITY_COLOURS[severity].mark;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = '#fff';
  context.stroke();
  if (count > 1) {
    context.fillStyle = '#fff';
    context.font = '600 11px sans-serif';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(count > 9999 ? `${Math.round(count / 1000)}k` : String(count), x, y);
  }
  return { x, y, id: id ?? null, count };
}
