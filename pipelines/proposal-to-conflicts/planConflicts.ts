import type { Conflict, ConflictLevel } from '#domain/compliance.js';
import type { LandCoverClass } from '#domain/landCover.js';
import type { LayerKind } from '#domain/layer.js';
import type { Permit } from '#domain/permit.js';
import { surveyClassOf } from '#pipelines/patches-to-findings/classTest.js';
import { unionOf } from '#pipelines/patches-to-findings/overlap.js';
import { permitStatus } from '#pipelines/patches-to-findings/permitStatus.js';
import type { Rule } from '#pipelines/patches-to-findings/ruleSet.js';
import { allowedClasses, useCodeOf } from '#pipelines/patches-to-findings/zoneFindings.js';
import { boundarySentence, croplandSentence, lineSentence, plannedUseSentence } from './explainConflict.js';
import {
  conflictOf,
  featuresIn,
  layersOfFeatures,
  meetingBeyond,
  meetingWithin,
  ruleOf,
  type PlacedFeature,
  type ProposalGround,
} from './proposalGround.js';

/** Which rule's tolerances hold for a line. */
const LINE_RULES: Readonly<Partial<Record<LayerKind, Rule['kind']>>> = {
  ecologicalRedline: 'ecologicalRedlineBreach',
  permanentBasicFarmland: 'basicFarmlandOccupied',
  heritageLine: 'colourLineBreach',
  waterLine: 'colourLineBreach',
  greenLine: 'colourLineBreach',
  utilityLine: 'colourLineBreach',
};
export const LINE_KINDS = Object.keys(LINE_RULES) as readonly LayerKind[];

/** Within each kind of control line, whatever the permits say. A use that builds nothing is worth a remark only. */
export function lineConflicts(ground: ProposalGround): Conflict[] {
  return LINE_KINDS.flatMap((kind) => {
    const rule = ruleOf(ground, LINE_RULES[kind]!);
    const all = ground.featuresOf(kind);
    if (rule === null || all.length === 0) return [];
    const meeting = meetingWithin(ground, unionOf(ground.window, all), rule);
    if (meeting === null) return [];
    const features = featuresIn(ground, all, meeting.part);
    const explanation = lineSentence(ground, meeting, { kind, features, rule });
    return [
      conflictOf(ground, {
        kind: 'controlLine',
        meeting,
        level: levelOf(ground),
        layers: layersOfFeatures(features),
        explanation,
      }),
    ];
  });
}

const levelOf = ({ builds }: ProposalGround): ConflictLevel => (builds.size > 0 ? 'conflict' : 'remark');

/** Outside every growth boundary in force; nothing where none is. */
export function boundaryConflicts(ground: ProposalGround): Conflict[] {
  const rule = ruleOf(ground, 'outsideGrowthBoundary');
  const layers = ground.layersOf('urbanGrowthBoundary');
  if (rule === null || layers.length === 0) return [];
  const meeting = meetingBeyond(ground, unionOf(ground.window, ground.featuresOf('urbanGrowthBoundary')), rule);
  if (meeting === null) return [];
  const named = layers.map(({ id, version, kind, title }) => ({ id, version, kind, feature: '*', name: title }));
  const explanation = boundarySentence(ground, meeting, { layers, rule });
  return [conflictOf(ground, { kind: 'growthBoundary', meeting, level: levelOf(ground), layers: named, explanation })];
}

/** What a use that builds is about: homes have roads, a road has no homes. */
const BY_WEIGHT: readonly LandCoverClass[] = ['builtUp', 'greenhouse', 'solar', 'road'];

/** How a use that is applied for stands to the use that is planned. */
type UseVerdict = ConflictLevel | 'fits';

/**
 * Zones and plan parcels whose planned use is another. Classes that imagery can tell decide first, as for patches; then the codes: a
 * detailed plan parcel of another first level conflicts, a zone, which names the leading use only, is worth a remark.
 */
function useVerdict({ proposal, builds, context }: ProposalGround, { feature }: PlacedFeature): UseVerdict {
  const allowed = allowedClasses(feature, context.ruleSet);
  const main = BY_WEIGHT.find((name) => builds.has(name));
  if (allowed !== null && main !== undefined && !allowed.has(main)) return 'conflict';
  const planned = useCodeOf(feature);
  const codes = proposal.use.filter((use) => /^\d{2}/.test(use));
  if (planned === null || !/^\d{2}/.test(planned) || codes.length === 0) return 'fits';
  if (codes.every((code) => code.slice(0, 2) === planned.slice(0, 2))) return 'fits';
  return feature.layerKind === 'detailedPlanParcel' ? 'conflict' : 'remark';
}

export function plannedUseConflicts(ground: ProposalGround): Conflict[] {
  const rule = ruleOf(ground, 'zoneConflict');
  if (rule === null) return [];
  return (['zone', 'detailedPlanParcel'] as const).flatMap((kind) =>
    (['conflict', 'remark'] as const).flatMap((level) => {
      const others = ground.featuresOf(kind).filter((placed) => useVerdict(ground, placed) === level);
      if (others.length === 0) return [];
      const meeting = meetingWithin(ground, unionOf(ground.window, others), rule);
      if (meeting === null) return [];
      const features = featuresIn(ground, others, meeting.part);
      const explanation = plannedUseSentence(ground, meeting, { kind, features, rule });
      return [
        conflictOf(ground, { kind: 'plannedUse', meeting, level, layers: layersOfFeatures(features), explanation }),
      ];
    }),
  );
}

/** Surveyed cropland that would be built on, outside conversions of farmland that are valid on the day. */
export function croplandConflicts(ground: ProposalGround): Conflict[] {
  const { window, context, proposal } = ground;
  const rule = ruleOf(ground, 'croplandToNonAgricultural');
  const cropland = ground
    .featuresOf('landClass')
    .filter(({ feature }) => surveyClassOf(feature, context.ruleSet) === 'cropland');
  if (rule === null || cropland.length === 0 || ground.builds.size === 0) return [];
  const isConversion = (permit: Permit): boolean =>
    permit.kind === 'farmlandConversion' && permitStatus(permit, { from: proposal.on, to: proposal.on }) === 'valid';
  const converted = context.permits.filter(isConversion).map(({ geometry }) => ({ region: window.region(geometry) }));
  const open = window.difference(unionOf(window, cropland), unionOf(window, converted));
  const meeting = meetingWithin(ground, open, rule);
  if (meeting === null) return [];
  const features = featuresIn(ground, cropland, meeting.part);
  const explanation = croplandSentence(ground, meeting, { features, rule });
  return [
    conflictOf(ground, {
      kind: 'cropland',
      meeting,
      level: 'conflict',
      layers: layersOfFeatures(features),
      explanation,
    }),
  ];
}
