import { existsSync, readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { BenchRequest, BenchResult } from './runBench.js';
import type { Measured } from './measureProcess.js';

/** What the programs ran on. */
export interface BenchMachine {
  readonly cores: number;
  readonly model: string;
  readonly memoryGb: number;
  readonly node: string;
  readonly platform: string;
}

export function thisMachine(): BenchMachine {
  const [first] = cpus();
  return {
    cores: cpus().length,
    model: first?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 1e9),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
}

/** All of a run, as JSON. */
export interface BenchReport extends BenchResult {
  readonly formatVersion: 1;
  /** YYYY-MM-DD. */
  readonly measuredOn: string;
  readonly machine: BenchMachine;
  readonly size: number;
  readonly repeats: number;
  /** Mean number of processes that wanted to run, of one minute, before and after: above the cores, seconds mean little. */
  readonly load: readonly [before: number, after: number];
}

export function benchReport(
  result: BenchResult,
  { size, repeats }: BenchRequest,
  { day, load }: { readonly day: string; readonly load: BenchReport['load'] },
): BenchReport {
  return { formatVersion: 1, measuredOn: day, machine: thisMachine(), size, repeats, load, ...result };
}

const show = (value: number): string => (value >= 999.5 ? value.toFixed(0) : value.toPrecision(3));
const cellsOf = ({ seconds, cpuSeconds, peakMb }: Measured): string[] => [seconds, cpuSeconds, peakMb].map(show);
/** What a run takes before its first pixel: the start, the sample and the fit; none where the machine was busier for the whole. */
const onceFor = (half: Measured, whole: Measured): string[] => [
  ...(['seconds', 'cpuSeconds'] as const).map((key) => show(Math.max(0, 2 * half[key] - whole[key]))),
  '',
];
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : ['', line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** The report as Markdown. */
export function benchMarkdown(report: BenchReport): string {
  const { machine, size, repeats, load } = report;
  return [
    `Measured ${report.measuredOn} on ${machine.cores} × ${machine.model}, ${machine.memoryGb} GB, Node ${machine.node}; load ${load.map(show).join(' before, ')} after.`,
    `${size} × ${size} × 4 × uint16, ${repeats} run(s) each in turns; whole processes, medians; MB of the largest process.`,
    ...table(
      ['work', 'who', 'seconds', 'CPU seconds', 'peak MB', 'theirs / ours', 'in CPU', 'in memory'],
      report.rows.map(({ work, who, theirsOverOurs, ...measured }) => [
        work,
        who,
        ...cellsOf(measured),
        ...(theirsOverOurs === null ? ['', '', ''] : cellsOf(theirsOverOurs)),
      ]),
    ),
    ...table(
      ['twice the pixels', 'seconds', 'CPU seconds', 'peak MB'],
      report.scaling.flatMap(({ work, half, whole, ratio }) => [
        [`${work}: half`, ...cellsOf(half)],
        [`${work}: whole`, ...cellsOf(whole)],
        [`${work}: whole / half`, ...cellsOf(ratio)],
        [`${work}: whatever the pixels (2 × half - whole)`, ...onceFor(half, whole)],
      ]),
    ),
    ...table(
      ['mask of noise: share of change', 'sieve', 'outcome', 'seconds', 'CPU seconds', 'peak MB'],
      report.noise.map(({ share, sievePixels, outcome, ...measured }) => [
        `${Math.round(100 * share)} %`,
        String(sievePixels),
        outcome,
        ...cellsOf(measured),
      ]),
    ),
    ...(report.leftOut.length === 0 ? [] : ['', `Left out, for want of: ${report.leftOut.join('; ')}.`]),
  ].join('\n');
}

const [START, END] = ['<!-- measured -->', '<!-- /measured -->'];

/** A page with the report between its marks, what stands around them kept. */
export function pageWithReport(path: string, markdown: string): string {
  const page = existsSync(path) ? readFileSync(path, 'utf8') : `# Benchmarks\n\n${START}\n${END}\n`;
  const [head = '', rest = ''] = page.split(START);
  const [, tail = ''] = rest.split(END);
  return `${head}${START}\n\n${markdown}\n\n${END}${tail}`;
}
