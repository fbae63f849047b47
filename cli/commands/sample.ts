import { resolve } from 'node:path';
import type { Command } from 'commander';
import { FULL_SIZE_PX, MAX_SIZE_PX, MIN_SIZE_PX } from '#samples/landscape/frame.js';
import { wholeNumber } from '../options.js';
import { startProgress } from '../progress.js';
import { generateSampleFiles, SAMPLE_STEPS } from '../sample/generateSampleFiles.js';
import { makeFolder } from '../sample/writeFiles.js';

interface SampleCommandOptions {
  readonly seed: number;
  readonly out: string;
  readonly size: number;
}

export function register(program: Command): void {
  program
    .command('sample')
    .description('make a fictional county: scenes, plan layers, permits, and the truth about what was planted')
    .requiredOption('--seed <number>', 'the same seed makes the same county', wholeNumber(0, 2 ** 31 - 1))
    .requiredOption('--out <dir>', 'folder to write to')
    .option('--size <pixels>', 'width and height in 10 m pixels', wholeNumber(MIN_SIZE_PX, MAX_SIZE_PX), FULL_SIZE_PX)
    .action(sample);
}

async function sample({ seed, out, size }: SampleCommandOptions): Promise<void> {
  const outDir = resolve(out);
  await makeFolder(outDir);
  const progress = startProgress('sample', SAMPLE_STEPS);
  const { scenes } = await generateSampleFiles({
    seed,
    outDir,
    sizePx: size,
    onProgress: (done, next) => progress.set(done, next),
  });
  progress.finish();
  process.stdout.write(`sample of seed ${seed}, ${size} x ${size} px, ${scenes.length} scenes: ${outDir}\n`);
}
