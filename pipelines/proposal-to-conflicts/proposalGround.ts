import type { AlertOnParcel, Conflict, ConflictKind, ConflictLevel, Proposal } from '#domain/compliance.js';
import type { Explanation } from '#domain/finding.js';
import type { AreaGeometry } from '#domain/geometry.js';
import type { LandCoverClass } from '#domain/landCover.js';
import type { Layer, LayerFeature, LayerKind } from '#domain/layer.js';
import type { Permit } from '#domain/permit.js';
import { createPlanarWindow, isEmpty, type PlanarWindow, type Region } from '#pipelines/geometry/planarWindow.js';
import { builtClassesOf } from '#pipelines/patches-to-findings/classTest.js';
import { partBeyond, partWithin, type Tolerance } from '#pipelines/patches-to-findings/overlap.js';
import type { Rule, RuleSet } from '#pipelines/patches-to-findings/ruleSet.js';

/** What a proposal is held against: everything in force or open that comes near it. */
export interface ProposalContext {
  /** Versions in force on the proposal's day. */
  readonly layers: readonly Layer[];
  readonly features: readonly LayerFeature[];
  readonly permits: readonly Permit[];
  readonly openAlerts: readonly (AlertOnParcel & { readonly geometry: AreaGeometry })[];
  readonly ruleSet: RuleSet;
}

export interface PlacedFeature {
  readonly feature: LayerFeature;
  readonly region: Region;
}

/** A proposal laid over its context. */
export interface ProposalGround {
  readonly proposal: Proposal;
  readonly context: ProposalContext;
  readonly window: PlanarWindow;
  readonly region: Region;
  readonly areaM2: number;
  /** What would be built under the use; empty where the use allows no building. */
  readonly builds: ReadonlySet<LandCoverClass>;
  readonly featuresOf: (kind: LayerKind) => readonly PlacedFeature[];
  readonly layersOf: (kind: LayerKind) => readonly Layer[];
}

/** How far from the proposal things are given: beyond twice the widest tolerance of any sensible rule set, metres. */
export const PROPOSAL_MARGIN_M = 50;

/** Lays a proposal over its context. Order of features and permits does not matter. */
export function layProposal(proposal: Proposal, context: ProposalContext): ProposalGround {
  const window = createPlanarWindow(proposal.geometry, PROPOSAL_MARGIN_M);
  const region = window.region(proposal.geometry);
  const byKind = new Map<LayerKind, PlacedFeature[]>();
  for (const feature of context.features.toSorted(byFeatureKey)) {
    const placed = { feature, region: window.region(feature.geometry) };
    byKind.set(feature.layerKind, [...(byKind.get(feature.layerKind) ?? []), placed]);
  }
  return {
    proposal,
    context,
    window,
    region,
    areaM2: window.areaM2(region),
    builds: builtClassesOf(proposal.use, context.ruleSet) ?? new Set(),
    featuresOf: (kind) => byKind.get(kind) ?? [],
    layersOf: (kind) => context.layers.filter((layer) => layer.kind === kind),
  };
}

function byFeatureKey(a: LayerFeature, b: LayerFeature): number {
  const keyOf = ({ layerId, layerVersion, featureId }: LayerFeature) =>
    JSON.stringify([layerId, layerVersion, featureId]);
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

/** Ground of the proposal that a rule is about, and whether it passes what the rule forgives. */
export interface Meeting {
  readonly part: Region;
  readonly areaM2: number;
  readonly isBeyondTolerance: boolean;
  readonly tolerance: Tolerance;
}

/** Overlaps below are rounding of coordinates, square metres. */
const NOTHING_M2 = 0.5;

/** What of the proposal lies within an area; null where that is nothing. */
export function meetingWithin(ground: ProposalGround, area: Region, rule: Rule): Meeting | null {
  const { window, region } = ground;
  const tolerance = { metres: rule.toleranceM, areaM2: rule.toleranceM2 };
  const part = window.intersection(region, area);
  return meeting(window, part, partWithin(window, region, area, tolerance) !== null, tolerance);
}

/** What of the proposal lies outside an area; null where that is nothing. */
export function meetingBeyond(ground: ProposalGround, area: Region, rule: Rule): Meeting | null {
  const { window, region } = ground;
  const tolerance = { metres: rule.toleranceM, areaM2: rule.toleranceM2 };
  const part = window.difference(region, area);
  return meeting(window, part, partBeyond(window, region, area, tolerance) !== null, tolerance);
}

function meeting(window: PlanarWindow, part: Region, isBeyondTolerance: boolean, tolerance: Tolerance): Meeting | null {
  const areaM2 = window.areaM2(part);
  return areaM2 <= NOTHING_M2 ? null : { part, areaM2, isBeyondTolerance, tolerance };
}

/** The rule of a kind, where the rule set has it switched on. */
export function ruleOf({ context }: ProposalGround, kind: Rule['kind']): Rule | null {
  return context.ruleSet.rules.find((rule) => rule.kind === kind && rule.enabled) ?? null;
}

/** A conflict with every number that led to it. */
export function conflictOf(
  ground: ProposalGround,
  found: {
    readonly kind: ConflictKind;
    readonly meeting: Meeting;
    /** What it is where it passes the tolerance; within it is always a remark. */
    readonly level: ConflictLevel;
    readonly layers?: Conflict['layers'];
    readonly permit?: Conflict['permit'];
    readonly alert?: AlertOnParcel;
    readonly explanation: Explanation;
  },
): Conflict {
  const { part, areaM2, isBeyondTolerance, tolerance } = found.meeting;
  return {
    kind: found.kind,
    level: isBeyondTolerance ? found.level : 'remark',
    areaM2,
    share: Math.min(1, areaM2 / ground.areaM2),
    geometry: ground.window.toGeometry(part),
    layers: found.layers ?? [],
    permit: found.permit ?? null,
    alert: found.alert ?? null,
    toleranceM: tolerance.metres,
    toleranceM2: tolerance.areaM2,
    explanation: found.explanation,
  };
}

/** Features that share ground with a part. */
export function featuresIn(
  { window }: ProposalGround,
  features: readonly PlacedFeature[],
  part: Region,
): readonly PlacedFeature[] {
  return features.filter(({ region }) => !isEmpty(window.intersection(part, region)));
}

export const layersOfFeatures = (features: readonly PlacedFeature[]): Conflict['layers'] =>
  features.map(({ feature: { layerId, layerVersion, layerKind, featureId, name } }) => ({
    id: layerId,
    version: layerVersion,
    kind: layerKind,
    feature: featureId,
    name,
  }));
