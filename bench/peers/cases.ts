import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasPythonModules, isInstalled, PYTHON } from './measureProcess.js';
import type { ScenePair } from './pairScenes.js';

/** A piece of work, as ours does it and as others do. */
export interface BenchCase {
  readonly name: string;
  readonly work: string;
  readonly ours: readonly string[];
  readonly peers: readonly Peer[];
}

export interface Peer {
  readonly name: string;
  readonly command: readonly string[];
  /** False where it is not installed: it is left out, and the table says so. */
  readonly isThere: boolean;
}

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const PLANWATCH = [process.execPath, file('../../bin/planwatch.mjs')];

/**
 * All pieces of work. Stacks of dates and overlays have peers of their own beside their benchmarks: a further case goes here.
 * @param folder for what the programs write
 */
export function benchCases(pair: ScenePair, mask: string, folder: string): readonly BenchCase[] {
  const hasGdal = isInstalled('gdal_calc.py') && isInstalled('gdal_polygonize.py');
  const hasGdalPython = hasPythonModules('osgeo.gdal');
  const hasRasterio = hasPythonModules('rasterio', 'numpy');
  const hasNumpy = hasRasterio && hasPythonModules('scipy.linalg');
  const scenes = ['--before', pair.before, '--after', pair.after, '--threads', '2'];
  const patches = ['--patches-out', join(folder, 'patches.geojson')];
  const gdal = (script: string, ...args: string[]): Peer => ({
    name: 'GDAL tools',
    command: ['sh', file(script), ...args, folder],
    isThere: hasGdal,
  });
  return [
    {
      name: 'decode',
      work: 'every block of one date, 2 threads',
      ours: [process.execPath, file('decodeTiles.mjs'), pair.before, '2'],
      peers: [{ name: 'GDAL', command: [PYTHON, file('decode_gdal.py'), pair.before, '2'], isThere: hasGdalPython }],
    },
    {
      name: 'pair',
      work: 'pair to polygons: NDVI falls by 0.2',
      ours: [...PLANWATCH, 'detect', ...scenes, '--recipe', 'vegetationLoss', ...patches],
      peers: [
        gdal('pair_gdal.sh', pair.before, pair.after),
        {
          name: 'rasterio script',
          command: [PYTHON, file('pair_rasterio.py'), pair.before, pair.after, join(folder, 'shapes.geojsonl')],
          isThere: hasRasterio,
        },
      ],
    },
    {
      name: 'outline',
      work: 'mask to polygons: sieve of 20, outlines',
      ours: [...PLANWATCH, 'outline', '--mask', mask, '--sieve', '20', ...patches],
      peers: [gdal('outline_gdal.sh', mask)],
    },
    {
      name: 'irMad',
      work: 'pair to polygons by IR-MAD (numpy: three rounds of statistics only)',
      ours: [...PLANWATCH, 'detect', ...scenes, '--recipe', 'irMad', ...patches],
      peers: [{ name: 'numpy', command: [PYTHON, file('irmad_numpy.py'), pair.before, pair.after], isThere: hasNumpy }],
    },
  ];
}
