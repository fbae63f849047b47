import type { FindingPart } from '#domain/finding.js';

export interface PartsTotal {
  readonly totalM2: number;
  /** Each part's share of the total, 0–1, in the order of the parts. */
  readonly shares: readonly number[];
  /** The parts add up to the patch, within half a square metre or 0.1 %, whichever is more. */
  readonly isWhole: boolean;
}

/** Sums a finding's parts and holds them against the patch: parts that do not add up are a defect a person must see. */
export function totalOfParts(parts: readonly Pick<FindingPart, 'areaM2'>[], patchAreaM2: number | null): PartsTotal {
  const totalM2 = parts.reduce((sum, part) => sum + part.areaM2, 0);
  const allowance = Math.max(0.5, (patchAreaM2 ?? 0) * 0.001);
  return {
    totalM2,
    shares: parts.map((part) => (totalM2 > 0 ? part.areaM2 / totalM2 : 0)),
    isWhole: patchAreaM2 === null || Math.abs(totalM2 - patchAreaM2) <= allowance,
  };
}
