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

export const sessionSchema = z
  .object({
    user: userSchema,
    mustChangePassword: z.boolean().meta({
      description: 'True: somebody else chose the password, and everything else answers 403 until it is changed.',
    }),
  })
  .meta({ id: 'Session' });

export const credentialsSchema = z
  .object({
    name: z.string().min(1).max(200),
    password: z.string().min(1).max(1000),
    code: z.string().min(1).max(40).optional().meta({
      description: 'Code of the authenticator app, or a recovery code, where the account has a second factor.',
    }),
  })
  .meta({ id: 'Credentials' });

export const createSession = defineEndpoint({
  id: 'createSession',
  method: 'POST',
  path: '/v1/session',
  right: 'anonymous',
  tag: 'session',
  summary: 'Sign in',
  description:
    'Sets the httpOnly cookie `planwatch_session`, valid for 12 hours after the last use and 7 days at most. Where the account ' +
    'has a second factor and no code came, 401 with the code `session.secondFactor` asks for it.',
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
  isForNewcomers: true,
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
  isForNewcomers: true,
});

export const readSignInMethods = defineEndpoint({
  id: 'readSignInMethods',
  method: 'GET',
  path: '/v1/session/methods',
  right: 'anonymous',
  tag: 'session',
  summary: 'How people can sign in here',
  success: [200],
  response: z
    .object({
      password: z.literal(true),
      identityProvider: z.object({ title: z.string(), href: z.string() }).nullable(),
    })
    .meta({ id: 'SignInMethods' }),
});

export const beginProviderSignIn = defineEndpoint({
  id: 'beginProviderSignIn',
  method: 'GET',
  path: '/v1/session/provider',
  right: 'anonymous',
  tag: 'session',
  summary: 'Sign in at the identity provider (OpenID Connect): leads there',
  success: [302],
  response: null,
});

export const endProviderSignIn = defineEndpoint({
  id: 'endProviderSignIn',
  method: 'GET',
  path: '/v1/session/provider/callback',
  right: 'anonymous',
  tag: 'session',
  summary: 'Where the identity provider leads back to: begins the session and leads to the viewer',
  success: [302],
  response: null,
});
