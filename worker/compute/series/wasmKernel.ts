import {
  packedLength,
  PHYSICAL,
  SIGMA_KIND,
  type HarmonicKernel,
  type HarmonicKernelFactory,
  type HarmonicProblem,
} from '#pipelines/series-to-change/harmonicKernel.js';
import { createPlainKernel } from '#pipelines/series-to-change/plainHarmonicKernel.js';
import { SMALLEST_PIVOT } from '#pipelines/series-to-change/normalEquations.js';
import { createKernelMemory, wasmModuleOf } from '#store/rasters/index.js';
import type { StoredLook, StoredMemory, StoredType } from '#store/series/readSeriesBlock.js';

interface KernelExports {
  readonly fitHarmonics: (task: number, unitScale: number, unitOffset: number) => void;
  readonly takeStored: (
    kind: number,
    from: number,
    to: number,
    count: number,
    nodata: number,
    scale: number,
    offset: number,
  ) => void;
}

/** A kernel that makes values of samples as they stand in files. */
export interface StoredKernel extends HarmonicKernel {
  /** Memory for the stored samples of a window's pixels. */
  readonly stored: StoredMemory;
  /** Makes `count` values of one date, from pixel `first` of the window on, into the kernel's first pixels. */
  readonly takeStored: (look: StoredLook, date: number, first: number, count: number) => void;
}

/** Codes of `STORED_TYPES` in harmonicKernel.as, and bytes of a sample. */
const KIND: Readonly<Record<StoredType, { readonly code: number; readonly bytes: number }>> = {
  uint8: { code: 0, bytes: 1 },
  uint16: { code: 1, bytes: 2 },
  int16: { code: 2, bytes: 2 },
  float32: { code: 3, bytes: 4 },
};
/** Compressed blocks up to this size are decompressed where they are needed. */
const PACKED_BYTES = 512 * 1024;

export const HARMONIC_MODULE = 'pipelines/series-to-change/harmonicKernel.wasm';

const moduleOf = (): WebAssembly.Module | null => wasmModuleOf(HARMONIC_MODULE);

/** The fastest kernel there is: WebAssembly where it was built, else the plain one. Both give the same bits. */
export const createHarmonicKernel: HarmonicKernelFactory = (problem, pixels) => {
  const module = moduleOf();
  return module === null ? createPlainKernel(problem, pixels) : createWasmKernel(module, problem, pixels, 0);
};

/** @param bytesOfDate of the stored samples of a window @returns null where WebAssembly was not built */
export function createStoredKernel(problem: HarmonicProblem, pixels: number, bytesOfDate: number): StoredKernel | null {
  const module = moduleOf();
  return module === null ? null : createWasmKernel(module, problem, pixels, bytesOfDate);
}

/** Whether WebAssembly computes. */
export const isKernelBuilt = (): boolean => moduleOf() !== null;

/** Entries of the kernel's table of what pixels that see the same dates have in common. */
const TABLE_ENTRIES = 4096;
const SPARE_ENTRIES = 4;
/** Numbers of an entry beside factor, sums of regressors and boundaries: see harmonicKernel.as. */
const ENTRY_NUMBERS = 6;

function workBytes({ dates, historyDates, width }: HarmonicProblem, stride: number): number {
  const words = Math.ceil(dates / 32);
  const factor = packedLength(width);
  const entry = Math.ceil((words + 1) / 2) + ENTRY_NUMBERS + factor + width + Math.ceil((dates - historyDates) / 2);
  return (2 * factor + 4 * stride + 2 * words) * 16 + (TABLE_ENTRIES + SPARE_ENTRIES) * entry * 8;
}

/** Regressors that the kernel takes at a time; rows are filled up with zeros. */
const strideOf = (width: number): number => Math.max(8, width + (width % 2));

function createWasmKernel(
  module: WebAssembly.Module,
  problem: HarmonicProblem,
  pixels: number,
  bytesOfDate: number,
): StoredKernel {
  if (pixels % 8 !== 0) throw new RangeError('a number of pixels that 8 divides expected');
  const { dates, width, watched } = problem;
  const stride = strideOf(width);
  let end = 0;
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
    ordinary: place(pixels),
    work: place(workBytes(problem, stride)),
    task: place(TASK_FIELDS * 8),
    stored: place(dates * bytesOfDate),
  };
  const { memory, at: start } = createKernelMemory(end, bytesOfDate === 0 ? 0 : PACKED_BYTES);
  for (const name of Object.keys(at) as (keyof typeof at)[]) at[name] += start;
  const exports = new WebAssembly.Instance(module, { env: { memory, abort: refuse } })
    .exports as unknown as KernelExports;
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
    ordinary: new Uint8Array(memory.buffer, at.ordinary, pixels),
    run: ({ scale, offset } = PHYSICAL) => exports.fitHarmonics(at.task, scale, offset),
    stored: { bytes: new Uint8Array(memory.buffer, at.stored, dates * bytesOfDate), bytesOfDate },
    takeStored({ sampleType, nodata, scale, offset }, date, first, count) {
      const { code, bytes } = KIND[sampleType];
      const from = at.stored + date * bytesOfDate + first * bytes;
      exports.takeStored(code, from, at.values + date * pixels * 4, count, nodata, scale, offset);
    },
  };
}

/** Results that are one number a pixel. */
const BY_PIXEL = {
  counts: 0,
  sums: 0,
  squares: 0,
  powers: 0,
  firstDays: 0,
  lastDays: 0,
  gaps: 0,
  states: 0,
  crossings: 0,
  processes: 0,
};

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

const TASK_FIELDS = 38;

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
    ...places('coefficients', 'counts', 'sums', 'squares', 'powers', 'firstDays', 'lastDays', 'gaps', 'states'),
    ...places('residuals'),
    problem.areHistoryResidualsWanted ? 1 : 0,
    watched === null ? 0 : 1,
    ...places('ordinary', 'crossings', 'processes'),
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
