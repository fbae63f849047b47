import { z } from 'zod';
import { WEBHOOK_STATUSES } from '#domain/webhook.js';
import { defineEndpoint } from './endpoint.js';
import { cursorQuerySchema, limitQuerySchema, nextCursorSchema } from './paging.js';
import { idSchema, isoTimeSchema } from './scalars.js';

const nameSchema = z.string().trim().min(1).max(200);
const urlSchema = z.string().max(2000).meta({
  description: 'HTTPS, at a public address; others only where the operator allows the host. No credentials.',
});
const sequenceSchema = z.int().min(0).meta({ description: 'Sequence of a flag change, as in the feed.' });
const secretSchema = z.string().meta({
  description: '`whsec_…`, for the signature (Standard Webhooks, HMAC-SHA256); shown this once.',
});
const params = z.object({ id: idSchema });

export const webhookSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    url: z.string(),
    adminCode: z.string().meta({ description: 'Changes of this region are delivered.' }),
    status: z.enum(WEBHOOK_STATUSES).meta({
      description: '`disabled`: it answered 410, or failed for days. What comes meanwhile waits.',
    }),
    disabledBecause: z.string().nullable(),
    upTo: sequenceSchema,
    waiting: z.int().min(0).meta({ description: 'Deliveries that are not made yet.' }),
    createdBy: z.string(),
    createdAt: isoTimeSchema,
    revision: z.int().min(1),
  })
  .meta({ id: 'Webhook' });

const shared = { right: 'acknowledgeFlags', tag: 'flags' } as const;

export const listWebhooks = defineEndpoint({
  ...shared,
  id: 'listWebhooks',
  method: 'GET',
  path: '/v1/webhooks',
  summary: 'Receivers of flag changes in the own region',
  success: [200],
  response: z.object({ items: z.array(webhookSchema) }).meta({ id: 'WebhookList' }),
});

export const createWebhook = defineEndpoint({
  ...shared,
  id: 'createWebhook',
  method: 'POST',
  path: '/v1/webhooks',
  summary: 'Have every flag change of the own region posted to an address',
  description:
    'Each change is a CloudEvent, signed as Standard Webhooks says (`webhook-id`, `webhook-timestamp`, `webhook-signature`). Of ' +
    'one case a change comes after the one before was taken with 2xx; anything else is tried again, ever more seldom, for ' +
    'about three days. A change may come twice with the same `webhook-id`. Redirects are not followed.',
  body: z.strictObject({
    name: nameSchema,
    url: urlSchema,
    fromBeginning: z
      .boolean()
      .default(false)
      .meta({ description: 'All changes there ever were, not only those to come.' }),
  }),
  success: [201],
  response: z.object({ webhook: webhookSchema, secret: secretSchema }).meta({ id: 'NewWebhook' }),
});

export const readWebhook = defineEndpoint({
  ...shared,
  id: 'readWebhook',
  method: 'GET',
  path: '/v1/webhooks/:id',
  summary: 'One receiver',
  params,
  success: [200],
  response: webhookSchema,
});

export const changeWebhook = defineEndpoint({
  ...shared,
  id: 'changeWebhook',
  method: 'PUT',
  path: '/v1/webhooks/:id',
  summary: 'Rename, readdress, pause or resume a receiver',
  description: 'Made `active`, it is asked at once for everything that waits.',
  params,
  body: z.strictObject({
    name: nameSchema,
    url: urlSchema,
    status: z.enum(['active', 'paused']),
    expectedRevision: z.int().min(1),
  }),
  success: [200],
  response: webhookSchema,
});

export const rotateWebhookSecret = defineEndpoint({
  ...shared,
  id: 'rotateWebhookSecret',
  method: 'POST',
  path: '/v1/webhooks/:id/secret',
  summary: 'Give a new secret; the old one signs nothing from now on',
  params,
  success: [201],
  response: z.object({ secret: secretSchema }).meta({ id: 'WebhookSecret' }),
});

export const deleteWebhook = defineEndpoint({
  ...shared,
  id: 'deleteWebhook',
  method: 'DELETE',
  path: '/v1/webhooks/:id',
  summary: 'Forget a receiver and what waits for it',
  params,
  success: [204],
  response: null,
});

export const listWebhookDeliveries = defineEndpoint({
  ...shared,
  id: 'listWebhookDeliveries',
  method: 'GET',
  path: '/v1/webhooks/:id/deliveries',
  summary: 'What was and is to be delivered, newest change first',
  params,
  query: z.object({
    status: z.enum(['waiting', 'delivered']).optional(),
    cursor: cursorQuerySchema,
    limit: limitQuerySchema,
  }),
  success: [200],
  response: z
    .object({
      items: z.array(
        z
          .object({
            sequence: sequenceSchema,
            subject: z.string().meta({ description: 'Case number, or `alert/…`.' }),
            status: z.enum(['waiting', 'delivered']),
            attempts: z.int().min(0),
            nextAttemptAt: isoTimeSchema.nullable(),
            lastStatus: z.int().nullable(),
            lastError: z.string().nullable(),
            deliveredAt: isoTimeSchema.nullable(),
          })
          .meta({ id: 'WebhookDelivery' }),
      ),
      nextCursor: nextCursorSchema,
    })
    .meta({ id: 'WebhookDeliveryPage' }),
});

export const resendWebhookDelivery = defineEndpoint({
  ...shared,
  id: 'resendWebhookDelivery',
  method: 'POST',
  path: '/v1/webhooks/:id/deliveries/:sequence/resend',
  summary: 'Deliver a change once more, now',
  params: z.object({ id: idSchema, sequence: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
  success: [204],
  response: null,
});
