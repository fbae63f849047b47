import {
  createPlainKernel,
  packedLength,
  SIGMA_KIND,
  type HarmonicKernel,
  type HarmonicKernelFactory,
  type HarmonicProblem,
} from '#pipelines/series-to-change/harmonicKernel.js';
import { SMALLEST_PIVOT } from '#pipelines/series-to-change/normalEquations.js';
import { wasmModuleOf } from '#store/rasters/index.js';

interface KernelExports {
  readonly memory: WebAssembly.Memory;
  readonly fitHarmonics: (task: number) => void;
}

const MODULE = 'pipelines/series-to-change/harmonicKernel.wasm';
const PAGE_BYTES = 65_536;

const moduleOf = (): WebAssembly.Module | null => wasmModuleOf(MODULE);

/** The fastest kernel there is: WebAssembly where it was built, else the plain one. Both give the same bits. */
export const createHarmonicKernel: HarmonicKernelFactory = (problem, pixels) => {
  const module = moduleOf();
  return module === null ? createPlainKernel(problem, pixels) : createWasmKernel(module, problem, pixels);
};

/** Whether WebAssembly computes. */
export const isKernelBuilt = (): boolean => moduleOf() !== null;

/** Regressors that the kernel takes at a time; rows are filled up with zeros. */
const strideOf = (width: number): number => Math.max(4, width + (width % 2));

function createWasmKernel(module: WebAssembly.Module, problem: HarmonicProblem, pixels: number): HarmonicKernel {
  if (pixels % 8 !== 0) throw new RangeError('a number of pixels that 8 divides expected');
  const exports = new WebAssembly.Instance(module, { env: { abort: refuse } }).exports as KernelExports;
  const { memory } = exports;
  const { dates, historyDates, width, watched } = problem;
  const stride = strideOf(width);
  let end = PAGE_BYTES;
  const place = (bytes: number): number => {
    const at = end;
    end += Math.ceil(bytes / 16) * 16;
    return at;
  };
  const inputs = {
    days: problem.days,
    rows: padded(problem.rows, width, stride),
    scaled: padded(problem.scaled, width, stride),
    products: problem.products,
    whole: problem.whole,
    boundaries: watched?.boundaries ?? new Float64Array(0),
  };
  const at = {
    ...mapped(inputs, (array) => place(array.byteLength)),
    values: place(dates * pixels * 4),
    coefficients: place(width * pixels * 4),
    ...mapped(BY_PIXEL, () => place(pixels * 8)),
    residuals: place(dates * pixels * 8),
    quiet: place(pixels),
    work: place((2 * packedLength(width) + 4 * stride + 2 * historyDates) * 16),
    task: place(TASK_FIELDS * 8),
  };
  memory.grow(Math.max(0, Math.ceil((end - memory.buffer.byteLength) / PAGE_BYTES)));
  const doubles = (from: number, length: number): Float64Array => new Float64Array(memory.buffer, from, length);
  for (const [name, array] of Object.entries(inputs)) doubles(at[name as keyof typeof inputs], array.length).set(array);
  const task = taskOf(problem, pixels, stride, at);
  doubles(at.task, task.length).set(task);
  return {
    pixels,
    values: new Float32Array(memory.buffer, at.values, dates * pixels),
    coefficients: new Float32Array(memory.buffer, at.coefficients, width * pixels),
    ...mapped(BY_PIXEL, (_, name) => doubles(at[name], pixels)),
    residuals: doubles(at.residuals, dates * pixels),
    quiet: new Uint8Array(memory.buffer, at.quiet, pixels),
    run: () => exports.fitHarmonics(at.task),
  };
}

/** Results that are one number a pixel. */
const BY_PIXEL = { counts: 0, sums: 0, squares: 0, firstDays: 0, lastDays: 0, gaps: 0, states: 0 };

function mapped<Name extends string, From, To>(
  record: Readonly<Record<Name, From>>,
  to: (from: From, name: Name) => To,
): Record<Name, To> {
  const names = Object.keys(record) as Name[];
  return Object.fromEntries(names.map((name) => [name, to(record[name], name)])) as Record<Name, To>;
}

function padded(rows: Float64Array, width: number, stride: number): Float64Array {
  const count = rows.length / width;
  const wide = new Float64Array(count * stride);
  for (let row = 0; row < count; row++) wide.set(rows.subarray(row * width, (row + 1) * width), row * stride);
  return wide;
}

const TASK_FIELDS = 35;

/** In the order of `Task` in harmonicKernel.as. */
function taskOf(
  problem: HarmonicProblem,
  pixels: number,
  stride: number,
  at: Readonly<Record<string, number>>,
): readonly number[] {
  const { dates, historyDates, width, hasTrend, centre, scale, watched } = problem;
  const places = (...names: string[]): number[] => names.map((name) => at[name]!);
  return [
    ...places('values', 'days'),
    dates,
    historyDates,
    pixels,
    ...places('rows', 'scaled'),
    stride,
    width,
    ...places('products', 'whole'),
    hasTrend ? 1 : 0,
    centre,
    scale,
    SMALLEST_PIVOT,
    ...places('coefficients', 'counts', 'sums', 'squares', 'firstDays', 'lastDays', 'gaps', 'states', 'residuals'),
    problem.areHistoryResidualsWanted ? 1 : 0,
    watched === null ? 0 : 1,
    ...places('quiet'),
    watched === null ? 0 : SIGMA_KIND[watched.sigma],
    watched?.historySign ?? 1,
    watched?.fewestLooks ?? 0,
    watched?.longestGapDays ?? 0,
    watched?.lastDay ?? 0,
    watched?.smallestShare ?? 0,
    ...places('boundaries', 'work'),
  ];
}

function refuse(): never {
  throw new Error('the kernel gave up');
}
