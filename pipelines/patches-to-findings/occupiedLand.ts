import type { OccupiedArea, OccupiedLand } from '#domain/finding.js';
import type { LayerFeature, LayerKind } from '#domain/layer.js';
import type { Region } from '#pipelines/geometry/planarWindow.js';
import { partition, unionOf, type LabelledRegion } from './overlap.js';
import type { PatchGround, PlacedFeature } from './patchGround.js';

/** What ground a part of a patch takes, by the land survey and by the plans in force; overlapping features are counted once. */
export function occupiedLand(ground: PatchGround, part: Region): OccupiedLand {
  return {
    landClasses: areasByCode(ground, part, ['landClass'], ({ code, class: named }) => code ?? named),
    // A plan parcel says more of its ground than the zone that it lies in.
    zones: areasByCode(ground, part, ['detailedPlanParcel', 'zone'], ({ use }) => use),
  };
}

type CodeOf = (properties: LayerFeature['properties']) => unknown;

/** Areas by code; of two that claim one place the first kind counts, then the first code. Empty where no such layer is in force. */
function areasByCode(
  ground: PatchGround,
  part: Region,
  kinds: readonly LayerKind[],
  codeOf: CodeOf,
): readonly OccupiedArea[] {
  if (kinds.every((kind) => ground.layersInForce(kind).length === 0)) return [];
  const regions = kinds.flatMap((kind) => regionsByCode(ground, ground.featuresInForce(kind), codeOf));
  const areas = new Map<string | null, number>();
  for (const { ref, areaM2 } of partition(ground.window, part, regions, 'none'))
    areas.set(ref, (areas.get(ref) ?? 0) + areaM2);
  return [...areas].map(([code, areaM2]) => ({ code, areaM2 }));
}

function regionsByCode(ground: PatchGround, placed: readonly PlacedFeature[], codeOf: CodeOf): LabelledRegion[] {
  const byCode = new Map<string, PlacedFeature[]>();
  for (const item of placed) {
    const code = codeOf(item.feature.properties);
    if (typeof code !== 'string' && typeof code !== 'number') continue;
    byCode.set(String(code), [...(byCode.get(String(code)) ?? []), item]);
  }
  return [...byCode]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, items]) => ({ label: code, ref: code, region: unionOf(ground.window, items) }));
}
