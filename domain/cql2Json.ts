import {
  CQL_COMPARISONS,
  CQL_LIMITS,
  type CqlComparison,
  type CqlExpression,
  type CqlGeometry,
  type CqlProperty,
  type CqlValue,
} from './cql2.js';
import { BadInputError } from './errors.js';
import { isIsoDate } from './time.js';

/**
 * Reads a filter in CQL2 JSON encoding.
 * @throws BadInputError naming the place as a JSON Pointer
 */
export function readCqlJson(filter: string): CqlExpression {
  let node: unknown;
  try {
    node = JSON.parse(filter);
  } catch {
    throw wrong('', filter, 'JSON');
  }
  return expressionOf(node, '', 0);
}

function expressionOf(node: unknown, at: string, depth: number): CqlExpression {
  if (depth > CQL_LIMITS.depth) throw wrong(at, '…', `at most ${CQL_LIMITS.depth} operators within each other`);
  const { op, args } = (typeof node === 'object' && node !== null ? node : {}) as { op?: unknown; args?: unknown };
  if (typeof op !== 'string' || !Array.isArray(args)) throw wrong(at, node, 'an object with op and args');
  const arg = (i: number): unknown => args[i];
  const where = (i: number): string => `${at}/args/${i}`;
  const inner = (i: number): CqlExpression => expressionOf(arg(i), where(i), depth + 1);
  const exactly = (count: number): void => {
    if (args.length !== count) throw wrong(`${at}/args`, `${args.length} arguments`, String(count));
  };
  const property = (): CqlProperty => propertyOf(arg(0), where(0));
  if (op === 'and' || op === 'or') {
    if (args.length < 2 || args.length > CQL_LIMITS.values)
      throw wrong(`${at}/args`, `${args.length} arguments`, '2 or more');
    return { op, args: args.map((_, i) => inner(i)) };
  }
  if (op === 'not') {
    exactly(1);
    return { op, args: [inner(0)] };
  }
  if (op === 'isNull') {
    exactly(1);
    return { op, args: [property()] };
  }
  if (op === 'between') {
    exactly(3);
    return { op, args: [property(), valueOf(arg(1), where(1)), valueOf(arg(2), where(2))] };
  }
  exactly(2);
  if (op === 'like') {
    const pattern = arg(1);
    if (typeof pattern !== 'string') throw wrong(where(1), pattern, 'a pattern');
    return { op, args: [property(), pattern] };
  }
  if (op === 'in') {
    const values = arg(1);
    const isSound = Array.isArray(values) && values.length > 0 && values.length <= CQL_LIMITS.values;
    if (!isSound) throw wrong(where(1), values, `1 to ${CQL_LIMITS.values} values`);
    return { op, args: [property(), values.map((value, i) => valueOf(value, `${where(1)}/${i}`))] };
  }
  if (op === 's_intersects') return { op, args: [property(), geometryOf(arg(1), where(1))] };
  if (CQL_COMPARISONS.includes(op as CqlComparison)) {
    return { op: op as CqlComparison, args: [property(), valueOf(arg(1), where(1))] };
  }
  throw wrong(`${at}/op`, op, `and, or, not, isNull, between, like, in, s_intersects or ${CQL_COMPARISONS.join(', ')}`);
}

function propertyOf(node: unknown, at: string): CqlProperty {
  const name: unknown = typeof node === 'object' && node !== null && 'property' in node ? node.property : undefined;
  if (typeof name !== 'string') throw wrong(at, node, 'an object with property');
  return { property: name };
}

function valueOf(node: unknown, at: string): CqlValue {
  if (typeof node === 'string' || typeof node === 'boolean' || Number.isFinite(node)) return node as CqlValue;
  if (typeof node === 'object' && node !== null) {
    if ('date' in node && isIsoDate(String(node.date))) return { date: String(node.date) };
    if ('timestamp' in node && !Number.isNaN(Date.parse(String(node.timestamp))))
      return { timestamp: String(node.timestamp) };
  }
  throw wrong(at, node, 'text, a number, a boolean, or an object with date or timestamp');
}

const isNumbers = (node: unknown): node is number[] => Array.isArray(node) && node.every(Number.isFinite);
const isPosition = (node: unknown): node is number[] => isNumbers(node) && node.length >= 2 && node.length <= 3;
const isRings = (node: unknown): boolean =>
  Array.isArray(node) &&
  node.length > 0 &&
  node.every((ring) => Array.isArray(ring) && ring.length >= 4 && ring.every(isPosition));

function geometryOf(node: unknown, at: string): CqlGeometry {
  const { type, coordinates, bbox } = (typeof node === 'object' && node !== null ? node : {}) as Record<
    string,
    unknown
  >;
  if (type === undefined && isNumbers(bbox) && bbox.length === 4)
    return { bbox: bbox as [number, number, number, number] };
  if (type === 'Point' && isPosition(coordinates)) return { type, coordinates };
  if (type === 'Polygon' && isRings(coordinates)) return { type, coordinates: coordinates as number[][][] };
  if (type === 'MultiPolygon' && Array.isArray(coordinates) && coordinates.every(isRings)) {
    return { type, coordinates: coordinates as number[][][][] };
  }
  throw wrong(at, node, 'a Point, Polygon or MultiPolygon of GeoJSON, or an object with bbox');
}

function wrong(at: string, found: unknown, expected: string): BadInputError {
  return new BadInputError('not a filter of CQL2', {
    code: 'filter.cql2',
    where: `filter${at}`,
    found: (typeof found === 'string' ? found : (JSON.stringify(found) ?? 'nothing')).slice(0, 60),
    expected,
  });
}
