import type { Explanation } from './finding.js';
import type { AsKnown, ReplayOutcome } from './replay.js';
import type { RuleSetChange } from './ruleSetChanges.js';

const TOLERANCES = /\/(toleranceM|toleranceM2|gsdShare)$/;

/** One sentence for what a replay came to: 「调整容差后会少12条线索、多3条。」 */
export function replaySummary(
  { alertsDropped, alertsAdded, patches, identical }: Omit<ReplayOutcome, 'summary'>,
  changes: readonly RuleSetChange[],
  asKnown: AsKnown,
): Explanation {
  const cause = causeOf(changes, asKnown);
  if (alertsDropped + alertsAdded > 0) {
    const alerts = alertsDropped === 1 ? 'alert' : 'alerts';
    return {
      zh: `${cause.zh}会少${alertsDropped}条线索、多${alertsAdded}条。`,
      en: `${cause.en} would have dropped ${alertsDropped} ${alerts} and added ${alertsAdded}.`,
    };
  }
  if (patches === 0)
    return { zh: '该批次没有图斑，无可重判。', en: 'The run has no patches: there is nothing to judge.' };
  if (identical === patches) {
    return {
      zh: `${cause.zh}线索不变：${patches}个图斑的判定完全相同。`,
      en: `${cause.en} would have changed nothing: the judgements of all ${patches} patches are the same.`,
    };
  }
  const other = patches - identical;
  return {
    zh: `${cause.zh}不增减线索，${other}个图斑的判定有所不同。`,
    en: `${cause.en} would have dropped and added no alert; ${other} of ${patches} patches are judged otherwise.`,
  };
}

function causeOf(changes: readonly RuleSetChange[], asKnown: AsKnown): Explanation {
  const knowledge = asKnown === 'now';
  if (changes.length === 0) {
    if (knowledge) return { zh: '按现在掌握的情况重判，', en: 'What is known now' };
    return { zh: '以相同的规则重判，', en: 'The same rules' };
  }
  const isTolerance = changes.every(({ path }) => TOLERANCES.test(path));
  const rules = isTolerance
    ? { zh: '调整容差', en: 'This change of tolerance' }
    : { zh: '调整规则', en: 'This change of rules' };
  if (!knowledge) return { zh: `${rules.zh}后`, en: rules.en };
  return { zh: `${rules.zh}并按现在掌握的情况重判，`, en: `${rules.en}, with what is known now,` };
}
