import { BadInputError } from '#domain/errors.js';
import { INDEX_NAMES, bandsOfIndex, indexValuesInDoubles } from '../scene-to-change/spectralIndices.js';
import type { Monitor, PixelSeries } from './monitor.js';

/** What a monitor follows in a series: bands as they are, or an index of some. */
export type FollowedValue =
  | { readonly kind: 'bands'; readonly bands: readonly string[] }
  | { readonly kind: 'index'; readonly index: string; readonly bands: readonly string[] };

/** Followed where several bands are there and nobody names one: the first that the bands allow. */
const USUAL_INDICES = ['ndvi', 'nbr', 'ndwi'] as const;

/**
 * Settles what a monitor follows.
 * @param named a band of the series, or an index; null: the only band, else an index that the bands allow
 * @throws BadInputError where the series lacks what is needed
 */
export function followedValue(monitor: Monitor, available: readonly string[], named: string | null): FollowedValue {
  const { bands } = monitor.needs;
  if (bands !== 'one' && named === null) return severalBands(monitor, available);
  if (named !== null && available.includes(named)) return { kind: 'bands', bands: [named] };
  if (named === null && available.length === 1) return { kind: 'bands', bands: available };
  const index = named ?? USUAL_INDICES.find((name) => bandsOfIndex(name).every((band) => available.includes(band)));
  const isKnown = index !== undefined && INDEX_NAMES.includes(index);
  if (isKnown && bandsOfIndex(index).every((band) => available.includes(band))) {
    return { kind: 'index', index, bands: bandsOfIndex(index) };
  }
  throw new BadInputError(`${monitor.name} follows one value, and it is not clear which`, {
    code: 'series.value',
    where: '--index',
    found: `${named ?? 'none named'}; bands ${available.join(', ')}`,
    expected: `a band of the series, or an index of its bands (${INDEX_NAMES.join(', ')})`,
  });
}

function severalBands({ name, needs }: Monitor, available: readonly string[]): FollowedValue {
  const { required, optional } = needs.bands as Exclude<Monitor['needs']['bands'], 'one'>;
  const missing = required.filter((band) => !available.includes(band));
  // A table of one value can stand for the bands of a method that takes any.
  if (missing.length === 0) {
    const known = [...required, ...optional].filter((band) => available.includes(band));
    return { kind: 'bands', bands: known.length > 0 ? known : available };
  }
  throw new BadInputError(`${name} lacks bands`, {
    code: 'series.bands',
    where: 'series',
    found: available.join(', '),
    expected: required.join(', '),
  });
}

/** One pixel's series of what is followed. */
export function followedSeries(series: PixelSeries, followed: FollowedValue): PixelSeries {
  const bandOf = (name: string): Float64Array => series.values[series.bands.indexOf(name)]!;
  if (followed.kind === 'bands') return { ...series, bands: followed.bands, values: followed.bands.map(bandOf) };
  const inputs = new Map(followed.bands.map((name) => [name, bandOf(name)]));
  return { ...series, bands: [followed.index], values: [indexValuesInDoubles(followed.index, inputs)] };
}
