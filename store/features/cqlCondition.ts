import { sql, type RawBuilder } from 'kysely';
import type { CqlComparison, CqlExpression, CqlGeometry, CqlValue } from '#domain/cql2.js';
import { BadInputError } from '#domain/errors.js';
import type { FeatureProperty, PropertyType } from './collections.js';

const GEOMETRY_NAMES: readonly string[] = ['geometry', 'geom'];

/**
 * The condition that a filter puts on rows `f`; every value is a parameter of the statement.
 * @throws BadInputError where it names a property that there is not, or compares it with something of another kind
 */
export function cqlCondition(
  expression: CqlExpression,
  properties: Readonly<Record<string, FeatureProperty>>,
): RawBuilder<boolean> {
  const condition = (inner: CqlExpression): RawBuilder<boolean> => cqlCondition(inner, properties);
  switch (expression.op) {
    case 'and':
    case 'or': {
      const word = expression.op === 'and' ? sql` AND ` : sql` OR `;
      return sql<boolean>`(${sql.join(expression.args.map(condition), word)})`;
    }
    case 'not':
      return sql<boolean>`(NOT ${condition(expression.args[0])})`;
    case 'isNull':
      return sql<boolean>`(${propertyOf(properties, expression.args[0].property).column} IS NULL)`;
    case 'like': {
      const [{ property: name }, pattern] = expression.args;
      const { column, type } = propertyOf(properties, name);
      if (type !== 'string') throw wrongType(name, type, pattern);
      return sql<boolean>`(${column} LIKE ${pattern})`;
    }
    case 'between': {
      const [{ property: name }, from, to] = expression.args;
      const property = propertyOf(properties, name);
      return sql<boolean>`(${property.column} BETWEEN ${valueOf(name, property.type, from)} AND ${valueOf(name, property.type, to)})`;
    }
    case 'in': {
      const [{ property: name }, values] = expression.args;
      const property = propertyOf(properties, name);
      return sql<boolean>`(${property.column} IN (${sql.join(values.map((value) => valueOf(name, property.type, value)))}))`;
    }
    case 's_intersects': {
      const [{ property: name }, geometry] = expression.args;
      if (!GEOMETRY_NAMES.includes(name)) throw unknownProperty(name, GEOMETRY_NAMES);
      return sql<boolean>`ST_Intersects(f.geometry, ${geometryOf(geometry)})`;
    }
    default: {
      const [{ property: name }, value] = expression.args;
      const property = propertyOf(properties, name);
      return sql<boolean>`(${property.column} ${sql.raw(OPERATORS[expression.op])} ${valueOf(name, property.type, value)})`;
    }
  }
}

const OPERATORS: Readonly<Record<CqlComparison, string>> = {
  '=': '=',
  '<>': '<>',
  '<': '<',
  '>': '>',
  '<=': '<=',
  '>=': '>=',
};

function propertyOf(properties: Readonly<Record<string, FeatureProperty>>, name: string): FeatureProperty {
  const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (property === undefined) throw unknownProperty(name, Object.keys(properties));
  return property;
}

/** Text of a day or an instant counts as what it says: many clients write no DATE(…). */
function valueOf(name: string, type: PropertyType, value: CqlValue): RawBuilder<unknown> {
  const plain = typeof value === 'object' ? ('date' in value ? value.date : value.timestamp) : value;
  if ((type === 'number' || type === 'integer') && typeof plain === 'number') return sql`${plain}::float8`;
  if (type === 'string' && typeof value === 'string' && !value.includes('\0')) return sql`${value}::text`;
  const isInstant = typeof plain === 'string' && /^\d{4}-\d\d-\d\d/.test(plain) && !Number.isNaN(Date.parse(plain));
  if (type === 'date' && isInstant) return sql`${plain.slice(0, 10)}::date`;
  if (type === 'date-time' && isInstant) return sql`${new Date(plain).toISOString()}::timestamptz`;
  throw wrongType(name, type, value);
}

function geometryOf(geometry: CqlGeometry): RawBuilder<unknown> {
  if (!('type' in geometry)) {
    const [west, south, east, north] = geometry.bbox;
    return sql`ST_MakeEnvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326)`;
  }
  const { type, coordinates } = geometry;
  return sql`ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify({ type, coordinates })}), 4326))`;
}

function unknownProperty(name: string, known: readonly string[]): BadInputError {
  return new BadInputError('no such property', {
    code: 'filter.property',
    where: 'filter',
    found: name,
    expected: known.join(', '),
  });
}

function wrongType(name: string, type: PropertyType, value: CqlValue): BadInputError {
  return new BadInputError('compared with something of another kind', {
    code: 'filter.value',
    where: `filter: ${name}`,
    found: JSON.stringify(value).slice(0, 60),
    expected: type,
  });
}
