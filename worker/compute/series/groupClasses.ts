import { LAND_COVER_CLASSES } from '#domain/landCover.js';
import { NOT_ASSESSED } from '#domain/raster.js';
import { createJudgement, createLandCoverClassifier } from '#pipelines/kernels/landCoverClassifier.js';
import { bandPlaces } from '#pipelines/kernels/landCoverFeatures.js';
import { EPOCH_DAY } from '#pipelines/series-to-change/breakBands.js';
import type { ClassesOfGroup, GroupOutline } from '#pipelines/series-to-change/seriesPatches.js';
import type { SeriesReader } from '#store/series/readSeriesBlock.js';
import type { SeriesPlan } from './seriesPlan.js';

/** Looks on each side of the onset that classes are told from, and the most pixels a side of what is looked at. */
const LOOKS_A_SIDE = 5;
const MOST_SIDE_PIXELS = 64;
const UNKNOWN: ClassesOfGroup = { fromClass: 'unknown', toClass: 'unknown' };

/** Classes before and after, from the middle of the clear looks on each side; unknown where the bands do not tell. */
export async function classesOfGroup(
  { group, runs, box }: GroupOutline,
  plan: Pick<SeriesPlan, 'bands' | 'days'>,
  reader: SeriesReader,
): Promise<ClassesOfGroup> {
  const bands = plan.bands.filter((band) => ['blue', 'green', 'red', 'nir', 'swir1', 'swir2'].includes(band));
  if (!['blue', 'red', 'nir'].every((band) => bands.includes(band))) return UNKNOWN;
  const days = plan.days.map((day) => day - EPOCH_DAY);
  const before = [...days.keys()].filter((date) => days[date]! <= group.onsetFrom).slice(-LOOKS_A_SIDE);
  const after = [...days.keys()].filter((date) => days[date]! >= group.onsetTo).slice(0, LOOKS_A_SIDE);
  const window = {
    x: box.left,
    y: box.top,
    width: Math.min(MOST_SIDE_PIXELS, box.right - box.left + 1),
    height: Math.min(MOST_SIDE_PIXELS, box.bottom - box.top + 1),
  };
  const classify = createLandCoverClassifier(bandPlaces(bands));
  const judgement = createJudgement();
  const classAt = async (dates: readonly number[]) => {
    const block = await reader.read({ window, bands, dates });
    const isOwn = ownPixels(runs, window.width, window.height);
    const spectrum = Float64Array.from(bands, (_, band) => {
      const own: number[] = [];
      for (let i = 0; i < block.reason.length; i++) {
        if (block.reason[i] === NOT_ASSESSED.clear && isOwn[i % block.pixels] === 1) own.push(block.values[band]![i]!);
      }
      return own.sort((a, b) => a - b)[own.length >> 1] ?? NaN;
    });
    if (spectrum.some(Number.isNaN)) return 'unknown';
    classify(spectrum, judgement);
    return LAND_COVER_CLASSES[judgement.code]!;
  };
  return { fromClass: await classAt(before), toClass: await classAt(after) };
}

function ownPixels({ rowStart, start, end }: GroupOutline['runs'], width: number, height: number): Uint8Array {
  const own = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let run = rowStart[y]!; run < rowStart[y + 1]!; run++) {
      if (start[run]! < width) own.fill(1, y * width + start[run]!, y * width + Math.min(width, end[run]!));
    }
  }
  return own;
}
