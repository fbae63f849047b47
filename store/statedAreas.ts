import type { AreaComparison } from '#domain/layerQuality.js';
import { M2_PER_HECTARE, M2_PER_MU } from '#domain/units.js';
import type { NewLayerFeature } from './newLayerVersion.js';

/** Names under which sources state an area: Esri's, the survey's (图斑面积, 面积), the planning database's. */
const AREA_FIELDS = [
  'Shape_Area',
  'SHAPE_Area',
  'SHAPE_AREA',
  'Shape__Area',
  'TBMJ',
  'JSMJ',
  'YDMJ',
  'MJ',
  '图斑面积',
  '面积',
  'areaM2',
  'area_m2',
  'AREA',
  'area',
];

/** The field that states areas: the named one, else the first usual name that most features carry as a number. */
export function areaFieldOf(features: readonly NewLayerFeature[], named: string | null): string | null {
  if (named !== null) return named;
  const isStated = (field: string): boolean =>
    features.filter((feature) => statedArea(feature, field) !== null).length * 2 > features.length;
  return AREA_FIELDS.find(isStated) ?? null;
}

function statedArea({ properties }: NewLayerFeature, field: string): number | null {
  const value = properties[field];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : null;
}

/** Units that areas are stated in, with their square metres. */
const UNITS = { m2: 1, hectare: M2_PER_HECTARE, mu: M2_PER_MU, km2: 1e6 } as const;
/** A unit is recognised where the sums agree to this share. */
const UNIT_SHARE = 0.05;

/** Areas as stated beside areas as computed; on the file's own plane where it has one, else on the ground. */
export function compareStatedAreas(
  features: readonly NewLayerFeature[],
  groundAreas: ReadonlyMap<string, number>,
  field: string | null,
): AreaComparison | null {
  if (field === null) return null;
  const stated = features.flatMap((feature) => {
    const value = statedArea(feature, field);
    return value === null ? [] : [{ feature, value }];
  });
  if (stated.length === 0) return null;
  const basis = stated.every(({ feature }) => typeof feature.planeAreaM2 === 'number') ? 'plane' : 'geodesic';
  const computedOf = (feature: NewLayerFeature): number =>
    basis === 'plane' ? feature.planeAreaM2! : (groundAreas.get(feature.featureId) ?? 0);
  const computedM2 = stated.reduce((sum, { feature }) => sum + computedOf(feature), 0);
  const sum = stated.reduce((total, { value }) => total + value, 0);
  const unit = (Object.keys(UNITS) as (keyof typeof UNITS)[]).find(
    (name) => Math.abs((sum * UNITS[name]) / computedM2 - 1) < UNIT_SHARE,
  );
  const scale = UNITS[unit ?? 'm2'];
  const pairs = stated.map(({ feature, value }) => ({
    feature: feature.where ?? feature.featureId,
    statedM2: value * scale,
    computedM2: computedOf(feature),
  }));
  const differenceOf = (pair: { statedM2: number; computedM2: number }) => Math.abs(pair.statedM2 - pair.computedM2);
  const differing = pairs
    .filter((pair) => differenceOf(pair) > 1 && differenceOf(pair) > 1e-3 * pair.computedM2)
    .toSorted((a, b) => differenceOf(b) - differenceOf(a));
  return {
    field,
    basis,
    features: stated.length,
    statedM2: sum * scale,
    computedM2,
    differing: { count: differing.length, items: differing.slice(0, 100) },
    unit: unit ?? null,
  };
}
