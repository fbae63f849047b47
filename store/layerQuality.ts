import { sql } from 'kysely';
import type { LayerKind } from '#domain/layer.js';
import { landCodeOf, SURVEY_CODES, ZONE_CODES, type LandCode } from '#domain/landCodes.js';
import { isLandCoverClass } from '#domain/landCover.js';
import { listed, type FeatureProblem, type LayerQuality, type Listed } from '#domain/layerQuality.js';
import { daysBetween, officeDayOf, type IsoDate } from '#domain/time.js';
import type { Db } from './database.js';
import type { NewLayerFeature, NewLayerVersion } from './newLayerVersion.js';
import { coverageOf } from './layerCoverage.js';
import { suspectedOffset } from './layerOffset.js';
import { areaFieldOf, compareStatedAreas } from './statedAreas.js';

/** Codes whose areas are given. */
const CODES_GIVEN = 100;

/** What an import found in a version whose features stand stored already. */
export async function assessLayer(db: Db, version: NewLayerVersion): Promise<LayerQuality> {
  const { layer, features } = version;
  const notes = version.notes ?? [];
  const problems = (kind: string): Listed<FeatureProblem> =>
    listed(
      notes
        .filter((note) => note.kind === kind)
        .map(({ feature, code, message, at }) => ({ feature, code, message, at })),
    );
  const areas = await areasOf(db, layer.id, layer.version);
  const ownCodes = await db.selectFrom('land_codes').select(['code', 'title', 'class']).execute();
  const coverage = await coverageOf(db, layer);
  const { now } = (await sql<{ now: string }>`SELECT now() AS now`.execute(db)).rows[0]!;
  return {
    features: features.length,
    repaired: problems('repaired'),
    refused: problems('refused'),
    leftOut: problems('leftOut'),
    warnings: notes.filter(({ kind }) => kind === 'warning').map(({ message }) => message),
    areaM2: [...areas.values()].reduce((sum, area) => sum + area, 0),
    areaByCode: areaByCode(layer.kind, features, areas),
    statedArea: compareStatedAreas(features, areas, areaFieldOf(features, version.areaField ?? null)),
    overlaps: coverage.overlaps,
    slivers: coverage.slivers,
    gaps: coverage.gaps,
    duplicateCodes: duplicateCodes(layer.kind, features),
    missingFields: missingFields(layer.kind, features),
    unknownCodes: unknownCodes(layer.kind, features, ownCodes as readonly LandCode[]),
    freshness: freshness(layer.asOf, layer.updateCycleMonths ?? null, officeDayOf(now)),
    suspectedOffset: await suspectedOffset(db, layer),
    notAssessed: coverage.notAssessed,
  };
}

async function areasOf(db: Db, id: string, version: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ feature_id: string; area_m2: number }>`
    SELECT feature_id, ST_Area(geometry::geography) AS area_m2 FROM layer_features
    WHERE layer_id = ${id} AND layer_version = ${version}
  `.execute(db);
  return new Map(rows.map((row) => [row.feature_id, row.area_m2]));
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** What a feature of a kind is called by: its use, its survey code, its class. */
function codeOf(kind: LayerKind, { properties }: NewLayerFeature): string | null {
  if (kind === 'zone' || kind === 'detailedPlanParcel') return textOf(properties['use']);
  if (kind === 'landClass') return textOf(properties['code']) ?? textOf(properties['class']);
  return textOf(properties['code']);
}

function areaByCode(kind: LayerKind, features: readonly NewLayerFeature[], areas: ReadonlyMap<string, number>) {
  if (!['zone', 'detailedPlanParcel', 'landClass'].includes(kind)) return [];
  const sums = new Map<string, { features: number; areaM2: number }>();
  for (const feature of features) {
    const code = codeOf(kind, feature) ?? '';
    const { features: count, areaM2 } = sums.get(code) ?? { features: 0, areaM2: 0 };
    sums.set(code, { features: count + 1, areaM2: areaM2 + (areas.get(feature.featureId) ?? 0) });
  }
  const rows = [...sums].map(([code, sum]) => ({ code, ...sum }));
  return rows.toSorted((a, b) => b.areaM2 - a.areaM2).slice(0, CODES_GIVEN);
}

/** Fields that judging needs, and fields that people miss. */
const FIELDS: Readonly<
  Record<LayerKind, { readonly required: readonly string[]; readonly wanted: readonly string[] }>
> = {
  ecologicalRedline: { required: [], wanted: ['name', 'code'] },
  permanentBasicFarmland: { required: [], wanted: ['name', 'code'] },
  urbanGrowthBoundary: { required: [], wanted: ['name'] },
  zone: { required: ['use'], wanted: ['name'] },
  detailedPlanParcel: { required: ['use'], wanted: ['code'] },
  landClass: { required: ['code'], wanted: [] },
  heritageLine: { required: [], wanted: ['name'] },
  waterLine: { required: [], wanted: ['name'] },
  greenLine: { required: [], wanted: ['name'] },
  utilityLine: { required: [], wanted: ['name'] },
  adminRegion: { required: ['code'], wanted: ['name'] },
};

function missingFields(kind: LayerKind, features: readonly NewLayerFeature[]): LayerQuality['missingFields'] {
  const { required, wanted } = FIELDS[kind];
  const isMissing = (field: string, { properties, name }: NewLayerFeature): boolean => {
    if (field === 'name') return name === null && textOf(properties['name']) === null;
    if (field === 'code' && kind === 'landClass' && isLandCoverClass(properties['class'])) return false;
    const isAllowed = Array.isArray(properties['allowedClasses']) && field === 'use';
    return !isAllowed && textOf(properties[field]) === null;
  };
  const counts = [...required, ...wanted].map((field) => ({
    field,
    isRequired: required.includes(field),
    count: features.filter((feature) => isMissing(field, feature)).length,
  }));
  return counts.filter(({ count }) => count > 0);
}

function duplicateCodes(kind: LayerKind, features: readonly NewLayerFeature[]): LayerQuality['duplicateCodes'] {
  const isClass = kind === 'zone' || kind === 'detailedPlanParcel' || kind === 'landClass';
  const field = isClass ? 'id' : 'code';
  const groups = new Map<string, string[]>();
  for (const { properties, where, featureId } of features) {
    const code = textOf(properties[field]);
    if (code !== null) groups.set(code, [...(groups.get(code) ?? []), where ?? featureId]);
  }
  return listed(
    [...groups].filter(([, places]) => places.length > 1).map(([code, places]) => ({ code, features: places })),
  );
}

const ADMIN_CODE = /^(\d{6}|\d{9}|\d{12})$/;

function unknownCodes(
  kind: LayerKind,
  features: readonly NewLayerFeature[],
  ownCodes: readonly LandCode[],
): LayerQuality['unknownCodes'] {
  const isKnown = (code: string): boolean => {
    if (kind === 'adminRegion') return ADMIN_CODE.test(code);
    if (kind === 'landClass') return isLandCoverClass(code) || landCodeOf(code, SURVEY_CODES, ownCodes) !== null;
    if (kind === 'zone' || kind === 'detailedPlanParcel') return landCodeOf(code, ZONE_CODES, ownCodes) !== null;
    return true;
  };
  const counts = new Map<string, number>();
  for (const feature of features) {
    const code = codeOf(kind, feature);
    const isOwn = Array.isArray(feature.properties['allowedClasses']) || isLandCoverClass(feature.properties['class']);
    if (code !== null && !isOwn && !isKnown(code)) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return listed([...counts].map(([code, count]) => ({ code, features: count })));
}

function freshness(asOf: IsoDate | null, cycleMonths: number | null, today: IsoDate): LayerQuality['freshness'] {
  const dueOn = asOf === null || cycleMonths === null ? null : addMonths(asOf, cycleMonths);
  return {
    asOf,
    ageDays: asOf === null ? null : daysBetween(asOf, today),
    updateCycleMonths: cycleMonths,
    dueOn,
    isOverdue: dueOn !== null && dueOn < today,
  };
}

function addMonths(day: IsoDate, months: number): IsoDate {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
