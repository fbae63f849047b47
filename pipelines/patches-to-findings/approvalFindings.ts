import type { Explanation, Finding } from '#domain/finding.js';
import { approvalUnder, type Approval, type PermitGroup } from './approval.js';
import { beforeApprovalSentence, exceedsSentence, expiredSentence, withoutApprovalSentence } from './explain.js';
import { findingOf, labelledPermits, permitsAt } from './findingOf.js';
import { partBeyond, unionOf } from './overlap.js';
import type { PatchGround, PlacedPermit } from './patchGround.js';
import type { Rule } from './ruleSet.js';

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
  const permits = permitsAt(ground, group.permits, part);
  return findingOf(ground, rule, {
    part,
    regions: [...labelledPermits(approval.valid.permits, 'approved'), ...labelledPermits(group.permits, label)],
    rest: 'elsewhere',
    toleranceM: approval.tolerance.metres,
    permits,
    sentence: (areaM2) => sentence(ground, areaM2, permits),
  });
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
  const permits = permitsAt(ground, all, region);
  return findingOf(ground, rule, {
    part,
    regions: labelledPermits(permits, 'insidePermit'),
    rest: 'outsidePermit',
    toleranceM: approval.tolerance.metres,
    permits,
    sentence: (areaM2) => exceedsSentence(ground, areaM2, permits),
  });
}

/** No valid permit covers it, and it belongs to none, past or future, either. */
export function buildWithoutApproval(ground: PatchGround, rule: Rule): Finding | null {
  const approval = approvalUnder(ground, rule);
  const { valid, later, expired } = approval;
  const unapproved = approval.unapproved();
  if (unapproved === null || [valid, later, expired].some((group) => group.holdsPatch())) return null;
  return findingOf(ground, rule, {
    part: unapproved,
    regions: labelledPermits(valid.permits, 'approved'),
    rest: 'withoutApproval',
    toleranceM: approval.tolerance.metres,
    permits: permitsAt(ground, [...ground.powerless, ...valid.permits], ground.region),
    sentence: (areaM2) => withoutApprovalSentence(ground, areaM2),
  });
}
