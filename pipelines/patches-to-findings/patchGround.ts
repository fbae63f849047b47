import { bboxOfArea, type AreaGeometry, type BboxWgs84 } from '#domain/geometry.js';
import type { LandCoverClass } from '#domain/landCover.js';
import { isInForce, type Layer, type LayerFeature, type LayerKind } from '#domain/layer.js';
import type { Patch } from '#domain/patch.js';
import type { EnforcementOrder, SettledAlert } from '#domain/order.js';
import type { Permit } from '#domain/permit.js';
import type { IsoDate } from '#domain/time.js';
import {
  isEmpty,
  areApart,
  createPlanarWindow,
  EMPTY_REGION,
  type PlanarWindow,
  type Region,
} from '#pipelines/geometry/planarWindow.js';
import { surveyClassOf } from './classTest.js';
import { allows, currentPermits, permitStatus, type PermitStatus } from './permitStatus.js';
import type { Rule, RuleSet } from './ruleSet.js';

/** What judging needs of a patch; a proposal's geometry can be judged by giving the same fields. */
export type JudgedPatch = Pick<
  Patch,
  | 'id'
  | 'geometry'
  | 'fromClass'
  | 'toClass'
  | 'onsetFrom'
  | 'onsetTo'
  | 'assessedShare'
  | 'registrationErrorM'
  | 'gsdM'
>;

export interface JudgingContext {
  /** Those that come near the patch, all revisions or only the last. */
  readonly permits: readonly Permit[];
  /** All layer versions known; those in force on `onsetTo` are chosen here. */
  readonly layers: readonly Layer[];
  /** Features of any version that come near the patch. */
  readonly features: readonly LayerFeature[];
  readonly ruleSet: RuleSet;
  /** Orders near the patch; default none. */
  readonly orders?: readonly EnforcementOrder[];
  /** Alerts near the patch that were closed or reported as put right; default none. */
  readonly settledAlerts?: readonly SettledAlert[];
  /** Other changes that are known on a permit's ground, whenever they were seen; default: none. */
  readonly othersOn?: (permit: Permit) => readonly JudgedPatch[];
}

/** A permit near the patch, with where it lies. */
export interface PlacedPermit {
  readonly permit: Permit;
  readonly region: Region;
}

export interface PlacedFeature {
  readonly feature: LayerFeature;
  readonly region: Region;
}

/** A patch laid over everything that was in force there when it changed. */
export interface PatchGround {
  readonly patch: JudgedPatch;
  readonly ruleSet: RuleSet;
  readonly window: PlanarWindow;
  readonly region: Region;
  readonly areaM2: number;
  /** By the detector, refined by the land survey where that says `vegetation` or `unknown`. */
  readonly fromClass: LandCoverClass;
  /** Of a kind that allows the class after the change, by what their dates prove. */
  readonly valid: readonly PlacedPermit[];
  readonly later: readonly PlacedPermit[];
  readonly expired: readonly PlacedPermit[];
  /** Valid at onset, but of a kind that does not allow the class after the change. */
  readonly powerless: readonly PlacedPermit[];
  /** All permits given, the highest revision of each, also those that lie apart. */
  readonly permits: readonly Permit[];
  readonly orders: readonly EnforcementOrder[];
  readonly settledAlerts: readonly SettledAlert[];
  readonly othersOn: (permit: Permit) => readonly JudgedPatch[];
  /** Layer versions of a kind in force on `onsetTo`, whether or not they have features here. */
  layersInForce: (kind: LayerKind) => readonly Layer[];
  featuresInForce: (kind: LayerKind) => readonly PlacedFeature[];
  /** The same with those that were given and lie apart. */
  featuresAround: (kind: LayerKind) => readonly LayerFeature[];
}

/** How far the patch's edges and a line may be displaced against each other, metres. */
export function toleranceOf(ruleSet: RuleSet, rule: Rule, patch: JudgedPatch): number {
  return rule.toleranceM + patch.registrationErrorM + ruleSet.gsdShare * patch.gsdM;
}

/** Lays a patch over its context. Order of permits, layers and features does not matter. */
export function layPatchOver(patch: JudgedPatch, context: JudgingContext): PatchGround {
  const { ruleSet } = context;
  const widest = Math.max(0, ...ruleSet.rules.map((rule) => toleranceOf(ruleSet, rule, patch)));
  // Twice the tolerance: shrinking a line's area must not start from where the window cuts it.
  const window = createPlanarWindow(patch.geometry, 2 * widest + 5);
  const region = window.region(patch.geometry);
  const current = currentPermits(context.permits);
  const permits = current.map((permit) => ({ permit, region: placed(window, permit) }));
  const near = permits.filter((item) => item.region !== EMPTY_REGION);
  const onset = { from: patch.onsetFrom, to: patch.onsetTo };
  const withStatus = (status: PermitStatus, isAllowing: boolean): PlacedPermit[] =>
    near.filter(
      ({ permit }) => permitStatus(permit, onset) === status && allows(ruleSet, permit, patch.toClass) === isAllowing,
    );
  const inForce = layersInForce(context.layers, patch.onsetTo);
  const featuresInForce = placeFeatures(context.features, inForce, window);
  return {
    patch,
    ruleSet,
    window,
    region,
    areaM2: window.areaM2(region),
    fromClass: refinedFromClass(patch, ruleSet, { window, region, features: featuresInForce('landClass') }),
    valid: withStatus('valid', true),
    later: withStatus('later', true),
    expired: withStatus('expired', true),
    powerless: withStatus('valid', false),
    permits: current,
    orders: context.orders ?? [],
    settledAlerts: context.settledAlerts ?? [],
    othersOn: context.othersOn ?? (() => []),
    layersInForce: (kind) => inForce.filter((layer) => layer.kind === kind),
    featuresInForce,
    featuresAround: (kind) => featuresOfVersions(context.features, inForce, kind),
  };
}

/** Of each layer the version in force on the day; where versions overlap, the one that came into force last. */
export function layersInForce(layers: readonly Layer[], day: IsoDate): Layer[] {
  const byId = new Map<string, Layer>();
  for (const layer of layers.filter((version) => isInForce(version, day))) {
    const known = byId.get(layer.id);
    const isNewer =
      known === undefined || `${known.validFrom} ${known.version}` < `${layer.validFrom} ${layer.version}`;
    if (isNewer) byId.set(layer.id, layer);
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Boxes of areas that many patches meet. */
const boxes = new WeakMap<AreaGeometry, BboxWgs84>();

function boxOf(geometry: AreaGeometry): BboxWgs84 {
  const known = boxes.get(geometry);
  if (known !== undefined) return known;
  const box = bboxOfArea(geometry);
  boxes.set(geometry, box);
  return box;
}

function placed(window: PlanarWindow, { geometry }: { readonly geometry: AreaGeometry }): Region {
  if (areApart(boxOf(geometry), window.bbox)) return EMPTY_REGION;
  const region = window.region(geometry);
  return isEmpty(region) ? EMPTY_REGION : region;
}

/** Places the features of the versions in force, kind by kind, when first asked for. */
function placeFeatures(
  features: readonly LayerFeature[],
  inForce: readonly Layer[],
  window: PlanarWindow,
): (kind: LayerKind) => readonly PlacedFeature[] {
  const placedByKind = new Map<LayerKind, readonly PlacedFeature[]>();
  const place = (kind: LayerKind): PlacedFeature[] =>
    featuresOfVersions(features, inForce, kind)
      .sort((a, b) => (featureKey(a) < featureKey(b) ? -1 : 1))
      .map((feature) => ({ feature, region: placed(window, feature) }))
      .filter(({ region }) => region !== EMPTY_REGION);
  return (kind) => {
    const known = placedByKind.get(kind) ?? place(kind);
    placedByKind.set(kind, known);
    return known;
  };
}

function featuresOfVersions(
  features: readonly LayerFeature[],
  inForce: readonly Layer[],
  kind: LayerKind,
): LayerFeature[] {
  const versions = new Set(inForce.filter((layer) => layer.kind === kind).map(versionKey));
  if (versions.size === 0) return [];
  return features.filter(({ layerId, layerVersion }) =>
    versions.has(versionKey({ id: layerId, version: layerVersion })),
  );
}

const versionKey = ({ id, version }: { id: string; version: string }): string => JSON.stringify([id, version]);
const featureKey = ({ layerId, layerVersion, featureId }: LayerFeature): string =>
  JSON.stringify([layerId, layerVersion, featureId]);

/** Plants that stand on built-up ground by the survey are gardens: what grows there did not change its use. */
const NOT_REFINED: ReadonlySet<LandCoverClass> = new Set<LandCoverClass>(['builtUp', 'road', 'greenhouse']);

/** `vegetation` and `unknown` become what the land survey says of more than half of the patch. */
function refinedFromClass(
  patch: JudgedPatch,
  ruleSet: RuleSet,
  ground: { window: PlanarWindow; region: Region; features: readonly PlacedFeature[] },
): LandCoverClass {
  if (patch.fromClass !== 'vegetation' && patch.fromClass !== 'unknown') return patch.fromClass;
  const { window, region, features } = ground;
  const classes = new Set(features.map(({ feature }) => surveyClassOf(feature, ruleSet)));
  for (const candidate of classes) {
    if (candidate === null || NOT_REFINED.has(candidate)) continue;
    const ofClass = features.filter(({ feature }) => surveyClassOf(feature, ruleSet) === candidate);
    const sharedM2 = window.areaM2(window.intersection(region, window.union(ofClass.map((item) => item.region))));
    if (sharedM2 > window.areaM2(region) / 2) return candidate;
  }
  return patch.fromClass;
}
