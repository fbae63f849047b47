import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measure, type Measured } from '#cli/bench/measureProcess.js';
import { writeCog } from '#store/rasters/index.js';

/**
 * One new scene taken in by `planwatch monitor --update`, beside the whole series gone through again, as whole commands in
 * turns: `npm run bench series -- --size=1000 --dates=60 --repeats=2`. The whole series is gone through twice: with nothing
 * left behind, and leaving the state that an update begins from. Seeded seasons with noise, a tenth hidden by clouds, and
 * squares that change. The peers of the whole series stand in `planwatch bench --only series`.
 */
const { values: options } = parseArgs({
  options: {
    size: { type: 'string', default: '1000' },
    dates: { type: 'string', default: '60' },
    repeats: { type: 'string', default: '2' },
  },
});
const SIZE = Number(options.size);
const DATES = Number(options.dates);
const PLANWATCH = [process.execPath, fileURLToPath(new URL('../bin/planwatch.mjs', import.meta.url)), 'monitor'];
const YEARS = 5;
const HISTORY_YEARS = 3;
const NODATA = -32_768;

let seed = 7;
const random = (): number => (seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;

function scene(year: number): Int16Array {
  const values = new Int16Array(SIZE * SIZE);
  const season = Math.cos(2 * Math.PI * (year - 0.55));
  const [cloudX, cloudY, cloud] = [random() * SIZE, random() * SIZE, SIZE / 6];
  for (let pixel = 0; pixel < values.length; pixel++) {
    const [x, y] = [pixel % SIZE, Math.floor(pixel / SIZE)];
    const hasChanged = year > 3.5 && x % 100 < 20 && y % 100 < 20;
    const value = 0.5 + 0.18 * season + 0.03 * (random() + random() - 1) - (hasChanged ? 0.3 : 0);
    values[pixel] = Math.hypot(x - cloudX, y - cloudY) < cloud ? NODATA : Math.round(value * 10_000);
  }
  return values;
}

const dayOf = (year: number): string =>
  new Date(Date.UTC(2019, 0, 1) + Math.floor(year * 365.25) * 86_400_000).toISOString().slice(0, 10);

async function writeStack(folder: string): Promise<void> {
  const grid = {
    width: SIZE,
    height: SIZE,
    originX: 500_000,
    originY: 3_400_000,
    pixelWidth: 10,
    pixelHeight: 10,
    epsg: 4549,
  };
  const observations: { readonly time: string; readonly path: string; readonly bands: { readonly ndvi: 1 } }[] = [];
  for (let date = 0; date < DATES; date++) {
    const year = (YEARS * date) / DATES;
    const path = `${date}.tif`;
    const bands = [scene(year)];
    await writeCog(join(folder, path), {
      grid,
      sampleType: 'int16',
      bands,
      nodata: NODATA,
      overviews: null,
      tileSize: 256,
    });
    observations.push({ time: dayOf(year), path, bands: { ndvi: 1 } });
  }
  const write = (name: string, own: typeof observations): void =>
    writeFileSync(join(folder, name), JSON.stringify({ id: 'stack', observations: own, scale: 1e-4, nodata: NODATA }));
  write('all.json', observations);
  write('before.json', observations.slice(0, -1));
}

const METHOD = '--method cusum --order 2 --trend --threads 2 --history-end'.split(' ');
const monitor = (series: string, ...more: string[]): string[] =>
  [...PLANWATCH, '--series', series, ...METHOD, dayOf(HISTORY_YEARS)].concat(more);

const folder = mkdtempSync(join(tmpdir(), 'planwatch-series-bench-'));
try {
  await writeStack(folder);
  process.stdout.write(`${SIZE} x ${SIZE} x ${DATES}, int16, DEFLATE, 2 threads; whole commands\n\n`);
  process.stdout.write(
    '| work | seconds | CPU seconds | peak MB | whole series / it, in CPU |\n| --- | --- | --- | --- | --- |\n',
  );
  for (let repeat = 0; repeat < Number(options.repeats); repeat++) {
    rmSync(join(folder, 'before.state.tif'), { force: true });
    const state = ['--update', '--state', join(folder, 'before.state.tif')];
    const whole = measure(monitor('all.json'), folder);
    const rows: [string, Measured][] = [
      ['whole series', whole],
      ['whole series but the last look, leaving a state', measure(monitor('before.json', ...state), folder)],
      ['one more look by --update', measure(monitor('all.json', ...state), folder)],
    ];
    for (const [work, { seconds, cpuSeconds, peakMb }] of rows) {
      const cells = [seconds, cpuSeconds, peakMb, whole.cpuSeconds / cpuSeconds].map((value) => value.toPrecision(3));
      process.stdout.write(`| ${work} | ${cells.join(' | ')} |\n`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
