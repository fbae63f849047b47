import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BadInputError } from '#domain/errors.js';
import type { Recipe } from '#domain/recipe.js';
import type { SceneAsset, SensorKind } from '#domain/scene.js';
import type { IsoTime } from '#domain/time.js';
import { PAIR_RECIPE, parseRecipe, recipeByName, RECIPES } from '#pipelines/recipes/recipes.js';
import { openRaster, type RasterHeader } from '#store/rasters/index.js';
import type { SceneInput } from '#worker/compute/engine.js';
import { acquisitionTimeOf, requireTimes } from './acquisitionTime.js';
import { parseBandNames, readBandNames, type BandReading } from './bandNames.js';

/** What the command line says of the pair. */
export interface PairOptions {
  readonly before: string;
  readonly after: string;
  readonly beforeTime?: string;
  readonly afterTime?: string;
  readonly bands?: string;
  readonly sensor?: SensorKind;
  readonly areTimesNeeded: boolean;
}

export interface PairInput {
  readonly before: SceneInput;
  readonly after: SceneInput;
  /** Things that were assumed, in words. */
  readonly notes: readonly string[];
}

/** Reads the headers of both files and settles what their bands, times and sensor are. */
export async function readPairInput(options: PairOptions, now: Date): Promise<PairInput> {
  const before = await readHeader(options.before);
  const after = await readHeader(options.after);
  const readings = [before, after].map((header) => readingOf(header, options));
  const [bandsBefore, bandsAfter] = [readings[0]!, readings[1]!];
  const times = requireTimes(
    { path: options.before, time: timeOf(before, '--before-time', options.beforeTime) },
    { path: options.after, time: timeOf(after, '--after-time', options.afterTime) },
    { areNeeded: options.areTimesNeeded, now },
  );
  return {
    before: sceneOf(before, bandsBefore, times.before, options.sensor),
    after: sceneOf(after, bandsAfter, times.after, options.sensor),
    notes: readings.flatMap(({ assumption }) => (assumption === null ? [] : [assumption])),
  };
}

async function readHeader(path: string): Promise<RasterHeader> {
  const raster = await openRaster(resolve(path));
  try {
    return raster.header;
  } finally {
    raster.close();
  }
}

function readingOf(header: RasterHeader, { bands, sensor }: PairOptions): BandReading {
  const pictureBands = header.bands.filter((_, index) => index + 1 !== header.alphaBand);
  if (bands !== undefined) return parseBandNames(bands, header.bandCount);
  return readBandNames({
    path: header.path,
    descriptions: pictureBands.map(({ description }) => description),
    sensor: sensor ?? null,
  });
}

const timeOf = (header: RasterHeader, option: string, text: string | undefined): IsoTime | null =>
  acquisitionTimeOf(header.path, header.metadata, { option, text });

function sceneOf(
  header: RasterHeader,
  { bands, quality }: BandReading,
  acquiredAt: IsoTime,
  sensor: SensorKind | undefined,
): SceneInput {
  const [first] = Object.values(bands);
  const { scale, offset } = header.bands[(first ?? 1) - 1]!;
  const asset: SceneAsset = {
    path: header.path,
    bands,
    scale,
    offset,
    nodata: null,
    quality: quality === null ? null : { path: null, ...quality },
  };
  return { asset, acquiredAt, sensor: sensor ?? guessSensor(bands) };
}

const guessSensor = (bands: Readonly<Record<string, number>>): SensorKind =>
  bands['red'] !== undefined && bands['nir'] === undefined ? 'rgb' : 'optical';

/** A recipe by its name, or from a JSON file. */
export async function loadRecipe(nameOrPath: string | undefined): Promise<Recipe> {
  if (nameOrPath === undefined) return PAIR_RECIPE;
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
  return parseRecipe(parseJson(text, nameOrPath), nameOrPath);
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new BadInputError('not JSON', { code: 'recipe.notJson', where, found }, { cause: error });
  }
}
