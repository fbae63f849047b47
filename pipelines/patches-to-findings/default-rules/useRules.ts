import type { Rule } from '../ruleSet.js';
import { APPROVAL, APPROVAL_RAISES } from './ruleDefaults.js';

/** Whether a permit is used for what it is for. */
export const USE_RULES: Rule[] = [
  {
    ...APPROVAL,
    kind: 'useDeviation',
    toClasses: ['builtUp', 'road', 'solar', 'greenhouse'],
    parameters: { minimumShare: 0.3 },
    severityRaises: APPROVAL_RAISES,
    legalBasis: {
      zh: '《中华人民共和国土地管理法》第五十六条、第八十一条',
      en: 'Land Administration Law, articles 56 and 81',
    },
  },
  {
    ...APPROVAL,
    kind: 'useBeforeSupply',
    toClasses: ['builtUp', 'solar', 'greenhouse'],
    severityRaises: APPROVAL_RAISES,
    legalBasis: {
      zh: '《中华人民共和国土地管理法》第五十三条、第五十四条',
      en: 'Land Administration Law, articles 53 and 54',
    },
  },
  {
    ...APPROVAL,
    kind: 'deviatesFromPermit',
    toClasses: ['builtUp'],
    parameters: { forgivenShare: 0.1, coarsestGsdM: 2 },
    severityRaises: APPROVAL_RAISES,
    legalBasis: {
      zh: '《中华人民共和国城乡规划法》第四十三条、第六十四条',
      en: 'Urban and Rural Planning Law, articles 43 and 64',
    },
  },
  {
    ...APPROVAL,
    kind: 'agriFacilityMisuse',
    toClasses: ['builtUp', 'road', 'solar', 'greenhouse'],
    severity: 'high',
    severityRaises: [],
    legalBasis: {
      zh: '《关于设施农业用地管理有关问题的通知》（自然资规〔2019〕4号）',
      en: 'Notice on the management of land for agricultural facilities (Ziranzigui [2019] No. 4)',
    },
  },
];
