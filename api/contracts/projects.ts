import { z } from 'zod';
import { PERMIT_KINDS } from '#domain/permit.js';
import { defineEndpoint } from './endpoint.js';
import { cursorQuerySchema, limitQuerySchema, nextCursorSchema } from './paging.js';
import { permitFeatureSchema, projectIdSchema } from './permits.js';
import { areaM2Schema, isoDateSchema, isoTimeSchema } from './scalars.js';

export const projectSchema = z
  .object({
    id: projectIdSchema,
    title: z.string().nullable(),
    developer: z.string().nullable().meta({ description: 'Who builds.' }),
    note: z.string().nullable(),
    adminCode: z.string(),
    recordedAt: isoTimeSchema,
    permitCount: z.int().min(0),
    kinds: z.array(z.enum(PERMIT_KINDS)),
    firstGrantedOn: isoDateSchema.nullable(),
    lastGrantedOn: isoDateSchema.nullable(),
    areaM2: areaM2Schema.meta({ description: 'Ground that its permits cover together, counted once; square metres.' }),
  })
  .meta({ id: 'Project', description: 'A project: what its permits, each in its current revision, sum up to.' });

export const listProjects = defineEndpoint({
  id: 'listProjects',
  method: 'GET',
  path: '/v1/projects',
  right: 'readPlans',
  tag: 'plans',
  summary: 'Projects, by id',
  query: z.object({
    search: z
      .string()
      .max(200)
      .optional()
      .meta({ description: 'Projects whose id, title or developer holds this text.' }),
    cursor: cursorQuerySchema,
    limit: limitQuerySchema,
  }),
  success: [200],
  response: z.object({ items: z.array(projectSchema), nextCursor: nextCursorSchema }).meta({ id: 'ProjectPage' }),
});

const projectPathSchema = z.object({ id: projectIdSchema });

export const readProject = defineEndpoint({
  id: 'readProject',
  method: 'GET',
  path: '/v1/projects/:id',
  right: 'readPlans',
  tag: 'plans',
  summary: 'One project with its permits in the order of their steps',
  params: projectPathSchema,
  success: [200],
  response: z
    .object({
      project: projectSchema,
      permits: z.array(permitFeatureSchema),
      missingSteps: z
        .array(z.enum(PERMIT_KINDS))
        .meta({ description: 'Steps before the last one that was reached for which there is no permit.' }),
    })
    .meta({ id: 'ProjectDetail' }),
});

export const putProject = defineEndpoint({
  id: 'putProject',
  method: 'PUT',
  path: '/v1/projects/:id',
  right: 'writePermits',
  tag: 'plans',
  summary: 'Say what is known of a project beside its permits',
  params: projectPathSchema,
  body: z
    .object({
      title: z.string().max(300).nullable().default(null),
      developer: z.string().max(300).nullable().default(null),
      note: z.string().max(2000).nullable().default(null),
    })
    .meta({ id: 'ProjectUpload' }),
  success: [201, 200],
  response: projectSchema,
});
