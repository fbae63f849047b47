import type { Rule } from '../ruleSet.js';
import {
  APPROVAL,
  APPROVAL_RAISES,
  CONSTRUCTION,
  FALLING_WATER,
  MAJOR_CROPLAND_M2,
  MAJOR_M2,
  SAME_CLASS,
} from './ruleDefaults.js';

/** Where plans and the land survey do not allow the change. */
export const PLAN_RULES: Rule[] = [
  {
    ...APPROVAL,
    kind: 'outsideGrowthBoundary',
    toClasses: ['builtUp', 'road', 'solar'],
    toleranceM2: 1000,
    severityRaises: [{ minimumAreaM2: MAJOR_M2, fromClasses: null, severity: 'high' }],
    legalBasis: {
      zh: '《自然资源部关于做好城镇开发边界管理的通知（试行）》（自然资发〔2023〕193号）',
      en: 'Notice on the management of urban growth boundaries (Ziranzifa [2023] No. 193)',
    },
  },
  {
    ...APPROVAL,
    kind: 'colourLineBreach',
    toClasses: CONSTRUCTION,
    severity: 'high',
    severityRaises: [],
    legalBasis: {
      zh: '《城市紫线管理办法》《城市蓝线管理办法》《城市绿线管理办法》《城市黄线管理办法》',
      en: 'Measures for the management of urban purple, blue, green and yellow lines',
    },
  },
  {
    ...APPROVAL,
    kind: 'zoneConflict',
    toClasses: CONSTRUCTION,
    severityRaises: APPROVAL_RAISES,
    legalBasis: {
      zh: '《中华人民共和国土地管理法》第四条、第二十五条',
      en: 'Land Administration Law, articles 4 and 25',
    },
  },
  {
    ...APPROVAL,
    kind: 'croplandToNonAgricultural',
    toClasses: ['builtUp', 'road', 'earthworks', 'water'],
    fromClasses: ['cropland'],
    parameters: { floodReachM: 100 },
    severityRaises: [{ minimumAreaM2: MAJOR_CROPLAND_M2, fromClasses: null, severity: 'critical' }],
    legalBasis: {
      zh: '《国务院办公厅关于坚决制止耕地“非农化”行为的通知》（国办发明电〔2020〕24号）',
      en: 'Notice on stopping the conversion of cropland to non-agricultural use (Guobanfamingdian [2020] No. 24)',
    },
  },
  {
    ...APPROVAL,
    kind: 'protectedVegetationLoss',
    toClasses: ['bare', 'cropland', 'earthworks', 'builtUp', 'road', 'solar', 'greenhouse', 'water'],
    fromClasses: ['forest', 'grass'],
    ignoredChanges: [
      ...SAME_CLASS,
      ...FALLING_WATER,
      { from: ['grass'], to: ['cropland'], because: 'young crops and grass look the same' },
    ],
    severity: 'high',
    severityRaises: [],
    legalBasis: {
      zh: '《中华人民共和国森林法》第三十九条，《城市绿化条例》第二十条',
      en: 'Forest Law, article 39; Regulations on urban greening, article 20',
    },
  },
  {
    ...APPROVAL,
    kind: 'waterFilled',
    toClasses: ['bare', 'earthworks', 'builtUp', 'road', 'cropland', 'grass', 'solar', 'greenhouse'],
    fromClasses: ['water'],
    ignoredChanges: [],
    severity: 'high',
    severityRaises: [],
    legalBasis: {
      zh: '《中华人民共和国水法》第四十条',
      en: 'Water Law, article 40',
    },
  },
];
