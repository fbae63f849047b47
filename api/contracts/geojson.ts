import { z } from 'zod';
import type { BboxWgs84 } from '#domain/geometry.js';

const positionSchema = z.array(z.number()).min(2).max(4).meta({ description: 'WGS84 longitude, latitude in degrees.' });
const polygonCoordinatesSchema = z.array(z.array(positionSchema));

export const polygonSchema = z
  .object({ type: z.literal('Polygon'), coordinates: polygonCoordinatesSchema })
  .meta({ id: 'Polygon', description: 'RFC 7946 polygon, WGS84.' });

export const multiPolygonSchema = z
  .object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygonCoordinatesSchema) })
  .meta({ id: 'MultiPolygon', description: 'RFC 7946 multipolygon, WGS84.' });

export const areaGeometrySchema = z
  .discriminatedUnion('type', [polygonSchema, multiPolygonSchema])
  .meta({ id: 'AreaGeometry', description: 'An area on the ground, RFC 7946, WGS84 lon/lat.' });

export const lonLatSchema = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .meta({ description: 'WGS84 longitude, latitude in degrees.' });

/** Feature with these properties. */
export function featureSchema<P extends z.ZodType>(properties: P, id: string) {
  return z
    .object({ type: z.literal('Feature'), id: z.string(), geometry: areaGeometrySchema, properties })
    .meta({ id });
}

/** Parses `west,south,east,north`; west > east (across the date line) is refused. */
export const bboxQuerySchema = z
  .string()
  .max(200)
  .transform((text, context): BboxWgs84 => {
    const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
    const [west, south, east, north] = numbers as [number, number, number, number];
    const isBox =
      numbers.length === 4 &&
      numbers.every(Number.isFinite) &&
      west <= east &&
      south <= north &&
      west >= -180 &&
      east <= 180 &&
      south >= -90 &&
      north <= 90;
    if (!isBox) {
      context.addIssue({
        code: 'custom',
        message: 'not a bounding box, expected west,south,east,north in WGS84 degrees',
      });
      return z.NEVER;
    }
    return [west, south, east, north];
  })
  .meta({ description: 'Bounding box west,south,east,north, WGS84 degrees.', example: '120.1,30.1,120.3,30.3' });
