import { basename, dirname, extname, resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { UnavailableError } from '#domain/errors.js';
import { LAYER_KINDS, type LayerKind } from '#domain/layer.js';
import { QUALITY_CODINGS, SENSOR_KINDS, type QualityCoding, type SensorKind } from '#domain/scene.js';
import { loadConfig } from '#runtime/config.js';
import { createPool } from '#runtime/databasePool.js';
import { openDatabase, type Db } from '#store/database.js';
import { isDatabaseAway } from '#store/databaseAvailability.js';
import { migrate } from '#store/migrate.js';
import type { NewScene } from '#store/scenes.js';
import {
  parseLayersManifest,
  readLayersManifest,
  readLayerVersion,
  readPermitFile,
  type ImportedLayerVersion,
} from '#store/vectors/index.js';
import { storeLayers, storePermits, storeScenes, type ImportedItem } from '../import/importedFiles.js';
import { describeScene, readSceneManifest } from '../import/sceneManifest.js';
import { importSummary } from '../import/summary.js';
import { allowRemoteSources } from '../remoteSources.js';
import { oneOf, wholeNumber } from '../options.js';
import { startProgress } from '../progress.js';
import { withServices } from '../services.js';

interface CommonOptions {
  readonly data?: string;
  readonly json?: boolean;
}

/** Every import reads and checks all of its input first, then stores it in one transaction, or nothing. */
export function register(program: Command): void {
  const command = program.command('import').description('bring scenes, plan layers and permits into the store');
  registerScene(command);
  registerLayer(command);
  addCommon(command.command('scenes <manifest>'))
    .description('register the scenes of a scenes.json; their files stay where they are')
    .action(async (manifest: string, options: CommonOptions) => {
      allowRemoteSources(loadConfig());
      const entries = await readSceneManifest(manifest);
      const progress = startProgress('reading scenes', entries.length);
      const scenes: NewScene[] = [];
      for (const [index, entry] of entries.entries()) {
        scenes.push(await describeScene(entry, dirname(resolve(manifest)), `${manifest}.scenes[${index}]`));
        progress.set(scenes.length, entry.title);
      }
      progress.finish();
      await store(manifest, options, (db) => storeScenes(db, scenes));
    });
  addCommon(command.command('layers <manifest>'))
    .description('import all layer versions of a layers.json, or of a folder with one')
    .action(async (manifest: string, options: CommonOptions) => {
      const { entries, folder } = await readLayersManifest(manifest);
      const progress = startProgress('reading layers', entries.length);
      const versions: ImportedLayerVersion[] = [];
      for (const entry of entries) {
        versions.push(await readLayerVersion(entry, folder));
        progress.set(versions.length, entry.id);
      }
      progress.finish();
      await store(manifest, options, (db) => storeLayers(db, versions));
    });
  addCommon(command.command('permits <file>'))
    .description('import permits from GeoJSON, Shapefile, GeoPackage or FileGDB')
    .option('--crs <code>', 'coordinate reference system, for example EPSG:4549, where the file does not say')
    .option('--encoding <name>', 'text encoding of a Shapefile without .cpg, for example GBK')
    .action(async (file: string, options: CommonOptions & { crs?: string; encoding?: string }) => {
      const permits = await readPermitFile(file, { crs: options.crs, encoding: options.encoding });
      await store(file, options, (db) => storePermits(db, permits));
    });
}

interface SceneOptions extends CommonOptions {
  readonly acquiredAt: string;
  readonly sensor: SensorKind;
  readonly bands: Readonly<Record<string, number>>;
  readonly title?: string;
  readonly platform?: string;
  readonly scale: number;
  readonly offset: number;
  readonly nodata?: number;
  readonly qualityBand?: number;
  readonly qualityCoding: QualityCoding;
}

function registerScene(command: Command): void {
  addCommon(command.command('scene <file>'))
    .description('register a GeoTIFF; the file stays where it is')
    .requiredOption('--acquired-at <time>', 'when it was taken, YYYY-MM-DD or ISO 8601')
    .requiredOption('--sensor <kind>', SENSOR_KINDS.join(', '), oneOf(SENSOR_KINDS))
    .requiredOption('--bands <list>', 'names of the bands, for example blue=1,green=2,red=3,nir=4', bandList)
    .option('--title <text>', 'default: the name of the file')
    .option('--platform <name>', 'satellite or camera')
    .option('--scale <number>', 'physical value = stored value × scale + offset', decimal, 1)
    .option('--offset <number>', 'see --scale', decimal, 0)
    .option('--nodata <number>', "wins over the file's own", decimal)
    .option('--quality-band <number>', 'band that says what was seen', wholeNumber(1, 1000))
    .option('--quality-coding <name>', QUALITY_CODINGS.join(', '), oneOf(QUALITY_CODINGS), 'own')
    .action(async (file: string, options: SceneOptions) => {
      const { acquiredAt, sensor, bands, platform, scale, offset, nodata, qualityBand, qualityCoding } = options;
      const quality = qualityBand === undefined ? null : { band: qualityBand, coding: qualityCoding };
      const title = options.title ?? basename(file, extname(file));
      const asset = { path: file, bands, scale, offset, nodata, quality };
      allowRemoteSources(loadConfig());
      const scene = await describeScene({ title, acquiredAt, sensor, platform, asset }, process.cwd(), file);
      await store(file, options, (db) => storeScenes(db, [scene]));
    });
}

interface LayerOptions extends CommonOptions {
  readonly id: string;
  readonly kind: LayerKind;
  readonly layerVersion: string;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly title?: string;
  readonly owner?: string;
  readonly asOf?: string;
  readonly crs?: string;
  readonly encoding?: string;
  readonly sublayer?: string;
  readonly field: Readonly<Record<string, string>>;
}

function registerLayer(command: Command): void {
  addCommon(command.command('layer <file>'))
    .description('import one version of a plan layer from GeoJSON, Shapefile, GeoPackage or FileGDB')
    .requiredOption('--id <id>', 'the layer; its versions share it')
    .requiredOption('--kind <kind>', LAYER_KINDS.join(', '), oneOf(LAYER_KINDS))
    .requiredOption('--layer-version <name>', 'name of this version')
    .requiredOption('--valid-from <day>', 'first day in force')
    .option('--valid-to <day>', 'last day in force')
    .option('--title <text>', 'default: the id')
    .option('--owner <name>', 'who is responsible for the data')
    .option('--as-of <day>', 'state of the data')
    .option('--crs <code>', 'coordinate reference system, for example EPSG:4549, where the file does not say')
    .option('--encoding <name>', 'text encoding of a Shapefile without .cpg, for example GBK')
    .option('--sublayer <name>', 'layer within a GeoPackage or FileGDB')
    .option('--field <ours=theirs>', 'a property by its name in the file, for example code=YDDM', fieldPair, {})
    .action(async (file: string, options: LayerOptions) => {
      const { id, kind, layerVersion, validFrom, validTo, owner, asOf, crs, encoding, sublayer, field } = options;
      const terms = { id, kind, title: options.title ?? id, version: layerVersion, validFrom, validTo };
      const source = { path: resolve(file), crs, encoding, layer: sublayer, fields: field, owner, asOf };
      const [entry] = parseLayersManifest({ layers: [{ ...terms, ...source }] }, 'options');
      const version = await readLayerVersion(entry!, dirname(resolve(file)));
      await store(file, options, (db) => storeLayers(db, [version]));
    });
}

function addCommon(command: Command): Command {
  return command
    .option('--data <dir>', 'data folder with private services, where DATABASE_URL is not set')
    .option('--json', 'print what was done as JSON');
}

/** @throws UnavailableError naming what was to be stored, where the database is away or its disk is full */
async function store(source: string, options: CommonOptions, work: (db: Db) => Promise<ImportedItem[]>): Promise<void> {
  const config = loadConfig({ dataDir: options.data === undefined ? undefined : resolve(options.data) });
  const items = await withServices(config, 'import', async ({ databaseUrl }) => {
    const db = openDatabase(createPool(databaseUrl, { max: 2, applicationName: 'planwatch import' }));
    try {
      await migrate(db);
      return await work(db);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      throw new UnavailableError(`${source}: nothing of it was stored`, 'database', { cause: error });
    } finally {
      await db.destroy();
    }
  });
  process.stdout.write(options.json === true ? `${JSON.stringify({ items }, null, 2)}\n` : importSummary(items));
}

function decimal(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('Expected a number.');
}

/** `blue=1,red=3` to `{ blue: 1, red: 3 }`. */
function bandList(text: string): Record<string, number> {
  const pairs = text.split(',').map((pair) => /^\s*([\w.-]+)=(\d+)\s*$/.exec(pair));
  if (pairs.some((pair) => pair === null))
    throw new InvalidArgumentError('Expected NAME=NUMBER,… such as red=3,nir=4.');
  return Object.fromEntries(pairs.map((pair) => [pair![1]!, Number(pair![2])]));
}

function fieldPair(text: string, earlier: Record<string, string>): Record<string, string> {
  const [, ours, theirs] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (ours === undefined || theirs === undefined) throw new InvalidArgumentError('Expected OURS=THEIRS.');
  return { ...earlier, [ours]: theirs };
}
