import { m2ToHectare, m2ToMu } from './units.js';

/** One area in the three units that offices report in. */
export interface Area {
  readonly m2: number;
  readonly hectares: number;
  readonly mu: number;
}

/** @param areaM2 square metres, geodesic */
export function areaOf(areaM2: number): Area {
  return { m2: areaM2, hectares: m2ToHectare(areaM2), mu: m2ToMu(areaM2) };
}
