import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, relative } from 'node:path';
import { BadInputError } from '#domain/errors.js';
import { datasetIn, unpackArchive } from './archive.js';
import { readWithGdal } from './gdalFile.js';
import { parseJson, readFeatureCollection } from './geoJson.js';
import { collectionOfRecords } from './records.js';
import { refuseMojibake, requireEncoding } from './shapefileEncoding.js';
import type { VectorFile, VectorReadOptions } from './vectorFeature.js';

/** Files are read whole; larger ones belong into a database or several files. */
const MAX_BYTES = 512 * 1024 * 1024;
/** Text that is parsed in one piece; a GeoPackage holds the same in a third. */
const MAX_JSON_BYTES = 256 * 1024 * 1024;

/**
 * Reads the polygons of a GeoJSON, Shapefile (`.shp`), GeoPackage (`.gpkg`), FileGDB (`.gdb` folder), a table with a column
 * of WKT or GeoJSON (`.csv`), JSON records (with `geometry`), or a zip of one of them, as WGS84.
 * @param name of the file as its sender knows it, for messages and for its extension; default the path
 * @throws BadInputError naming the file and field: not there, too large, unknown kind, broken, without area, in an
 *   unknown or refused coordinate reference system, in an unknown encoding
 */
export async function readVectorFile(
  path: string,
  options: VectorReadOptions = {},
  name: string = path,
): Promise<VectorFile> {
  const info = await stat(path).catch(() => null);
  if (info === null) {
    throw new BadInputError('no such file', { code: 'vector.notFound', where: name, expected: 'a vector file' });
  }
  const extension = extname(name).toLowerCase();
  const isJson = extension === '.json' || extension === '.geojson';
  const limit = isJson || extension === '.csv' ? MAX_JSON_BYTES : MAX_BYTES;
  if (info.isFile() && info.size > limit) {
    throw new BadInputError('the file is too large', {
      code: 'vector.tooLarge',
      where: name,
      found: `${info.size} bytes`,
      expected: `up to ${limit} bytes`,
    });
  }
  if (isJson) return readJson(parseJson(await readUtf8(path, name), name), name, options);
  switch (extension) {
    case '.shp':
      return readShapefile(path, options, name);
    case '.gpkg':
    case '.gdb':
    case '.csv':
      return readWithGdal(path, options, name);
    case '.zip':
      return readArchive(path, options, name);
    default:
      throw new BadInputError('unknown kind of vector file', {
        code: 'vector.unknownFormat',
        where: name,
        found: extension || 'no extension',
        expected: '.geojson, .json, .shp, .gpkg, .gdb, .csv or a .zip of one',
      });
  }
}

async function readShapefile(path: string, options: VectorReadOptions, name: string): Promise<VectorFile> {
  if ((options.encoding ?? null) === null) await requireEncoding(path, name);
  const file = await readWithGdal(path, options, name);
  refuseMojibake(file, name);
  return file;
}

function readJson(document: unknown, name: string, options: VectorReadOptions): VectorFile {
  const isGeoJson = (document as { type?: unknown } | null)?.type === 'FeatureCollection';
  const { geometry, records } = options;
  if (isGeoJson || geometry === null || geometry === undefined) return readFeatureCollection(document, name, options);
  const layout = { geometry: typeof geometry === 'string' ? [geometry] : geometry, records };
  return readFeatureCollection(collectionOfRecords(document, name, layout), name, options);
}

async function readArchive(path: string, options: VectorReadOptions, name: string): Promise<VectorFile> {
  const folder = await mkdtemp(join(tmpdir(), 'planwatch-archive-'));
  try {
    await unpackArchive(path, folder, name);
    const dataset = await datasetIn(folder, name, options.layer ?? null);
    const isNamed = extname(dataset) !== '.gpkg' && extname(dataset) !== '.gdb';
    const inner = isNamed ? { ...options, layer: null } : options;
    return await readVectorFile(dataset, inner, `${name}/${relative(folder, dataset)}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readUtf8(path: string, name: string): Promise<string> {
  const bytes = await readFile(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new BadInputError(
      'the text is not UTF-8',
      { code: 'vector.notUtf8', where: name, expected: 'GeoJSON in UTF-8 (RFC 7946)' },
      { cause: error },
    );
  }
}
