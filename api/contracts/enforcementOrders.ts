import { z } from 'zod';
import { defineEndpoint } from './endpoint.js';

export const createOrders = defineEndpoint({
  id: 'createOrders',
  method: 'POST',
  path: '/v1/enforcement-orders',
  right: 'writePermits',
  tag: 'plans',
  summary: 'Store stop and correction orders that were issued outside of alerts',
  description: 'All or none. Pushing the same again changes nothing; another order under a stored id is 409.',
  body: z.looseObject({ orders: z.array(z.unknown()).max(5000) }).meta({
    id: 'OrderUpload',
    description: 'As orders.json: `id`, `kind` (`stopOrder` or `correctionOrder`), `issuedOn` and `geometry` of each.',
  }),
  success: [200],
  response: z.object({ stored: z.int().min(0), unchanged: z.int().min(0) }).meta({ id: 'OrderReceipt' }),
  isIdempotent: true,
});
