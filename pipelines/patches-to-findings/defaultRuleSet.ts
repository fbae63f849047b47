import { LAND_COVER_CLASSES, type LandCoverClass } from '#domain/landCover.js';
import { M2_PER_MU } from '#domain/units.js';
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

/** Construction as the approval rules see it. Solar arrays are leased, not converted (自然资办发〔2023〕12号). */
const APPROVAL: Pick<
  Rule,
  'enabled' | 'toClasses' | 'ignoredChanges' | 'toleranceM' | 'toleranceM2' | 'exemptions' | 'severity'
> = {
  enabled: true,
  toClasses: ['builtUp', 'road', 'earthworks'],
  ignoredChanges: [...SAME_CLASS, ...FALLING_WATER],
  toleranceM: 1,
  toleranceM2: 100,
  exemptions: ['temporaryLand', 'agriFacility'],
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
  'enabled' | 'toleranceM' | 'toleranceM2' | 'exemptions' | 'severity' | 'severityRaises'
> = {
  enabled: true,
  toleranceM: 1,
  toleranceM2: 200,
  exemptions: [],
  severity: 'critical',
  severityRaises: [],
};

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
];

/** The rules an office starts with; the reasons stand in this folder's README. */
export const DEFAULT_RULE_SET: RuleSet = {
  id: 'default',
  version: '1',
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
  surveyClasses: [
    { codePrefix: '01', class: 'cropland' },
    { codePrefix: '02', class: 'forest' },
    { codePrefix: '03', class: 'forest' },
    { codePrefix: '04', class: 'grass' },
  ],
  rules: RULES,
};
