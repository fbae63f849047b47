import { geodesicAreaM2 } from '#pipelines/kernels/geodesicArea.js';
import type { ExemptionReason } from '#domain/violation.js';
import type { Region } from '#pipelines/geometry/planarWindow.js';
import { partBeyond, unionOf, type Tolerance } from './overlap.js';
import { exemptionOf } from './permitStatus.js';
import { toleranceOf, type PatchGround, type PlacedPermit } from './patchGround.js';
import type { Rule } from './ruleSet.js';

/** Permits of one status, and the ground they hold together. */
export interface PermitGroup {
  readonly permits: readonly PlacedPermit[];
  readonly region: Region;
  /** True where the patch belongs to these permits (rule set, `belonging`). */
  readonly holdsPatch: () => boolean;
}

/** How a patch stands to its permits, as one rule sees it. */
export interface Approval {
  readonly valid: PermitGroup;
  readonly later: PermitGroup;
  readonly expired: PermitGroup;
  /** What lies outside all valid permits, or null where they cover the patch within tolerance. */
  readonly unapproved: () => Region | null;
  readonly tolerance: Tolerance;
}

/**
 * Rules of one tolerance and one list of exemptions see the same approval: worked out once for each patch. All rules judge one patch
 * before the next comes, so that the last is enough; a map of all of them keeps the garbage collector busy.
 */
let last: { readonly ground: PatchGround; readonly approvals: Map<string, Approval> } | null = null;

/** Rules are not changed once made; writing out their exemptions for every patch would cost more than judging it. */
const keys = new WeakMap<Rule, string>();

function approvalKey(rule: Rule): string {
  const known = keys.get(rule);
  if (known !== undefined) return known;
  const key = JSON.stringify([rule.toleranceM, rule.toleranceM2, [...rule.exemptions].sort()]);
  keys.set(rule, key);
  return key;
}

export function approvalUnder(ground: PatchGround, rule: Rule): Approval {
  if (last?.ground !== ground) last = { ground, approvals: new Map() };
  const { approvals } = last;
  const key = approvalKey(rule);
  const approval = approvals.get(key) ?? approvalOf(ground, rule);
  approvals.set(key, approval);
  return approval;
}

function approvalOf(ground: PatchGround, rule: Rule): Approval {
  const { ruleSet, window, region, patch } = ground;
  const isAccepted = ({ permit }: PlacedPermit): boolean => {
    const reason = exemptionOf(ruleSet, permit);
    return reason === null || rule.exemptions.includes(reason);
  };
  const tolerance = { metres: toleranceOf(ruleSet, rule, patch), areaM2: rule.toleranceM2 };
  const valid = groupOf(ground, ground.valid.filter(isAccepted));
  return {
    valid,
    later: groupOf(ground, ground.later.filter(isAccepted)),
    expired: groupOf(ground, ground.expired.filter(isAccepted)),
    unapproved: once(() => partBeyond(window, region, valid.region, tolerance)),
    tolerance,
  };
}

/** Work that is done once, when its result is first asked for. */
export function once<T>(work: () => T): () => T {
  let result: { readonly value: T } | null = null;
  return () => (result ??= { value: work() }).value;
}

function groupOf(ground: PatchGround, permits: readonly PlacedPermit[]): PermitGroup {
  const region = unionOf(ground.window, permits);
  return { permits, region, holdsPatch: once(() => permits.length > 0 && belongs(ground, permits, region)) };
}

/** Monotone in the permits: another permit never makes a patch belong less. */
function belongs(ground: PatchGround, permits: readonly PlacedPermit[], union: Region): boolean {
  const { window, region, areaM2 } = ground;
  const { minimumPatchShare, sufficientPatchShare, sufficientPermitShare } = ground.ruleSet.belonging;
  const share = window.areaM2(window.intersection(region, union)) / areaM2;
  if (share < minimumPatchShare) return false;
  if (share >= sufficientPatchShare) return true;
  return permits.some(({ permit, region: ofPermit }) => {
    const overlapM2 = window.areaM2(window.intersection(region, ofPermit));
    return overlapM2 >= sufficientPermitShare * geodesicAreaM2(permit.geometry);
  });
}

/** Why a change that raised nothing is in order. */
export type Coverage =
  | { readonly kind: 'lawful'; readonly permits: readonly PlacedPermit[] }
  | {
      readonly kind: 'explained';
      readonly permits: readonly PlacedPermit[];
      readonly reason: ExemptionReason;
      readonly caseNumber: string;
    }
  | { readonly kind: 'uncovered' };

/** Whether valid permits cover the patch, and whether one of an exempting kind was needed for it. */
export function coverageOf(ground: PatchGround): Coverage {
  const { ruleSet, window, region } = ground;
  const rules = ruleSet.rules.filter((rule) => rule.enabled);
  const accepted = new Set(rules.flatMap((rule) => rule.exemptions));
  const tolerance = {
    metres: Math.max(0, ...rules.map((rule) => toleranceOf(ruleSet, rule, ground.patch))),
    areaM2: 0,
  };
  const covers = (permits: readonly PlacedPermit[]): boolean =>
    permits.length > 0 && partBeyond(window, region, unionOf(window, permits), tolerance) === null;
  const reasonOf = ({ permit }: PlacedPermit): ExemptionReason | undefined => exemptionOf(ruleSet, permit) ?? undefined;
  const overlapM2 = (item: PlacedPermit): number => window.areaM2(window.intersection(region, item.region));
  const touching = ground.valid.filter((item) => overlapM2(item) > 0);
  const ordinary = touching.filter((item) => reasonOf(item) === undefined);
  if (covers(ordinary)) return { kind: 'lawful', permits: ordinary };
  const exempting = touching.filter((item) => {
    const reason = reasonOf(item);
    return reason !== undefined && accepted.has(reason);
  });
  const [leading] = exempting.toSorted((a, b) => overlapM2(b) - overlapM2(a));
  const reason = leading && reasonOf(leading);
  const all = touching.filter((item) => ordinary.includes(item) || exempting.includes(item));
  if (leading === undefined || reason === undefined || !covers(all)) return { kind: 'uncovered' };
  return { kind: 'explained', permits: all, reason, caseNumber: leading.permit.caseNumber };
}
