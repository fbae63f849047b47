import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CODECS, OWN_SCENES, type BenchFiles, type BenchStack } from './benchFiles.js';
import { hasPythonModules, isInstalled, ownScript, PYTHON } from './measureProcess.js';
import type { ScenePair } from './pairScenes.js';

/** Kinds of work, each of which can be asked for alone. */
export const BENCH_GROUPS = ['decode', 'pair', 'outline', 'irMad', 'series', 'scaling', 'noise'] as const;
export type BenchGroup = (typeof BENCH_GROUPS)[number];

/** A piece of work, as ours does it and as others do. */
export interface BenchCase {
  readonly group: BenchGroup;
  readonly work: string;
  readonly ours: readonly string[];
  readonly peers: readonly Peer[];
}

export interface Peer {
  readonly name: string;
  readonly command: readonly string[];
  /** What is missing, where it cannot run: it is left out, and the table says so. */
  readonly missing: string | null;
}

/** What the cases are made from. */
export interface CaseInput {
  readonly files: BenchFiles;
  /** A folder with scripts of peers, or null: the project's own. */
  readonly peers: string | null;
  readonly planwatch: readonly string[];
}

const THREADS = ['--threads', '2'];

/** Arguments that detect change in a pair by a recipe. */
export function detectArgs({ before, after }: ScenePair, recipe: string, folder: string): readonly string[] {
  const scenes = ['--before', before, '--after', after, ...OWN_SCENES, '--recipe', recipe];
  return ['detect', ...scenes, ...THREADS, '--patches-out', join(folder, 'out', 'patches.geojson')];
}

/** Every block of one date, by codec. */
export function decodeCases({ files }: CaseInput): readonly BenchCase[] {
  const missing = hasPythonModules('osgeo.gdal') ? null : 'python3-gdal';
  return CODECS.flatMap((codec) => {
    const path = files.byCodec[codec];
    if (path === undefined) return [];
    return [
      {
        group: 'decode',
        work: `every block of one date, ${codec.toUpperCase()}, 2 threads`,
        ours: [process.execPath, ownScript('decodeTiles.mjs'), path, '2'],
        peers: [{ name: 'GDAL', command: [PYTHON, ownScript('decode_gdal.py'), path, '2'], missing }],
      },
    ];
  });
}

/** Two dates to polygons: NDVI falls by 0.2. */
export function pairCase(input: CaseInput): BenchCase {
  const { folder, pair } = input.files;
  const chain = theirs(input, 'gdal_e2e.sh');
  const script = theirs(input, 'np_e2e.py');
  const shapes = join(folder, 'out', 'shapes.geojsonl');
  return {
    group: 'pair',
    work: 'pair to polygons: NDVI falls by 0.2, sieve of 20',
    ours: [...input.planwatch, ...detectArgs(pair, 'vegetationLoss', folder)],
    peers: [
      {
        name: 'GDAL tools',
        command: chain
          ? ['bash', chain]
          : ['sh', ownScript('pair_gdal.sh'), pair.before, pair.after, join(folder, 'out')],
        missing: missingTools(),
      },
      {
        name: 'rasterio script',
        command: [PYTHON, script ?? ownScript('pair_rasterio.py'), pair.before, pair.after, shapes],
        missing: hasPythonModules('rasterio', 'numpy') ? null : 'python3-rasterio',
      },
    ],
  };
}

/** A mask to polygons. @param mask unsieved */
export function outlineCase({ files, planwatch }: CaseInput, mask: string): BenchCase {
  const { folder } = files;
  const patches = join(folder, 'out', 'outlines.geojson');
  return {
    group: 'outline',
    work: 'mask to polygons: sieve of 20, outlines',
    ours: [...planwatch, 'outline', '--mask', mask, '--sieve', '20', '--patches-out', patches],
    peers: [
      {
        name: 'gdal_sieve, gdal_polygonize',
        command: ['sh', ownScript('outline_gdal.sh'), mask, join(folder, 'out')],
        missing: missingTools(),
      },
    ],
  };
}

/** IR-MAD: theirs makes three rounds of statistics and nothing else. */
export function irMadCase(input: CaseInput): BenchCase {
  const { folder, pair } = input.files;
  const script = theirs(input, 'mad_np.py');
  const rounds = script === null ? [] : ['3'];
  return {
    group: 'irMad',
    work: 'pair to polygons by IR-MAD (numpy: three rounds of statistics only)',
    ours: [...input.planwatch, ...detectArgs(pair, 'irMad', folder)],
    peers: [
      {
        name: 'numpy',
        command: [PYTHON, script ?? ownScript('irmad_numpy.py'), pair.before, pair.after, ...rounds],
        missing: hasPythonModules('rasterio', 'numpy', 'scipy.linalg') ? null : 'python3-rasterio, python3-scipy',
      },
    ],
  };
}

/** A harmonic model of the history and the sum of what the later dates leave over, for every pixel of a stack. */
export function seriesCase(input: CaseInput, { manifest, historyEnd }: BenchStack): BenchCase {
  const { folder } = input.files;
  const method = ['--method', 'cusum', '--order', '2', '--trend', '--history-end', historyEnd];
  const breaks = join(folder, 'out', 'breaks.tif');
  const peer = (name: string, script: string, ...modules: string[]): Peer => ({
    name,
    command: [PYTHON, theirs(input, script) ?? script],
    missing: theirs(input, script) === null ? script : hasPythonModules(...modules) ? null : `python3-${name}`,
  });
  return {
    group: 'series',
    work: 'harmonic fit and monitor of a stack (theirs read numbers that are decoded already, and write plain ones)',
    ours: [...input.planwatch, 'monitor', '--series', manifest, ...method, ...THREADS, '--breaks-out', breaks],
    peers: [peer('numba', 'harm_nb.py', 'numpy', 'numba'), peer('numpy', 'harm_np.py', 'numpy')],
  };
}

/** A script of the peers' folder; null where it is not there. */
function theirs({ peers }: CaseInput, name: string): string | null {
  const path = peers === null ? null : join(peers, name);
  return path !== null && existsSync(path) ? path : null;
}

const missingTools = (): string | null =>
  isInstalled('gdal_calc.py') && isInstalled('gdal_polygonize.py') ? null : 'gdal-bin';
