import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { z } from 'zod';
import type { AreaGeometry } from '#domain/geometry.js';
import type { Run } from '#domain/run.js';
import type { SceneAsset } from '#domain/scene.js';
import { DEFAULT_RULE_SET } from '#pipelines/patches-to-findings/index.js';
import { recipeByName } from '#pipelines/recipes/recipes.js';
import type { Db } from '#store/database.js';
import type { NewScene } from '#store/scenes.js';
import { readFields, readLayersManifest, readLayerVersion, readPermitFile } from '#store/vectors/index.js';
import { saveWatchArea, type NewWatchArea } from '#store/watchAreas.js';
import { createMonitoringRuns } from '#worker/monitoringRuns.js';
import { readOrders } from '../check/checkInput.js';
import { storeLayers, storeOrders, storePermits, storeScenes } from '../import/importedFiles.js';
import { describeScene, readSceneManifest } from '../import/sceneManifest.js';
import type { Progress } from '../progress.js';

/** Steps that `importSample` reports: layers, permits, and each scene. */
export const IMPORT_STEPS = 100;

/** Looks for construction only: the county's fields are sown and harvested all year. */
const SAMPLE_RECIPE = recipeByName('newConstruction');

const countySchema = z.looseObject({ name: z.string(), adminCode: z.string(), boundary: z.looseObject({}) });

/** What the sample's monitoring is, by the county file that `planwatch sample` wrote. */
export async function sampleWatchArea(sampleDir: string): Promise<NewWatchArea> {
  const path = join(sampleDir, 'county.json');
  const county = readFields(countySchema, JSON.parse(await readFile(path, 'utf8')), path, 'sample.county');
  return {
    name: county.name,
    adminCode: county.adminCode,
    recipe: SAMPLE_RECIPE.name,
    ruleSet: DEFAULT_RULE_SET.id,
    geometry: county.boundary as unknown as AreaGeometry,
  };
}

/**
 * Brings a sample county's layers, permits and scenes into the store and asks for its monitoring, month by month.
 * Whatever stands stored already stays as it is.
 */
export async function importSample(
  db: Db,
  dataDir: string,
  sampleDir: string,
  progress: Progress,
): Promise<readonly Run[]> {
  const layers = await readLayersManifest(sampleDir);
  const scenes = await readSceneManifest(join(sampleDir, 'scenes.json'));
  const steps = layers.entries.length + 1 + scenes.length;
  let done = 0;
  const next = (what: string): void => progress.set((IMPORT_STEPS * done++) / steps, what);

  for (const entry of layers.entries) {
    next(`layer ${entry.id}`);
    await storeLayers(db, [await readLayerVersion(entry, layers.folder)], { publish: true, acceptProblems: true });
  }
  next('permits');
  await storePermits(db, await readPermitFile(join(sampleDir, 'permits.geojson')));
  await storeOrders(db, await readOrders(join(sampleDir, 'orders.json')));
  for (const [index, entry] of scenes.entries()) {
    next(`scene ${entry.title}`);
    const scene = await describeScene(entry, sampleDir, `scenes.json[${index}]`);
    await storeScenes(db, [placedIn(dataDir, scene)]);
  }
  const { watchArea } = await saveWatchArea(db, await sampleWatchArea(sampleDir));
  return createMonitoringRuns(db, watchArea.id, DEFAULT_RULE_SET);
}

/** With paths relative to the data folder, so that the folder may be moved. */
function placedIn(dataDir: string, scene: NewScene): NewScene {
  const { path, quality } = scene.asset;
  const asset: SceneAsset = {
    ...scene.asset,
    path: relative(dataDir, path),
    quality: quality && { ...quality, path: quality.path === null ? null : relative(dataDir, quality.path) },
  };
  return { ...scene, asset };
}
