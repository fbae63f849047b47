import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createChangeEngine } from '#worker/compute/engine.js';
import { monitorCounty } from './counties/monitorCounty.js';
import { addOnsets, NO_ONSETS, onsetFigures, onsetLine, type OnsetFigures } from './counties/onsets.js';

/**
 * How well the product dates what it finds on sample counties of many seeds, from pixels to alerts, without services:
 * `npm run bench onset -- --seeds=1-5 --size=400`. Not timed. `--keep=DIR` keeps the counties' files and uses them again.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1-5' },
    size: { type: 'string', default: '400' },
    keep: { type: 'string' },
  },
});

const seeds = values.seeds.split(',').flatMap((part) => {
  const [from, to = from] = part.split('-').map(Number);
  return Array.from({ length: to! - from! + 1 }, (_, i) => from! + i);
});
const sizePx = Number(values.size);
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'planwatch-onset-'));
// In this thread: other threads would run the built code, which may be older than the sources.
const engine = createChangeEngine({ threads: 0 });
let all: OnsetFigures = NO_ONSETS;
try {
  for (const seed of seeds) {
    const countyFolder = join(folder, `${seed}-${sizePx}`);
    const figures = await onsetFigures(
      await monitorCounty(engine, { seed, sizePx, folder: countyFolder }),
      countyFolder,
    );
    all = addOnsets(all, figures);
    process.stdout.write(`seed ${seed}: ${onsetLine(figures)}\n`);
  }
  process.stdout.write(`all ${seeds.length} counties of ${sizePx} px: ${onsetLine(all)}\n`);
} finally {
  await engine.close();
  if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
}
