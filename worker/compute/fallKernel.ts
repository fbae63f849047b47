import { HIGHEST_EXCESS } from '#pipelines/change-to-patches/pixelState.js';
import { createTileJudge, type TileJudge, type TileTask } from '#pipelines/change-to-patches/judgedTile.js';
import { landCoverTable, LEAST_MEMBERSHIP } from '#pipelines/kernels/landCoverClassifier.js';
import { bandPlaces, LEAST_REFLECTANCE } from '#pipelines/kernels/landCoverFeatures.js';
import type { FusedSide, PixelLayout } from '#pipelines/scene-to-change/fusedDifference.js';
import { createKernelMemory, wasmModuleOf } from '#store/rasters/index.js';

interface KernelExports {
  readonly notSeen: { readonly value: number };
  readonly testTile: (...args: number[]) => number;
  readonly judgeListed: (...args: number[]) => number;
}

/** Judges tiles in WebAssembly; those that are read into `before` and `after` need not be copied. */
export interface FallKernel {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** The outcome of `createTileJudge`, bit for bit; the words of both tiles may be changed. */
  readonly judge: TileJudge;
}

const MODULE = 'pipelines/scene-to-change/fallKernel.wasm';
/** Four bands of 16 bits. */
const PIXEL_BYTES = 8;
const FACTS_BYTES = 4096;

/** Null where the kernel was not built. @param pixels of the largest tile */
export function createFallKernel(pixels: number): FallKernel | null {
  const module = wasmModuleOf(MODULE);
  if (module === null) return null;
  const room = 16 * Math.ceil((pixels + 4) / 16);
  const tileBytes = room * PIXEL_BYTES;
  const { memory, at } = createKernelMemory(2 * tileBytes + 9 * room + FACTS_BYTES, tileBytes);
  const instance = new WebAssembly.Instance(module, { env: { memory, abort: refuse } });
  const { notSeen, testTile, judgeListed } = instance.exports as unknown as KernelExports;
  const [before, after, listed] = [at, at + tileBytes, at + 2 * tileBytes];
  const excess = listed + 4 * room;
  const [codes, fromCodes, toCodes] = [excess + 2 * room, excess + 3 * room, excess + 4 * room];
  const facts = excess + 5 * room;
  const bytes = (place: number, length: number): Uint8Array => new Uint8Array(memory.buffer, place, length);
  const [first, second] = [bytes(before, tileBytes), bytes(after, tileBytes)];
  const factsView = new DataView(memory.buffer, facts, FACTS_BYTES);
  let classedBands = '';
  const plain = createTileJudge();
  const judge: TileJudge = (task) => {
    const { columns, rows, width } = task.size;
    if (!isForKernel(task) || width * rows > pixels) return plain(task);
    const { firstBand, secondBand, ...test } = kernelTest(task);
    placeWords(task.before, first);
    placeWords(task.after, second);
    writeFacts(factsView, task);
    if (task.bands.join() !== classedBands) {
      classedBands = task.bands.join();
      writeClasses(factsView, task.bands);
    }
    const shape = [before, after, width, columns];
    const count = testTile(...shape, rows, ...test.numbers, firstBand, secondBand, ...test.cut, codes, listed);
    const results = [codes, fromCodes, toCodes, excess];
    const changed = judgeListed(...shape, firstBand, secondBand, count, listed, facts, ...results);
    return {
      changed,
      notSeen: notSeen.value,
      codes: bytes(codes, columns * rows),
      fromCode: bytes(fromCodes, changed),
      toCode: bytes(toCodes, changed),
      excess: new Uint16Array(memory.buffer, excess, changed),
    };
  };
  return { before: first, after: second, judge };
}

/** True where the kernel knows the tiles: four bands of 16 bits, all of which must hold data. */
const isForKernel = ({ before, after, size }: TileTask): boolean =>
  isFourBands(before) && isFourBands(after) && isSameLayout(before.layout, after.layout) && size.width % 4 === 0;

const isFourBands = ({ tile, layout }: FusedSide): boolean =>
  tile.words instanceof Uint16Array && layout.stride === 4 && layout.bands.length === 4;

const isSameLayout = (a: PixelLayout, b: PixelLayout): boolean => a.first === b.first && a.second === b.second;

/** Single precision rounds a difference by less than this share of the sums: what may reach the cut is listed. */
const KERNEL_MARGIN = 1e-5;

/** What `testTile` is told of a test, in the order of its parameters. */
function kernelTest({ test, before, after }: TileTask) {
  return {
    numbers: [
      before.tile.isDifferenced ? 1 : 0,
      after.tile.isDifferenced ? 1 : 0,
      missingWord(before.layout.nodata),
      missingWord(after.layout.nodata),
    ],
    firstBand: before.layout.first,
    secondBand: before.layout.second,
    cut: [2 * test.weight, test.cut - KERNEL_MARGIN],
  };
}

/** The word that says "no data"; one that no 16 bits hold where there is none. */
const missingWord = (nodata: number | null): number =>
  nodata !== null && Number.isInteger(nodata) && nodata >= 0 && nodata <= 0xffff ? nodata : 0x10000;

/** Sees to it that a tile's words stand in the kernel's memory. */
function placeWords({ tile }: FusedSide, memory: Uint8Array): void {
  const { words } = tile;
  if (words.buffer === memory.buffer && words.byteOffset === memory.byteOffset) return;
  new Uint16Array(memory.buffer, memory.byteOffset, words.length).set(words);
}

const BANDS = ['blue', 'green', 'red', 'nir', 'swir1', 'swir2'] as const;
/** Places of the parts of the facts, as `fallKernel.as` reads them. */
const BANDS_AT = 64;
const BAND_BYTES = 48;
const CLASSES_AT = BANDS_AT + BANDS.length * BAND_BYTES + 8 * 16;

/** Tells the kernel by what scores and classes are told. */
function writeFacts(facts: DataView, { test, bands, radiometry, before, after }: TileTask): void {
  let at = 0;
  const writeNumbers = (...numbers: readonly number[]): void => {
    for (const number of numbers) {
      facts.setFloat64(at, number, true);
      at += 8;
    }
  };
  writeNumbers(before.layout.scale, after.layout.scale, test.weight, test.cut);
  writeNumbers(HIGHEST_EXCESS, LEAST_REFLECTANCE, LEAST_MEMBERSHIP);
  at = BANDS_AT;
  for (const name of BANDS) {
    const band = bands.indexOf(name);
    for (const [{ gain, offset }, { layout }] of [
      [radiometry.before, before],
      [radiometry.after, after],
    ] as const) {
      writeNumbers(gain[band] ?? 0, offset[band] ?? 0);
      facts.setInt32(at, layout.bands[band] ?? -1, true);
      at += 8;
    }
  }
}

/** Tells the kernel of the classes that these bands tell apart. */
function writeClasses(facts: DataView, bands: readonly string[]): void {
  const { codes, firstCondition, feature, from, steepness } = landCoverTable(bandPlaces(bands));
  let at = CLASSES_AT;
  facts.setUint32(at, codes.length, true);
  at += 8;
  codes.forEach((code, k) => {
    facts.setUint32(at, code, true);
    facts.setUint32(at + 4, firstCondition[k + 1]! - firstCondition[k]!, true);
    at += 8;
    for (let i = firstCondition[k]!; i < firstCondition[k + 1]!; i++) {
      facts.setFloat64(at, from[i]!, true);
      facts.setFloat64(at + 8, steepness[i]!, true);
      facts.setUint32(at + 16, 16 * feature[i]!, true);
      at += 24;
    }
  });
}

function refuse(): never {
  throw new Error('the kernel gave up');
}
