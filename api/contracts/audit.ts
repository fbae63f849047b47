import { z } from 'zod';
import { AUDIT_FAULTS } from '#domain/audit.js';
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

export const verifyAudit = defineEndpoint({
  id: 'verifyAudit',
  method: 'GET',
  path: '/v1/audit/verification',
  right: 'readAudit',
  tag: 'operations',
  summary: 'Holds the whole audit trail against its hash chain',
  description:
    'Edited, removed and reordered entries are found. `head`, noted elsewhere and given later, proves that nothing was cut off ' +
    'or written anew since. At most 100 faults are listed.',
  query: z.object({
    head: z
      .string()
      .regex(/^\d{1,15}:[0-9a-f]{64}$/)
      .optional()
      .meta({ description: 'COUNT:HASH of an earlier verification, which must still be in the trail.' }),
  }),
  success: [200],
  response: z
    .object({
      isUnbroken: z.boolean(),
      count: z.int().min(0),
      head: z.string().meta({ description: 'COUNT:HASH; worth noting where nobody can change it.' }),
      faultCount: z.int().min(0),
      faults: z.array(z.object({ sequence: z.int(), fault: z.enum(AUDIT_FAULTS) })).max(100),
    })
    .meta({ id: 'AuditVerification' }),
});

export const exportAudit = defineEndpoint({
  id: 'exportAudit',
  method: 'GET',
  path: '/v1/audit.jsonl',
  right: 'readAudit',
  tag: 'operations',
  summary: 'The audit trail of the caller’s region, oldest first, one JSON object a line',
  success: [200],
  response: { mediaType: 'application/x-ndjson', description: 'One `AuditEntry` a line, streamed.' },
});
