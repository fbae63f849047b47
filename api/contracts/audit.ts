import { z } from 'zod';
import { defineEndpoint } from './endpoint.js';
import { cursorQuerySchema, limitQuerySchema, nextCursorSchema } from './paging.js';
import { isoTimeSchema } from './scalars.js';

export const auditEntrySchema = z
  .object({
    sequence: z.int().min(1),
    at: isoTimeSchema,
    actor: z.string(),
    actorId: z.string().nullable(),
    act: z.string(),
    noun: z.string(),
    nounId: z.string(),
    adminCode: z.string(),
    detail: z.record(z.string(), z.unknown()),
    previousHash: z.string(),
    hash: z.string().meta({ description: 'SHA-256 of the canonical JSON of everything else in the entry.' }),
  })
  .meta({
    id: 'AuditEntry',
    description: 'One entry of the audit trail (留痕): append-only, each holds the hash before it.',
  });

const word = z.string().min(1).max(200).optional();

export const listAudit = defineEndpoint({
  id: 'listAudit',
  method: 'GET',
  path: '/v1/audit',
  right: 'readAudit',
  tag: 'operations',
  summary: 'The audit trail, newest first',
  query: z.object({
    noun: word,
    nounId: word,
    actor: word,
    act: word,
    from: isoTimeSchema.optional(),
    to: isoTimeSchema.optional(),
    cursor: cursorQuerySchema,
    limit: limitQuerySchema,
  }),
  success: [200],
  response: z.object({ items: z.array(auditEntrySchema), nextCursor: nextCursorSchema }).meta({ id: 'AuditPage' }),
});
