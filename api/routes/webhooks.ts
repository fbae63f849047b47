import { hostsOf, publicUrl } from '#runtime/publicAddress.js';
import * as store from '#store/webhooks/index.js';
import * as contract from '../contracts/webhooks.js';
import { route } from '../route.js';
import type { ApiServices } from '../services.js';

/** @throws BadInputError where the address is not one that is asked */
function requireAddress({ config }: ApiServices, url: string): string {
  return publicUrl(url, hostsOf(config.webhookHosts), 'body.url').href;
}

const list = route(contract.listWebhooks, async ({ caller }, { db }) => ({
  body: { items: await store.listWebhooks(db, caller) },
}));

const create = route(contract.createWebhook, async ({ body, caller }, services) => ({
  body: await store.createWebhook(services.db, caller, services.sealing, {
    ...body,
    url: requireAddress(services, body.url),
  }),
}));

const read = route(contract.readWebhook, async ({ params, caller }, { db }) => ({
  body: await store.getWebhook(db, caller, params.id),
}));

const change = route(contract.changeWebhook, async ({ params, body, caller }, services) => ({
  body: await store.changeWebhook(services.db, caller, params.id, {
    ...body,
    url: requireAddress(services, body.url),
  }),
}));

const rotate = route(contract.rotateWebhookSecret, async ({ params, caller }, { db, sealing }) => ({
  body: { secret: await store.rotateSecret(db, caller, sealing, params.id) },
}));

const remove = route(contract.deleteWebhook, async ({ params, caller }, { db }) => {
  await store.deleteWebhook(db, caller, params.id);
  return { body: null };
});

const deliveries = route(contract.listWebhookDeliveries, async ({ params, query, caller }, { db }) => ({
  body: await store.listDeliveries(db, caller, params.id, query),
}));

const resend = route(contract.resendWebhookDelivery, async ({ params, caller }, { db }) => {
  await store.resendDelivery(db, caller, params.id, params.sequence);
  return { body: null };
});

export const webhookRoutes = [list, create, read, change, rotate, remove, deliveries, resend];
