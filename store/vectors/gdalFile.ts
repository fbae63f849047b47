import { copyFile, cp, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join, relative } from 'node:path';
import type { Gdal, GdalDataset } from 'gdal3.js/node.js';
import { BadInputError } from '#domain/errors.js';
import { refuseOldDatum, epsgOfName } from './crsName.js';
import { readFeatureCollection } from './geoJson.js';
import type { VectorFile, VectorReadOptions } from './vectorFeature.js';

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
 * Reads a Shapefile, GeoPackage or FileGDB with GDAL, which converts to WGS84 where the file says its system. GDAL works
 * on a copy in a private folder, so nothing is written beside the data.
 * @throws BadInputError where GDAL cannot read the file, reports damage, or the file has several layers and none is named
 */
export async function readWithGdal(path: string, options: VectorReadOptions): Promise<VectorFile> {
  const mine = turn.then(() => readInTurn(path, options));
  turn = mine.catch(() => undefined);
  return mine;
}

async function readInTurn(path: string, options: VectorReadOptions): Promise<VectorFile> {
  const engine = await loadGdal();
  const folder = await mkdtemp(join(tmpdir(), 'planwatch-vector-'));
  messages = [];
  try {
    const copy = await copyDataset(path, folder);
    const dataset = await openDataset(engine, copy, { path, encoding: options.encoding ?? null });
    try {
      return await convert(engine, dataset, path, options);
    } finally {
      await engine.close(dataset);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Copies a dataset: a folder whole, a file with its companions (same name, other extension). */
async function copyDataset(path: string, folder: string): Promise<string> {
  const target = join(folder, basename(path));
  if ((await stat(path)).isDirectory()) {
    await cp(path, target, { recursive: true });
    return target;
  }
  const stem = basename(path, extname(path)).toLowerCase();
  const names = await readdir(dirname(path));
  const companions = names.filter((name) => basename(name, extname(name)).toLowerCase() === stem);
  for (const name of companions) {
    const from = join(dirname(path), name);
    if ((await stat(from)).isFile()) await copyFile(from, join(folder, name));
  }
  return target;
}

async function openDataset(
  engine: Gdal,
  copy: string,
  { path, encoding }: { path: string; encoding: string | null },
): Promise<GdalDataset> {
  const isShapefile = extname(path).toLowerCase() === '.shp';
  const openOptions = encoding !== null && isShapefile ? [`ENCODING=${encoding}`] : [];
  try {
    const { datasets } = await engine.open(copy, openOptions);
    const [dataset] = datasets;
    if (dataset?.type === 'vector') return dataset;
    throw unreadable(path, 'no vector data');
  } catch (error) {
    throw error instanceof BadInputError ? error : unreadable(path, gdalWords(error));
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
  const source = crs === null ? [] : ['-s_srs', `EPSG:${epsgOfName(crs, 'crs')}`];
  const isKnown = crs !== null || wkt !== null;
  const conversion = isKnown ? [...source, '-t_srs', 'EPSG:4326'] : [];
  let bytes: Uint8Array;
  try {
    const output = await engine.ogr2ogr(dataset, ['-f', 'GeoJSON', ...conversion, layer.name], 'converted');
    bytes = await engine.getFileBytes(output);
    engine.Module.FS.unlink(output.local);
  } catch (error) {
    throw unreadable(path, gdalWords(error));
  }
  refuseDamage(path);
  const file = readFeatureCollection(JSON.parse(new TextDecoder().decode(bytes)), path);
  return { ...file, report: { ...file.report, warnings: [...file.report.warnings, ...messages.map(oneLine)] } };
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
    expected: wanted === null ? 'one layer, or the name of the one to read' : `a layer named ${wanted}`,
  });
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
    expected: 'an undamaged Shapefile, GeoPackage or FileGDB',
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
