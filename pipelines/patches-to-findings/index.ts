export { builtClassesOf } from './classTest.js';
export { DEFAULT_RULE_SET } from './defaultRuleSet.js';
export { createJudge, type Archive } from './judgeAll.js';
export { judgePatch } from './judgePatch.js';
export { judgePermits, type PermitFinding } from './judgePermits.js';
export { judgeQuotas, type QuotaFinding } from './judgeQuotas.js';
export type { JudgedPatch, JudgingContext } from './patchGround.js';
export { ruleSetSchema, type Rule, type RuleSet } from './ruleSet.js';
export { parseRuleSet, ruleSetReference } from './ruleSetReference.js';
