import { NOT_ASSESSED, type PixelWindow, type RasterGrid } from '#domain/raster.js';
import type { Harmonisation, Observation } from '#domain/series.js';
import { readSceneWindow } from '../rasters/readSceneWindow.js';
import { bytesPerSample, type SampleArray } from '../rasters/samples.js';
import { bandNumbers, openScene, type SceneFile } from '../rasters/sceneFile.js';

/** Several looks over one window, date by date: sample `date * pixels + pixel`. */
export interface SeriesBlock {
  readonly pixels: number;
  readonly dates: number;
  readonly bands: readonly string[];
  /** Physical units, harmonised; NaN where the look says nothing, and where it was not clear unless those are kept. */
  readonly values: readonly Float32Array[];
  /** Codes of `NOT_ASSESSED`. */
  readonly reason: Uint8Array;
}

export interface SeriesBlockRequest {
  readonly window: PixelWindow;
  readonly bands: readonly string[];
  /** Numbers of the observations wanted; left out: all. */
  readonly dates?: readonly number[];
  /** Whether values under clouds, shadows and snow are wanted too; default false. */
  readonly isUnclearKept?: boolean;
}

/** One look's stored samples of one band, and what makes physical values of them: stored * scale + offset, harmonised. */
export interface StoredLook {
  readonly sampleType: StoredType;
  /** NaN: none. */
  readonly nodata: number;
  readonly scale: number;
  readonly offset: number;
}

/** Sample types whose stored samples kernels take. */
export const STORED_TYPES = ['uint8', 'uint16', 'int16', 'float32'] as const;
export type StoredType = (typeof STORED_TYPES)[number];

/** Memory for the stored samples of a window: date after date, each from a multiple of `bytesOfDate` on. */
export interface StoredMemory {
  readonly bytes: Uint8Array;
  readonly bytesOfDate: number;
}

/** Looks that are read together. Holds every file open. */
export interface SeriesReader {
  read(request: SeriesBlockRequest): Promise<SeriesBlock>;
  /**
   * The stored samples of one band on all dates, where every look is one plain file on the very grid.
   * @returns null where a look is not, and must be read otherwise
   */
  readStored(window: PixelWindow, band: string, into: StoredMemory): Promise<readonly StoredLook[] | null>;
  /** Gives decoded pixels back; until then the last block of each file is kept, where that is little in sum. */
  release(): void;
  close(): void;
}

/** Opened when it is first read. @param grid everything is brought onto it */
export function openSeriesReader(observations: readonly Observation[], grid: RasterGrid): SeriesReader {
  const scenes: (SceneFile | null)[] = observations.map(() => null);
  return {
    async readStored(window, band, { bytes, bytesOfDate }) {
      const looks: StoredLook[] = [];
      for (const [date, observation] of observations.entries()) {
        const scene = (scenes[date] ??= await openScene(observation.asset, { cacheBytes: 0 }));
        const look = storedLook(scene, observation, grid, band);
        const into = bytes.subarray(date * bytesOfDate, (date + 1) * bytesOfDate);
        const [number] = bandNumbers(scene, [band]);
        if (look === null || scene.raster.readStored?.(window, number!, into) !== true) return null;
        looks.push(look);
      }
      return looks;
    },
    async read({ window, bands, dates = [...observations.keys()], isUnclearKept = false }) {
      const pixels = window.width * window.height;
      const block: SeriesBlock = {
        pixels,
        dates: dates.length,
        bands,
        values: bands.map(() => new Float32Array(pixels * dates.length)),
        reason: new Uint8Array(pixels * dates.length),
      };
      for (const [place, date] of dates.entries()) {
        const scene = (scenes[date] ??= await openScene(observations[date]!.asset, { cacheBytes: 0 }));
        await readLook({ scene, observation: observations[date]!, grid, window, block, place, isUnclearKept });
        if (!isLittle(scene, observations.length)) release(scene);
      }
      return block;
    },
    release: () => scenes.forEach((scene) => scene !== null && release(scene)),
    close: () => scenes.forEach((scene) => scene?.close()),
  };
}

/** Decoded blocks that may be kept between two strips of one block, in sum over all files. */
const KEPT_BYTES = 48 * 1024 * 1024;

function isLittle({ parts }: SceneFile, files: number): boolean {
  const bytes = parts.reduce(
    (sum, { raster: { header } }) =>
      sum + header.blockWidth * header.blockHeight * header.bandCount * bytesPerSample(header.sampleType),
    0,
  );
  return bytes * files <= KEPT_BYTES;
}

function release({ parts, quality }: SceneFile): void {
  for (const { raster } of parts) raster.releaseBlocks();
  quality?.raster.releaseBlocks();
}

interface LookRead {
  readonly scene: SceneFile;
  readonly observation: Observation;
  readonly grid: RasterGrid;
  readonly window: PixelWindow;
  readonly block: SeriesBlock;
  /** Of the look in the block. */
  readonly place: number;
  readonly isUnclearKept: boolean;
}

async function readLook(read: LookRead): Promise<void> {
  const { scene, observation, grid, window, block, place, isUnclearKept } = read;
  if (!isUnclearKept && isPlain(scene, grid)) return readPlainLook(read);
  const { pixels, bands, values, reason } = block;
  const look = await readSceneWindow(scene, grid, window, bands);
  reason.set(look.reason, place * pixels);
  for (const [band, name] of bands.entries()) {
    const { slope, intercept } = observation.harmonisation[name] ?? SAME;
    const from = look.values[band]!;
    const to = values[band]!.subarray(place * pixels, (place + 1) * pixels);
    for (let i = 0; i < pixels; i++) {
      const why = look.reason[i]!;
      const isUsed =
        why === NOT_ASSESSED.clear || (isUnclearKept && why !== NOT_ASSESSED.nodata && why !== NOT_ASSESSED.outside);
      to[i] = isUsed ? from[i]! * slope + intercept : NaN;
    }
  }
}

const SAME = { slope: 1, intercept: 0 };

/** One file on the very grid, without a quality band: nothing but nodata to look for. */
function isPlain({ parts, quality, grid: own }: SceneFile, grid: RasterGrid): boolean {
  const isSame = (Object.keys(grid) as (keyof RasterGrid)[]).every((key) => own[key] === grid[key]);
  return isSame && quality === null && parts.length === 1;
}

/** How the stored samples of a plain look become physical; null where it is not plain. */
function storedLook(
  scene: SceneFile,
  { harmonisation }: Observation,
  grid: RasterGrid,
  band: string,
): StoredLook | null {
  const { sampleType, nodata } = scene.raster.header;
  const known = STORED_TYPES.find((type) => type === sampleType);
  if (known === undefined || !isPlain(scene, grid)) return null;
  const { scale, offset } = physicalScaling(scene, harmonisation[band] ?? SAME);
  return { sampleType: known, nodata: nodata ?? NaN, scale, offset };
}

const physicalScaling = (
  { asset: { scale, offset } }: SceneFile,
  { slope, intercept }: Harmonisation,
): { readonly scale: number; readonly offset: number } => ({
  scale: scale * slope,
  offset: offset * slope + intercept,
});

/** What `readSceneWindow` would give, in one pass over the stored samples. */
async function readPlainLook({ scene, observation, window, block, place }: LookRead): Promise<void> {
  const { pixels, bands, values, reason } = block;
  const look = await scene.raster.readWindow(window, bandNumbers(scene, bands));
  const from = place * pixels;
  for (const [band, name] of bands.entries()) {
    const { scale, offset } = physicalScaling(scene, observation.harmonisation[name] ?? SAME);
    const to = values[band]!.subarray(from, from + pixels);
    toPhysical(look.values[band]!, look.valid, to, scale, offset);
  }
  const why = reason.subarray(from, from + pixels);
  for (let i = 0; i < pixels; i++) why[i] = look.valid[i] === 1 ? NOT_ASSESSED.clear : NOT_ASSESSED.nodata;
}

function toPhysical(from: SampleArray, valid: Uint8Array, to: Float32Array, scale: number, offset: number): void {
  for (let i = 0; i < to.length; i++) to[i] = valid[i] === 1 ? from[i]! * scale + offset : NaN;
}
