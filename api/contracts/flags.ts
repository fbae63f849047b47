import { z } from 'zod';
import { FLAG_STATUSES } from '#domain/flag.js';
import { SEVERITIES, VIOLATION_KINDS } from '#domain/violation.js';
import { defineEndpoint } from './endpoint.js';
import { areaGeometrySchema } from './geojson.js';
import { areaM2Schema, caseNumberSchema, idSchema, isoTimeSchema } from './scalars.js';

const sequenceSchema = z.int().min(0).meta({
  description: 'Place in the feed: counts from 1 without gaps, in the order in which changes became visible.',
});

const flagShape = {
  flagId: idSchema,
  alertId: idSchema,
  caseNumber: caseNumberSchema.nullable().meta({ description: 'Null: the alert names no permit.' }),
  status: z.enum(FLAG_STATUSES),
  kind: z.enum(VIOLATION_KINDS),
  severity: z.enum(SEVERITIES),
  adminCode: z.string(),
  areaM2: areaM2Schema,
  sequence: sequenceSchema,
};

export const flagSchema = z
  .object({ ...flagShape, updatedAt: isoTimeSchema })
  .meta({ id: 'Flag', description: 'One alert as one case sees it, as it stands now.' });

export const flagEventSchema = z
  .object({
    specversion: z.literal('1.0'),
    id: z.string().meta({ description: 'The sequence as text: the same change always has the same id.' }),
    source: z.literal('/v1/flags'),
    type: z.enum(FLAG_STATUSES.map((status) => `planwatch.flag.${status}` as const)),
    subject: z.string().meta({ description: 'Case number, or `alert/<id>` where there is none.' }),
    time: isoTimeSchema,
    datacontenttype: z.literal('application/json'),
    data: z.object(flagShape),
  })
  .meta({ id: 'FlagEvent', description: 'A change of a flag in a CloudEvents 1.0 envelope.' });

export const readFlagFeed = defineEndpoint({
  id: 'readFlagFeed',
  method: 'GET',
  path: '/v1/flags',
  right: 'readFlags',
  tag: 'flags',
  summary: 'Changes of flags after a sequence, oldest first: misses and repeats nothing',
  description:
    'Begin with `after=0`, then give `next` of the answer before as `after`. A change is shown only once all changes before it are. ' +
    'Callers of one region see the changes of their region: sequences then have gaps, the order stays.',
  query: z.object({
    after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
    caseNumber: caseNumberSchema.optional(),
    limit: z.coerce.number().int().min(1).max(5000).default(1000),
  }),
  success: [200],
  response: z
    .object({
      events: z.array(flagEventSchema),
      next: sequenceSchema,
      hasMore: z.boolean(),
    })
    .meta({ id: 'FlagFeed' }),
});

export const listFlags = defineEndpoint({
  id: 'listFlags',
  method: 'GET',
  path: '/v1/flags/current',
  right: 'readFlags',
  tag: 'flags',
  summary: 'The flags of a case as they stand now',
  query: z.object({ caseNumber: caseNumberSchema }),
  success: [200],
  response: z.object({ items: z.array(flagSchema) }).meta({ id: 'FlagList' }),
});

export const findFlagsOnParcel = defineEndpoint({
  id: 'findFlagsOnParcel',
  method: 'POST',
  path: '/v1/flags/on-parcel',
  right: 'readFlags',
  tag: 'flags',
  summary: 'The flags of alerts that share ground with a parcel',
  body: z.strictObject({ geometry: areaGeometrySchema }),
  success: [200],
  response: z.object({ items: z.array(flagSchema) }).meta({ id: 'ParcelFlagList' }),
});

export const readCompletionHold = defineEndpoint({
  id: 'readCompletionHold',
  method: 'GET',
  path: '/v1/flags/hold',
  right: 'readFlags',
  tag: 'flags',
  summary: 'Whether open or confirmed flags hold up a case’s completion check (规划条件核实)',
  query: z.object({ caseNumber: caseNumberSchema }),
  success: [200],
  response: z
    .object({
      caseNumber: caseNumberSchema,
      step: z.literal('completionCheck'),
      isHeld: z.boolean(),
      holding: z.array(flagSchema),
    })
    .meta({ id: 'CompletionHold' }),
});

export const acknowledgeFlags = defineEndpoint({
  id: 'acknowledgeFlags',
  method: 'POST',
  path: '/v1/flags/acknowledgements',
  right: 'acknowledgeFlags',
  tag: 'flags',
  summary: 'Says up to which sequence the caller has taken changes over for good',
  description: 'Only ever moves forward; a sequence that nobody has seen yet is refused.',
  body: z.strictObject({ upTo: sequenceSchema }),
  success: [200],
  response: z
    .object({ acknowledged: sequenceSchema, latest: sequenceSchema, waiting: z.int().min(0) })
    .meta({ id: 'FlagAcknowledgement' }),
});

export const reconcileFlags = defineEndpoint({
  id: 'reconcileFlags',
  method: 'POST',
  path: '/v1/flags/reconciliation',
  right: 'readFlags',
  tag: 'flags',
  summary: 'Holds what the caller knows of flags against what is stored',
  body: z.strictObject({
    upTo: sequenceSchema.meta({ description: 'Sequence up to which the caller has read the feed.' }),
    flags: z.array(z.strictObject({ flagId: idSchema, status: z.enum(FLAG_STATUSES) })).max(50_000),
  }),
  success: [200],
  response: z
    .object({
      upTo: sequenceSchema,
      latest: sequenceSchema,
      isEqual: z.boolean(),
      missing: z.array(flagEventSchema.shape.data).meta({ description: 'Stored, but not among the caller’s.' }),
      different: z
        .array(z.object({ flagId: idSchema, status: z.enum(FLAG_STATUSES), stored: z.enum(FLAG_STATUSES) }))
        .meta({ description: 'The caller’s status and the stored one.' }),
      unknown: z.array(idSchema).meta({ description: 'Among the caller’s, but not stored.' }),
    })
    .meta({ id: 'FlagReconciliation' }),
});
