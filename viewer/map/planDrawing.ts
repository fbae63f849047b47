import type { VectorTileLayer } from '@mapbox/vector-tile';
import type { LayerKind } from '#domain/layer.js';
import { fillOfCode } from './landUseColours.js';
import { HALO, HATCH_SPACING, PLAN_STYLES, type PlanStyle } from './planStyles.js';

/** An area of a plan layer as one tile holds it; the path in pixels of the tile. */
export interface DrawnArea {
  readonly path: Path2D;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Draws the areas of one vector tile, fills and hatching first, then outlines over a light rim, and says what it drew. */
export function drawPlanFeatures(
  context: CanvasRenderingContext2D,
  layer: VectorTileLayer,
  tileSize: number,
  kind: LayerKind,
): readonly DrawnArea[] {
  const style = PLAN_STYLES[kind];
  const areas = Array.from({ length: layer.length }, (_, index) => {
    const feature = layer.feature(index);
    const path = pathOf(feature.loadGeometry(), tileSize / feature.extent);
    return { path, properties: feature.properties, fill: fillOfCode(kind, feature.properties) ?? style.fill };
  });
  for (const { path, fill } of areas) fillArea(context, path, { ...style, fill }, tileSize);
  context.lineJoin = 'round';
  for (const { path } of areas) {
    context.setLineDash([]);
    context.lineWidth = style.width + 1.6;
    context.strokeStyle = HALO;
    context.stroke(path);
  }
  context.setLineDash([...style.dash]);
  context.lineWidth = style.width;
  context.strokeStyle = style.stroke;
  for (const { path } of areas) context.stroke(path);
  return areas;
}

function pathOf(rings: readonly (readonly { readonly x: number; readonly y: number }[])[], scale: number): Path2D {
  const path = new Path2D();
  for (const ring of rings) {
    ring.forEach(({ x, y }, index) => {
      if (index === 0) path.moveTo(x * scale, y * scale);
      else path.lineTo(x * scale, y * scale);
    });
    path.closePath();
  }
  return path;
}

function fillArea(context: CanvasRenderingContext2D, path: Path2D, style: PlanStyle, tileSize: number): void {
  if (style.fill !== null) {
    context.fillStyle = style.fill;
    context.fill(path, 'evenodd');
  }
  if (style.hatch === null) return;
  context.save();
  context.clip(path, 'evenodd');
  context.strokeStyle = style.hatch;
  context.lineWidth = 1;
  context.beginPath();
  // Lines x + y = k × spacing: the spacing divides the tile, so they go on in the next one.
  for (let offset = 0; offset <= 2 * tileSize; offset += HATCH_SPACING) {
    context.moveTo(offset, 0);
    context.lineTo(offset - tileSize, tileSize);
  }
  context.stroke();
  context.restore();
}
