import type { Finding } from '#domain/finding.js';
import type { Explanation } from '#domain/finding.js';
import { isEmpty, type Region } from '#pipelines/geometry/planarWindow.js';
import { approvalUnder, type Approval, type PermitGroup } from './approval.js';
import {
  basisSentence,
  beforeApprovalSentence,
  changeSentence,
  exceedsSentence,
  expiredSentence,
  withoutApprovalSentence,
} from './explain.js';
import { partBeyond, partition, unionOf, type LabelledRegion } from './overlap.js';
import type { PatchGround, PlacedPermit } from './patchGround.js';
import type { Rule } from './ruleSet.js';
import { severityOf } from './severity.js';
import { together } from './words.js';

/** Covered by a permit that was granted only after the whole onset interval. */
export function startedBeforeApproval(ground: PatchGround, rule: Rule): Finding | null {
  const approval = approvalUnder(ground, rule);
  return groupFinding(ground, rule, {
    approval,
    group: approval.later,
    label: 'beforeGrant',
    sentence: beforeApprovalSentence,
  });
}

/** Covered by a permit that had ended before the onset interval began. */
export function permitExpired(ground: PatchGround, rule: Rule): Finding | null {
  const approval = approvalUnder(ground, rule);
  return groupFinding(ground, rule, { approval, group: approval.expired, label: 'expired', sentence: expiredSentence });
}

interface GroupCase {
  readonly approval: Approval;
  readonly group: PermitGroup;
  readonly label: string;
  readonly sentence: (ground: PatchGround, areaM2: number, permits: readonly PlacedPermit[]) => Explanation;
}

/** The part of a patch in permits that its dates speak against, outside those that are valid. */
function groupFinding(
  ground: PatchGround,
  rule: Rule,
  { approval, group, label, sentence }: GroupCase,
): Finding | null {
  if (!group.holdsPatch() || approval.unapproved() === null) return null;
  const { window, region } = ground;
  const held = window.intersection(region, group.region);
  const part = partBeyond(window, held, approval.valid.region, approval.tolerance);
  if (part === null) return null;
  const permits = touching(ground, group.permits, part);
  const areaM2 = window.areaM2(part);
  const regions = [...labelled(approval.valid.permits, 'approved'), ...labelled(group.permits, label)];
  return {
    ...basics(ground, rule, { areaM2, approval, permits }),
    parts: partition(window, region, regions, 'elsewhere'),
    explanation: explained(ground, rule, approval, sentence(ground, areaM2, permits)),
  };
}

/** Belongs to permits (valid, later or expired) and reaches beyond them. */
export function exceedsApprovedExtent(ground: PatchGround, rule: Rule): Finding | null {
  const approval = approvalUnder(ground, rule);
  const holding = [approval.valid, approval.later, approval.expired].filter((group) => group.holdsPatch());
  if (holding.length === 0 || approval.unapproved() === null) return null;
  const { window, region } = ground;
  const approved = unionOf(window, [approval.valid, ...holding]);
  const part = partBeyond(window, region, approved, approval.tolerance);
  if (part === null) return null;
  const all = [...new Set([approval.valid, ...holding])].flatMap((group) => group.permits);
  const permits = touching(ground, all, region);
  const areaM2 = window.areaM2(part);
  return {
    ...basics(ground, rule, { areaM2, approval, permits }),
    parts: partition(window, region, labelled(permits, 'insidePermit'), 'outsidePermit'),
    explanation: explained(ground, rule, approval, exceedsSentence(ground, areaM2, permits)),
  };
}

/** No valid permit covers it, and it belongs to none, past or future, either. */
export function buildWithoutApproval(ground: PatchGround, rule: Rule): Finding | null {
  const approval = approvalUnder(ground, rule);
  const { valid, later, expired } = approval;
  const unapproved = approval.unapproved();
  if (unapproved === null || [valid, later, expired].some((group) => group.holdsPatch())) return null;
  const { window, region } = ground;
  const areaM2 = window.areaM2(unapproved);
  const permits = touching(ground, [...ground.powerless, ...valid.permits], region);
  return {
    ...basics(ground, rule, { areaM2, approval, permits }),
    parts: partition(window, region, labelled(valid.permits, 'approved'), 'withoutApproval'),
    explanation: explained(ground, rule, approval, withoutApprovalSentence(ground, areaM2)),
  };
}

function basics(
  ground: PatchGround,
  rule: Rule,
  found: { areaM2: number; approval: Approval; permits: readonly PlacedPermit[] },
): Omit<Finding, 'parts' | 'explanation'> {
  return {
    kind: rule.kind,
    severity: severityOf(rule, found.areaM2, ground.fromClass),
    areaM2: found.areaM2,
    caseNumbers: found.permits.map(({ permit }) => permit.caseNumber).toSorted(),
    layers: [],
    toleranceM: found.approval.tolerance.metres,
  };
}

function explained(ground: PatchGround, rule: Rule, approval: Approval, sentence: Explanation): Explanation {
  return together(changeSentence(ground), sentence, basisSentence(rule, approval.tolerance.metres));
}

function labelled(permits: readonly PlacedPermit[], label: string): LabelledRegion[] {
  return permits.map(({ permit, region }) => ({ label, ref: permit.caseNumber, region }));
}

function touching(ground: PatchGround, permits: readonly PlacedPermit[], part: Region): PlacedPermit[] {
  return permits.filter(({ region }) => !isEmpty(ground.window.intersection(part, region)));
}
