import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RasterGrid } from '#domain/raster.js';
import { recipeByName } from '#pipelines/recipes/recipes.js';
import { writeCog } from '#store/rasters/index.js';
import { createChangeEngine, type SceneInput } from '#worker/compute/engine.js';

/**
 * A pair of scenes to patches, beside what a GIS user would run: gdal_calc (NDVI difference), gdal_sieve, gdal_polygonize.
 * Options: --size=2048 --threads=2. Prints seconds, the ratio and the process's peak memory.
 */
const option = (name: string, otherwise: number): number =>
  Number(process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const SIZE = option('size', 2048);
const THREADS = option('threads', Math.min(2, availableParallelism()));

const GRID: RasterGrid = {
  width: SIZE,
  height: SIZE,
  originX: 500_000,
  originY: 3_400_000,
  pixelWidth: 10,
  pixelHeight: 10,
  epsg: 4549,
};

/** Seeded fields of soil and crop with noise; squares that turn to concrete on the later date. */
async function writeScene(path: string, isAfter: boolean): Promise<void> {
  let state = isAfter ? 2 : 1;
  const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const [soil, crop, concrete] = [
    [700, 950, 1200, 1700],
    [400, 700, 450, 3800],
    [1700, 1850, 1950, 2150],
  ] as const;
  const bands = soil.map(() => new Uint16Array(SIZE * SIZE));
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const mix = ((Math.floor(x / 23) * 7 + Math.floor(y / 31) * 5) % 11) / 10;
      const isBuilt = isAfter && x % 256 < 14 && y % 256 < 11;
      for (let band = 0; band < bands.length; band++) {
        const ground = isBuilt ? concrete[band]! : soil[band]! * (1 - mix) + crop[band]! * mix;
        bands[band]![y * SIZE + x] = ground * (1 + 0.04 * (random() - 0.5));
      }
    }
  }
  const bandInfo = ['blue', 'green', 'red', 'nir'].map((description) => ({ description }));
  await writeCog(path, { grid: GRID, sampleType: 'uint16', bands, bandInfo, overviews: null, compressionLevel: 1 });
}

const sceneOf = (path: string, acquiredAt: string): SceneInput => ({
  asset: { path, bands: { blue: 1, green: 2, red: 3, nir: 4 }, scale: 1e-4, offset: 0, nodata: 0, quality: null },
  acquiredAt,
  sensor: 'optical',
});

async function ours(before: string, after: string, recipe: string): Promise<{ seconds: number; patches: number }> {
  const started = performance.now();
  const engine = createChangeEngine({ threads: THREADS });
  try {
    const plan = await engine.plan({
      before: [sceneOf(before, '2024-01-01T00:00:00Z')],
      after: sceneOf(after, '2024-02-01T00:00:00Z'),
      recipe: recipeByName(recipe),
      area: null,
    });
    const chunks = await Promise.all(plan.chunks.map((_, index) => engine.chunk(plan, index)));
    const { patches } = await engine.join(plan, chunks);
    return { seconds: (performance.now() - started) / 1000, patches: patches.length };
  } finally {
    await engine.close();
  }
}

/** Seconds of the GDAL tools, or null where they are not installed. */
function peer(folder: string, before: string, after: string): number | null {
  const started = performance.now();
  const run = (program: string, ...args: string[]): boolean =>
    spawnSync(program, args, { cwd: folder, stdio: 'ignore' }).status === 0;
  const inputs = ['-A', before, '--A_band=3', '-B', before, '--B_band=4', '-C', after, '--C_band=3'];
  const ndvi = (red: string, nir: string): string => `(${nir}.astype(float)-${red})/(${nir}.astype(float)+${red})`;
  const formula = `(${ndvi('C', 'D')}-${ndvi('A', 'B')})<-0.2`;
  const isDone =
    run('gdal_calc.py', ...inputs, '-D', after, '--D_band=4', `--calc=${formula}`, '--type=Byte', '--outfile=m.tif') &&
    run('gdal_sieve.py', '-st', '5', '-4', 'm.tif', 's.tif') &&
    run('gdal_polygonize.py', 's.tif', '-f', 'GeoJSON', 'p.geojson');
  return isDone ? (performance.now() - started) / 1000 : null;
}

const folder = mkdtempSync(join(tmpdir(), 'planwatch-bench-'));
try {
  const [before, after] = [join(folder, 'before.tif'), join(folder, 'after.tif')];
  await writeScene(before, false);
  await writeScene(after, true);
  process.stdout.write(
    `${new Date().toISOString()} ${cpus()[0]?.model ?? ''}, ${THREADS} threads, ${SIZE}² × 4 × uint16\n`,
  );
  const gdal = peer(folder, before, after);
  for (const recipe of ['vegetationChange', 'irMad']) {
    const { seconds, patches } = await ours(before, after, recipe);
    const ratio =
      gdal === null ? 'no GDAL tools to compare with' : `${(seconds / gdal).toFixed(2)} × GDAL's ${gdal.toFixed(1)} s`;
    process.stdout.write(`${recipe}: ${seconds.toFixed(1)} s, ${patches} patches, ${ratio}\n`);
  }
  process.stdout.write(
    `peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB, making the scenes included\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
