import { z } from 'zod';
import { defineEndpoint } from './endpoint.js';

const nameSchema = z.string().trim().min(1).max(60).meta({ description: 'Unique for its owner.' });
const savedFilterSchema = z
  .object({
    name: nameSchema,
    query: z.string().meta({ description: 'As in the address: `severity=critical&overdue=true`.' }),
  })
  .meta({ id: 'SavedFilter', description: 'A filter of the alert queue that a person keeps.' });

export const listSavedFilters = defineEndpoint({
  id: 'listSavedFilters',
  method: 'GET',
  path: '/v1/saved-filters',
  right: 'readAlerts',
  tag: 'alerts',
  summary: 'The caller’s own filters of the queue, by name',
  success: [200],
  response: z.object({ items: z.array(savedFilterSchema) }).meta({ id: 'SavedFilterList' }),
});

export const putSavedFilter = defineEndpoint({
  id: 'putSavedFilter',
  method: 'PUT',
  path: '/v1/saved-filters/:name',
  right: 'readAlerts',
  tag: 'alerts',
  summary: 'Keeps a filter of the queue under a name',
  params: z.object({ name: nameSchema }),
  body: z.strictObject({
    query: z
      .string()
      .max(2000)
      .regex(/^[\x21-\x7e]*$/)
      .meta({ description: 'Query string without the leading ?, percent-encoded.' }),
  }),
  success: [200],
  response: savedFilterSchema,
});

export const deleteSavedFilter = defineEndpoint({
  id: 'deleteSavedFilter',
  method: 'DELETE',
  path: '/v1/saved-filters/:name',
  right: 'readAlerts',
  tag: 'alerts',
  summary: 'Forgets one of the caller’s own filters',
  params: z.object({ name: nameSchema }),
  success: [204],
  response: null,
});
