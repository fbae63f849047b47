import {
  createPlainKernel,
  packedLength,
  type HarmonicKernel,
  type HarmonicKernelFactory,
  type HarmonicProblem,
} from '#pipelines/series-to-change/harmonicKernel.js';
import { SMALLEST_PIVOT } from '#pipelines/series-to-change/normalEquations.js';
import { wasmModuleOf } from '#store/rasters/index.js';

interface KernelExports {
  readonly memory: WebAssembly.Memory;
  readonly fitHarmonics: (...args: number[]) => void;
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

function createWasmKernel(module: WebAssembly.Module, problem: HarmonicProblem, pixels: number): HarmonicKernel {
  if (pixels % 2 !== 0) throw new RangeError('an even number of pixels expected');
  const { memory, fitHarmonics } = new WebAssembly.Instance(module, { env: { abort: refuse } })
    .exports as KernelExports;
  const { dates, historyDates, width, hasTrend, centre, scale } = problem;
  const packed = packedLength(width);
  let end = PAGE_BYTES;
  const place = (bytes: number): number => {
    const at = end;
    end += Math.ceil(bytes / 16) * 16;
    return at;
  };
  const shared = [problem.days, problem.rows, problem.scaled, problem.products, problem.whole] as const;
  const values = place(dates * pixels * 4);
  const [days, rows, scaled, products, whole] = shared.map((array) => place(array.byteLength)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const coefficients = place(width * pixels * 4);
  const [counts, sums, squares, firstDays, lastDays, gaps, states] = Array.from({ length: 7 }, () =>
    place(pixels * 8),
  ) as [number, number, number, number, number, number, number];
  const residuals = place(dates * pixels * 8);
  const work = place((packed + 2 * width) * 16);
  memory.grow(Math.max(0, Math.ceil((end - memory.buffer.byteLength) / PAGE_BYTES)));
  const doubles = (at: number, length: number): Float64Array => new Float64Array(memory.buffer, at, length);
  shared.forEach((array, k) => doubles([days, rows, scaled, products, whole][k]!, array.length).set(array));
  // In the order of `fitHarmonics` in harmonicKernel.as.
  const inputs = [values, days, dates, historyDates, pixels, rows, scaled, products, whole, width];
  const numbers = [hasTrend ? 1 : 0, centre, scale, SMALLEST_PIVOT];
  const outputs = [coefficients, counts, sums, squares, firstDays, lastDays, gaps, states, residuals, work];
  const parameters = [...inputs, ...numbers, ...outputs];
  return {
    pixels,
    values: new Float32Array(memory.buffer, values, dates * pixels),
    coefficients: new Float32Array(memory.buffer, coefficients, width * pixels),
    counts: doubles(counts, pixels),
    sums: doubles(sums, pixels),
    squares: doubles(squares, pixels),
    firstDays: doubles(firstDays, pixels),
    lastDays: doubles(lastDays, pixels),
    gaps: doubles(gaps, pixels),
    states: doubles(states, pixels),
    residuals: doubles(residuals, dates * pixels),
    run: () => fitHarmonics(...parameters),
  };
}

function refuse(): never {
  throw new Error('the kernel gave up');
}
