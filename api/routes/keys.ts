import { createApiKey, listApiKeys, revokeApiKey } from '#store/apiKeys.js';
import * as contract from '../contracts/keys.js';
import { route } from '../route.js';

const DAY_MS = 24 * 60 * 60 * 1000;

const list = route(contract.listKeys, async ({ caller }, { db }) => ({
  body: { items: await listApiKeys(db, caller) },
}));

const create = route(contract.createKey, async ({ body, caller }, { db }) => {
  const { expiresInDays, ...key } = body;
  const expiresAt = new Date(Date.now() + expiresInDays * DAY_MS).toISOString();
  const made = await createApiKey(db, { ...key, expiresAt }, caller);
  return { body: { ...made, expiresAt }, headers: { 'Cache-Control': 'no-store' } };
});

const revoke = route(contract.revokeKey, async ({ params, caller }, { db }) => {
  await revokeApiKey(db, params.id, caller);
  return { body: null };
});

export const keyRoutes = [list, create, revoke];
