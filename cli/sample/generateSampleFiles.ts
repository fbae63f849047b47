import { join } from 'node:path';
import { createCounty } from '#samples/county.js';
import {
  countyDocument,
  ordersDocument,
  permitsDocument,
  standingTruthDocument,
  truthDocument,
} from '#samples/files/documents.js';
import type { SampleManifest, SceneEntry } from '#samples/files/scenes.js';
import { SCENE_COUNT } from '#samples/imagery/calendar.js';
import { FULL_SIZE_PX } from '#samples/landscape/frame.js';
import { jsonText, writeWhole } from './writeFiles.js';
import { writeLayers } from './writeLayers.js';
import { writeMonthlyScene, writeTownPair } from './writeScenes.js';

export interface SampleOptions {
  readonly seed: number;
  /** Folder to fill; made where missing. Files of an earlier sample are replaced. */
  readonly outDir: string;
  /** Side in 10 m pixels; default 1200. */
  readonly sizePx?: number;
  /** Steps done of `SAMPLE_STEPS`, and what comes next. */
  readonly onProgress?: (done: number, next: string) => void;
}

/** The county, each scene, the town's pictures, the layers, the rest. */
export const SAMPLE_STEPS = SCENE_COUNT + 4;

/**
 * Writes a sample county: `scenes/`, `vhr/`, `scenes.json`, `layers/`, `layers.json`, `permits.geojson`, `orders.json`,
 * `truth.geojson`, `standing-truth.json` and, last, `county.json`, whose presence says that the sample is complete.
 * @returns the content of scenes.json: monthly scenes in order of time, then the pair of town pictures
 * @throws BadInputError for a seed or size out of range
 */
export async function generateSampleFiles(options: SampleOptions): Promise<SampleManifest> {
  const { seed, outDir, sizePx = FULL_SIZE_PX, onProgress = () => undefined } = options;
  let done = 0;
  const next = async (name: string): Promise<void> => {
    onProgress(done++, name);
    await new Promise((resolve) => setImmediate(resolve));
  };
  await next('landscape');
  const county = createCounty(seed, sizePx);
  const scenes: SceneEntry[] = [];
  for (let index = 0; index < SCENE_COUNT; index++) {
    await next(`scene ${index + 1} of ${SCENE_COUNT}`);
    scenes.push(await writeMonthlyScene(county, index, outDir));
  }
  await next('town pictures');
  scenes.push(...(await writeTownPair(county, outDir)));
  await next('plan layers');
  await writeLayers(county, outDir);
  await next('permits and truth');
  const manifest: SampleManifest = { scenes };
  await writeWhole(join(outDir, 'scenes.json'), jsonText(manifest));
  await writeWhole(join(outDir, 'permits.geojson'), jsonText(permitsDocument(county)));
  await writeWhole(join(outDir, 'orders.json'), jsonText(ordersDocument(county)));
  await writeWhole(join(outDir, 'standing-truth.json'), jsonText(standingTruthDocument(county)));
  await writeWhole(join(outDir, 'truth.geojson'), jsonText(truthDocument(county)));
  await writeWhole(join(outDir, 'county.json'), jsonText(countyDocument(county)));
  onProgress(SAMPLE_STEPS, 'done');
  return manifest;
}
