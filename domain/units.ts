/** Square metres of one mu (亩), exactly 2000/3. */
export const M2_PER_MU = 2000 / 3;
export const M2_PER_HECTARE = 10_000;

export const m2ToMu = (areaM2: number): number => areaM2 / M2_PER_MU;
export const m2ToHectare = (areaM2: number): number => areaM2 / M2_PER_HECTARE;
