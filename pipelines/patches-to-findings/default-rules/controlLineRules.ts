import { LAND_COVER_CLASSES } from '#domain/landCover.js';
import type { Rule } from '../ruleSet.js';
import { CONTROL_LINE, FALLING_WATER, SAME_CLASS } from './ruleDefaults.js';

/** Lines that are reported whatever the permits say. */
export const CONTROL_LINE_RULES: Rule[] = [
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
];
