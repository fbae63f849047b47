import type { Finding } from '#domain/finding.js';
import type { LayerKind } from '#domain/layer.js';
import { approvalUnder } from './approval.js';
import { lineSentence, outsideBoundarySentence } from './explain.js';
import { featuresAt, findingOf, labelledFeatures, labelledPermits } from './findingOf.js';
import { partBeyond, partWithin, unionOf } from './overlap.js';
import { toleranceOf, type PatchGround } from './patchGround.js';
import type { Rule } from './ruleSet.js';

/** Within a control line in force, whatever the permits say. */
function lineBreach(
  ground: PatchGround,
  rule: Rule,
  line: { kind: 'ecologicalRedlineBreach' | 'basicFarmlandOccupied'; layerKind: LayerKind },
): Finding | null {
  const { window, region, patch, ruleSet } = ground;
  const placed = ground.featuresInForce(line.layerKind);
  const toleranceM = toleranceOf(ruleSet, rule, patch);
  const tolerance = { metres: toleranceM, areaM2: rule.toleranceM2 };
  const part = partWithin(window, region, unionOf(window, placed), tolerance);
  if (part === null) return null;
  const features = featuresAt(ground, placed, region);
  const isUsed = (id: string, version: string): boolean =>
    features.some(({ feature }) => feature.layerId === id && feature.layerVersion === version);
  const layers = ground.layersInForce(line.layerKind).filter(({ id, version }) => isUsed(id, version));
  return findingOf(ground, rule, {
    part,
    regions: labelledFeatures(features, line.layerKind),
    rest: 'elsewhere',
    toleranceM,
    features,
    sentence: (areaM2) => lineSentence(line.kind, { ground, areaM2, layers, features }),
  });
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
  const part = partBeyond(window, region, unionOf(window, [...boundaries, valid]), tolerance);
  if (part === null) return null;
  return findingOf(ground, rule, {
    part,
    regions: [...labelledFeatures(boundaries, 'insideBoundary'), ...labelledPermits(valid.permits, 'approved')],
    rest: 'outsideBoundary',
    toleranceM: tolerance.metres,
    permits: valid.permits,
    layers: layers.map(({ id, version }) => ({ id, version, feature: '*' })),
    sentence: (areaM2) => outsideBoundarySentence(ground, areaM2, layers),
  });
}
