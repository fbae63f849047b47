import type { Explanation } from '#domain/finding.js';
import { lastValidDay, type Permit } from '#domain/permit.js';
import { daysBetween, type IsoDate } from '#domain/time.js';
import type { PermitFindingKind } from '#domain/violation.js';
import { patchFinder, WORKS, type PatchFinder } from './patchFinder.js';
import type { JudgedPatch } from './patchGround.js';
import { currentPermits } from './permitStatus.js';
import { standingWorks } from './standingWorks.js';
import { areaWords, permitWords } from './words.js';

/** What is wrong with a permit on the day that is judged as of. */
export interface PermitFinding {
  readonly caseNumber: string;
  readonly kind: PermitFindingKind;
  readonly explanation: Explanation;
}

/** Kinds that oblige their holder to build. */
const TO_BE_BUILT: ReadonlySet<Permit['kind']> = new Set<Permit['kind']>([
  'landUsePermit',
  'buildingPermit',
  'ruralPermit',
  'farmlandConversion',
  'landSupply',
]);
/** Supplied land that lies unused for a year after its deadline is idle (闲置土地处置办法 art. 2). */
const IDLE_AFTER_DAYS = 365;
/**
 * The engine run the other way round: permits without the change that they are for, and temporary land whose term ended and that nobody
 * restored. What imagery never looked at cannot be told: only permits without patches of works by their deadline are named.
 * @param asOf day on which deadlines are judged; changes first seen after it do not count
 */
export function judgePermits(
  permits: readonly Permit[],
  patches: readonly JudgedPatch[],
  asOf: IsoDate,
): readonly PermitFinding[] {
  const seen = patches.filter(({ onsetTo }) => onsetTo <= asOf);
  const patchesOn = patchFinder(seen);
  return currentPermits(permits)
    .flatMap((permit) => {
      const finding =
        permit.kind === 'temporaryLand' ? overdue(permit, patchesOn, asOf) : unused(permit, patchesOn, asOf);
      return finding === null ? [] : [finding];
    })
    .sort((a, b) => (a.caseNumber < b.caseNumber ? -1 : 1));
}

function unused(permit: Permit, patchesOn: PatchFinder, asOf: IsoDate): PermitFinding | null {
  const { buildDeadline, stage, kind, caseNumber, grantedOn, withdrawnOn } = permit;
  if (buildDeadline === null || asOf <= buildDeadline || !TO_BE_BUILT.has(kind)) return null;
  if (stage === 'withdrawn' || stage === 'completed' || withdrawnOn !== null || grantedOn > asOf) return null;
  if (patchesOn(permit).some(({ toClass }) => WORKS.has(toClass))) return null;
  const days = daysBetween(buildDeadline, asOf);
  const isIdle = kind === 'landSupply' && days >= IDLE_AFTER_DAYS;
  const words = permitWords(permit);
  return {
    caseNumber,
    kind: isIdle ? 'idleLand' : 'approvedUnused',
    explanation: {
      zh: `${words.zh}应于${buildDeadline}前动工，至${asOf}（逾期${days}天）影像未见建设，${isIdle ? '疑似闲置土地' : '疑似批而未用'}。`,
      en: `${words.en} was to be used by ${buildDeadline}; by ${asOf}, ${days} days later, imagery shows no works: ${isIdle ? 'suspected idle land' : 'suspected unused approval'}.`,
    },
  };
}

function overdue(permit: Permit, patchesOn: PatchFinder, asOf: IsoDate): PermitFinding | null {
  const last = lastValidDay(permit);
  if (last === null || asOf <= last) return null;
  // The registry's word that works began counts where imagery does not reach back so far.
  const works = standingWorks(permit.geometry, permit.stage === 'building', patchesOn(permit));
  if (works.isGone) return null;
  const words = permitWords(permit);
  const area = areaWords(works.standingM2);
  return {
    caseNumber: permit.caseNumber,
    kind: 'temporaryLandOverdue',
    explanation: {
      zh: `${words.zh}已于${last}到期，至${asOf}影像显示仍有${area.zh}未复垦，疑似临时用地逾期未复垦。`,
      en: `${words.en} ended on ${last}; by ${asOf} imagery shows ${area.en} not restored: suspected overdue temporary land.`,
    },
  };
}
