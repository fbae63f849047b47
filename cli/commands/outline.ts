import { InvalidArgumentError, type Command } from 'commander';
import { LAND_COVER_CLASSES, type LandCoverClass } from '#domain/landCover.js';
import { OUTLINE_STYLES, type OutlineStyle } from '#domain/recipe.js';
import { collectWithoutHelpers } from '#runtime/smallHeap.js';
import { isRemotePath, openRaster } from '#store/rasters/index.js';
import { acquisitionTimeOf, checkTimes } from '../detect/acquisitionTime.js';
import { createPatchFile } from '../detect/patchFile.js';
import { oneOf, OUTLINES, wholeNumber } from '../options.js';
import { outlineMask } from '../outline/outlineMask.js';
import { startProgress } from '../progress.js';
import { ALLOW_SOURCE, allowRemoteSources, collectSource } from '../remoteSources.js';

interface OutlineCommandOptions {
  readonly mask: string;
  readonly patchesOut: string;
  readonly band: number;
  readonly value?: number;
  readonly connectivity: '4' | '8';
  readonly sieve: number;
  readonly minimumArea: number;
  readonly outlines: OutlineStyle;
  readonly fromClass: LandCoverClass;
  readonly toClass: LandCoverClass;
  readonly beforeTime?: string;
  readonly afterTime?: string;
  readonly allowSource?: readonly string[];
}

export function register(program: Command): void {
  program
    .command('outline')
    .description('turn a change mask that another program made into patches')
    .requiredOption('--mask <file>', 'georeferenced raster: GeoTIFF or ENVI; nodata counts as not assessed')
    .requiredOption('--patches-out <file>', 'write the patches: GeoJSON, WGS84')
    .option('--band <n>', 'band of the mask', wholeNumber(1, 65_535), 1)
    .option('--value <number>', 'what the mask calls change (everything but 0)', number)
    .option(
      '--connectivity <n>',
      '4 or 8: whether pixels that meet at a corner belong together',
      oneOf(['4', '8']),
      '4',
    )
    .option('--sieve <pixels>', 'drop smaller areas, fill smaller holes', wholeNumber(1, 100_000), 5)
    .option('--minimum-area <m2>', 'drop patches below this many square metres', number, 0)
    .option(...OUTLINES, oneOf(OUTLINE_STYLES), 'pixelEdges')
    .option('--from-class <class>', 'what the ground was', oneOf(LAND_COVER_CLASSES), 'unknown')
    .option('--to-class <class>', 'what it became', oneOf(LAND_COVER_CLASSES), 'unknown')
    .option('--before-time <time>', 'when the earlier image was taken, YYYY-MM-DD or ISO 8601')
    .option('--after-time <time>', 'likewise for the later one')
    .option(...ALLOW_SOURCE, collectSource)
    .action(outline);
}

/** Stands in for a time that nobody stated; patches carry null then. */
const UNDATED = '1970-01-01T00:00:00Z';

async function outline(options: OutlineCommandOptions): Promise<void> {
  collectWithoutHelpers();
  if (isRemotePath(options.mask)) await allowRemote(options.allowSource);
  const times = statedTimes(options);
  // Every block is read once.
  const file = await openRaster(options.mask, { cacheBytes: 0 });
  try {
    const dated = { before: times.before !== null, after: times.after !== null };
    const patches = createPatchFile(options.patchesOut, dated);
    const progress = startProgress('outlining', file.header.height);
    try {
      let count = 0;
      let areaM2 = 0;
      const share = await outlineMask(
        file,
        {
          ...options,
          changeValue: options.value ?? null,
          connectivity: options.connectivity === '4' ? 4 : 8,
          sievePixels: options.sieve,
          minimumAreaM2: options.minimumArea,
          beforeTime: times.before ?? UNDATED,
          afterTime: times.after ?? UNDATED,
        },
        (patch) => {
          patches.write(patch);
          count += 1;
          areaM2 += patch.areaM2;
        },
        (rows) => progress.set(rows),
      );
      patches.finish();
      progress.finish();
      const assessed = `${(100 * share).toFixed(1)} % assessed`;
      process.stdout.write(`${count} patches, ${(areaM2 / 10_000).toFixed(2)} ha; ${assessed}\n`);
    } finally {
      patches.abandon();
    }
  } finally {
    file.close();
  }
}

/** The configuration is read only where it matters: that costs a third of the time a small mask takes. */
async function allowRemote(sources: OutlineCommandOptions['allowSource']): Promise<void> {
  const { loadConfig } = await import('#runtime/config.js');
  allowRemoteSources(loadConfig(), sources);
}

function statedTimes({ beforeTime, afterTime }: OutlineCommandOptions) {
  const before = acquisitionTimeOf('', {}, { option: '--before-time', text: beforeTime });
  const after = acquisitionTimeOf('', {}, { option: '--after-time', text: afterTime });
  checkTimes({ path: '--before-time', time: before }, { path: '--after-time', time: after }, new Date());
  return { before, after };
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('Expected a number.');
}
