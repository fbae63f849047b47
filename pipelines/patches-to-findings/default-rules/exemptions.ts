import { EXEMPTION_REASONS, type ExemptionReason } from '#domain/violation.js';
import type { RuleSet } from '../ruleSet.js';

/** Reasons that a person finds, or a date: no permit carries them. */
const DETERMINED: readonly ExemptionReason[] = ['pseudoChange', 'unchangedOnSite', 'beforeBaseDate'];

/** Exemptions that a permit's conditions name. */
export const CONDITIONS: RuleSet['exemptingConditions'] = [
  { words: '增减挂钩', reason: 'landExchangeLinkage' },
  { words: '农村道路', reason: 'ruralRoad' },
  { words: '海域使用权', reason: 'seaUseRight' },
  { words: '未利用地', reason: 'unusedLandProcedure' },
  { words: '国家重点', reason: 'keyProject' },
  { words: '省重点', reason: 'keyProject' },
  { words: '省级重点', reason: 'keyProject' },
  { words: '灾后重建', reason: 'postDisasterRebuilding' },
  { words: '抢险救灾', reason: 'emergencyUse' },
  { words: '应急', reason: 'emergencyUse' },
  { words: '保障性住房', reason: 'socialHousing' },
  { words: '保障性租赁住房', reason: 'socialHousing' },
  // The reasons' own names, for systems that fill the field by machine.
  ...EXEMPTION_REASONS.filter((reason) => !DETERMINED.includes(reason)).map((reason) => ({ words: reason, reason })),
];

/** Exemptions that come from a permit's conditions, whatever its kind. */
export const BY_CONDITIONS = [...new Set(CONDITIONS.map(({ reason }) => reason))].filter(
  (reason) => reason !== 'temporaryLand' && reason !== 'agriFacility',
);
