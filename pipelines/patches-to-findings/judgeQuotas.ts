import type { Explanation, Finding } from '#domain/finding.js';
import { bboxOfArea } from '#domain/geometry.js';
import type { LandCoverClass } from '#domain/landCover.js';
import type { Layer, LayerFeature } from '#domain/layer.js';
import type { IsoDate } from '#domain/time.js';
import { areApart, createPlanarWindow } from '#pipelines/geometry/planarWindow.js';
import { layersInForce, type JudgedPatch } from './patchGround.js';
import { areaWords, layerWords } from './words.js';

/** A zone of which more was built on than its plan grants. */
export interface QuotaFinding {
  readonly layer: Finding['layers'][number];
  readonly kind: 'quotaExceeded';
  readonly quotaM2: number;
  /** Ground newly built on, each place counted once. */
  readonly usedM2: number;
  readonly patchIds: readonly string[];
  readonly explanation: Explanation;
}

/** New construction land; panels are leased, not converted, and greenhouses are farming. */
const NEW_CONSTRUCTION: ReadonlySet<LandCoverClass> = new Set<LandCoverClass>(['builtUp', 'road', 'earthworks']);

/**
 * Zones and plan parcels in force on `asOf` that carry a quota (`quotaM2`, square metres of new construction land), held against the
 * changes of all of the plan's term: those whose onset interval lies within it. What was built on before is no new land.
 */
export function judgeQuotas(
  plans: { readonly layers: readonly Layer[]; readonly features: readonly LayerFeature[] },
  patches: readonly JudgedPatch[],
  asOf: IsoDate,
): readonly QuotaFinding[] {
  const built = patches.filter(
    ({ toClass, fromClass, onsetTo }) =>
      NEW_CONSTRUCTION.has(toClass) &&
      (fromClass === 'earthworks' || !NEW_CONSTRUCTION.has(fromClass)) &&
      onsetTo <= asOf,
  );
  const kinds = new Set(['zone', 'detailedPlanParcel']);
  const inForce = layersInForce(plans.layers, asOf).filter(({ kind }) => kinds.has(kind));
  return inForce.flatMap((layer) =>
    plans.features
      .filter(({ layerId, layerVersion }) => layerId === layer.id && layerVersion === layer.version)
      .toSorted((a, b) => (a.featureId < b.featureId ? -1 : 1))
      .flatMap((zone) => quotaFinding(layer, zone, built) ?? []),
  );
}

function quotaFinding(layer: Layer, zone: LayerFeature, built: readonly JudgedPatch[]): QuotaFinding | null {
  const quotaM2 = quotaOf(zone);
  if (quotaM2 === null) return null;
  const box = bboxOfArea(zone.geometry);
  const window = createPlanarWindow(zone.geometry, 1);
  const ground = window.region(zone.geometry);
  const used = built
    .filter(({ geometry, onsetFrom }) => onsetFrom >= layer.validFrom && !areApart(bboxOfArea(geometry), box))
    .map(({ id, geometry }) => ({ id, region: window.intersection(ground, window.region(geometry)) }))
    .filter(({ region }) => window.areaM2(region) > 0);
  const usedM2 = window.areaM2(window.union(used.map(({ region }) => region)));
  if (usedM2 <= quotaM2) return null;
  const patchIds = used.map(({ id }) => id).sort();
  const { layerId: id, layerVersion: version, featureId: feature, name } = zone;
  const title = layerWords(layer);
  const [quota, sum] = [areaWords(quotaM2), areaWords(usedM2)];
  return {
    layer: { id, version, feature },
    kind: 'quotaExceeded',
    quotaM2,
    usedM2,
    patchIds,
    explanation: {
      zh: `图层${title.zh}的分区${name ?? feature}自${layer.validFrom}起新增建设${sum.zh}，超过规划指标${quota.zh}，疑似超规划指标。`,
      en: `In zone ${name ?? feature} of layer ${title.en} ${sum.en} were newly built on since ${layer.validFrom}, more than its quota of ${quota.en}: suspected exceeding of the plan's quota.`,
    },
  };
}

/** A number, or the text of one as formats without numbers hold it. */
function quotaOf({ properties: { quotaM2 } }: LayerFeature): number | null {
  const value = typeof quotaM2 === 'string' && quotaM2.trim() !== '' ? Number(quotaM2) : quotaM2;
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}
