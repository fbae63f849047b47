import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { BadInputError } from '#domain/errors.js';
import { PROJECT_ROOT } from '#runtime/projectRoot.js';
import { BENCH_GROUPS, type BenchGroup } from '../bench/benchCases.js';
import { benchMarkdown, benchReport, pageWithReport } from '../bench/benchReport.js';
import { requireMeter } from '../bench/measureProcess.js';
import { runBench, type BenchRequest } from '../bench/runBench.js';
import { wholeNumber } from '../options.js';
import { jsonText, writeWhole } from '../sample/writeFiles.js';

interface BenchOptions {
  readonly size: number;
  readonly repeats: number;
  readonly only: readonly BenchGroup[];
  readonly peers?: string;
  readonly keep?: string;
  readonly table?: string;
  readonly json?: string;
}

export function register(program: Command): void {
  program
    .command('bench')
    .description('measure this program beside what others would run: whole processes in turns, time, memory, ratios')
    .option('--size <pixels>', 'side of the scenes; a Sentinel-2 tile has 10980', wholeNumber(256, 20_000), 2048)
    .option('--repeats <n>', 'runs of each program', wholeNumber(1, 100), 3)
    .option('--only <groups>', `some of ${BENCH_GROUPS.join(',')}`, groups, BENCH_GROUPS)
    .option('--peers <folder>', "scripts of others; without it, or for what it lacks, the project's own")
    .option('--keep <folder>', 'scenes are written and left there, and found again (a temporary folder)')
    .option('--table <file>', 'write the table into a Markdown page, between its marks')
    .option('--json <file>', 'write the figures as JSON')
    .action(bench);
}

function groups(text: string): readonly BenchGroup[] {
  return text.split(',').map((word) => {
    const group = BENCH_GROUPS.find((each) => each === word.trim());
    if (group !== undefined) return group;
    throw new InvalidArgumentError(`Expected some of ${BENCH_GROUPS.join(', ')}, separated by commas.`);
  });
}

async function bench(options: BenchOptions): Promise<void> {
  requireMeter();
  const peers = peersFolder(options.peers);
  const folder = options.keep === undefined ? mkdtempSync(join(tmpdir(), 'planwatch-bench-')) : resolve(options.keep);
  const loadBefore = loadavg()[0]!;
  try {
    const request: BenchRequest = {
      size: options.size,
      repeats: options.repeats,
      groups: new Set(options.only),
      peers,
      folder,
      planwatch: [process.execPath, join(PROJECT_ROOT, 'bin/planwatch.mjs')],
    };
    const result = await runBench(request, (text) => process.stderr.write(`${text}\n`));
    const day = new Date().toISOString().slice(0, 10);
    const report = benchReport(result, request, { day, load: [loadBefore, loadavg()[0]!] });
    const markdown = benchMarkdown(report);
    process.stdout.write(`${markdown}\n`);
    if (options.json !== undefined) await writeWhole(resolve(options.json), jsonText(report));
    if (options.table !== undefined) await writeWhole(resolve(options.table), pageWithReport(options.table, markdown));
  } finally {
    if (options.keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function peersFolder(given: string | undefined): string | null {
  if (given === undefined) return null;
  const folder = resolve(given);
  if (existsSync(folder)) return folder;
  throw new BadInputError('there is no such folder', {
    code: 'bench.peers',
    where: '--peers',
    found: given,
    expected: 'a folder with scripts of other programs',
  });
}
