import type { Explanation, Finding } from '#domain/finding.js';
import type { LayerFeature } from '#domain/layer.js';
import { isEmpty, type Region } from '#pipelines/geometry/planarWindow.js';
import { basisSentence, changeSentence } from './explain.js';
import { occupiedLand } from './occupiedLand.js';
import { partition, type LabelledRegion } from './overlap.js';
import type { PatchGround, PlacedFeature, PlacedPermit } from './patchGround.js';
import type { Rule } from './ruleSet.js';
import { severityOf } from './severity.js';
import { together } from './words.js';

/** What a rule found, before it is put into words and parts. */
export interface Found {
  /** The offending part of the patch. */
  readonly part: Region;
  /** What the patch is split among; the rest gets `rest`. */
  readonly regions: readonly LabelledRegion[];
  readonly rest: string;
  readonly toleranceM: number;
  readonly permits?: readonly PlacedPermit[];
  readonly caseNumbers?: readonly string[];
  readonly features?: readonly PlacedFeature[];
  /** Where what matters is no feature; default: the features. */
  readonly layers?: Finding['layers'];
  readonly sentence: (areaM2: number) => Explanation;
}

/** A finding with every number that led to it; its parts add up to the patch. */
export function findingOf(ground: PatchGround, rule: Rule, found: Found): Finding {
  const { window, region } = ground;
  const areaM2 = window.areaM2(found.part);
  const numbers = found.caseNumbers ?? (found.permits ?? []).map(({ permit }) => permit.caseNumber);
  return {
    kind: rule.kind,
    severity: severityOf(rule, areaM2, ground.fromClass),
    areaM2,
    parts: partition(window, region, found.regions, found.rest),
    caseNumbers: [...new Set(numbers)].sort(),
    layers: found.layers ?? (found.features ?? []).map(({ feature }) => layerEntry(feature)),
    occupied: occupiedLand(ground, found.part),
    toleranceM: found.toleranceM,
    explanation: together(changeSentence(ground), found.sentence(areaM2), basisSentence(rule, found.toleranceM)),
  };
}

const refOf = ({ layerId, layerVersion, featureId }: LayerFeature): string => `${layerId}/${layerVersion}/${featureId}`;

const layerEntry = ({ layerId, layerVersion, featureId }: LayerFeature): Finding['layers'][number] => ({
  id: layerId,
  version: layerVersion,
  feature: featureId,
});

/** Features that share ground with a part of the patch. */
export function featuresAt(ground: PatchGround, features: readonly PlacedFeature[], part: Region): PlacedFeature[] {
  return features.filter(({ region }) => !isEmpty(ground.window.intersection(part, region)));
}

export function permitsAt(ground: PatchGround, permits: readonly PlacedPermit[], part: Region): PlacedPermit[] {
  return permits.filter(({ region }) => !isEmpty(ground.window.intersection(part, region)));
}

export function labelledFeatures(features: readonly PlacedFeature[], label: string): LabelledRegion[] {
  return features.map(({ feature, region }) => ({ label, ref: refOf(feature), region }));
}

export function labelledPermits(permits: readonly PlacedPermit[], label: string): LabelledRegion[] {
  return permits.map(({ permit, region }) => ({ label, ref: permit.caseNumber, region }));
}
