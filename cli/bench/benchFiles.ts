import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recipeByName } from '#pipelines/recipes/recipes.js';
import { openRaster, requireGeoreference, writeCog } from '#store/rasters/index.js';
import { hasPythonModules, isInstalled, prepare, PYTHON } from './measureProcess.js';
import { scenePair, type ScenePair } from './pairScenes.js';

export const CODECS = ['deflate', 'zstd', 'lzw'] as const;
export type Codec = (typeof CODECS)[number];

/** What all pieces of work look at, under the names that scripts of a peers' folder expect. */
export interface BenchFiles {
  /** Programs run here: it holds `data`, `out` and the link `peers`. */
  readonly folder: string;
  readonly pair: ScenePair;
  /** The earlier scene by codec, as far as it could be written. */
  readonly byCodec: Readonly<Partial<Record<Codec, string>>>;
}

/** Where the programs run: a folder that holds a pair of this size already, else one for the size below it. */
async function scratchFolder(keep: string, size: number): Promise<string> {
  const given = join(keep, 'data', 't1_deflate.tif');
  if (existsSync(given) && (await sideOf(given)) === size) return keep;
  return join(keep, `size-${size}`);
}

async function sideOf(path: string): Promise<number> {
  const raster = await openRaster(path);
  raster.close();
  return raster.header.width;
}

/**
 * The pair in every codec, written where it is not there yet.
 * @param peers folder with scripts of peers, or null
 * @param onStep told what is being written
 */
export async function benchFiles(
  keep: string,
  { size, peers, codecs }: { readonly size: number; readonly peers: string | null; readonly codecs: readonly Codec[] },
  onStep: (text: string) => void,
): Promise<BenchFiles> {
  const folder = await scratchFolder(keep, size);
  for (const name of ['data', 'out']) mkdirSync(join(folder, name), { recursive: true });
  if (peers !== null && !existsSync(join(folder, 'peers'))) symlinkSync(peers, join(folder, 'peers'));
  const pathOf = (date: 1 | 2, codec: Codec): string => join(folder, 'data', `t${date}_${codec}.tif`);
  const pair = { before: pathOf(1, 'deflate'), after: pathOf(2, 'deflate') };
  if (!existsSync(pair.before) || !existsSync(pair.after)) onStep(`writing a pair of ${size} × ${size} pixels`);
  await scenePair(pair, size);
  const byCodec: Partial<Record<Codec, string>> = {};
  for (const codec of codecs) {
    const path = pathOf(1, codec);
    if (!existsSync(path) && isInstalled('gdal_translate')) {
      onStep(`writing ${codec}`);
      const tiles = ['TILED=YES', 'BLOCKXSIZE=512', 'BLOCKYSIZE=512', 'PREDICTOR=2', 'BIGTIFF=YES'];
      const options = [`COMPRESS=${codec.toUpperCase()}`, ...tiles].flatMap((option) => ['-co', option]);
      prepare(['gdal_translate', '-q', ...options, pair.before, path], folder);
    }
    if (existsSync(path)) byCodec[codec] = path;
  }
  return { folder, pair, byCodec };
}

export const OWN_SCENES = [
  '--bands',
  'blue,green,red,nir',
  '--before-time',
  '2024-05-01',
  '--after-time',
  '2024-06-01',
];

/** The pair's falls of NDVI as a mask, unsieved. */
export function unsievedMask({ folder, pair }: BenchFiles, planwatch: readonly [string, ...string[]]): string {
  const mask = join(folder, 'data', 'mask.tif');
  if (existsSync(mask)) return mask;
  const recipe = join(folder, 'data', 'unsieved.json');
  const plain = { ...recipeByName('vegetationLoss'), name: 'unsieved', sievePixels: 1, minimumAreaM2: { default: 0 } };
  writeFileSync(recipe, JSON.stringify(plain));
  const scenes = ['--before', pair.before, '--after', pair.after, ...OWN_SCENES];
  prepare([...planwatch, 'detect', ...scenes, '--recipe', recipe, '--mask-out', mask], folder);
  return mask;
}

/** The middle half of the pair's rows: half the pixels of the same ground. */
export async function halfPair({ folder, pair }: BenchFiles): Promise<ScenePair> {
  const half = { before: join(folder, 'data', 'half1.tif'), after: join(folder, 'data', 'half2.tif') };
  for (const date of ['before', 'after'] as const) if (!existsSync(half[date])) await writeHalf(pair[date], half[date]);
  return half;
}

async function writeHalf(from: string, to: string): Promise<void> {
  const raster = await openRaster(from);
  try {
    const grid = requireGeoreference(raster.header);
    const { bandCount, nodata } = raster.header;
    const bands = Array.from({ length: bandCount }, (_, i) => i + 1);
    const top = Math.round(grid.height / 4);
    await writeCog(to, {
      grid: { ...grid, height: Math.round(grid.height / 2), originY: grid.originY - top * grid.pixelHeight },
      sampleType: 'uint16',
      bandCount,
      nodata,
      overviews: null,
      compressionLevel: 6,
      bands: async (window) => {
        const { values } = await raster.readWindow({ ...window, y: window.y + top }, bands);
        return [...values];
      },
    });
  } finally {
    raster.close();
  }
}

/** A stack of dates that the peers' own `gen_stack.py` makes, and the manifest by which ours reads the same file. */
export interface BenchStack {
  readonly manifest: string;
  readonly historyEnd: string;
}

/** Null where it can neither be found nor made. */
export async function benchStack(
  { folder }: BenchFiles,
  peers: string | null,
  onStep: (text: string) => void,
): Promise<BenchStack | null> {
  const raster = join(folder, 'data', 'stack_deflate.tif');
  if (!existsSync(raster)) {
    const script = peers === null ? null : join(peers, 'gen_stack.py');
    if (script === null || !existsSync(script) || !hasPythonModules('numpy', 'scipy', 'osgeo.gdal')) return null;
    onStep('writing a stack of dates');
    prepare([PYTHON, script], folder);
  }
  const placed = join(folder, 'data', 'stack_placed.tif');
  if (!existsSync(placed)) {
    const side = await sideOf(raster);
    const corners = [300_000, 3_500_040, 300_000 + 10 * side, 3_500_040 - 10 * side].map(String);
    const options = [
      'TILED=YES',
      'BLOCKXSIZE=256',
      'BLOCKYSIZE=256',
      'INTERLEAVE=BAND',
      'COMPRESS=DEFLATE',
      'PREDICTOR=2',
    ];
    const place = ['-a_srs', 'EPSG:32650', '-a_ullr', ...corners, '-a_nodata', '-32768'];
    const written = options.flatMap((option) => ['-co', option]);
    prepare(['gdal_translate', '-q', ...place, ...written, raster, placed], folder);
  }
  return { manifest: await stackManifest(folder, placed), historyEnd: dateOf(HISTORY_YEARS) };
}

/** The peers take the first three of the stack's years for the history. */
const HISTORY_YEARS = 3;
const START = Date.UTC(2019, 0, 1);
const DAY_MS = 86_400_000;
const DAYS_A_YEAR = 365.25;

const dateOf = (years: number): string =>
  new Date(START + Math.ceil(years * DAYS_A_YEAR - 1e-6) * DAY_MS).toISOString().slice(0, 10);

async function stackManifest(folder: string, path: string): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  const years = JSON.parse(await readFile(join(folder, 'data', 't.json'), 'utf8')) as readonly number[];
  const observations = years.map((year, band) => ({ time: dateOf(year), path, bands: { value: band + 1 } }));
  const manifest = join(folder, 'data', 'series.json');
  writeFileSync(manifest, JSON.stringify({ id: 'bench', observations, scale: 1e-4, offset: 0, nodata: -32_768 }));
  return manifest;
}
