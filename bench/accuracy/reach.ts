import type { TruePairResult } from './detectTruePair.js';
import { pooledF1 } from './metrics.js';

/** One figure of a family, with what it must reach. */
export interface Figure {
  readonly measure: string;
  /** What differencing and Otsu's cut give without further thought. */
  readonly naive: string;
  readonly reach: string;
  readonly found: number;
  readonly isReached: boolean;
  readonly digits: number;
}

type Results = readonly TruePairResult[];
interface Goal {
  readonly measure: string;
  readonly naive: string;
  readonly limit: number;
  readonly isMost?: true;
  readonly digits: number;
  readonly find: (results: Results) => number;
}

const meanAuc = (results: Results): number => {
  const areas = results.map(({ auc }) => auc).filter((auc) => !Number.isNaN(auc));
  return areas.reduce((sum, auc) => sum + auc, 0) / areas.length;
};
const leastAuc = (results: Results): number => Math.min(...results.map(({ auc }) => auc));
const f1 = (results: Results): number => pooledF1(results).f1;
const leastF1 = (results: Results): number => Math.min(...results.map((result) => pooledF1([result]).f1));
const mostFalse = (results: Results): number => Math.max(...results.map(({ falsePatches }) => falsePatches));
const reportedShare = (results: Results): number => {
  const sum = (of: (result: TruePairResult) => number): number => results.reduce((total, r) => total + of(r), 0);
  return sum(({ falsePositive }) => falsePositive) / sum(({ knownPixels }) => knownPixels);
};
/** Patches of the one LEVIR tile in which nothing was built. */
const QUIET_TILE = 1;

const GOALS: Readonly<Record<string, readonly Goal[]>> = {
  taizhou: [
    { measure: 'AUC', naive: '.990', limit: 0.998, digits: 4, find: meanAuc },
    { measure: 'F1', naive: '.912', limit: 0.96, digits: 3, find: f1 },
    { measure: 'false patches', naive: '40', limit: 12, isMost: true, digits: 0, find: mostFalse },
  ],
  'inlpg SAR': [
    { measure: 'AUC, each', naive: '.764, .851', limit: 0.975, digits: 3, find: leastAuc },
    { measure: 'F1, each', naive: '.49, .07', limit: 0.85, digits: 3, find: leastF1 },
    { measure: 'false patches, each', naive: '5,905, 11,613', limit: 3, isMost: true, digits: 0, find: mostFalse },
  ],
  'inlpg beijing': [
    { measure: 'AUC', naive: '.846', limit: 0.96, digits: 3, find: meanAuc },
    { measure: 'F1', naive: '.10', limit: 0.45, digits: 3, find: f1 },
    { measure: 'false patches', naive: '3,919', limit: 3, isMost: true, digits: 0, find: mostFalse },
  ],
  levir: [
    { measure: 'mean AUC', naive: 'chance', limit: 0.9, digits: 3, find: meanAuc },
    { measure: 'pooled F1', naive: '.07–.22', limit: 0.6, digits: 3, find: f1 },
    {
      measure: 'patches in train_386 (no change)',
      naive: '926',
      limit: 0,
      isMost: true,
      digits: 0,
      find: (results) => results[QUIET_TILE]?.patches ?? NaN,
    },
  ],
  dsifn: [
    { measure: 'mean AUC', naive: '.67', limit: 0.9, digits: 3, find: meanAuc },
    { measure: 'pooled F1', naive: '.33', limit: 0.65, digits: 3, find: f1 },
  ],
  'xbd harvey': [
    {
      measure: 'standing buildings reported, pooled share',
      naive: '.11–.31',
      limit: 0.03,
      isMost: true,
      digits: 4,
      find: reportedShare,
    },
  ],
};

/** The figures of a family whose pairs were all measured. */
export function figuresOf(family: string, results: Results): Figure[] {
  return (GOALS[family] ?? []).map(({ measure, naive, limit, isMost, digits, find }) => {
    const found = find(results);
    return {
      measure,
      naive,
      reach: `${isMost ? '≤' : '≥'} ${limit}`,
      found,
      isReached: isMost ? found <= limit : found >= limit,
      digits,
    };
  });
}
