import { z } from 'zod';
import { RIGHTS, ROLES } from '#domain/people.js';
import { defineEndpoint } from './endpoint.js';

export const userSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    adminCode: z.string().meta({ description: 'Sees what lies in regions whose code begins with this; empty: all.' }),
    rights: z.array(z.enum(RIGHTS)),
  })
  .meta({ id: 'User' });

export const sessionSchema = z.object({ user: userSchema }).meta({ id: 'Session' });

export const credentialsSchema = z
  .object({ name: z.string().min(1).max(200), password: z.string().min(1).max(1000) })
  .meta({ id: 'Credentials' });

export const createSession = defineEndpoint({
  id: 'createSession',
  method: 'POST',
  path: '/v1/session',
  right: 'anonymous',
  tag: 'session',
  summary: 'Sign in',
  description: 'Sets the httpOnly cookie `planwatch_session`, valid for 12 hours after the last use.',
  body: credentialsSchema,
  success: [200],
  response: sessionSchema,
});

export const readSession = defineEndpoint({
  id: 'readSession',
  method: 'GET',
  path: '/v1/session',
  right: 'signedIn',
  tag: 'session',
  summary: 'Who am I',
  success: [200],
  response: sessionSchema,
});

export const deleteSession = defineEndpoint({
  id: 'deleteSession',
  method: 'DELETE',
  path: '/v1/session',
  right: 'signedIn',
  tag: 'session',
  summary: 'Sign out',
  success: [204],
  response: null,
});
