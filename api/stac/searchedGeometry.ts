import type { Geometry } from 'geojson';
import { z } from 'zod';
import { BadInputError } from '#domain/errors.js';

const MOST_POSITIONS = 10_000;

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)], z.number());
const line = z.array(position).min(2);
const ring = z
  .array(position)
  .min(4)
  .refine(
    (positions) => positions[0]!.every((number, i) => number === positions.at(-1)![i]),
    'a ring that is not closed',
  );
const polygon = z.array(ring).min(1);

const simpleSchemas = [
  z.object({ type: z.literal('Point'), coordinates: position }),
  z.object({ type: z.literal('MultiPoint'), coordinates: z.array(position).min(1) }),
  z.object({ type: z.literal('LineString'), coordinates: line }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(line).min(1) }),
  z.object({ type: z.literal('Polygon'), coordinates: polygon }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1) }),
] as const;

const geometrySchema = z.union([
  z.discriminatedUnion('type', simpleSchemas),
  z.object({
    type: z.literal('GeometryCollection'),
    geometries: z.array(z.discriminatedUnion('type', simpleSchemas)).min(1),
  }),
]);

/**
 * A geometry of RFC 7946 to search with, WGS84; other members are dropped.
 * @param geometry parsed, or as text
 * @throws BadInputError where it is none, lies outside the world, or has more than 10,000 positions
 */
export function searchedGeometry(geometry: unknown): Geometry {
  const parsed = geometrySchema.safeParse(typeof geometry === 'string' ? jsonOf(geometry) : geometry);
  if (!parsed.success) throw refusal(describe(parsed.error.issues[0]!), 'a GeoJSON geometry in WGS84 degrees');
  const positions = JSON.stringify(parsed.data).match(/\[-?\d/g)?.length ?? 0;
  if (positions > MOST_POSITIONS) throw refusal(`${positions} positions`, `at most ${MOST_POSITIONS}`);
  return parsed.data as Geometry;
}

const describe = ({ path, message }: z.core.$ZodIssue): string => `${path.join('.')} ${message}`.trim().slice(0, 200);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(text, 'a GeoJSON geometry as JSON');
  }
}

function refusal(found: string, expected: string): BadInputError {
  return new BadInputError('not a geometry to search with', {
    code: 'request.query',
    where: 'intersects',
    found: found.slice(0, 100),
    expected,
  });
}
