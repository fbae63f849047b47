import { BadInputError } from '#domain/errors.js';
import type { BboxWgs84 } from '#domain/geometry.js';
import { isIsoDate, type IsoTime } from '#domain/time.js';
import { MAX_PAGE_SIZE } from '#store/page.js';
import type { SceneFilter } from '#store/scenes.js';
import { searchedGeometry } from './searchedGeometry.js';
import { SCENES } from './stacItem.js';

/** What STAC's item search may name; what is left out does not matter. */
export interface StacSearch {
  readonly bbox?: readonly number[] | undefined;
  readonly datetime?: string | undefined;
  /** A GeoJSON geometry, parsed or as text. */
  readonly intersects?: unknown;
  readonly ids?: readonly string[] | undefined;
  readonly collections?: readonly string[] | undefined;
  readonly limit: number;
  readonly token?: string | undefined;
}

/**
 * The scenes that a search means; null where it names other collections only.
 * @throws BadInputError where a parameter does not make sense, or `bbox` and `intersects` come together
 */
export function sceneFilterOf(search: StacSearch): SceneFilter | null {
  const { bbox, intersects, datetime, ids, collections, limit, token } = search;
  if (bbox !== undefined && intersects !== undefined) {
    throw refusal('intersects', 'beside bbox', 'one of the two');
  }
  const [from, to] = datetime === undefined ? [null, null] : instantsOf(datetime);
  const filter = {
    from: from ?? undefined,
    to: to ?? undefined,
    bbox: bbox && boxOf(bbox),
    meets: intersects === undefined ? undefined : searchedGeometry(intersects),
    ids,
    limit: Math.min(limit, MAX_PAGE_SIZE),
    cursor: token,
  };
  return collections === undefined || collections.includes(SCENES) ? filter : null;
}

/** Heights of a box of six numbers say nothing here; a west beyond the east crosses the date line. */
function boxOf(numbers: readonly number[]): BboxWgs84 {
  const [west, south, east, north] = (numbers.length === 6 ? [0, 1, 3, 4].map((i) => numbers[i]!) : numbers) as [
    number,
    number,
    number,
    number,
  ];
  const isSound =
    (numbers.length === 4 || numbers.length === 6) &&
    numbers.every(Number.isFinite) &&
    [west, east].every((lon) => Math.abs(lon) <= 180) &&
    [south, north].every((lat) => Math.abs(lat) <= 90) &&
    south <= north;
  if (!isSound) throw refusal('bbox', numbers.join(','), 'west,south,east,north in degrees, with heights six numbers');
  return [west, south, east, north];
}

const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** First and last instant, both inclusive; a day is all of it, UTC. */
function instantsOf(text: string): readonly [IsoTime | null, IsoTime | null] {
  const parts = text.split('/');
  const [first = '', last = first] = parts;
  const [from, to] = [instantOf(first, 'T00:00:00.000Z', text), instantOf(last, 'T23:59:59.999Z', text)];
  const isSound = parts.length <= 2 && (from !== null || to !== null) && (from === null || to === null || from <= to);
  if (!isSound) throw refusal('datetime', text, 'an instant, or from/to with the earlier one first');
  return [from, to];
}

function instantOf(part: string, ofDay: string, whole: string): IsoTime | null {
  if (part === '' || part === '..') return null;
  const text = isIsoDate(part) ? `${part}${ofDay}` : part.toUpperCase();
  const isInstant = RFC_3339.test(text) && isIsoDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
  if (!isInstant) throw refusal('datetime', whole, 'an instant of RFC 3339 (2024-02-01T00:00:00Z) or a day');
  return new Date(text).toISOString();
}

function refusal(where: string, found: string, expected: string): BadInputError {
  return new BadInputError('not understood', { code: 'request.query', where, found: found.slice(0, 100), expected });
}
