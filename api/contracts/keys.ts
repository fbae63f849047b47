import { z } from 'zod';
import { RIGHTS, ROLES } from '#domain/people.js';
import { defineEndpoint } from './endpoint.js';
import { idSchema, isoTimeSchema, regionSchema } from './scalars.js';

const rightsSchema = z
  .array(z.enum(RIGHTS))
  .nullable()
  .meta({ description: 'What the key may do of what its role may; null: all of it.' });

export const apiKeySchema = z
  .object({
    id: idSchema,
    name: z.string(),
    role: z.enum(ROLES),
    adminCode: z.string(),
    rights: rightsSchema,
    expiresAt: isoTimeSchema.nullable(),
    createdAt: isoTimeSchema,
    createdBy: z.string().nullable(),
    lastUsedAt: isoTimeSchema.nullable().meta({ description: 'To the minute.' }),
    revokedAt: isoTimeSchema.nullable(),
  })
  .meta({ id: 'ApiKey' });

export const listKeys = defineEndpoint({
  id: 'listKeys',
  method: 'GET',
  path: '/v1/keys',
  right: 'manageUsers',
  tag: 'people',
  summary: 'Keys of the own region, newest first',
  success: [200],
  response: z.object({ items: z.array(apiKeySchema) }).meta({ id: 'ApiKeyList' }),
});

export const createKey = defineEndpoint({
  id: 'createKey',
  method: 'POST',
  path: '/v1/keys',
  right: 'manageUsers',
  tag: 'people',
  summary: 'Make a key for a program',
  body: z.strictObject({
    name: z.string().trim().min(1).max(200).meta({ description: 'What it is for.' }),
    role: z.enum(ROLES),
    adminCode: regionSchema,
    rights: rightsSchema.default(null),
    expiresInDays: z.int().min(1).max(730).default(365),
  }),
  success: [201],
  response: z
    .object({
      id: idSchema,
      key: z.string().meta({ description: '`pw_…`, for `Authorization: Bearer`; shown this once.' }),
      expiresAt: isoTimeSchema,
    })
    .meta({ id: 'NewApiKey' }),
});

export const revokeKey = defineEndpoint({
  id: 'revokeKey',
  method: 'DELETE',
  path: '/v1/keys/:id',
  right: 'manageUsers',
  tag: 'people',
  summary: 'Make a key useless from now on',
  params: z.object({ id: idSchema }),
  success: [204],
  response: null,
});
