import type { RuleSet } from './ruleSet.js';

/**
 * Codes of the land survey: GB/T 21010-2017 and the working classes of the third national survey (第三次全国国土调查, which adds
 * 00 wetland and 20 towns, villages and mines). The longest prefix counts; an office edits the table in its rule set.
 */
export const SURVEY_CLASSES: RuleSet['surveyClasses'] = [
  { codePrefix: '01', class: 'cropland' },
  { codePrefix: '02', class: 'forest' },
  { codePrefix: '03', class: 'forest' },
  { codePrefix: '04', class: 'grass' },
  { codePrefix: '05', class: 'builtUp' },
  { codePrefix: '06', class: 'builtUp' },
  { codePrefix: '07', class: 'builtUp' },
  { codePrefix: '08', class: 'builtUp' },
  { codePrefix: '0809', class: 'builtUp' },
  { codePrefix: '0810', class: 'vegetation' },
  { codePrefix: '09', class: 'builtUp' },
  { codePrefix: '10', class: 'road' },
  { codePrefix: '11', class: 'water' },
  { codePrefix: '1109', class: 'builtUp' },
  { codePrefix: '12', class: 'bare' },
  { codePrefix: '1202', class: 'greenhouse' },
  { codePrefix: '1203', class: 'cropland' },
  { codePrefix: '20', class: 'builtUp' },
];

const NATURE = ['vegetation', 'forest', 'grass', 'cropland', 'water', 'unknown'] as const;
const BUILDING = ['builtUp', 'road', 'earthworks', 'bare', 'solar', ...NATURE] as const;

/**
 * What land-use codes of territorial plans allow: 国土空间调查、规划、用途管制用地用海分类指南 (自然资发〔2023〕234号), first two digits,
 * finer where it matters.
 */
export const USE_CLASSES: RuleSet['useClasses'] = [
  { codePrefix: '01', classes: [...NATURE, 'bare'] },
  { codePrefix: '02', classes: [...NATURE, 'bare'] },
  { codePrefix: '03', classes: [...NATURE] },
  { codePrefix: '04', classes: [...NATURE] },
  { codePrefix: '05', classes: [...NATURE, 'bare'] },
  { codePrefix: '06', classes: ['greenhouse', 'builtUp', 'road', 'earthworks', 'bare', ...NATURE] },
  { codePrefix: '0601', classes: ['road', 'earthworks', 'bare', ...NATURE] },
  { codePrefix: '07', classes: [...BUILDING] },
  { codePrefix: '08', classes: [...BUILDING] },
  { codePrefix: '09', classes: [...BUILDING] },
  { codePrefix: '10', classes: [...BUILDING] },
  { codePrefix: '11', classes: [...BUILDING] },
  { codePrefix: '12', classes: [...BUILDING] },
  { codePrefix: '1207', classes: ['road', 'earthworks', 'bare', ...NATURE] },
  { codePrefix: '13', classes: [...BUILDING] },
  { codePrefix: '14', classes: [...NATURE, 'road', 'bare'] },
  { codePrefix: '15', classes: [...BUILDING] },
  { codePrefix: '16', classes: [...NATURE, 'bare'] },
  { codePrefix: '17', classes: [...NATURE, 'bare'] },
];

/** Wetland, forest and green space: where plants that go are a loss. */
export const PROTECTIVE_USES: RuleSet['protectiveUses'] = ['03', '05', '14'];
