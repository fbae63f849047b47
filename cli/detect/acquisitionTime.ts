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
 * Both times, checked against each other and the present; null where unknown.
 * @throws BadInputError where one lies in the future, or they come in the wrong order
 */
export function checkTimes(
  before: { readonly path: string; readonly time: IsoTime | null },
  after: { readonly path: string; readonly time: IsoTime | null },
  now: Date,
): void {
  for (const { path, time } of [before, after]) {
    if (time !== null && Date.parse(time) > now.getTime()) {
      throw new BadInputError('the acquisition date lies in the future', {
        code: 'scene.futureTime',
        where: path,
        found: time,
        expected: `at most ${now.toISOString()}`,
      });
    }
  }
  if (before.time !== null && after.time !== null && Date.parse(before.time) >= Date.parse(after.time)) {
    throw new BadInputError('the scenes come in the wrong order', {
      code: 'pair.order',
      where: `${before.path}, ${after.path}`,
      found: `before ${before.time}, after ${after.time}`,
      expected: 'a before scene that is older than the after scene',
    });
  }
}

/** What a user should know who wants patches of scenes without dates. */
export function undatedNote(side: 'before' | 'after', path: string): string {
  return (
    `${path}: no acquisition date in its metadata nor in its name; patches carry none. ` +
    `Expected: --${side}-time YYYY-MM-DD`
  );
}
