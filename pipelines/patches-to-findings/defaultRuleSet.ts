import { LAND_COVER_CLASSES, type LandCoverClass } from '#domain/landCover.js';
import { M2_PER_MU } from '#domain/units.js';
import { EXEMPTION_REASONS, type ExemptionReason } from '#domain/violation.js';
import { PROTECTIVE_USES, SURVEY_CLASSES, USE_CLASSES } from './landUseCodes.js';
import type { Rule, RuleSet } from './ruleSet.js';

const GROUND_WORKS: LandCoverClass[] = ['earthworks', 'bare', 'road'];
const ANY_WORKS: LandCoverClass[] = ['builtUp', 'road', 'solar', 'greenhouse', 'earthworks', 'bare'];

/** A brighter roof is no new roof. Earthworks are not listed: a site that goes on being dug is news. */
const SAME_CLASS: Rule['ignoredChanges'] = (['builtUp', 'road', 'solar', 'greenhouse'] as const).map((same) => ({
  from: [same],
  to: [same],
  because: 'the use is the same before and after: a change of brightness',
}));

/** Nobody builds on open water between two looks without works being seen: a falling flood lays bare what stood there. */
const FALLING_WATER: Rule['ignoredChanges'] = [
  {
    from: ['water'],
    to: ['builtUp', 'road'],
    because: 'a flood that falls shows the roads and roofs that stood in it',
  },
];

/** Reasons that a person finds, or a date: no permit carries them. */
const DETERMINED: readonly ExemptionReason[] = ['pseudoChange', 'unchangedOnSite', 'beforeBaseDate'];

/** Exemptions that a permit's conditions name. */
const CONDITIONS: RuleSet['exemptingConditions'] = [
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
const BY_CONDITIONS = [...new Set(CONDITIONS.map(({ reason }) => reason))].filter(
  (reason) => reason !== 'temporaryLand' && reason !== 'agriFacility',
);

/** Construction as the approval rules see it. Solar arrays are leased, not converted (自然资办发〔2023〕12号). */
const APPROVAL: Pick<
  Rule,
  | 'enabled'
  | 'toClasses'
  | 'fromClasses'
  | 'parameters'
  | 'ignoredChanges'
  | 'toleranceM'
  | 'toleranceM2'
  | 'exemptions'
  | 'severity'
> = {
  enabled: true,
  toClasses: ['builtUp', 'road', 'earthworks'],
  fromClasses: null,
  parameters: {},
  ignoredChanges: [...SAME_CLASS, ...FALLING_WATER],
  toleranceM: 1,
  toleranceM2: 100,
  exemptions: ['temporaryLand', 'agriFacility', ...BY_CONDITIONS],
  severity: 'medium',
};

/** "Major" cases as Guangxi defines them for a county: from 30 mu; other cropland from 10 mu. */
const MAJOR_M2 = 30 * M2_PER_MU;
const MAJOR_CROPLAND_M2 = 10 * M2_PER_MU;
const APPROVAL_RAISES: Rule['severityRaises'] = [
  { minimumAreaM2: MAJOR_CROPLAND_M2, fromClasses: null, severity: 'high' },
  { minimumAreaM2: MAJOR_M2, fromClasses: null, severity: 'critical' },
];

const CONTROL_LINE: Pick<
  Rule,
  'enabled' | 'fromClasses' | 'parameters' | 'toleranceM' | 'toleranceM2' | 'exemptions' | 'severity' | 'severityRaises'
> = {
  enabled: true,
  fromClasses: null,
  parameters: {},
  toleranceM: 1,
  toleranceM2: 200,
  exemptions: [],
  severity: 'critical',
  severityRaises: [],
};

const CONSTRUCTION: LandCoverClass[] = ['builtUp', 'road', 'earthworks', 'solar', 'greenhouse'];
const PLANTS: LandCoverClass[] = ['forest', 'grass'];

const RULES: Rule[] = [
  {
    ...CONTROL_LINE,
    kind: 'ecologicalRedlineBreach',
    toClasses: ['builtUp', 'road', 'earthworks', 'solar', 'greenhouse', 'bare'],
    ignoredChanges: [
      ...SAME_CLASS,
      ...FALLING_WATER,
      {
        from: LAND_COVER_CLASSES.filter((before) => before !== 'forest'),
        to: ['bare'],
        because: 'harvest, dry grass, falling water and demolition lay ground bare; only a lost forest is clearing',
      },
      { from: ['cropland'], to: ['greenhouse'], because: 'film on existing cropland is seasonal farming' },
    ],
    legalBasis: {
      zh: '《关于加强生态保护红线管理的通知（试行）》（自然资发〔2022〕142号）',
      en: 'Notice on strengthening the management of ecological protection redlines (Ziranzifa [2022] No. 142)',
    },
  },
  {
    ...CONTROL_LINE,
    kind: 'basicFarmlandOccupied',
    toClasses: ['builtUp', 'road', 'earthworks', 'solar'],
    ignoredChanges: [...SAME_CLASS, ...FALLING_WATER],
    legalBasis: {
      zh: '《中华人民共和国土地管理法》第三十五条、《基本农田保护条例》第十七条',
      en: 'Land Administration Law, article 35; Regulations on the Protection of Basic Farmland, article 17',
    },
  },
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
    toClasses: ['bare', 'earthworks', 'builtUp', 'road', 'solar', 'greenhouse', 'water'],
    fromClasses: PLANTS,
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

/** The rules an office starts with; the reasons stand in this folder's README. */
export const DEFAULT_RULE_SET: RuleSet = {
  id: 'default',
  version: '3',
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
  protectiveUses: PROTECTIVE_USES,
  surveyClasses: SURVEY_CLASSES,
  rules: RULES,
};
