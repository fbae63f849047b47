import { NOT_ASSESSED, type PixelWindow, type RasterGrid } from '#domain/raster.js';
import type { Observation } from '#domain/series.js';
import { readSceneWindow } from '../rasters/readSceneWindow.js';
import { bytesPerSample } from '../rasters/samples.js';
import { openScene, type SceneFile } from '../rasters/sceneFile.js';

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

/** Looks that are read together. Holds every file open. */
export interface SeriesReader {
  read(request: SeriesBlockRequest): Promise<SeriesBlock>;
  /** Gives decoded pixels back; until then the last block of each file is kept, where that is little in sum. */
  release(): void;
  close(): void;
}

/** Opened when it is first read. @param grid everything is brought onto it */
export function openSeriesReader(observations: readonly Observation[], grid: RasterGrid): SeriesReader {
  const scenes: (SceneFile | null)[] = observations.map(() => null);
  return {
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

async function readLook({ scene, observation, grid, window, block, place, isUnclearKept }: LookRead): Promise<void> {
  const { pixels, bands, values, reason } = block;
  const look = await readSceneWindow(scene, grid, window, bands);
  reason.set(look.reason, place * pixels);
  for (const [band, name] of bands.entries()) {
    const { slope, intercept } = observation.harmonisation[name] ?? { slope: 1, intercept: 0 };
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
