import { basename } from 'node:path';
import { BadInputError } from '#domain/errors.js';
import { isIsoDate, parseTime, type IsoTime } from '#domain/time.js';

/** GDAL metadata items that hold a time, best first. */
const TIME_ITEMS = ['ACQUISITION_DATE', 'ACQUISITION_TIME', 'DATETIME', 'TIFFTAG_DATETIME'] as const;

/**
 * When a file was acquired: what the user says, else what its metadata says, else a date in its name; null where nothing
 * does.
 * @param stated the option's text, or undefined
 * @throws BadInputError where a stated time cannot be read
 */
export function acquisitionTimeOf(
  path: string,
  metadata: Readonly<Record<string, string>>,
  stated: { readonly option: string; readonly text: string | undefined },
): IsoTime | null {
  if (stated.text !== undefined) return parseTime(stated.text, stated.option);
  for (const item of TIME_ITEMS) {
    const found = metadata[item];
    const time = found === undefined ? null : timeOfTag(found);
    if (time !== null) return time;
  }
  const [, year, month, day] = /(?<!\d)((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)/.exec(basename(path)) ?? [];
  const date = `${year}-${month}-${day}`;
  return isIsoDate(date) ? parseTime(date, path) : null;
}

/** `YYYY-MM-DD`, ISO 8601, or TIFF's `YYYY:MM:DD hh:mm:ss`, taken as UTC. */
function timeOfTag(text: string): IsoTime | null {
  const plain = text
    .trim()
    .replace(/^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/, '$1-$2-$3T$4Z')
    .replace(/^(\d{4}):(\d\d):(\d\d)$/, '$1-$2-$3');
  try {
    return parseTime(plain, 'metadata');
  } catch (error) {
    if (error instanceof BadInputError) return null;
    throw error;
  }
}

/**
 * Both times, checked against each other and the present.
 * @param areNeeded patches carry dates; scores and masks do not
 * @throws BadInputError where one is missing though needed, in the future, or they come in the wrong order
 */
export function requireTimes(
  before: { readonly path: string; readonly time: IsoTime | null },
  after: { readonly path: string; readonly time: IsoTime | null },
  { areNeeded, now }: { readonly areNeeded: boolean; readonly now: Date },
): { before: IsoTime; after: IsoTime } {
  for (const [name, { path, time }] of Object.entries({ before, after })) {
    if (time === null && areNeeded) {
      throw new BadInputError('no acquisition date', {
        code: 'scene.noTime',
        where: path,
        found: 'none in its metadata nor in its name',
        expected: `--${name}-time YYYY-MM-DD; patches carry dates`,
      });
    }
    if (time !== null && Date.parse(time) > now.getTime()) {
      throw new BadInputError('the acquisition date lies in the future', {
        code: 'scene.futureTime',
        where: path,
        found: time,
        expected: `at most ${now.toISOString()}`,
      });
    }
  }
  const [first, second] = [before.time ?? EPOCH, after.time ?? EPOCH];
  if (before.time !== null && after.time !== null && Date.parse(first) >= Date.parse(second)) {
    throw new BadInputError('the scenes come in the wrong order', {
      code: 'pair.order',
      where: `${before.path}, ${after.path}`,
      found: `before ${first}, after ${second}`,
      expected: 'a before scene that is older than the after scene',
    });
  }
  return { before: first, after: second };
}

/** Stands for an unknown time where no patch is written that could carry it. */
const EPOCH: IsoTime = '1970-01-01T00:00:00.000Z';
