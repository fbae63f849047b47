import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { BadInputError } from '#domain/errors.js';
import { QUALITY_CODINGS, type SceneAsset } from '#domain/scene.js';
import type { Harmonisation, Observation, Series } from '#domain/series.js';
import { parseTime } from '#domain/time.js';
import { isRemotePath } from '../rasters/remoteAccess.js';
import { openScene } from '../rasters/sceneFile.js';
import { parseJson, readFields } from '../vectors/index.js';
import { isItemCollection, manifestOfItems } from './stacItems.js';

const filePath = z.string().min(1);
const bandNumber = z.int().min(1);

const qualitySchema = z.union(
  [
    filePath,
    z.looseObject({
      path: filePath.nullish(),
      band: bandNumber.default(1),
      coding: z.enum(QUALITY_CODINGS).optional(),
      clear: z.array(z.int()).min(1).optional(),
    }),
  ],
  { error: 'a file, or { "band": …, "clear": […] }' },
);

const observationSchema = z.looseObject({
  time: z.string(),
  path: filePath.optional(),
  bands: z
    .record(
      z.string().min(1),
      z.union([bandNumber, z.strictObject({ path: filePath, band: bandNumber.default(1) })], {
        error: 'a band number, or { "path": …, "band": … }',
      }),
    )
    .refine((bands) => Object.keys(bands).length > 0, { message: 'at least one band' }),
  quality: qualitySchema.nullish(),
  sensor: z.string().nullish(),
  scale: z.number().optional(),
  offset: z.number().optional(),
  nodata: z.number().nullish(),
});

const harmonisationSchema = z.object({ slope: z.number(), intercept: z.number().default(0) });

/** A series.json (file formats, version 1). `harmonisation`: by sensor and band, what brings values onto the others'. */
const manifestSchema = z.looseObject({
  id: z.string().min(1),
  observations: z.array(observationSchema).min(1),
  scale: z.number().optional(),
  offset: z.number().optional(),
  nodata: z.number().nullish(),
  harmonisation: z.record(z.string(), z.record(z.string(), harmonisationSchema)).optional(),
});

export type SeriesManifest = z.infer<typeof manifestSchema>;
type ObservationEntry = z.infer<typeof observationSchema>;

/**
 * Reads a series: a series.json, or a STAC item collection (what a search answers). Paths are relative to the file. The grid
 * is that of the first look; others are brought onto it on reading.
 * @throws BadInputError naming the field or file that cannot be used
 */
export async function readSeries(path: string): Promise<Series> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const found = (error as NodeJS.ErrnoException).code ?? String(error);
    const detail = { code: 'series.notFound', where: path, found, expected: 'a series.json' };
    throw new BadInputError('no series', detail, { cause: error });
  });
  const value = parseJson(text, path);
  const manifest = readFields(
    manifestSchema,
    isItemCollection(value) ? manifestOfItems(value, path) : value,
    path,
    'series.field',
  );
  const observations = observationsOf(manifest, path).sort((a, b) => Date.parse(a.time) - Date.parse(b.time));
  const [first] = observations;
  const bands = Object.keys(first!.asset.bands).filter((band) =>
    observations.every(({ asset }) => asset.bands[band] !== undefined),
  );
  if (bands.length === 0) {
    throw new BadInputError('the looks have no band in common', {
      code: 'series.bands',
      where: path,
      found: `${Object.keys(first!.asset.bands).join(', ')} on the first`,
      expected: 'one band name at least that every observation has',
    });
  }
  const scene = await openScene(first!.asset);
  scene.close();
  return { id: manifest.id, observations, bands, grid: scene.grid };
}

function observationsOf(manifest: SeriesManifest, where: string): Observation[] {
  const folder = dirname(resolve(where));
  const at = (name: string): string => (isRemotePath(name) ? name : resolve(folder, name));
  return manifest.observations.map((entry, index) => {
    const place = `${where}.observations[${index}]`;
    return {
      time: parseTime(entry.time, `${place}.time`),
      asset: assetOf(entry, manifest, at, place),
      sensor: entry.sensor ?? null,
      harmonisation: harmonisationOf(entry, manifest),
    };
  });
}

const harmonisationOf = (
  { sensor }: ObservationEntry,
  { harmonisation }: SeriesManifest,
): Record<string, Harmonisation> =>
  (sensor === null || sensor === undefined ? undefined : harmonisation?.[sensor]) ?? {};

function assetOf(
  entry: ObservationEntry,
  series: SeriesManifest,
  at: (name: string) => string,
  place: string,
): SceneAsset {
  const files = Object.fromEntries(
    Object.entries(entry.bands).flatMap(([name, band]) => (typeof band === 'number' ? [] : [[name, at(band.path)]])),
  );
  const own =
    entry.path ?? Object.values(entry.bands).flatMap((band) => (typeof band === 'number' ? [] : [band.path]))[0];
  if (own === undefined) {
    throw new BadInputError('a band number without a file', {
      code: 'series.noPath',
      where: `${place}.path`,
      found: 'nothing',
      expected: 'a path, or one in each band',
    });
  }
  return {
    path: at(own),
    bands: Object.fromEntries(
      Object.entries(entry.bands).map(([name, band]) => [name, typeof band === 'number' ? band : band.band]),
    ),
    ...(Object.keys(files).length === 0 ? {} : { files }),
    scale: entry.scale ?? series.scale ?? 1,
    offset: entry.offset ?? series.offset ?? 0,
    nodata: entry.nodata ?? series.nodata ?? null,
    quality: qualityOf(entry.quality ?? null, at),
  };
}

/** A file alone says 0 where it was clear (Planwatch's own coding); `clear` lists the values that do. */
function qualityOf(quality: z.infer<typeof qualitySchema> | null, at: (name: string) => string): SceneAsset['quality'] {
  if (quality === null) return null;
  if (typeof quality === 'string') return { path: at(quality), band: 1, coding: 'own' };
  const { path, band, clear } = quality;
  return {
    path: path === null || path === undefined ? null : at(path),
    band,
    coding: quality.coding ?? (clear === undefined ? 'own' : 'fmask'),
    ...(clear === undefined ? {} : { clear }),
  };
}
