import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchCases, type BenchCase } from './peers/cases.js';
import { measure, PYTHON, type Measured } from './peers/measureProcess.js';
import { noiseMask } from './peers/noiseMask.js';
import { scenePair } from './peers/pairScenes.js';

/**
 * Ours beside what others would run, as whole processes, one after the other in turns, so that a busy machine bears on both
 * alike. Options: --size=2048 (10980 for the real one), --repeats=3, --only=decode,pair,outline,irMad,noise, --keep=DIR (scenes are
 * written there once), --table=docs/benchmarks.md. Fails on a defect, never on a time.
 */
const text = (name: string, otherwise: string): string =>
  process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const SIZE = Number(text('size', '2048'));
const REPEATS = Number(text('repeats', '3'));
const ONLY = text('only', 'decode,pair,outline,irMad,noise').split(',');
const TABLE = text('table', '');
const KEEP = text('keep', '');
/** Shares of change of the masks of noise. */
const NOISE = [0.1, 0.3, 0.5];

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const show = (value: number): string => value.toPrecision(3);

interface Row {
  readonly work: string;
  readonly who: string;
  readonly runs: readonly Measured[];
  /** Theirs over ours, pair by pair: above 1, ours is faster. */
  readonly ratios?: { readonly wall: readonly number[]; readonly cpu: readonly number[] };
}

function run({ work, ours, peers }: BenchCase): Row[] {
  const there = peers.filter(({ isThere }) => isThere);
  const rows: Row[] = [];
  const ownRuns: Measured[] = [];
  const peerRuns = there.map((): Measured[] => []);
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    ownRuns.push(measure(ours));
    for (const [i, { command }] of there.entries()) peerRuns[i]!.push(measure(command));
  }
  rows.push({ work, who: 'Planwatch', runs: ownRuns });
  for (const [i, { name }] of there.entries()) {
    const runs = peerRuns[i]!;
    const ratio = (key: 'seconds' | 'cpuSeconds') => runs.map((each, k) => each[key] / ownRuns[k]![key]);
    rows.push({ work, who: name, runs, ratios: { wall: ratio('seconds'), cpu: ratio('cpuSeconds') } });
  }
  return rows;
}

function line({ work, who, runs, ratios }: Row): string {
  const of = (key: keyof Measured): string => show(middle(runs.map((each) => each[key])));
  const ratio = (values: readonly number[] | undefined): string => (values === undefined ? '' : show(middle(values)));
  const cells = [work, who, of('seconds'), of('cpuSeconds'), of('peakMb'), ratio(ratios?.wall), ratio(ratios?.cpu)];
  return `| ${cells.join(' | ')} |`;
}

/** Ours alone: noise is outlined, or refused with advice, within the memory allowed. */
async function noiseLines(folder: string): Promise<string[]> {
  const planwatch = fileURLToPath(new URL('../bin/planwatch.mjs', import.meta.url));
  const meter = fileURLToPath(new URL('peers/measure.py', import.meta.url));
  const lines: string[] = [];
  for (const share of NOISE) {
    const mask = await noiseMask(folder, SIZE, share);
    for (const sieve of ['1', '20']) {
      const out = join(folder, 'noise.geojson');
      const command = [meter, process.execPath, planwatch, 'outline', '--mask', mask, '--sieve', sieve];
      const { stdout, stderr } = spawnSync(PYTHON, [...command, '--patches-out', out], { encoding: 'utf8' });
      const { code, cpuSeconds, peakMb } = JSON.parse(stdout) as Measured & { code: number };
      if (code !== 0 && code !== 2) throw new Error(`outline of noise: exit code ${code}\n${stderr}`);
      const outcome = code === 2 ? 'refused with advice' : (/(\d+) patches/.exec(stderr)?.[0] ?? '');
      lines.push(`| ${Math.round(100 * share)} % | ${sieve} | ${outcome} | ${show(cpuSeconds)} | ${show(peakMb)} |`);
    }
  }
  return lines;
}

const folder = KEEP === '' ? mkdtempSync(join(tmpdir(), 'planwatch-bench-')) : KEEP;
mkdirSync(folder, { recursive: true });
try {
  if (!existsSync(PYTHON)) {
    process.stdout.write(`processes are measured by ${PYTHON}, which is not there: nothing to compare with\n`);
    process.exit(0);
  }
  const pages: string[] = [];
  const say = (each: string): void => {
    process.stdout.write(`${each}\n`);
    pages.push(each);
  };
  const wanted = new Set(ONLY);
  const isPairWanted = ['decode', 'pair', 'outline', 'irMad'].some((name) => wanted.has(name));
  say(
    `Measured ${new Date().toISOString().slice(0, 10)} on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version},`,
  );
  say(`${SIZE} × ${SIZE} × 4 × uint16 (DEFLATE, tiles), ${REPEATS} runs each in turns; whole processes, medians.`);
  if (isPairWanted) {
    const pair = await scenePair(folder, SIZE);
    const cases = benchCases(pair, await unsievedMask(pair.before, pair.after), folder).filter(({ name }) =>
      wanted.has(name),
    );
    say('');
    say('| work | who | seconds | CPU seconds | peak MB | theirs / ours | in CPU |');
    say('| --- | --- | --- | --- | --- | --- | --- |');
    for (const each of cases) for (const row of run(each)) say(line(row));
    const missing = cases.flatMap(({ peers }) => peers.filter(({ isThere }) => !isThere).map(({ name }) => name));
    if (missing.length > 0) say(`\nNot installed, left out: ${[...new Set(missing)].join(', ')}.`);
  }
  if (wanted.has('noise')) {
    say('');
    say(`Masks of noise, ${SIZE} × ${SIZE}, outlined:\n`);
    say('| share of change | sieve | outcome | CPU seconds | peak MB |');
    say('| --- | --- | --- | --- | --- |');
    for (const each of await noiseLines(folder)) say(each);
  }
  if (TABLE !== '') writeTable(TABLE, pages);
} finally {
  if (KEEP === '') rmSync(folder, { recursive: true, force: true });
}

/** Falls of NDVI, unsieved. */
async function unsievedMask(before: string, after: string): Promise<string> {
  const mask = join(folder, `mask-${SIZE}.tif`);
  if (existsSync(mask)) return mask;
  const { recipeByName } = await import('#pipelines/recipes/recipes.js');
  const recipe = join(folder, 'unsieved.json');
  const plain = { ...recipeByName('vegetationLoss'), name: 'unsieved', sievePixels: 1, minimumAreaM2: { default: 0 } };
  writeFileSync(recipe, JSON.stringify(plain));
  const planwatch = fileURLToPath(new URL('../bin/planwatch.mjs', import.meta.url));
  const scenes = ['--before', before, '--after', after, '--recipe', recipe];
  execFileSync(process.execPath, [planwatch, 'detect', ...scenes, '--mask-out', mask], { stdio: 'ignore' });
  return mask;
}

/** Puts the outcome between the page's marks, which it keeps. */
function writeTable(path: string, lines: readonly string[]): void {
  const [start, end] = ['<!-- measured -->', '<!-- /measured -->'];
  const page = existsSync(path) ? readFileSync(path, 'utf8') : `# Benchmarks\n\n${start}\n${end}\n`;
  const [head = '', rest = ''] = page.split(start);
  const [, tail = ''] = rest.split(end);
  writeFileSync(path, `${head}${start}\n\n${lines.join('\n')}\n\n${end}${tail}`);
}
