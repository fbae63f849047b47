import type { Judgement } from '#domain/finding.js';
import { canonicalJson } from '#domain/id.js';
import {
  REPLAY_CHANGES,
  type JudgedBriefly,
  type PatchDifference,
  type ReplayChange,
  type ReplayOutcome,
} from '#domain/replay.js';

/** One patch judged twice. */
export interface JudgedTwice {
  readonly before: Judgement;
  readonly after: Judgement;
}

export interface JudgementComparison extends Pick<ReplayOutcome, 'patches' | 'identical' | 'changes'> {
  /** In the order of the patches. */
  readonly differences: readonly Pick<PatchDifference, 'patchId' | 'change' | 'before' | 'after'>[];
}

/** From this difference on (m²) areas are not the same; what is smaller comes from rounding. */
const LEAST_AREA_M2 = 1;

/** What judging again made of patches. Judgements are held against each other whole but for the rule set's name and hash. */
export function compareJudgements(patches: readonly JudgedTwice[]): JudgementComparison {
  const changes = Object.fromEntries(REPLAY_CHANGES.map((change) => [change, 0])) as Record<ReplayChange, number>;
  const differing = patches.filter(({ before, after }) => !isSame(before, after));
  const differences = differing.map(({ before, after }) => {
    const [was, is] = [inShort(before), inShort(after)];
    const change = changeOf(was, is);
    changes[change] += 1;
    return { patchId: before.patchId, change, before: was, after: is };
  });
  return { patches: patches.length, identical: patches.length - differing.length, changes, differences };
}

/** The machine's suspicion, which alerts are raised by. */
export const isSuspected = ({ verdict }: Pick<Judgement, 'verdict'>): boolean => verdict === 'suspectedViolation';

function isSame({ ruleSet: _old, ...before }: Judgement, { ruleSet: _new, ...after }: Judgement): boolean {
  return canonicalJson(before) === canonicalJson(after);
}

function inShort({ verdict, leading, findings, explanation }: Judgement): JudgedBriefly {
  const main = findings.find(({ kind }) => kind === leading);
  return {
    verdict,
    leading,
    severity: main?.severity ?? null,
    areaM2: main?.areaM2 ?? null,
    kinds: findings.map(({ kind }) => kind),
    explanation,
  };
}

function changeOf(before: JudgedBriefly, after: JudgedBriefly): ReplayChange {
  if (isSuspected(before) !== isSuspected(after)) return isSuspected(before) ? 'dropped' : 'added';
  if (before.leading !== after.leading) return 'otherKind';
  if (before.severity !== after.severity) return 'otherSeverity';
  if (Math.abs((before.areaM2 ?? 0) - (after.areaM2 ?? 0)) >= LEAST_AREA_M2) return 'otherArea';
  const isOther = before.verdict !== after.verdict || before.kinds.join() !== after.kinds.join();
  return isOther ? 'otherFindings' : 'otherDetails';
}
