import { isInForce, type Layer, type LayerKind } from '#domain/layer.js';
import type { IsoDate } from '#domain/time.js';

/** Drawn from first to last: fills below, control lines on top. */
const DRAW_ORDER = [
  'landClass',
  'zone',
  'detailedPlanParcel',
  'permanentBasicFarmland',
  'greenLine',
  'waterLine',
  'heritageLine',
  'utilityLine',
  'ecologicalRedline',
  'urbanGrowthBoundary',
  'adminRegion',
] as const satisfies readonly LayerKind[];

export type DatedLayer = Pick<Layer, 'id' | 'version' | 'kind' | 'validFrom' | 'validTo'>;

/** One version per layer id: the one in force on `day` (of several, the latest begun); ids without one are left out. */
export function layersInForce<T extends DatedLayer>(layers: readonly T[], day: IsoDate): T[] {
  const byId = new Map<string, T>();
  for (const layer of layers) {
    if (!isInForce(layer, day)) continue;
    const other = byId.get(layer.id);
    if (other === undefined || other.validFrom < layer.validFrom) byId.set(layer.id, layer);
  }
  return [...byId.values()].sort((a, b) => drawRank(a) - drawRank(b) || a.id.localeCompare(b.id));
}

/** Place in the drawing order, 0 = lowest. */
export function drawRank(layer: Pick<Layer, 'kind'>): number {
  return DRAW_ORDER.indexOf(layer.kind);
}
