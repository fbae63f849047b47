import type { Rule } from '../ruleSet.js';
import { CONSTRUCTION, CONTROL_LINE, FALLING_WATER } from './ruleDefaults.js';

/** What an order or an earlier alert forbids. */
export const HISTORY_RULES: Rule[] = [
  {
    ...CONTROL_LINE,
    kind: 'worksAfterStopOrder',
    toClasses: CONSTRUCTION,
    ignoredChanges: FALLING_WATER,
    toleranceM2: 100,
    legalBasis: {
      zh: '《中华人民共和国城乡规划法》第六十八条',
      en: 'Urban and Rural Planning Law, article 68',
    },
  },
  {
    ...CONTROL_LINE,
    kind: 'rebound',
    severity: 'high',
    toClasses: CONSTRUCTION,
    ignoredChanges: FALLING_WATER,
    legalBasis: {
      zh: '《自然资源行政处罚办法》',
      en: 'Measures for administrative penalties on natural resources',
    },
  },
  {
    ...CONTROL_LINE,
    kind: 'rectificationNotDone',
    severity: 'high',
    toClasses: CONSTRUCTION,
    ignoredChanges: FALLING_WATER,
    legalBasis: {
      zh: '《自然资源行政处罚办法》',
      en: 'Measures for administrative penalties on natural resources',
    },
  },
];
