import type { Finding } from '#domain/finding.js';
import { isEmpty } from '#pipelines/geometry/planarWindow.js';
import type { LayerFeature, LayerKind } from '#domain/layer.js';
import { approvalUnder } from './approval.js';
import { basisSentence, changeSentence, lineSentence, outsideBoundarySentence } from './explain.js';
import { partBeyond, partition, partWithin, unionOf } from './overlap.js';
import { toleranceOf, type PatchGround } from './patchGround.js';
import type { Rule } from './ruleSet.js';
import { severityOf } from './severity.js';
import { together } from './words.js';

const refOf = ({ layerId, layerVersion, featureId }: LayerFeature): string => `${layerId}/${layerVersion}/${featureId}`;

const layerEntry = ({ layerId, layerVersion, featureId }: LayerFeature): Finding['layers'][number] => ({
  id: layerId,
  version: layerVersion,
  feature: featureId,
});

/** Within a control line in force, whatever the permits say. */
function lineBreach(
  ground: PatchGround,
  rule: Rule,
  line: { kind: 'ecologicalRedlineBreach' | 'basicFarmlandOccupied'; layerKind: LayerKind },
): Finding | null {
  const { window, region, patch, ruleSet } = ground;
  const placed = ground.featuresInForce(line.layerKind);
  const metres = toleranceOf(ruleSet, rule, patch);
  const part = partWithin(window, region, unionOf(window, placed), { metres, areaM2: rule.toleranceM2 });
  if (part === null) return null;
  const features = placed.filter((item) => !isEmpty(window.intersection(region, item.region)));
  const isUsed = (id: string, version: string): boolean =>
    features.some(({ feature }) => feature.layerId === id && feature.layerVersion === version);
  const layers = ground.layersInForce(line.layerKind).filter(({ id, version }) => isUsed(id, version));
  const areaM2 = window.areaM2(part);
  const regions = features.map((item) => ({ label: line.layerKind, ref: refOf(item.feature), region: item.region }));
  return {
    kind: rule.kind,
    severity: severityOf(rule, areaM2, ground.fromClass),
    areaM2,
    parts: partition(window, region, regions, 'elsewhere'),
    caseNumbers: [],
    layers: features.map(({ feature }) => layerEntry(feature)),
    toleranceM: metres,
    explanation: together(
      changeSentence(ground),
      lineSentence(line.kind, { ground, areaM2, layers, features }),
      basisSentence(rule, metres),
    ),
  };
}

export function ecologicalRedlineBreach(ground: PatchGround, rule: Rule): Finding | null {
  return lineBreach(ground, rule, { kind: 'ecologicalRedlineBreach', layerKind: 'ecologicalRedline' });
}

export function basicFarmlandOccupied(ground: PatchGround, rule: Rule): Finding | null {
  return lineBreach(ground, rule, { kind: 'basicFarmlandOccupied', layerKind: 'permanentBasicFarmland' });
}

/**
 * Outside every growth boundary in force and every valid permit. Says nothing where no boundary is in force. The
 * finding's layers name each boundary with the feature `*`: what matters is lying outside all of it.
 */
export function outsideGrowthBoundary(ground: PatchGround, rule: Rule): Finding | null {
  const layers = ground.layersInForce('urbanGrowthBoundary');
  if (layers.length === 0) return null;
  const { window, region } = ground;
  const boundaries = ground.featuresInForce('urbanGrowthBoundary');
  const { valid, tolerance } = approvalUnder(ground, rule);
  const allowed = unionOf(window, [...boundaries, valid]);
  const part = partBeyond(window, region, allowed, tolerance);
  if (part === null) return null;
  const areaM2 = window.areaM2(part);
  const inside = boundaries.map(({ feature, region: ofFeature }) => ({
    label: 'insideBoundary',
    ref: refOf(feature),
    region: ofFeature,
  }));
  const approved = valid.permits.map((item) => ({
    label: 'approved',
    ref: item.permit.caseNumber,
    region: item.region,
  }));
  return {
    kind: rule.kind,
    severity: severityOf(rule, areaM2, ground.fromClass),
    areaM2,
    parts: partition(window, region, [...inside, ...approved], 'outsideBoundary'),
    caseNumbers: valid.permits.map(({ permit }) => permit.caseNumber).toSorted(),
    layers: layers.map(({ id, version }) => ({ id, version, feature: '*' })),
    toleranceM: tolerance.metres,
    explanation: together(
      changeSentence(ground),
      outsideBoundarySentence(ground, areaM2, layers),
      basisSentence(rule, tolerance.metres),
    ),
  };
}
