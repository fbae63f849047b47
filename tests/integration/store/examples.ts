import type { NewAlert } from '#pipelines/findings-to-alerts/index.js';
import type { AreaGeometry } from '#domain/geometry.js';
import type { Layer, LayerFeature } from '#domain/layer.js';
import type { DetectedPatch } from '#domain/patch.js';
import type { Caller } from '#domain/people.js';
import type { Permit } from '#domain/permit.js';
import type { Recipe } from '#domain/recipe.js';
import type { Db } from '#store/database.js';
import { registerScene, type NewScene } from '#store/scenes.js';
import type { NewRun } from '#store/runs.js';
import { saveWatchArea } from '#store/watchAreas.js';

/** Records that are right in every field; tests change the field they are about. */

export const EVERYWHERE: Caller = { id: 'c', name: 'test', role: 'admin', adminCode: '' };

export const callerOf = (adminCode: string): Caller => ({ ...EVERYWHERE, role: 'officer', adminCode });

/** A square of `size` degrees with its south-west corner at lon, lat. */
export function square(lon: number, lat: number, size = 0.001): AreaGeometry {
  const [east, north] = [lon + size, lat + size];
  const ring = [
    [lon, lat],
    [east, lat],
    [east, north],
    [lon, north],
    [lon, lat],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

export function sceneOf(contentHash: string, acquiredAt: string, change: Partial<NewScene> = {}): NewScene {
  return {
    title: contentHash,
    acquiredAt,
    sensor: 'optical',
    platform: null,
    asset: { path: `${contentHash}.tif`, bands: { red: 1 }, scale: 1, offset: 0, nodata: null, quality: null },
    grid: { width: 10, height: 10, originX: 0, originY: 0, pixelWidth: 10, pixelHeight: 10, epsg: 4549 },
    footprintWgs84: square(120, 30, 0.1),
    gsdMetres: 10,
    contentHash,
    clearShare: 1,
    ...change,
  };
}

export function layerOf(change: Partial<Layer> = {}): Layer {
  return {
    id: 'redline',
    version: '2023',
    kind: 'ecologicalRedline',
    title: 'Redline',
    validFrom: '2023-01-01',
    validTo: null,
    owner: null,
    asOf: null,
    ...change,
  };
}

export function featureOf(
  featureId: string,
  geometry: AreaGeometry,
  properties: Record<string, unknown> = {},
): Pick<LayerFeature, 'featureId' | 'name' | 'properties' | 'geometry'> {
  return { featureId, name: null, properties, geometry };
}

export function permitOf(caseNumber: string, change: Partial<Permit> = {}): Permit {
  return {
    caseNumber,
    kind: 'buildingPermit',
    revision: 1,
    projectId: null,
    stage: 'granted',
    grantedOn: '2024-01-01',
    validTo: '2026-01-01',
    withdrawnOn: null,
    approvedUse: ['builtUp'],
    approvedAreaM2: 1000,
    footprintAreaM2: null,
    buildDeadline: null,
    conditions: null,
    geometry: square(120, 30),
    ...change,
  };
}

export const RECIPE: Recipe = {
  name: 'test',
  version: '1',
  detector: 'indexDifference',
  sensors: ['optical'],
  parameters: {},
  threshold: { method: 'otsu', parameter: null },
  connectivity: 4,
  sievePixels: 1,
  minimumAreaM2: { default: 0 },
};

export function patchOf(geometry: AreaGeometry, change: Partial<DetectedPatch> = {}): DetectedPatch {
  return {
    geometry,
    areaM2: 10_000,
    fromClass: 'grass',
    toClass: 'builtUp',
    confidence: 0.9,
    onsetFrom: '2024-02-01',
    onsetTo: '2024-03-01',
    beforeTime: '2024-02-01T02:30:00.000Z',
    afterTime: '2024-03-01T02:30:00.000Z',
    assessedShare: 1,
    registrationErrorM: 0.5,
    gsdM: 10,
    detector: 'indexDifference',
    recipe: { name: 'test', version: '1', hash: '0' },
    ...change,
  };
}

export function alertOf(id: string, change: Partial<NewAlert> = {}): Omit<NewAlert, 'patchId'> {
  return {
    id,
    kind: 'buildWithoutApproval',
    severity: 'high',
    adminCode: '330106',
    areaM2: 1000,
    onsetFrom: '2024-02-01',
    onsetTo: '2024-03-01',
    permitCaseNumbers: [],
    explanation: { zh: '未批先建', en: 'built without approval' },
    geometry: square(120, 30),
    ...change,
  };
}

/** A watch area with `months` monthly scenes from 2024-01, and what a run over two of them is made of. */
export async function watchedArea(
  db: Db,
  name: string,
  months: number,
  adminCode = '330106',
): Promise<{ readonly watchAreaId: string; readonly runOf: (after: number) => NewRun }> {
  const { watchArea } = await saveWatchArea(db, {
    name,
    adminCode,
    recipe: 'test',
    ruleSet: 'test',
    geometry: square(120, 30, 0.1),
  });
  const sceneIds: string[] = [];
  for (let month = 1; month <= months; month++) {
    const acquiredAt = `2024-${String(month).padStart(2, '0')}-01T02:30:00.000Z`;
    sceneIds.push((await registerScene(db, sceneOf(`${name}-${month}`, acquiredAt))).scene.id);
  }
  const runOf = (after: number): NewRun => ({
    watchAreaId: watchArea.id,
    beforeSceneIds: [sceneIds[after - 1]!],
    afterSceneId: sceneIds[after]!,
    recipe: RECIPE,
    recipeReference: { name: 'test', version: '1', hash: 'recipe' },
    ruleSet: {},
    ruleSetReference: { id: 'test', version: '1', hash: 'rules' },
  });
  return { watchAreaId: watchArea.id, runOf };
}
