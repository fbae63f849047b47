import { m2ToHectare, m2ToMu } from './units.js';

/** An area in the three units reports use, as text: m² whole, hectares and mu with two digits (more below 0.1). */
export interface AreaText {
  readonly m2: string;
  readonly hectare: string;
  readonly mu: string;
}

/** @param locale BCP 47, for digit grouping */
export function areaText(areaM2: number, locale: string): AreaText {
  return {
    m2: grouped(areaM2, locale, areaM2 < 10 ? 1 : 0),
    hectare: grouped(m2ToHectare(areaM2), locale, digitsFor(m2ToHectare(areaM2))),
    mu: grouped(m2ToMu(areaM2), locale, digitsFor(m2ToMu(areaM2))),
  };
}

const digitsFor = (value: number): number => (value < 0.1 ? 3 : value < 100 ? 2 : 1);

function grouped(value: number, locale: string, digits: number): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 0, maximumFractionDigits: digits }).format(value);
}

/** A share 0–1 as a whole percentage; never rounded up to all nor down to nothing. */
export function percentText(share: number, locale: string): string {
  const percent = share * 100;
  if (percent > 0 && percent < 1) return '<1%';
  if (percent > 99 && percent < 100) return '>99%';
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(percent)}%`;
}
