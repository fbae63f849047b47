import type { PixelWindow } from '#domain/raster.js';
import type { ChunkResult } from '#pipelines/change-to-patches/chunkResult.js';
import { classReader } from '#pipelines/change-to-patches/judgedTile.js';
import { createPixelList, type PixelList } from '#pipelines/change-to-patches/pixelList.js';
import { HIGHEST_EXCESS } from '#pipelines/change-to-patches/pixelState.js';
import type { FusedSide } from '#pipelines/scene-to-change/fusedDifference.js';
import { createFormsKernel, type FormsKernel, type FormsKernelSize } from './formsKernel.js';
import { formsScenesOf, sideOfTile, type FormsScenes } from './formsScenes.js';
import type { PairPlan } from './pairPlan.js';

/**
 * A chunk of a detector of linear forms, tile by tile from words to runs: what the general path makes, bit for bit, without a
 * plane per band. Null where the plan, the files or the build do not allow it; the general path must go then.
 * @param onStep called after every row of tiles
 */
export async function formsChunk(plan: PairPlan, index: number, onStep: () => void): Promise<ChunkResult | null> {
  const scenes = await formsScenesOf(plan);
  if (scenes === null) return null;
  const window = plan.chunks[index]!;
  const strip = stripOf(window, scenes);
  const memory = kernelFor({
    tilePixels: scenes.tileWidth * scenes.tileHeight,
    columns: Math.max(...plan.chunks.map(({ width }) => width)) + 2 * scenes.radius + 2,
    rows: scenes.tileHeight + scenes.radius,
    radius: scenes.radius,
  });
  if (memory === null) return null;
  const { kernel, covers } = memory;
  const from = window.x - strip.left;
  kernel.begin(scenes.test, { count: strip.right - strip.left, from, to: from + window.width });
  const { connectivity, sievePixels } = plan.request.recipe;
  const options = { connectivity, minimumPixels: sievePixels, sceneCount: plan.request.before.length, memberCount: 0 };
  const list = createPixelList(window, options);
  const rows = createRowJudge({ kernel, scenes, window, strip, covers, list });
  for (let top = strip.top; top < strip.bottom; top = nextTileRow(top, scenes)) {
    const bottom = Math.min(strip.bottom, nextTileRow(top, scenes));
    if (!scoreTiles({ kernel, scenes, strip, covers, top, bottom })) return null;
    rows.judge(top, bottom);
    onStep();
  }
  return list.finish();
}

const nextTileRow = (row: number, { tileHeight }: FormsScenes): number =>
  (Math.floor(row / tileHeight) + 1) * tileHeight;

/** What has to be scored for a window. */
interface Strip {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function stripOf({ x, y, width, height }: PixelWindow, { radius, before }: FormsScenes): Strip {
  const { tiles } = before;
  return {
    // The kernel looks at pairs of columns.
    left: Math.max(0, x - radius - ((x - radius) & 1)),
    right: Math.min(tiles.width, x + width + radius),
    top: Math.max(0, y - radius),
    bottom: Math.min(tiles.height, y + height + radius),
  };
}

let held: { readonly key: string; readonly kernel: FormsKernel | null; readonly covers: Uint8Array } | null = null;

/** A thread works on one chunk at a time: most have the same size. */
function kernelFor(size: FormsKernelSize): { readonly kernel: FormsKernel; readonly covers: Uint8Array } | null {
  const key = JSON.stringify(size);
  if (held?.key !== key) {
    held = null;
    const kernel = createFormsKernel(size);
    held = { key, kernel, covers: new Uint8Array(kernel?.strip.length ?? 0) };
  }
  const { kernel, covers } = held;
  return kernel && { kernel, covers };
}

interface TileRow {
  readonly kernel: FormsKernel;
  readonly scenes: FormsScenes;
  readonly strip: Strip;
  /** Classes of what may be change, place by place of the kernel's strip: before * 16 + after. */
  readonly covers: Uint8Array;
  readonly top: number;
  readonly bottom: number;
}

/** Scores some rows of a row of tiles into the strip below the rows that it keeps; false where a tile cannot be had. */
function scoreTiles({ kernel, scenes, strip, covers, top, bottom }: TileRow): boolean {
  const { tileWidth, tileHeight, radius } = scenes;
  const { stride } = kernel;
  const row = Math.floor(top / tileHeight);
  const firstRow = top - row * tileHeight;
  const endRow = bottom - row * tileHeight;
  const classify = createClassifier(scenes);
  for (let x = strip.left; x < strip.right;) {
    const column = Math.floor(x / tileWidth);
    const end = Math.min(strip.right, (column + 1) * tileWidth);
    const part = { width: tileWidth, firstColumn: x - column * tileWidth, endColumn: end - column * tileWidth };
    const at = radius * stride + x - strip.left;
    const first = sideOfTile(scenes, 'before', { column, row }, kernel.before);
    const second = sideOfTile(scenes, 'after', { column, row }, kernel.after);
    if (first === undefined || second === undefined) return false;
    if (first === null || second === null) {
      for (let y = 0; y < bottom - top; y++) kernel.strip.fill(NaN, at + y * stride, at + y * stride + end - x);
    } else {
      const { before, after, listed } = kernel.squares({ ...part, firstRow, endRow }, first, second, at);
      for (let i = 0; i < listed.length; i++) {
        const place = listed[i]!;
        const y = Math.floor(place / tileWidth);
        const to = at + (y - firstRow) * stride + (place - y * tileWidth - part.firstColumn);
        covers[to] = classify(before, first, after, second, 4 * place);
      }
    }
    x = end;
  }
  return true;
}

/** Tells both classes of a pixel from the words of its tiles. */
function createClassifier({ model }: FormsScenes) {
  const { bands, radiometry } = model;
  if (radiometry === null) throw new TypeError('classes need the radiometry of the pair');
  const was = new Uint16Array(bands.length);
  const is = new Uint16Array(bands.length);
  let classOfBefore: ((at: number) => number) | null = null;
  let classOfAfter: ((at: number) => number) | null = null;
  return (before: Uint16Array, first: FusedSide, after: Uint16Array, second: FusedSide, at: number): number => {
    classOfBefore ??= classReader(bands, was, first.layout.scale, radiometry.before);
    classOfAfter ??= classReader(bands, is, second.layout.scale, radiometry.after);
    for (let band = 0; band < was.length; band++) {
      was[band] = before[at + first.layout.bands[band]!]!;
      is[band] = after[at + second.layout.bands[band]!]!;
    }
    return classOfBefore(0) * CODES + classOfAfter(0);
  };
}

/** Two class codes stand in a byte. */
const CODES = 16;

interface JudgedRows {
  readonly kernel: FormsKernel;
  readonly scenes: FormsScenes;
  readonly window: PixelWindow;
  readonly strip: Strip;
  readonly covers: Uint8Array;
  readonly list: PixelList;
}

/** Smooths rows as they come and lists what changed in those whose neighbours are all there. */
function createRowJudge({ kernel, scenes, window, strip, covers, list }: JudgedRows) {
  const { radius, model, test, before } = scenes;
  const taps = 2 * radius + 1;
  const { stride } = kernel;
  const { cut, seedCut } = model.cut;
  const isRoot = test.forms.smoothed === 'root';
  const from = window.x - strip.left;
  /** @param stripRow where the row stands in the strip */
  const judgeRow = (y: number, stripRow: number): void => {
    if (y < window.y || y >= window.y + window.height) return;
    const first = Math.max(0, y - radius);
    const last = Math.min(before.tiles.height - 1, y + radius);
    const near = { first: first % taps, count: last - first + 1, firstWeight: first - y + radius };
    const { columns, smoothed, unseen } = kernel.smoothAcross(stripRow, near);
    const row = stripRow * stride;
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i]!;
      const score = isRoot ? smoothed[column]! : Math.fround(Math.sqrt(smoothed[column]!));
      const cover = covers[row + column]!;
      const excess = Math.min(HIGHEST_EXCESS, Math.round((1000 * score) / cut));
      list.pushChanged(column - from, Math.floor(cover / CODES), cover % CODES, excess, score >= seedCut);
    }
    if (unseen > 0) listUnseen(kernel.strip.subarray(row + from, row + from + window.width), list);
    list.endRow();
  };
  return {
    /** Rows `top` to before `bottom`, which stand in the strip below the `radius` last ones of before. */
    judge(top: number, bottom: number): void {
      for (let y = top; y < bottom; y++) {
        kernel.smoothAlong(radius + y - top, y % taps);
        judgeRow(y - radius, y - top);
      }
      if (bottom === before.tiles.height) {
        for (let y = bottom - radius; y < bottom; y++) judgeRow(y, radius + y - top);
      }
      const kept = (bottom - top) * stride;
      kernel.strip.copyWithin(0, kept, kept + radius * stride);
      covers.copyWithin(0, kept, kept + radius * stride);
    },
  };
}

function listUnseen(values: Float32Array, list: PixelList): void {
  for (let x = 0; x < values.length; x++) {
    if (!Number.isNaN(values[x]!)) continue;
    const start = x;
    while (x < values.length && Number.isNaN(values[x]!)) x += 1;
    list.pushUnseen(start, x);
  }
}
