import { z } from 'zod';

/** RFC 9457 answer to everything that went wrong. `code`, `where`, `found`, `expected` say what to correct. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'URI reference of the kind of problem.' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    code: z.string().meta({ description: 'Stable machine-readable name, for example `raster.noCrs`.' }),
    where: z.string().optional().meta({ description: 'File, field path or parameter the problem is at.' }),
    found: z.string().optional(),
    expected: z.string().optional(),
    requestId: z.string().meta({ description: 'Name it when you report a defect; the server log has it.' }),
  })
  .meta({ id: 'Problem', description: 'application/problem+json (RFC 9457).' });
export type Problem = z.infer<typeof problemSchema>;
