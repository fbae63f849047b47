import { basename, dirname, extname, resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { QUALITY_CODINGS, SENSOR_KINDS, type QualityCoding, type SensorKind } from '#domain/scene.js';
import { loadConfig } from '#runtime/config.js';
import type { NewScene } from '#store/scenes.js';
import { addCommon, store, type CommonOptions } from '../import/command.js';
import { storeScenes } from '../import/importedFiles.js';
import { registerLayerImports } from '../import/layers.js';
import { registerOrderImport } from '../import/orders.js';
import { registerPermitImport } from '../import/permits.js';
import { describeScene, readSceneManifest } from '../import/sceneManifest.js';
import { oneOf, wholeNumber } from '../options.js';
import { startProgress } from '../progress.js';
import { allowRemoteSources } from '../remoteSources.js';

/** Every import reads and checks all of its input first, then stores it in one transaction, or nothing. */
export function register(program: Command): void {
  const command = program.command('import').description('bring scenes, plan layers and permits into the store');
  registerScene(command);
  registerLayerImports(command);
  registerPermitImport(command);
  registerOrderImport(command);
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
