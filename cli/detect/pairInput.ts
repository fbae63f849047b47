import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { BadInputError } from '#domain/errors.js';
import type { Recipe } from '#domain/recipe.js';
import type { SceneAsset, SensorKind } from '#domain/scene.js';
import type { IsoTime } from '#domain/time.js';
import { autoRecipe } from '#pipelines/recipes/autoRecipe.js';
import { parseRecipe, recipeByName, RECIPES } from '#pipelines/recipes/recipes.js';
import { parseLearnedManifest } from '#pipelines/scene-to-change/learnedContract.js';
import { learnedRecipe } from '#pipelines/scene-to-change/learnedDetector.js';
import {
  commonScaling,
  isRemotePath,
  openRaster,
  openScene,
  pixelSizeMetres,
  type RasterHeader,
} from '#store/rasters/index.js';
import type { SceneInput } from '#worker/compute/engine.js';
import { acquisitionTimeOf, checkTimes } from './acquisitionTime.js';
import { isPolarisation, parseBandNames, readBandNames, type BandReading } from './bandNames.js';
import { isManifestPath, readSceneManifest } from './sceneManifest.js';

/** What the command line says of the pair. */
export interface PairOptions {
  readonly before: string;
  readonly after: string;
  readonly beforeTime?: string;
  readonly afterTime?: string;
  readonly bands?: string;
  readonly sensor?: SensorKind;
}

export interface PairInput {
  readonly before: SceneInput;
  readonly after: SceneInput;
  /** Things that were assumed, in words. */
  readonly notes: readonly string[];
  /** Which dates are known. Where one is not, the scene's `acquiredAt` stands for nothing, and patches must not carry it. */
  readonly dated: { readonly before: boolean; readonly after: boolean };
}

/** Reads the headers, or manifests, of both scenes and settles what their bands, times and sensor are. */
export async function readPairInput(options: PairOptions, now: Date): Promise<PairInput> {
  const before = await readSide(options.before, { option: '--before-time', text: options.beforeTime }, options);
  const after = await readSide(options.after, { option: '--after-time', text: options.afterTime }, options);
  checkTimes({ path: options.before, time: before.time }, { path: options.after, time: after.time }, now);
  return {
    before: sceneOf(before),
    after: sceneOf(after),
    notes: [before, after].flatMap(({ assumption }) => (assumption === null ? [] : [assumption])),
    dated: { before: before.time !== null, after: after.time !== null },
  };
}

/** Stands for an unknown time. */
const EPOCH: IsoTime = '1970-01-01T00:00:00.000Z';

const sceneOf = ({ asset, time, sensor }: Side): SceneInput => ({ asset, acquiredAt: time ?? EPOCH, sensor });

/** One scene of the pair; `assumption` says what was guessed. */
interface Side {
  readonly asset: SceneAsset;
  readonly time: IsoTime | null;
  readonly sensor: SensorKind;
  readonly assumption: string | null;
}

interface StatedTime {
  readonly option: string;
  readonly text: string | undefined;
}

async function readSide(path: string, stated: StatedTime, options: PairOptions): Promise<Side> {
  if (isManifestPath(path)) return readManifestSide(path, stated, options);
  const place = isRemotePath(path) ? path : resolve(path);
  const raster = await openRaster(place);
  raster.close();
  const { header } = raster;
  const { bands, quality, assumption } = readingOf(header, options);
  const { scale, offset } = commonScaling(Object.values(bands).map((band) => ({ header, band })));
  return {
    asset: {
      path: place,
      bands,
      scale,
      offset,
      nodata: null,
      quality: quality === null ? null : { path: null, ...quality },
    },
    time: acquisitionTimeOf(header.path, header.metadata, stated),
    sensor: options.sensor ?? guessSensor(bands),
    assumption,
  };
}

async function readManifestSide(path: string, stated: StatedTime, { bands, sensor }: PairOptions): Promise<Side> {
  if (bands !== undefined) {
    throw new BadInputError('the manifest says what the bands are', {
      code: 'bands.twice',
      where: '--bands',
      found: `--bands beside ${path}`,
      expected: 'one of the two',
    });
  }
  const scene = await readSceneManifest(path);
  const time = stated.text === undefined ? scene.acquiredAt : null;
  return {
    asset: scene.asset,
    time: time ?? acquisitionTimeOf(path, {}, stated),
    sensor: sensor ?? scene.sensor ?? guessSensor(scene.asset.bands),
    assumption: null,
  };
}

function readingOf(header: RasterHeader, { bands, sensor }: PairOptions): BandReading {
  if (bands !== undefined) return parseBandNames(bands, header.bandCount);
  const numbers = [...header.bands.keys()].map((index) => index + 1).filter((band) => band !== header.alphaBand);
  const reading = readBandNames({
    path: header.path,
    descriptions: numbers.map((band) => header.bands[band - 1]!.description),
    sensor: sensor ?? null,
  });
  // Alpha may stand between the others.
  const inFile = (place: number): number => numbers[place - 1]!;
  return {
    ...reading,
    bands: Object.fromEntries(Object.entries(reading.bands).map(([name, place]) => [name, inFile(place)])),
    quality: reading.quality && { ...reading.quality, band: inFile(reading.quality.band) },
  };
}

function guessSensor(bands: Readonly<Record<string, number>>): SensorKind {
  const names = Object.keys(bands);
  if (names.length > 0 && names.every(isPolarisation)) return 'sar';
  return bands['red'] !== undefined && bands['nir'] === undefined ? 'rgb' : 'optical';
}

/**
 * Chooses the recipe that fits the pair.
 * @throws BadInputError where the before scene has no place on the ground, or the dates cannot be compared
 */
export async function chooseRecipe({ before, after }: PairInput): Promise<{ recipe: Recipe; reason: string }> {
  const scene = await openScene(before.asset);
  scene.close();
  const { width, height } = pixelSizeMetres(scene.grid);
  const natureOf = ({ asset, sensor }: SceneInput) => ({ path: asset.path, sensor, bands: Object.keys(asset.bands) });
  return autoRecipe({ before: natureOf(before), after: natureOf(after), gsdM: (width + height) / 2 });
}

/** A recipe by its name, or from a JSON file. */
export async function loadRecipe(nameOrPath: string): Promise<Recipe> {
  if (!/[./\\]/.test(nameOrPath) || RECIPES.some(({ name }) => name === nameOrPath)) return recipeByName(nameOrPath);
  let text: string;
  try {
    text = await readFile(nameOrPath, 'utf8');
  } catch (error) {
    throw new BadInputError(
      'cannot read the recipe',
      { code: 'recipe.unreadable', where: nameOrPath },
      { cause: error },
    );
  }
  const recipe = parseRecipe(parseJson(text, nameOrPath), nameOrPath);
  return recipe.detector === 'learned' ? withManifest(recipe, nameOrPath) : recipe;
}

/**
 * A learned recipe names the manifest of its model, by a path from the recipe's folder; the ONNX file lies beside that
 * under the same name. The recipe that runs holds the manifest itself.
 */
async function withManifest(recipe: Recipe, recipePath: string): Promise<Recipe> {
  const stated = recipe.parameters['model'];
  if (typeof stated !== 'string' || !stated.endsWith('.json')) {
    throw new BadInputError('a learned recipe names the manifest of its model', {
      code: 'model.manifest',
      where: `${recipePath}.parameters.model`,
      found: stated === undefined ? 'none' : String(stated),
      expected: 'the path of a manifest, NAME.json beside NAME.onnx',
    });
  }
  const path = resolve(dirname(recipePath), stated);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new BadInputError('cannot read the manifest', { code: 'model.unreadable', where: path }, { cause: error });
  }
  const manifest = parseLearnedManifest(parseJson(text, path), path);
  return learnedRecipe(recipe, manifest, path.replace(/json$/, 'onnx'));
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new BadInputError('not JSON', { code: 'recipe.notJson', where, found }, { cause: error });
  }
}
