import { z } from 'zod';
import { RUN_KINDS, RUN_STATUSES } from '#domain/run.js';
import { defineEndpoint } from './endpoint.js';
import { cursorQuerySchema, limitQuerySchema, nextCursorSchema } from './paging.js';
import { idSchema, isoTimeSchema, shareSchema } from './scalars.js';

export const recipeReferenceSchema = z
  .object({ name: z.string(), version: z.string(), hash: z.string() })
  .meta({ id: 'RecipeReference', description: 'Which parameters made it; hash of their canonical JSON.' });

export const ruleSetReferenceSchema = z
  .object({ id: z.string(), version: z.string(), hash: z.string() })
  .meta({ id: 'RuleSetReference' });

export const runSchema = z
  .object({
    id: idSchema,
    kind: z.enum(RUN_KINDS).meta({ description: 'pair: two epochs compared. series: all looks up to the last one.' }),
    watchAreaId: idSchema,
    beforeSceneIds: z.array(idSchema).meta({
      description: 'First choice first; the next fill in where it could not see. Of a series: the last looks before.',
    }),
    afterSceneId: idSchema,
    series: z
      .object({
        lookCount: z.int().min(1),
        newLookCount: z.int().min(0),
        refitBecause: z.string().nullable(),
      })
      .nullable()
      .meta({
        description:
          'Of runs over a series, once planned. refitBecause: why the whole series was gone through; null: its state was continued.',
      }),
    recipe: recipeReferenceSchema,
    ruleSet: ruleSetReferenceSchema,
    status: z.enum(RUN_STATUSES),
    chunksDone: z.int().min(0),
    chunksTotal: z.int().min(0).nullable(),
    patchCount: z.int().min(0).nullable(),
    alertCount: z.int().min(0).nullable(),
    assessedShare: shareSchema.nullable().meta({ description: 'Share of the watch area that could be compared, 0–1.' }),
    warnings: z.array(z.string()),
    error: z.string().nullable(),
    createdAt: isoTimeSchema,
    finishedAt: isoTimeSchema.nullable(),
  })
  .meta({ id: 'Run', description: 'One pass over a watch area.' });

export const listRuns = defineEndpoint({
  id: 'listRuns',
  method: 'GET',
  path: '/v1/runs',
  right: 'readAlerts',
  tag: 'watching',
  summary: 'Runs, newest first',
  query: z.object({
    watchAreaId: idSchema.optional(),
    status: z.enum(RUN_STATUSES).optional(),
    kind: z.enum(RUN_KINDS).optional(),
    cursor: cursorQuerySchema,
    limit: limitQuerySchema,
  }),
  success: [200],
  response: z.object({ items: z.array(runSchema), nextCursor: nextCursorSchema }).meta({ id: 'RunPage' }),
});

export const readRun = defineEndpoint({
  id: 'readRun',
  method: 'GET',
  path: '/v1/runs/:id',
  right: 'readAlerts',
  tag: 'watching',
  summary: 'One run and its progress',
  params: z.object({ id: idSchema }),
  success: [200],
  response: runSchema,
});

export const createRun = defineEndpoint({
  id: 'createRun',
  method: 'POST',
  path: '/v1/runs',
  right: 'startRuns',
  tag: 'watching',
  summary: 'Compare two epochs of a watch area',
  description:
    'The same watch area, scenes and recipe are one run: 200 with the run that stands, where the first time is 201.',
  body: z
    .strictObject({
      watchAreaId: idSchema,
      beforeSceneId: idSchema.optional(),
      beforeSceneIds: z.array(idSchema).min(1).max(24).optional(),
      afterSceneId: idSchema,
      recipe: z.string().min(1).max(100).optional().meta({ description: 'Default: the watch area’s.' }),
    })
    .refine((body) => (body.beforeSceneId === undefined) !== (body.beforeSceneIds === undefined), {
      message: 'give either beforeSceneId or beforeSceneIds',
      path: ['beforeSceneId'],
    })
    .meta({ id: 'NewRun' }),
  success: [201, 200],
  response: runSchema,
  isIdempotent: true,
});
