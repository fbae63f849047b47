import { BadInputError } from '#domain/errors.js';
import type { LandCoverClass } from '#domain/landCover.js';
import { SURVEY_CODES, ZONE_CODES } from '#domain/landCodes.js';
import { APPROVAL_RULES } from './default-rules/approvalRules.js';
import { CONTROL_LINE_RULES } from './default-rules/controlLineRules.js';
import { CONDITIONS } from './default-rules/exemptions.js';
import { HISTORY_RULES } from './default-rules/historyRules.js';
import { PLAN_RULES } from './default-rules/planRules.js';
import { USE_RULES } from './default-rules/useRules.js';
import type { RuleSet } from './ruleSet.js';

const GROUND_WORKS: LandCoverClass[] = ['earthworks', 'bare', 'road'];
const ANY_WORKS: LandCoverClass[] = ['builtUp', 'road', 'solar', 'greenhouse', 'earthworks', 'bare'];

/** What planning codes allow; uses that say nothing of what is built are left out, and prove nothing. */
const USE_CLASSES: RuleSet['useClasses'] = ZONE_CODES.flatMap(({ code, allows }) =>
  allows === null ? [] : [{ codePrefix: code, classes: [...allows] }],
);

/** The rules an office starts with; the reasons stand in this folder's README. */
export const DEFAULT_RULE_SET: RuleSet = {
  id: 'default',
  version: '4',
  title: { zh: '默认规则集', en: 'Default rule set' },
  gsdShare: 1,
  minimumAssessedShare: 0.2,
  belonging: { minimumPatchShare: 0.1, sufficientPatchShare: 0.3, sufficientPermitShare: 0.5 },
  permitAllows: {
    siteOpinion: [],
    landUsePermit: GROUND_WORKS,
    buildingPermit: ANY_WORKS,
    ruralPermit: ANY_WORKS,
    farmlandConversion: GROUND_WORKS,
    landSupply: GROUND_WORKS,
    temporaryLand: ANY_WORKS,
    agriFacility: ['greenhouse', 'builtUp', 'earthworks', 'bare'],
  },
  exemptingPermits: { temporaryLand: 'temporaryLand', agriFacility: 'agriFacility' },
  exemptingConditions: CONDITIONS,
  baseDate: null,
  useClasses: USE_CLASSES,
  protectiveUses: ZONE_CODES.filter(({ isProtective }) => isProtective).map(({ code }) => code),
  surveyClasses: SURVEY_CODES.map(({ code, class: survey }) => ({ codePrefix: code, class: survey })),
  rules: [...CONTROL_LINE_RULES, ...HISTORY_RULES, ...APPROVAL_RULES, ...USE_RULES, ...PLAN_RULES],
};

/** @throws BadInputError naming the rule sets there are */
export function ruleSetById(id: string): RuleSet {
  if (id === DEFAULT_RULE_SET.id) return DEFAULT_RULE_SET;
  const detail = { code: 'ruleSet.unknown', where: 'rule set', found: id, expected: DEFAULT_RULE_SET.id };
  throw new BadInputError('unknown rule set', detail);
}
