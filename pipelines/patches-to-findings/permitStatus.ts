import type { LandCoverClass } from '#domain/landCover.js';
import { lastValidDay, type Permit } from '#domain/permit.js';
import type { OnsetInterval } from '#domain/time.js';
import type { ExemptionReason } from '#domain/violation.js';
import type { RuleSet } from './ruleSet.js';

/**
 * What a permit's dates prove about a change: `later` granted after the whole onset interval, `expired` ended before it,
 * `valid` otherwise (a date inside the interval proves nothing). `void`: withdrawn at an unknown date.
 */
export type PermitStatus = 'valid' | 'later' | 'expired' | 'void';

export function permitStatus(permit: Permit, onset: OnsetInterval): PermitStatus {
  if (permit.stage === 'withdrawn' && permit.withdrawnOn === null) return 'void';
  if (onset.to < permit.grantedOn) return 'later';
  const lastDay = lastValidDay(permit);
  return lastDay !== null && onset.from > lastDay ? 'expired' : 'valid';
}

/** The highest revision of each case number, by case number. Of two with one revision the first counts. */
export function currentPermits(permits: readonly Permit[]): Permit[] {
  const byCase = new Map<string, Permit>();
  for (const permit of permits) {
    const known = byCase.get(permit.caseNumber);
    if (known === undefined || known.revision < permit.revision) byCase.set(permit.caseNumber, permit);
  }
  return [...byCase.values()].sort((a, b) => (a.caseNumber < b.caseNumber ? -1 : 1));
}

export function allows(ruleSet: RuleSet, permit: Permit, toClass: LandCoverClass): boolean {
  return ruleSet.permitAllows[permit.kind].includes(toClass) || exemptionByConditions(ruleSet, permit) !== null;
}

/** Why a permit makes a change explained rather than lawful: by its kind, or by words in its conditions; null: it does not. */
export function exemptionOf(ruleSet: RuleSet, permit: Permit): ExemptionReason | null {
  return ruleSet.exemptingPermits[permit.kind] ?? exemptionByConditions(ruleSet, permit);
}

function exemptionByConditions({ exemptingConditions }: RuleSet, { conditions }: Permit): ExemptionReason | null {
  if (conditions === null) return null;
  return exemptingConditions.find(({ words }) => conditions.includes(words))?.reason ?? null;
}
