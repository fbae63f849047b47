import type { TruePairResult } from './detectTruePair.js';
import type { Family } from './families.js';
import { pooledF1 } from './metrics.js';
export interface FamilyResult {
  readonly family: Family;
  readonly measured: readonly { readonly name: string; readonly result: TruePairResult }[];
}
export function accuracyPage(results: readonly FamilyResult[]): string {
  return results
    .map(({ family, measured }) => `${family.name} ${JSON.stringify(pooledF1(measured.map(({ result }) => result)))}`)
    .join('\n');
}
