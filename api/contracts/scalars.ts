import { z } from 'zod';
import { isIsoDate } from '#domain/time.js';

/** Scalars that several nouns use. Their units and ranges stand in the description and so in the OpenAPI document. */
export const idSchema = z.uuid().meta({ description: 'Identifier (UUID).' });

export const isoDateSchema = z
  .string()
  .refine(isIsoDate, 'not a calendar day, expected YYYY-MM-DD')
  .meta({ description: 'Calendar day YYYY-MM-DD.', format: 'date', example: '2024-03-17' });

export const isoTimeSchema = z.iso
  .datetime({ offset: true })
  .meta({ description: 'Instant, ISO 8601, UTC.', example: '2024-03-17T02:31:00.000Z' });

export const shareSchema = z.number().min(0).max(1).meta({ description: 'Share, 0–1.' });

export const areaM2Schema = z
  .number()
  .min(0)
  .meta({ description: 'Square metres, geodesic on the CGCS2000 ellipsoid.' });

export const areaSchema = z
  .object({ m2: z.number().min(0), hectares: z.number().min(0), mu: z.number().min(0) })
  .meta({ id: 'Area', description: 'One area, geodesic on the CGCS2000 ellipsoid: square metres, hectares, mu (亩).' });

export const adminCodeSchema = z
  .string()
  .regex(/^(\d{6}|\d{9}|\d{12})$/)
  .meta({ description: 'Administrative code, 6, 9 or 12 digits, hierarchical by prefix.', example: '330100' });

export const regionSchema = z
  .string()
  .regex(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})?$/, '2, 4, 6, 9 or 12 digits, or nothing')
  .meta({
    description: 'Region that is seen: an administrative code or its beginning; empty: all.',
    example: '330100',
  });

export const caseNumberSchema = z.string().min(1).max(200).meta({ description: 'Case number of a permit.' });

export const explanationSchema = z
  .object({ zh: z.string(), en: z.string() })
  .meta({ id: 'Explanation', description: 'One sentence in each language.' });

export const idempotencyKeySchema = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: 'The same key with the same body gives the same answer for 24 hours; with another body 409.' });
