import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { BadInputError } from '#domain/errors.js';
import { readWithGdal } from './gdalFile.js';
import { parseGeoJson } from './geoJson.js';
import { requireEncoding } from './shapefileEncoding.js';
import type { VectorFile, VectorReadOptions } from './vectorFeature.js';

/** Files are read whole; larger ones belong into a database or several files. */
const MAX_BYTES = 512 * 1024 * 1024;

/**
 * Reads the polygons of a GeoJSON, Shapefile (`.shp`), GeoPackage (`.gpkg`) or FileGDB (`.gdb` folder) as WGS84.
 * @throws BadInputError naming the file and field: not there, too large, unknown kind, broken, without area, in an
 *   unknown or refused coordinate reference system, in an unknown encoding
 */
export async function readVectorFile(path: string, options: VectorReadOptions = {}): Promise<VectorFile> {
  const info = await stat(path).catch(() => null);
  if (info === null) {
    throw new BadInputError('no such file', { code: 'vector.notFound', where: path, expected: 'a vector file' });
  }
  if (info.isFile() && info.size > MAX_BYTES) {
    throw new BadInputError('the file is too large', {
      code: 'vector.tooLarge',
      where: path,
      found: `${info.size} bytes`,
      expected: `up to ${MAX_BYTES} bytes`,
    });
  }
  const extension = extname(path).toLowerCase();
  switch (extension) {
    case '.geojson':
    case '.json':
      return parseGeoJson(await readUtf8(path), path, options);
    case '.shp':
      if ((options.encoding ?? null) === null) await requireEncoding(path);
      return readWithGdal(path, options);
    case '.gpkg':
    case '.gdb':
      return readWithGdal(path, options);
    default:
      throw new BadInputError('unknown kind of vector file', {
        code: 'vector.unknownFormat',
        where: path,
        found: extension || 'no extension',
        expected: '.geojson, .json, .shp, .gpkg or .gdb',
      });
  }
}

async function readUtf8(path: string): Promise<string> {
  const bytes = await readFile(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new BadInputError(
      'the text is not UTF-8',
      { code: 'vector.notUtf8', where: path, expected: 'GeoJSON in UTF-8 (RFC 7946)' },
      { cause: error },
    );
  }
}
