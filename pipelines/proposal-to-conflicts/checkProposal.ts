import type { ComplianceResult, Conflict, Proposal } from '#domain/compliance.js';
import { CONFLICT_KINDS } from '#domain/compliance.js';
import type { LayerKind } from '#domain/layer.js';
import { partition } from '#pipelines/patches-to-findings/overlap.js';
import { ruleSetReference } from '#pipelines/patches-to-findings/ruleSetReference.js';
import { alertConflicts, permitConflicts } from './landConflicts.js';
import {
  boundaryConflicts,
  croplandConflicts,
  LINE_KINDS,
  lineConflicts,
  plannedUseConflicts,
} from './planConflicts.js';
import { layProposal, type ProposalContext, type ProposalGround } from './proposalGround.js';

const CHECKED_KINDS: readonly LayerKind[] = [
  ...LINE_KINDS,
  'urbanGrowthBoundary',
  'zone',
  'detailedPlanParcel',
  'landClass',
];

/**
 * Holds a proposal against lines, planned uses, permits and open alerts on its ground, with the tolerances of a rule set. Pure; the
 * order of features, permits and alerts does not matter. Conflicts come before remarks, the larger first.
 */
export function checkProposal(proposal: Proposal, context: ProposalContext): ComplianceResult {
  const ground = layProposal(proposal, context);
  const conflicts = [
    ...lineConflicts(ground),
    ...boundaryConflicts(ground),
    ...plannedUseConflicts(ground),
    ...croplandConflicts(ground),
    ...permitConflicts(ground),
    ...alertConflicts(ground),
  ].toSorted(byWeight);
  const [first] = conflicts;
  return {
    verdict: first === undefined ? 'clear' : first.level === 'conflict' ? 'conflict' : 'remarks',
    areaM2: ground.areaM2,
    conflicts,
    ground: groundBySurvey(ground),
    notChecked: CHECKED_KINDS.filter((kind) => ground.layersOf(kind).length === 0),
    ruleSet: ruleSetReference(context.ruleSet),
  };
}

function byWeight(a: Conflict, b: Conflict): number {
  if (a.level !== b.level) return a.level === 'conflict' ? -1 : 1;
  return CONFLICT_KINDS.indexOf(a.kind) - CONFLICT_KINDS.indexOf(b.kind) || b.areaM2 - a.areaM2;
}

/** The proposal's ground by the land survey's codes; the parts add up to it. */
function groundBySurvey({ window, region, featuresOf }: ProposalGround): ComplianceResult['ground'] {
  const regions = featuresOf('landClass').map(({ feature: { properties }, region: ofFeature }) => {
    const { code, class: named } = properties;
    const text =
      typeof code === 'string' || typeof code === 'number' ? String(code) : typeof named === 'string' ? named : '';
    return { label: 'surveyed', ref: text, region: ofFeature };
  });
  const byCode = new Map<string | null, number>();
  for (const { ref, areaM2 } of partition(window, region, regions, 'unsurveyed')) {
    byCode.set(ref, (byCode.get(ref) ?? 0) + areaM2);
  }
  return [...byCode].map(([code, areaM2]) => ({ code, areaM2 })).toSorted((a, b) => b.areaM2 - a.areaM2);
}
