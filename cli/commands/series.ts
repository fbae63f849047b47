import { InvalidArgumentError, type Command } from 'commander';
import { BadInputError } from '#domain/errors.js';
import type { BboxWgs84 } from '#domain/geometry.js';
import { isIsoDate, type IsoDate } from '#domain/time.js';
import { loadConfig } from '#runtime/config.js';
import { manifestOfItems } from '#store/series/stacItems.js';
import { searchStac } from '#store/series/stacSearch.js';
import { writeWhole } from '../monitor/writeWhole.js';
import { wholeNumber } from '../options.js';
import { ALLOW_SOURCE, allowRemoteSources, collectSource } from '../remoteSources.js';

interface SeriesOptions {
  readonly stac: string;
  readonly out: string;
  readonly id?: string;
  readonly collection?: readonly string[];
  readonly bbox?: BboxWgs84;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  readonly most: number;
  readonly allowSource?: readonly string[];
}

export function register(program: Command): void {
  program
    .command('series')
    .description('make a series.json of what a STAC API finds; `planwatch monitor --series` watches it')
    .requiredOption('--stac <url>', 'address of the API or of its /search; its host must be allowed')
    .requiredOption('--out <file>', 'where the series.json goes')
    .option('--id <name>', 'name of the series (the collections)')
    .option('--collection <id>', 'only items of this collection; repeatable', collectWord)
    .option('--bbox <w,s,e,n>', 'only items that meet this box, degrees', parseBbox)
    .option('--from <date>', 'first day', parseDate)
    .option('--to <date>', 'last day', parseDate)
    .option('--most <n>', 'items at most', wholeNumber(1, 10_000), 1000)
    .option(...ALLOW_SOURCE, collectSource)
    .action(makeSeries);
}

async function makeSeries(options: SeriesOptions): Promise<void> {
  const { stac, out, collection = [], bbox = null, from = null, to = null, most } = options;
  allowRemoteSources(loadConfig(), options.allowSource);
  const { items, isCut } = await searchStac(stac, { collections: collection, bbox, from, to, most });
  if (items.length === 0) {
    throw new BadInputError('the search found nothing', {
      code: 'stac.nothing',
      where: '--stac',
      found: '0 items',
      expected: 'one at least: other collections, box or days',
    });
  }
  const manifest = manifestOfItems({ features: items }, stac) as Record<string, unknown>;
  const id = options.id ?? (collection.join('+') || 'series');
  await writeWhole(out, [JSON.stringify({ ...manifest, id }, null, 1), '\n']);
  if (isCut) process.stderr.write(`more than ${most} items: some are left out; --most takes more\n`);
  process.stdout.write(`${items.length} looks\n`);
}

const collectWord = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

function parseDate(text: string): IsoDate {
  if (isIsoDate(text)) return text;
  throw new InvalidArgumentError('Expected a day, YYYY-MM-DD.');
}

function parseBbox(text: string): BboxWgs84 {
  const numbers = text.split(',').map(Number);
  const [west, south, east, north] = numbers as [number, number, number, number];
  const isBox = numbers.length === 4 && numbers.every(Number.isFinite) && west < east && south < north;
  if (isBox && west >= -180 && east <= 180 && south >= -90 && north <= 90) return [west, south, east, north];
  throw new InvalidArgumentError('Expected west,south,east,north in degrees.');
}
