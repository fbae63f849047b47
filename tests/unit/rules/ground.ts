import type { Polygon } from 'geojson';
import type { Layer, LayerFeature, LayerKind } from '#domain/layer.js';
import type { Permit } from '#domain/permit.js';
import {
  DEFAULT_RULE_SET,
  judgePatch,
  type JudgedPatch,
  type JudgingContext,
  type RuleSet,
} from '#pipelines/patches-to-findings/index.js';

/** Metres of a degree at 30° N on GRS80, from tables of the ellipsoid: meridian and parallel arc. */
const LAT_DEGREE_M = 110_852.4;
const LON_DEGREE_M = 96_486.3;
const ORIGIN = [120, 30] as const;

/** A rectangle in metres east and north of 120° E 30° N. */
export function rect(x: number, y: number, width: number, height: number): Polygon {
  const at = (east: number, north: number) => [ORIGIN[0] + east / LON_DEGREE_M, ORIGIN[1] + north / LAT_DEGREE_M];
  const ring = [at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height), at(x, y)];
  return { type: 'Polygon', coordinates: [ring] };
}

/** Buildings on former cropland, 100 m × 100 m, seen between 1 February and 1 March 2024, with exact edges. */
export function patchOf(change: Partial<JudgedPatch> = {}): JudgedPatch {
  return {
    id: 'patch-1',
    geometry: rect(0, 0, 100, 100),
    fromClass: 'cropland',
    toClass: 'builtUp',
    onsetFrom: '2024-02-01',
    onsetTo: '2024-03-01',
    assessedShare: 1,
    registrationErrorM: 0,
    gsdM: 0,
    ...change,
  };
}

/** A building permit over all of the patch with 10 m to spare, granted in 2023 without end. */
export function permitOf(change: Partial<Permit> = {}): Permit {
  return {
    caseNumber: 'P1',
    kind: 'buildingPermit',
    revision: 1,
    projectId: null,
    stage: 'granted',
    grantedOn: '2023-01-01',
    validTo: null,
    withdrawnOn: null,
    approvedUse: [],
    approvedAreaM2: null,
    footprintAreaM2: null,
    buildDeadline: null,
    conditions: null,
    geometry: rect(-10, -10, 120, 120),
    ...change,
  };
}

export function layerOf(kind: LayerKind, change: Partial<Layer> = {}): Layer {
  return {
    id: kind,
    version: '2023',
    kind,
    title: kind,
    validFrom: '2023-01-01',
    validTo: null,
    owner: null,
    asOf: null,
    ...change,
  };
}

export function featureOf(layer: Layer, geometry: Polygon, change: Partial<LayerFeature> = {}): LayerFeature {
  return {
    layerId: layer.id,
    layerVersion: layer.version,
    layerKind: layer.kind,
    featureId: 'f1',
    name: null,
    properties: {},
    geometry,
    ...change,
  };
}

/** The patches here are on cropland, and that rule would stand beside all others: it has tests of its own. */
export const WITHOUT_CROPLAND_RULE: RuleSet = {
  ...DEFAULT_RULE_SET,
  rules: DEFAULT_RULE_SET.rules.filter(({ kind }) => kind !== 'croplandToNonAgricultural'),
};

export const EMPTY_CONTEXT: JudgingContext = {
  permits: [],
  layers: [],
  features: [],
  ruleSet: WITHOUT_CROPLAND_RULE,
};

export function judge(patch: Partial<JudgedPatch>, context: Partial<JudgingContext> = {}) {
  return judgePatch(patchOf(patch), { ...EMPTY_CONTEXT, ...context });
}
