import { z } from 'zod';
import { areaM2Schema, isoDateSchema } from './scalars.js';

const placeSchema = z.array(z.number()).length(2).meta({ description: 'WGS84 longitude, latitude in degrees.' });
const count = z.int().min(0);

/** How many there are, and the first of them. */
const listedSchema = <T extends z.ZodType>(item: T) => z.object({ count, items: z.array(item) });

const featureProblemSchema = z
  .object({ feature: z.string(), code: z.string(), message: z.string(), at: placeSchema.nullable() })
  .meta({ id: 'FeatureProblem', description: 'Something about one feature: `features[3]` of the file, or its id.' });

export const layerQualitySchema = z
  .object({
    features: count,
    repaired: listedSchema(featureProblemSchema),
    refused: listedSchema(featureProblemSchema),
    leftOut: listedSchema(featureProblemSchema),
    warnings: z.array(z.string()),
    areaM2: areaM2Schema,
    areaByCode: z.array(z.object({ code: z.string(), features: count, areaM2: areaM2Schema })),
    statedArea: z
      .object({
        field: z.string(),
        basis: z.enum(['plane', 'geodesic']).meta({ description: 'What stated areas are compared with.' }),
        features: count,
        statedM2: areaM2Schema,
        computedM2: areaM2Schema,
        differing: listedSchema(z.object({ feature: z.string(), statedM2: areaM2Schema, computedM2: areaM2Schema })),
        unit: z.enum(['m2', 'hectare', 'mu', 'km2']).nullable(),
      })
      .nullable(),
    overlaps: listedSchema(
      z.object({
        features: z.array(z.string()).length(2),
        areaM2: areaM2Schema,
        isSliver: z.boolean(),
        at: placeSchema,
      }),
    ).nullable(),
    slivers: listedSchema(featureProblemSchema),
    gaps: listedSchema(z.object({ areaM2: areaM2Schema, isSliver: z.boolean(), at: placeSchema })).nullable(),
    duplicateCodes: listedSchema(z.object({ code: z.string(), features: z.array(z.string()) })),
    missingFields: z.array(z.object({ field: z.string(), isRequired: z.boolean(), count })),
    unknownCodes: listedSchema(z.object({ code: z.string(), features: count })),
    freshness: z.object({
      asOf: isoDateSchema.nullable(),
      ageDays: z.int().nullable(),
      updateCycleMonths: z.int().nullable(),
      dueOn: isoDateSchema.nullable(),
      isOverdue: z.boolean(),
    }),
    suspectedOffset: z
      .object({ system: z.string(), fittingShare: z.number(), fittingShareUnshifted: z.number() })
      .nullable()
      .meta({ description: 'Corners fit what is published only when shifted back: GCJ-02 or BD-09 is suspected.' }),
    notAssessed: z.array(z.string()),
  })
  .meta({
    id: 'LayerQuality',
    description: 'What an import found. Lists hold the first hundred; counts are complete.',
  });

export const layerComparisonSchema = z
  .object({
    before: z.string().nullable().meta({ description: 'The published version before; null where there is none.' }),
    added: count,
    removed: count,
    changedGeometry: count,
    changedAttributes: count,
    unchanged: count,
    areaBeforeM2: areaM2Schema,
    areaAfterM2: areaM2Schema,
    changes: z.array(
      z.object({
        change: z.enum(['added', 'removed', 'changedGeometry', 'changedAttributes']),
        feature: z.string(),
        name: z.string().nullable(),
        areaBeforeM2: areaM2Schema.nullable(),
        areaAfterM2: areaM2Schema.nullable(),
        attributes: z.array(z.string()),
      }),
    ),
  })
  .meta({
    id: 'LayerComparison',
    description: 'Differences from the version before; the largest two hundred are named.',
  });
