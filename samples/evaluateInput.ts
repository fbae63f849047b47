import { z } from 'zod';
import { BadInputError } from '#domain/errors.js';
import type { AreaGeometry } from '#domain/geometry.js';
import { dayOf, isIsoDate } from '#domain/time.js';
import type { ScoredAlert, TruthEvent } from './evaluate.js';

const day = z.string().refine(isIsoDate, 'a date YYYY-MM-DD');
const time = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'a time, ISO 8601');
const id = z.union([z.string().min(1), z.number()]).transform(String);
const ring = z.array(z.array(z.number()).min(2)).min(4);
const area = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
]);

const collectionOf = <T extends z.ZodType>(properties: T) =>
  z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(z.object({ id: id.optional(), geometry: area, properties })),
  });

const truthSchema = collectionOf(
  z.object({
    id: id.optional(),
    verdict: z.enum(['violation', 'lawful', 'exempt', 'pseudoChange']),
    kind: z.string().nullish(),
    visibleFrom: day,
  }),
);

const alertsSchema = collectionOf(
  z.object({ id: id.optional(), kind: z.string().min(1), raisedAt: time.nullish(), onsetTo: day.nullish() }),
);

function read<T>(schema: z.ZodType<T>, value: unknown, where: string, expected: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = z.core.toDotPath(issue?.path ?? []);
  throw new BadInputError(issue?.message ?? 'not readable', {
    code: 'evaluate.invalid',
    where: path === '' ? where : `${where}: ${path}`,
    expected,
  });
}

/** Events of a parsed truth.geojson. @throws BadInputError with the path of the first wrong field */
export function parseTruth(value: unknown, where: string): TruthEvent[] {
  const { features } = read(truthSchema, value, where, 'truth.geojson as planwatch sample writes it');
  return features.map(({ id: own, geometry, properties }, index) => {
    if (properties.verdict === 'violation' && !properties.kind) {
      throw new BadInputError('a violation without a kind', {
        code: 'evaluate.invalid',
        where: `${where}: features[${index}].properties.kind`,
      });
    }
    return {
      id: properties.id ?? own ?? String(index),
      verdict: properties.verdict,
      kind: properties.kind ?? null,
      visibleFrom: properties.visibleFrom,
      geometry: geometry as AreaGeometry,
    };
  });
}

/**
 * Alerts of a parsed FeatureCollection, as the API and `GET /v1/alerts` give them. The day an alert was raised is that of
 * `raisedAt`, else `onsetTo`, else unknown.
 * @throws BadInputError with the path of the first wrong field
 */
export function parseAlerts(value: unknown, where: string): ScoredAlert[] {
  const { features } = read(alertsSchema, value, where, 'a FeatureCollection of alerts');
  return features.map(({ id: own, geometry, properties }, index) => ({
    id: properties.id ?? own ?? String(index),
    kind: properties.kind,
    raisedOn: properties.raisedAt ? dayOf(properties.raisedAt) : (properties.onsetTo ?? null),
    geometry: geometry as AreaGeometry,
  }));
}
