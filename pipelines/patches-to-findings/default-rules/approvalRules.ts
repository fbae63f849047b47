import type { Rule } from '../ruleSet.js';
import { APPROVAL, APPROVAL_RAISES, MAJOR_CROPLAND_M2, MAJOR_M2 } from './ruleDefaults.js';

/** Whether a permit covers the change, where and when it happened. */
export const APPROVAL_RULES: Rule[] = [
  {
    ...APPROVAL,
    kind: 'startedBeforeApproval',
    severityRaises: APPROVAL_RAISES,
    legalBasis: {
      zh: '《中华人民共和国城乡规划法》第四十条、第六十四条',
      en: 'Urban and Rural Planning Law, articles 40 and 64',
    },
  },
  {
    ...APPROVAL,
    kind: 'permitExpired',
    severityRaises: APPROVAL_RAISES,
    legalBasis: {
      zh: '《中华人民共和国城乡规划法》第六十四条、第六十六条',
      en: 'Urban and Rural Planning Law, articles 64 and 66',
    },
  },
  {
    ...APPROVAL,
    kind: 'exceedsApprovedExtent',
    severityRaises: APPROVAL_RAISES,
    legalBasis: {
      zh: '《中华人民共和国土地管理法》第七十七条第二款',
      en: 'Land Administration Law, article 77, paragraph 2',
    },
  },
  {
    ...APPROVAL,
    kind: 'siteDisplaced',
    parameters: { distanceM: 60, smallestRatio: 0.5 },
    severity: 'high',
    severityRaises: APPROVAL_RAISES,
    legalBasis: {
      zh: '《中华人民共和国土地管理法》第七十七条',
      en: 'Land Administration Law, article 77',
    },
  },
  {
    ...APPROVAL,
    kind: 'buildWithoutApproval',
    severity: 'high',
    severityRaises: [
      { minimumAreaM2: MAJOR_CROPLAND_M2, fromClasses: ['cropland'], severity: 'critical' },
      { minimumAreaM2: MAJOR_M2, fromClasses: null, severity: 'critical' },
    ],
    legalBasis: {
      zh: '《中华人民共和国城乡规划法》第四十条、第六十四条，《中华人民共和国土地管理法》第七十七条',
      en: 'Urban and Rural Planning Law, articles 40 and 64; Land Administration Law, article 77',
    },
  },
];
