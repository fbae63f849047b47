import { copyFile, cp, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join, relative } from 'node:path';
import type { Gdal, GdalDataset } from 'gdal3.js/node.js';
import iconv from 'iconv-lite';
import { BadInputError } from '#domain/errors.js';
import { refuseOldDatum, epsgOfName } from './crsName.js';
import { readFeatureCollection } from './geoJson.js';
import { isComputable } from './sourceCrs.js';
import type { FeatureNote, VectorFile, VectorReadOptions } from './vectorFeature.js';

const require = createRequire(import.meta.url);

/** GDAL, compiled to WebAssembly, loaded when first needed; it works on one file at a time. */
let gdal: Promise<Gdal> | null = null;
let turn: Promise<unknown> = Promise.resolve();
let messages: string[] = [];

function loadGdal(): Promise<Gdal> {
  gdal ??= (async () => {
    const { default: initGdalJs } = await import('gdal3.js/node.js');
    const folder = dirname(require.resolve('gdal3.js/dist/package/gdal3.node.js'));
    return initGdalJs({
      path: relative(process.cwd(), folder),
      useWorker: false,
      logHandler: () => undefined,
      errorHandler: (message) => messages.push(message),
    });
  })();
  return gdal;
}

/**
 * Reads a Shapefile, GeoPackage, FileGDB or table (CSV with WKT or GeoJSON) with GDAL, which converts to WGS84 where the file says its system. GDAL works
 * on a copy in a private folder, so nothing is written beside the data.
 * @throws BadInputError where GDAL cannot read the file, reports damage, or the file has several layers and none is named
 */
export async function readWithGdal(path: string, options: VectorReadOptions, name = path): Promise<VectorFile> {
  const mine = turn.then(() => readInTurn(path, options, name));
  turn = mine.catch(() => undefined);
  return mine;
}

async function readInTurn(path: string, options: VectorReadOptions, name: string): Promise<VectorFile> {
  const engine = await loadGdal();
  const folder = await mkdtemp(join(tmpdir(), 'planwatch-vector-'));
  messages = [];
  try {
    const copy = await copyDataset(path, folder, name);
    const isTable = extname(copy).toLowerCase() === '.csv';
    if (isTable) await recodeTable(copy, options.encoding ?? null, name);
    const dataset = await openDataset(engine, copy, openOptionsOf(copy, options), name);
    try {
      return await convert(engine, dataset, name, options);
    } finally {
      await engine.close(dataset);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Copies a dataset: a folder whole, a file with its companions (same name, other extension). */
async function copyDataset(path: string, folder: string, name: string): Promise<string> {
  // GDAL tells a folder's kind by its extension, and drivers by that of the file.
  const target = join(folder, `${basename(name, extname(name))}${extname(name).toLowerCase()}`);
  if ((await stat(path)).isDirectory()) {
    await cp(path, target, { recursive: true });
    return target;
  }
  await copyFile(path, target);
  await refuseDisguise(target, name);
  const stem = basename(path, extname(path)).toLowerCase();
  const names = await readdir(dirname(path));
  const companions = names.filter((file) => basename(file, extname(file)).toLowerCase() === stem);
  for (const file of companions) {
    const from = join(dirname(path), file);
    if (file === basename(path) || !(await stat(from)).isFile()) continue;
    await copyFile(from, join(folder, `${basename(target, extname(target))}${extname(file)}`));
  }
  return target;
}

/** First bytes by extension: GDAL goes by content, and would open a file of another kind that points elsewhere. */
const FIRST_BYTES: Readonly<Record<string, (bytes: Buffer) => boolean>> = {
  '.shp': (bytes) => bytes.length < 4 || bytes.readUInt32BE(0) === 9994,
  '.gpkg': (bytes) => bytes.toString('latin1').startsWith('SQLite format 3'),
  '.csv': (bytes) => !bytes.toString('latin1').trimStart().startsWith('<'),
};

async function refuseDisguise(path: string, name: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    const isSound = FIRST_BYTES[extname(path)]?.(buffer.subarray(0, bytesRead)) ?? true;
    if (!isSound) throw unreadable(name, `the first bytes of something else than ${extname(path)}`);
  } finally {
    await handle.close();
  }
}

/** Makes the copy of a table UTF-8, which GDAL takes it for. */
async function recodeTable(copy: string, encoding: string | null, name: string): Promise<void> {
  const bytes = await readFile(copy);
  if (encoding !== null && !iconv.encodingExists(encoding)) {
    const detail = { code: 'vector.encodingUnknown', where: name, found: encoding, expected: 'GBK or UTF-8' };
    throw new BadInputError('unknown text encoding', detail);
  }
  if (encoding !== null) return writeFile(copy, iconv.decode(bytes, encoding));
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    const expected = 'UTF-8, or the encoding (for example GBK)';
    const detail = { code: 'vector.encodingUnknown', where: name, found: 'text that is not UTF-8', expected };
    throw new BadInputError('text in an unknown encoding', detail, { cause: error });
  }
}

const GEOMETRY_COLUMNS = 'geometry,geom,the_geom,wkt,WKT,geojson,shape,boundary,几何,图形';

function openOptionsOf(copy: string, { encoding, geometry }: VectorReadOptions): string[] {
  switch (extname(copy).toLowerCase()) {
    case '.shp':
      return encoding ? [`ENCODING=${encoding}`] : [];
    case '.csv': {
      const columns = geometry ? [geometry].flat().join(',') : GEOMETRY_COLUMNS;
      return [`GEOM_POSSIBLE_NAMES=${columns}`, 'KEEP_GEOM_COLUMNS=NO', 'AUTODETECT_TYPE=NO'];
    }
    default:
      return [];
  }
}

async function openDataset(
  engine: Gdal,
  copy: string,
  openOptions: readonly string[],
  name: string,
): Promise<GdalDataset> {
  try {
    const { datasets } = await engine.open(copy, openOptions);
    const [dataset] = datasets;
    if (dataset?.type === 'vector') return dataset;
    throw unreadable(name, 'no vector data');
  } catch (error) {
    throw error instanceof BadInputError ? error : unreadable(name, gdalWords(error));
  }
}

async function convert(
  engine: Gdal,
  dataset: GdalDataset,
  path: string,
  options: VectorReadOptions,
): Promise<VectorFile> {
  const layer = chooseLayer(dataset, path, options.layer ?? null);
  const crs = options.crs ?? null;
  const wkt = layer.geometryFields?.[0]?.coordinateSystem?.wkt ?? null;
  if (wkt !== null && crs === null) refuseOldDatum(wkt, `${path}: coordinate reference system`);
  const epsg = crs === null ? (wkt === null ? null : epsgOfWkt(wkt)) : epsgOfName(crs, 'crs');
  // Where the system is one of the register, coordinates are taken as they stand and converted here, so that they can be
  // held against its area of use; other systems only GDAL knows.
  const conversion = wkt !== null && epsg === null ? ['-t_srs', 'EPSG:4326'] : [];
  let bytes: Uint8Array;
  try {
    const output = await engine.ogr2ogr(dataset, ['-f', 'GeoJSON', ...conversion, layer.name], 'converted');
    bytes = await engine.getFileBytes(output);
    engine.Module.FS.unlink(output.local);
  } catch (error) {
    throw unreadable(path, gdalWords(error));
  }
  refuseDamage(path);
  const collection = { ...(JSON.parse(new TextDecoder().decode(bytes)) as object), crs: null };
  const file = readFeatureCollection(collection, path, {
    ...options,
    crs: epsg === null ? null : `EPSG:${epsg}`,
  });
  const told = messages.map(oneLine).filter((message) => message !== '');
  const notes = told.map((message): FeatureNote => {
    return { kind: 'warning', feature: '', code: 'vector.gdal', message, at: null };
  });
  const report = {
    ...file.report,
    notes: [...file.report.notes, ...notes],
    epsg: conversion.length > 0 ? null : file.report.epsg,
  };
  return { ...file, report };
}

/** The EPSG code that a WKT definition ends with, where the register's definition can be computed with. */
function epsgOfWkt(wkt: string): number | null {
  const code = /(?:AUTHORITY\["EPSG",\s*"(\d+)"\]|ID\["EPSG",\s*(\d+)\])\s*\]\s*$/.exec(wkt);
  const epsg = Number(code?.[1] ?? code?.[2] ?? NaN);
  return isComputable(epsg) ? epsg : null;
}

type GdalLayer = NonNullable<GdalDataset['info']['layers']>[number];

function chooseLayer(dataset: GdalDataset, path: string, wanted: string | null): GdalLayer {
  const layers = (dataset.info.layers ?? []).filter((layer) => (layer.geometryFields ?? []).length > 0);
  const chosen = wanted === null ? layers : layers.filter((layer) => layer.name === wanted);
  if (chosen.length === 1) return chosen[0]!;
  throw new BadInputError(layers.length === 0 ? 'no layer with geometry' : 'the layer to read is not clear', {
    code: 'vector.layer',
    where: path,
    found: `layers ${layers.map(({ name }) => name).join(', ') || '(none)'}`,
    expected: expectedLayer(path, layers.length, wanted),
  });
}

function expectedLayer(path: string, count: number, wanted: string | null): string {
  if (wanted !== null) return `a layer named ${wanted}`;
  if (count === 0 && extname(path).toLowerCase() === '.csv') return 'a column with WKT or GeoJSON (geometry)';
  return 'one layer, or the name of the one to read';
}

/** GDAL goes on after an error and would leave features out without a word. */
function refuseDamage(path: string): void {
  const error = messages.find((message) => /^\s*ERROR \d+:/.test(message));
  if (error !== undefined) throw unreadable(path, oneLine(error));
}

function unreadable(path: string, found: string): BadInputError {
  return new BadInputError('the file cannot be read', {
    code: 'vector.unreadable',
    where: path,
    found,
    expected: 'an undamaged Shapefile, GeoPackage, FileGDB or table',
  });
}

function gdalWords(error: unknown): string {
  const told = messages.map(oneLine).findLast((message) => message !== '');
  if (told !== undefined) return told;
  if (Array.isArray(error)) {
    const words = error.map((item: unknown) => (item as { message?: string } | null)?.message ?? '').filter(Boolean);
    return words.join('; ') || 'data that GDAL does not recognise';
  }
  return error instanceof Error ? error.message : String(error);
}

const oneLine = (message: string): string => message.replaceAll(/\s+/g, ' ').trim();
