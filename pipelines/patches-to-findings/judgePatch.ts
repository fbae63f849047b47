import type { Explanation, Finding, Judgement } from '#domain/finding.js';
import { leadingKind, VIOLATION_KINDS, type ExemptionReason } from '#domain/violation.js';
import { coverageOf } from './approval.js';
import {
  buildWithoutApproval,
  exceedsApprovedExtent,
  permitExpired,
  startedBeforeApproval,
} from './approvalFindings.js';
import { concerns } from './classTest.js';
import { changeSentence, permitList } from './explain.js';
import { rebound, rectificationNotDone, worksAfterStopOrder } from './historyFindings.js';
import { basicFarmlandOccupied, ecologicalRedlineBreach, outsideGrowthBoundary } from './lineFindings.js';
import { occupiedLand } from './occupiedLand.js';
import { partBeyond, unionOf } from './overlap.js';
import {
  layPatchOver,
  toleranceOf,
  type JudgedPatch,
  type JudgingContext,
  type PatchGround,
  type PlacedPermit,
} from './patchGround.js';
import type { Rule } from './ruleSet.js';
import { ruleSetReference } from './ruleSetReference.js';
import { deviatesFromPermit, siteDisplaced } from './siteFindings.js';
import { agriFacilityMisuse, useBeforeSupply, useDeviation } from './useFindings.js';
import { EXEMPTION_WORDS, layerWords, listWords, together } from './words.js';
import {
  colourLineBreach,
  conflictingZones,
  croplandToNonAgricultural,
  exemptingConversions,
  protectedVegetationLoss,
  waterFilled,
  zoneConflict,
} from './zoneFindings.js';

/** One function per kind: the finding, or null where the rule has nothing to say. */
const EVALUATE: Readonly<Record<Rule['kind'], (ground: PatchGround, rule: Rule) => Finding | null>> = {
  ecologicalRedlineBreach,
  basicFarmlandOccupied,
  startedBeforeApproval,
  permitExpired,
  exceedsApprovedExtent,
  buildWithoutApproval,
  outsideGrowthBoundary,
  worksAfterStopOrder,
  rebound,
  rectificationNotDone,
  siteDisplaced,
  useDeviation,
  useBeforeSupply,
  deviatesFromPermit,
  agriFacilityMisuse,
  colourLineBreach,
  zoneConflict,
  croplandToNonAgricultural,
  protectedVegetationLoss,
  waterFilled,
};

/**
 * Holds one patch against the permits and plans in force when it changed. Pure; the order of permits, layers and features
 * does not matter. Findings are in leading order.
 * @throws nothing for valid input; geometries must be valid WGS84 polygons
 */
export function judgePatch(patch: JudgedPatch, context: JudgingContext): Judgement {
  const { ruleSet } = context;
  const judgement = { patchId: patch.id, leading: null, findings: [], occupied: null, exemption: null };
  const reference = ruleSetReference(ruleSet);
  const blindness = whyNotAssessed(patch, ruleSet.minimumAssessedShare);
  if (blindness !== null) {
    return { ...judgement, verdict: 'notAssessed', explanation: blindness, ruleSet: reference };
  }
  const { baseDate } = ruleSet;
  if (baseDate !== null && patch.onsetTo < baseDate) {
    return { ...judgement, ...beforeBaseDate(patch, baseDate), ruleSet: reference };
  }
  const ground = layPatchOver(patch, context);
  const judged = { ...judgement, occupied: occupiedLand(ground, ground.region), ruleSet: reference };
  const findings = ruleSet.rules
    .filter((rule) => concerns(rule, ground.fromClass, patch.toClass))
    .map((rule) => EVALUATE[rule.kind](ground, rule))
    .filter((finding) => finding !== null)
    .sort((a, b) => VIOLATION_KINDS.indexOf(a.kind) - VIOLATION_KINDS.indexOf(b.kind));
  const leading = leadingKind(findings.map((finding) => finding.kind));
  if (leading === null) return { ...judged, ...inOrder(ground) };
  const { explanation } = findings.find((finding) => finding.kind === leading)!;
  return { ...judged, verdict: 'suspectedViolation', leading, findings, explanation };
}

function whyNotAssessed(patch: JudgedPatch, minimumAssessedShare: number): Explanation | null {
  if (patch.toClass === 'unknown') {
    return { zh: '变化后的地类不明，未作判定。', en: 'Not judged: the class after the change is unknown.' };
  }
  if (patch.assessedShare >= minimumAssessedShare) return null;
  const seen = Math.round(patch.assessedShare * 100);
  const needed = Math.round(minimumAssessedShare * 100);
  return {
    zh: `图斑及周边仅${seen}%可见（需要${needed}%），未作判定。`,
    en: `Not judged: only ${seen} % of the patch and its surroundings could be seen (${needed} % are needed).`,
  };
}

function beforeBaseDate(
  patch: JudgedPatch,
  baseDate: string,
): Pick<Judgement, 'verdict' | 'exemption' | 'explanation'> {
  return {
    verdict: 'explained',
    exemption: { reason: 'beforeBaseDate', caseNumber: null },
    explanation: {
      zh: `变化最迟在${patch.onsetTo}已经发生，早于判定基准日${baseDate}。`,
      en: `The change was there by ${patch.onsetTo}, before the base date ${baseDate}.`,
    },
  };
}

/** Verdict and reason for a patch that raised nothing. */
function inOrder(ground: PatchGround): Pick<Judgement, 'verdict' | 'exemption' | 'explanation'> {
  const coverage = coverageOf(ground);
  const change = changeSentence(ground);
  if (coverage.kind === 'uncovered') {
    const conversions = conversionsNeeded(ground);
    if (conversions.length > 0) {
      const [{ permit }] = conversions as [PlacedPermit, ...PlacedPermit[]];
      const explanation = together(change, exemptionSentence('conversionApproved', conversions));
      return {
        verdict: 'explained',
        exemption: { reason: 'conversionApproved', caseNumber: permit.caseNumber },
        explanation,
      };
    }
    const nothing = { zh: '此变化不涉及需要核查的事项。', en: 'No rule has anything against this change.' };
    return { verdict: 'lawful', exemption: null, explanation: together(change, nothing) };
  }
  const permits = permitList(coverage.permits);
  const remark = together(boundaryRemark(ground), zoneRemark(ground));
  if (coverage.kind === 'lawful') {
    const covered = { zh: `有效许可${permits.zh}已覆盖。`, en: `Covered by valid permits: ${permits.en}.` };
    return { verdict: 'lawful', exemption: null, explanation: together(change, covered, remark) };
  }
  return {
    verdict: 'explained',
    exemption: { reason: coverage.reason, caseNumber: coverage.caseNumber },
    explanation: together(change, exemptionSentence(coverage.reason, coverage.permits), remark),
  };
}

function exemptionSentence(reason: ExemptionReason, permits: readonly PlacedPermit[]): Explanation {
  const words = EXEMPTION_WORDS[reason] ?? { zh: reason, en: reason };
  const list = permitList(permits);
  return { zh: `属于${words.zh}：${list.zh}。`, en: `Explained as ${words.en}: ${list.en}.` };
}

/** Conversions that alone keep a loss of cropland from being reported. */
function conversionsNeeded(ground: PatchGround): readonly PlacedPermit[] {
  const { ruleSet, patch, fromClass } = ground;
  const rule = ruleSet.rules.find(({ kind }) => kind === 'croplandToNonAgricultural');
  if (rule === undefined || !concerns(rule, fromClass, patch.toClass)) return [];
  return exemptingConversions(ground, rule);
}

/** So is a permitted change in a zone that would not allow it. */
function zoneRemark(ground: PatchGround): Explanation | null {
  const zones = conflictingZones(ground);
  if (zones.length === 0) return null;
  const list = listWords(
    zones.map(({ feature: { layerId, layerVersion, featureId } }) => {
      const text = `${layerId} ${layerVersion} ${featureId}`;
      return { zh: text, en: text };
    }),
  );
  return {
    zh: `提示：该许可与规划分区（${list.zh}）用途不符。`,
    en: `Remark on the permit: its use is not allowed in the zone (${list.en}).`,
  };
}

/** A permitted change outside the growth boundary is lawful; the conflict is worth a remark on the permit. */
function boundaryRemark(ground: PatchGround): Explanation | null {
  const { window, region, patch, ruleSet } = ground;
  const rule = ruleSet.rules.find(({ kind }) => kind === 'outsideGrowthBoundary');
  const layers = ground.layersInForce('urbanGrowthBoundary');
  if (rule === undefined || layers.length === 0 || !concerns(rule, ground.fromClass, patch.toClass)) return null;
  const boundary = unionOf(window, ground.featuresInForce('urbanGrowthBoundary'));
  const tolerance = { metres: toleranceOf(ruleSet, rule, patch), areaM2: rule.toleranceM2 };
  if (partBeyond(window, region, boundary, tolerance) === null) return null;
  const list = listWords(layers.map(layerWords));
  return {
    zh: `提示：该许可所在位置超出城镇开发边界（图层${list.zh}）。`,
    en: `Remark on the permit: this place lies outside the urban growth boundary (layer ${list.en}).`,
  };
}
