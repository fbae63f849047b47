import { join } from 'node:path';
import { unsievedMask, benchFiles, benchStack, CODECS, halfPair, type BenchFiles } from './benchFiles.js';
import {
  decodeCases,
  detectArgs,
  irMadCase,
  outlineCase,
  pairCase,
  seriesCase,
  type BenchCase,
  type BenchGroup,
  type CaseInput,
} from './benchCases.js';
import { measure, measureRun, type Measured } from './measureProcess.js';
import { noiseMask } from './noiseMask.js';

export interface BenchRequest {
  readonly groups: ReadonlySet<BenchGroup>;
  /** Pixels of a side. */
  readonly size: number;
  readonly repeats: number;
  /** Folder with scripts of peers, or null: the project's own. */
  readonly peers: string | null;
  /** Where scenes and what programs write stand. */
  readonly folder: string;
  /** How ours is started. */
  readonly planwatch: readonly [string, ...string[]];
}

/** One program's runs of a piece of work; medians. */
export interface BenchRow extends Measured {
  readonly group: BenchGroup;
  readonly work: string;
  readonly who: string;
  /** Theirs over ours, taken between runs that followed each other: above 1, ours is better. Null for ours. */
  readonly theirsOverOurs: { readonly seconds: number; readonly cpuSeconds: number; readonly peakMb: number } | null;
}

/** Ours on the whole pair over ours on half of its rows. */
export interface ScalingRow {
  readonly work: string;
  readonly half: Measured;
  readonly whole: Measured;
  readonly ratio: Measured;
}

/** Ours on a mask of noise. */
export interface NoiseRow extends Measured {
  /** Of change, 0–1. */
  readonly share: number;
  readonly sievePixels: number;
  readonly outcome: string;
}

export interface BenchResult {
  readonly rows: readonly BenchRow[];
  readonly scaling: readonly ScalingRow[];
  readonly noise: readonly NoiseRow[];
  /** What could not be compared with, and what is missing. */
  readonly leftOut: readonly string[];
}

const KEYS = ['seconds', 'cpuSeconds', 'peakMb'] as const;

/** @param onStep told what is being done */
export async function runBench(request: BenchRequest, onStep: (text: string) => void): Promise<BenchResult> {
  const { groups, peers, size } = request;
  const codecs = groups.has('decode') ? CODECS : [];
  const files = await benchFiles(request.folder, { size, peers, codecs }, onStep);
  const leftOut = new Set<string>();
  for (const codec of codecs) if (files.byCodec[codec] === undefined) leftOut.add(`${codec} (gdal_translate)`);
  const rows: BenchRow[] = [];
  for (const each of await casesOf(request, files, leftOut, onStep)) {
    onStep(each.work);
    for (const { name, missing } of each.peers) if (missing !== null) leftOut.add(`${name} (${missing})`);
    rows.push(...runCase(each, request.repeats, files.folder));
  }
  const scaling = groups.has('scaling') ? await scalingRows(request, files, onStep) : [];
  const noise = groups.has('noise') ? await noiseRows(request, files, onStep) : [];
  return { rows, scaling, noise, leftOut: [...leftOut] };
}

async function casesOf(
  { groups, peers, planwatch }: BenchRequest,
  files: BenchFiles,
  leftOut: Set<string>,
  onStep: (text: string) => void,
): Promise<BenchCase[]> {
  const input: CaseInput = { files, peers, planwatch };
  const cases: BenchCase[] = [];
  if (groups.has('decode')) cases.push(...decodeCases(input));
  if (groups.has('pair')) cases.push(pairCase(input));
  if (groups.has('outline')) cases.push(outlineCase(input, unsievedMask(files, planwatch)));
  if (groups.has('irMad')) cases.push(irMadCase(input));
  if (groups.has('series')) {
    const stack = await benchStack(files, peers, onStep);
    if (stack === null) leftOut.add('series (gen_stack.py of a folder of peers, gdal-bin, python3-scipy)');
    else cases.push(seriesCase(input, stack));
  }
  return cases;
}

/** Ours and the peers that are there, in turns, so that a busy machine bears on all alike. */
function runCase({ group, work, ours, peers }: BenchCase, repeats: number, folder: string): BenchRow[] {
  const there = peers.filter(({ missing }) => missing === null);
  const ownRuns: Measured[] = [];
  const peerRuns = there.map((): Measured[] => []);
  for (let repeat = 0; repeat < repeats; repeat++) {
    ownRuns.push(measure(ours, folder));
    for (const [i, { command }] of there.entries()) peerRuns[i]!.push(measure(command, folder));
  }
  return [
    { group, work, who: 'Planwatch', ...medianOf(ownRuns), theirsOverOurs: null },
    ...there.map(({ name }, i) => {
      const runs = peerRuns[i]!;
      const ratios = runs.map((run, k) => ratioOf(run, ownRuns[k]!));
      return { group, work, who: name, ...medianOf(runs), theirsOverOurs: medianOf(ratios) };
    }),
  ];
}

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

const eachKey = (valueOf: (key: (typeof KEYS)[number]) => number): Measured => ({
  seconds: valueOf('seconds'),
  cpuSeconds: valueOf('cpuSeconds'),
  peakMb: valueOf('peakMb'),
});

const medianOf = (runs: readonly Measured[]): Measured => eachKey((key) => middle(runs.map((run) => run[key])));

const ratioOf = (one: Measured, other: Measured): Measured => eachKey((key) => one[key] / other[key]);

async function scalingRows(
  { planwatch, repeats }: BenchRequest,
  files: BenchFiles,
  onStep: (text: string) => void,
): Promise<ScalingRow[]> {
  onStep('twice the pixels');
  const half = await halfPair(files);
  const { folder, pair } = files;
  return ['vegetationLoss', 'irMad'].map((recipe) => {
    const halves: Measured[] = [];
    const wholes: Measured[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      halves.push(measure([...planwatch, ...detectArgs(half, recipe, folder)], folder));
      wholes.push(measure([...planwatch, ...detectArgs(pair, recipe, folder)], folder));
    }
    const ratio = medianOf(wholes.map((whole, k) => ratioOf(whole, halves[k]!)));
    return { work: `pair to polygons, recipe ${recipe}`, half: medianOf(halves), whole: medianOf(wholes), ratio };
  });
}

/** Shares of change of the masks of noise. */
const NOISE = [0.1, 0.3, 0.5];
const SIEVES = [1, 20];

/** Noise is outlined, or refused with advice. */
async function noiseRows(
  { planwatch, size }: BenchRequest,
  { folder }: BenchFiles,
  onStep: (text: string) => void,
): Promise<NoiseRow[]> {
  const rows: NoiseRow[] = [];
  for (const share of NOISE) {
    onStep(`noise, ${Math.round(100 * share)} %`);
    const mask = await noiseMask(join(folder, 'data'), size, share);
    for (const sievePixels of SIEVES) {
      const out = join(folder, 'out', 'noise.geojson');
      const args = ['outline', '--mask', mask, '--sieve', String(sievePixels), '--patches-out', out];
      const { code, stderr, ...measured } = measureRun([...planwatch, ...args], folder);
      if (code !== 0 && code !== 2) throw new Error(`outline of noise: exit code ${code}\n${stderr.slice(-2000)}`);
      const outcome = code === 2 ? 'refused with advice' : (/(\d+) patches/.exec(stderr)?.[0] ?? '');
      rows.push({ share, sievePixels, outcome, ...measured });
    }
  }
  return rows;
}
