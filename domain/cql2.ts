import type { AreaGeometry } from './geometry.js';
import type { IsoDate, IsoTime } from './time.js';

/**
 * Filters of OGC's Common Query Language (CQL2, 21-065r2): Basic CQL2 (comparisons, AND, OR, NOT, IS NULL), with LIKE,
 * BETWEEN and IN of Advanced Comparison Operators and S_INTERSECTS of Basic Spatial Functions. Nodes are those of CQL2 JSON.
 */
export type CqlExpression =
  | { readonly op: 'and' | 'or'; readonly args: readonly CqlExpression[] }
  | { readonly op: 'not'; readonly args: readonly [CqlExpression] }
  | { readonly op: CqlComparison; readonly args: readonly [CqlProperty, CqlValue] }
  | { readonly op: 'like'; readonly args: readonly [CqlProperty, string] }
  | { readonly op: 'between'; readonly args: readonly [CqlProperty, CqlValue, CqlValue] }
  | { readonly op: 'in'; readonly args: readonly [CqlProperty, readonly CqlValue[]] }
  | { readonly op: 'isNull'; readonly args: readonly [CqlProperty] }
  | { readonly op: 's_intersects'; readonly args: readonly [CqlProperty, CqlGeometry] };

export const CQL_COMPARISONS = ['=', '<>', '<', '>', '<=', '>='] as const;
export type CqlComparison = (typeof CQL_COMPARISONS)[number];

export interface CqlProperty {
  readonly property: string;
}
export type CqlValue = string | number | boolean | { readonly date: IsoDate } | { readonly timestamp: IsoTime };
/** Longitude, latitude, WGS84. */
export type CqlGeometry =
  | AreaGeometry
  | { readonly type: 'Point'; readonly coordinates: readonly number[] }
  | { readonly bbox: readonly [west: number, south: number, east: number, north: number] };

/** What a filter may be at most: longer ones are no questions of people. */
export const CQL_LIMITS = { characters: 8000, depth: 40, values: 1000 } as const;
