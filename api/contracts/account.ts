import { z } from 'zod';
import { defineEndpoint } from './endpoint.js';
import { userSchema } from './session.js';
import { isoTimeSchema } from './scalars.js';

const passwordSchema = z.string().min(1).max(1000);

export const ownSessionSchema = z
  .object({
    id: z.string(),
    startedAt: isoTimeSchema,
    lastUsedAt: isoTimeSchema,
    by: z.enum(['password', 'identityProvider']),
    address: z.string(),
    agent: z.string(),
    isThis: z.boolean().meta({ description: 'The session that asks.' }),
  })
  .meta({ id: 'OwnSession' });

export const readAccount = defineEndpoint({
  id: 'readAccount',
  method: 'GET',
  path: '/v1/account',
  right: 'person',
  tag: 'people',
  summary: 'The own account',
  success: [200],
  response: z
    .object({
      user: userSchema,
      email: z.string().nullable(),
      signsInBy: z.enum(['password', 'identityProvider']),
      hasSecondFactor: z.boolean(),
      recoveryCodesLeft: z.int().min(0),
      sessions: z.array(ownSessionSchema),
    })
    .meta({ id: 'Account' }),
});

export const changeOwnPassword = defineEndpoint({
  id: 'changeOwnPassword',
  method: 'PUT',
  path: '/v1/account/password',
  right: 'person',
  tag: 'people',
  summary: 'Choose a new password; ends all other sessions',
  body: z.strictObject({ current: passwordSchema, password: passwordSchema }),
  success: [204],
  response: null,
  isForNewcomers: true,
});

export const beginOwnSecondFactor = defineEndpoint({
  id: 'beginOwnSecondFactor',
  method: 'POST',
  path: '/v1/account/second-factor',
  right: 'person',
  tag: 'people',
  summary: 'Begin a second factor (TOTP); it counts once a code was confirmed',
  body: z.strictObject({ current: passwordSchema }),
  success: [200],
  response: z
    .object({
      secret: z.string().meta({ description: 'Base32, for typing into an authenticator app.' }),
      uri: z.string().meta({ description: '`otpauth://…`, for a QR code.' }),
    })
    .meta({ id: 'SecondFactorSecret' }),
});

export const confirmOwnSecondFactor = defineEndpoint({
  id: 'confirmOwnSecondFactor',
  method: 'PUT',
  path: '/v1/account/second-factor',
  right: 'person',
  tag: 'people',
  summary: 'Confirm the second factor by the code that the app shows',
  body: z.strictObject({ code: z.string().regex(/^\d{6}$/, 'six digits') }),
  success: [200],
  response: z
    .object({
      recoveryCodes: z.array(z.string()).meta({ description: 'Shown this once; each is good for one sign-in.' }),
    })
    .meta({ id: 'RecoveryCodes' }),
});

export const removeOwnSecondFactor = defineEndpoint({
  id: 'removeOwnSecondFactor',
  method: 'POST',
  path: '/v1/account/second-factor/removal',
  right: 'person',
  tag: 'people',
  summary: 'Remove the second factor',
  body: z.strictObject({ current: passwordSchema }),
  success: [204],
  response: null,
});

export const endOwnSession = defineEndpoint({
  id: 'endOwnSession',
  method: 'DELETE',
  path: '/v1/account/sessions/:sessionId',
  right: 'person',
  tag: 'people',
  summary: 'End one of the own sessions',
  params: z.object({ sessionId: z.string().regex(/^[0-9a-f]{64}$/) }),
  success: [204],
  response: null,
});

export const endOtherSessions = defineEndpoint({
  id: 'endOtherSessions',
  method: 'DELETE',
  path: '/v1/account/sessions',
  right: 'person',
  tag: 'people',
  summary: 'End all own sessions but this one',
  success: [200],
  response: z.object({ ended: z.int().min(0) }),
});
