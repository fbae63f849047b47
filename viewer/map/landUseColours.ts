import type { LayerKind } from '#domain/layer.js';

/**
 * Fills by the first two digits of a code, after the colours of the national guide to land-use classification of
 * territorial planning, thinned so that imagery shows through.
 */
const ZONE_FILLS: Readonly<Record<string, string>> = {
  '01': 'rgb(120 200 90 / 22%)',
  '02': 'rgb(250 240 150 / 26%)',
  '07': 'rgb(255 240 60 / 34%)',
  '08': 'rgb(240 110 190 / 34%)',
  '09': 'rgb(235 60 60 / 34%)',
  '10': 'rgb(180 120 70 / 42%)',
  '11': 'rgb(150 110 190 / 36%)',
  '12': 'rgb(150 150 150 / 36%)',
  '13': 'rgb(70 130 200 / 36%)',
  '14': 'rgb(60 190 80 / 38%)',
  '17': 'rgb(90 170 240 / 34%)',
};

/** Survey classes (GB/T 21010). */
const SURVEY_FILLS: Readonly<Record<string, string>> = {
  '01': 'rgb(250 235 120 / 30%)',
  '02': 'rgb(230 200 90 / 32%)',
  '03': 'rgb(50 140 70 / 34%)',
  '04': 'rgb(150 210 110 / 30%)',
  '05': 'rgb(230 110 110 / 34%)',
  '06': 'rgb(180 120 70 / 36%)',
  '07': 'rgb(235 130 90 / 36%)',
  '08': 'rgb(240 110 190 / 32%)',
  '10': 'rgb(160 160 160 / 40%)',
  '11': 'rgb(90 170 240 / 36%)',
  '12': 'rgb(190 170 150 / 34%)',
};

/** The fill of one feature by its use or survey code; null where the kind's own fill is right. */
export function fillOfCode(kind: LayerKind, properties: Readonly<Record<string, unknown>>): string | null {
  const isSurvey = kind === 'landClass';
  if (!isSurvey && kind !== 'zone' && kind !== 'detailedPlanParcel') return null;
  const code = isSurvey ? properties['code'] : properties['use'];
  if (typeof code !== 'string' && typeof code !== 'number') return null;
  return (isSurvey ? SURVEY_FILLS : ZONE_FILLS)[String(code).padStart(2, '0').slice(0, 2)] ?? null;
}
