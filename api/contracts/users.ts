import { z } from 'zod';
import { ROLES } from '#domain/people.js';
import { defineEndpoint } from './endpoint.js';
import { cursorQuerySchema, limitQuerySchema, nextCursorSchema } from './paging.js';
import { idSchema, isoTimeSchema, regionSchema } from './scalars.js';

const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]*$/u, 'no control characters')
  .meta({ description: 'What the person signs in with and is called by.' });
const emailSchema = z.email().max(320).nullable();

export const personSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    role: z.enum(ROLES),
    adminCode: z.string(),
    email: z.string().nullable(),
    isDisabled: z.boolean(),
    signsInBy: z.enum(['password', 'identityProvider']),
    hasSecondFactor: z.boolean(),
    mustChangePassword: z.boolean(),
    lastSignedInAt: isoTimeSchema.nullable(),
    createdAt: isoTimeSchema,
    revision: z.int().min(1),
    isLocked: z.boolean().meta({ description: 'Too many sign-ins failed; nobody signs in with this name for now.' }),
  })
  .meta({ id: 'Person' });

const withPasswordSchema = z
  .object({
    person: personSchema,
    temporaryPassword: z
      .string()
      .nullable()
      .meta({ description: 'Shown this once; good until the person chooses their own. Null: the identity provider.' }),
  })
  .meta({ id: 'PersonWithPassword' });

const factsShape = { role: z.enum(ROLES), adminCode: regionSchema, email: emailSchema.default(null) };
const one = z.object({ id: idSchema });

export const listUsers = defineEndpoint({
  id: 'listUsers',
  method: 'GET',
  path: '/v1/users',
  right: 'manageUsers',
  tag: 'people',
  summary: 'People of the own region, by name',
  query: z.object({
    role: z.enum(ROLES).optional(),
    search: z.string().min(1).max(200).optional().meta({ description: 'Part of the name.' }),
    cursor: cursorQuerySchema,
    limit: limitQuerySchema,
  }),
  success: [200],
  response: z.object({ items: z.array(personSchema), nextCursor: nextCursorSchema }).meta({ id: 'PersonPage' }),
});

export const createUser = defineEndpoint({
  id: 'createUser',
  method: 'POST',
  path: '/v1/users',
  right: 'manageUsers',
  tag: 'people',
  summary: 'Add a person',
  body: z.strictObject({
    name: nameSchema,
    ...factsShape,
    signsInBy: z.enum(['password', 'identityProvider']).default('password'),
  }),
  success: [201],
  response: withPasswordSchema,
});

export const readUser = defineEndpoint({
  id: 'readUser',
  method: 'GET',
  path: '/v1/users/:id',
  right: 'manageUsers',
  tag: 'people',
  summary: 'One person',
  params: one,
  success: [200],
  response: personSchema,
});

export const changeUser = defineEndpoint({
  id: 'changeUser',
  method: 'PUT',
  path: '/v1/users/:id',
  right: 'manageUsers',
  tag: 'people',
  summary: 'Change a person’s role, region, address or access; counts from their next request on',
  params: one,
  body: z.strictObject({ ...factsShape, isDisabled: z.boolean().default(false), expectedRevision: z.int().min(1) }),
  success: [200],
  response: personSchema,
});

export const resetUserPassword = defineEndpoint({
  id: 'resetUserPassword',
  method: 'POST',
  path: '/v1/users/:id/password',
  right: 'manageUsers',
  tag: 'people',
  summary: 'Give a person a password for one sign-in; ends their sessions and a lockout',
  params: one,
  success: [200],
  response: withPasswordSchema,
});

export const resetUserSecondFactor = defineEndpoint({
  id: 'resetUserSecondFactor',
  method: 'DELETE',
  path: '/v1/users/:id/second-factor',
  right: 'manageUsers',
  tag: 'people',
  summary: 'Take a lost second factor off; ends the person’s sessions',
  params: one,
  success: [204],
  response: null,
});

export const endUserSessions = defineEndpoint({
  id: 'endUserSessions',
  method: 'DELETE',
  path: '/v1/users/:id/sessions',
  right: 'manageUsers',
  tag: 'people',
  summary: 'End all sessions of a person',
  params: one,
  success: [200],
  response: z.object({ ended: z.int().min(0) }).meta({ id: 'EndedSessions' }),
});

export const listAssignees = defineEndpoint({
  id: 'listAssignees',
  method: 'GET',
  path: '/v1/assignees',
  right: 'triageAlerts',
  tag: 'people',
  summary: 'Who alerts of the own region can be assigned to',
  success: [200],
  response: z
    .object({ items: z.array(personSchema.pick({ id: true, name: true, role: true, adminCode: true })) })
    .meta({ id: 'AssigneeList' }),
});
