import type { z } from 'zod';
import type { CqlExpression } from '#domain/cql2.js';
import { readCqlJson } from '#domain/cql2Json.js';
import { parseCqlText } from '#domain/cql2Text.js';
import { BadInputError } from '#domain/errors.js';
import { isIsoDate } from '#domain/time.js';
import type { FeatureCollectionSource, FeatureQuery } from '#store/features/index.js';
import type { listOgcItems } from '../contracts/ogc.js';
import { CRS84, crsOfUri } from './crs.js';

type ItemsQuery = z.output<(typeof listOgcItems)['query']>;

const MOST_ITEMS = 1000;
const PARAMETERS: ReadonlySet<string> = new Set([
  'bbox',
  'bbox-crs',
  'crs',
  'datetime',
  'filter',
  'filter-lang',
  'filter-crs',
  'limit',
  'cursor',
  'f',
]);

/**
 * What a request for features means.
 * @throws BadInputError where a parameter is unknown or does not make sense
 */
export function featureQueryOf(query: ItemsQuery, source: FeatureCollectionSource): FeatureQuery {
  const { bbox, datetime, filter, limit, cursor } = query;
  if (query['filter-crs'] !== undefined && query['filter-crs'] !== CRS84) {
    throw refusal('query.filter-crs', query['filter-crs'], CRS84);
  }
  const conditions = Object.entries(query)
    .filter(([name]) => !PARAMETERS.has(name))
    .map(([name, value]) => equality(source, name, value));
  if (filter !== undefined && filter.trim() !== '') {
    conditions.push(query['filter-lang'] === 'cql2-json' ? readCqlJson(filter) : parseCqlText(filter));
  }
  const boxCrs = crsOfUri(query['bbox-crs'] ?? CRS84, 'query.bbox-crs');
  return {
    filter: conditions.length === 0 ? null : { op: 'and', args: conditions },
    during: datetime === undefined ? null : intervalOf(datetime),
    box: bbox === undefined ? null : { bounds: boundsOf(bbox), crs: boxCrs },
    crs: crsOfUri(query.crs ?? CRS84, 'query.crs'),
    limit: Math.min(limit, MOST_ITEMS),
    cursor: cursor ?? null,
  };
}

function equality({ properties }: FeatureCollectionSource, name: string, value: unknown): CqlExpression {
  const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (property === undefined)
    throw refusal('query', name, `a parameter of this collection (${Object.keys(properties).join(', ')})`);
  if (typeof value !== 'string') throw refusal(`query.${name}`, JSON.stringify(value), 'one value');
  const isNumber = property.type === 'number' || property.type === 'integer';
  const number = Number(value);
  if (isNumber && (value.trim() === '' || !Number.isFinite(number))) throw refusal(`query.${name}`, value, 'a number');
  return { op: '=', args: [{ property: name }, isNumber ? number : value] };
}

/** Heights of a box of six numbers say nothing here. */
function boundsOf(text: string): readonly [number, number, number, number] {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const isSound = (numbers.length === 4 || numbers.length === 6) && numbers.every(Number.isFinite);
  const [a, b, c, d] = (numbers.length === 6 ? [0, 1, 3, 4].map((i) => numbers[i]) : numbers) as [
    number,
    number,
    number,
    number,
  ];
  if (!isSound || b > d || a > c) throw refusal('query.bbox', text, 'lower corner and upper corner, four numbers');
  return [a, b, c, d];
}

/** Days of an instant or interval; both ends count. */
function intervalOf(text: string): readonly [string | null, string | null] {
  const parts = text.split('/');
  const days = parts.map((part) => (part === '' || part === '..' ? null : dayOfText(part)));
  const [from, to] = days.length === 1 ? [days[0]!, days[0]!] : (days as [string | null, string | null]);
  const isSound = days.length <= 2 && (from !== null || to !== null) && (from === null || to === null || from <= to);
  if (!isSound) throw refusal('query.datetime', text, 'an instant, or from/to with the earlier one first');
  return [from, to];
}

function dayOfText(text: string): string {
  const day = text.slice(0, 10);
  // GDAL 3.6 writes a day as `2024-02-01T`.
  const isSound = text === `${day}T` || !Number.isNaN(Date.parse(text));
  if (isIsoDate(day) && isSound) return day;
  throw refusal('query.datetime', text, 'an instant or a day of ISO 8601');
}

function refusal(where: string, found: string, expected: string): BadInputError {
  return new BadInputError('not understood', { code: 'request.query', where, found: found.slice(0, 100), expected });
}
