import { z } from 'zod';
import { PERMIT_FINDING_KINDS } from '#domain/violation.js';
import { defineEndpoint } from './endpoint.js';
import {
  adminCodeSchema,
  areaM2Schema,
  caseNumberSchema,
  explanationSchema,
  idSchema,
  isoDateSchema,
} from './scalars.js';

const shared = {
  watchAreaId: idSchema,
  adminCode: adminCodeSchema,
  since: isoDateSchema.meta({ description: 'Day of the first of the runs in a row that said so.' }),
  asOf: isoDateSchema.meta({ description: 'Day of the imagery that it was last said by.' }),
  explanation: explanationSchema,
};

export const listStandingFindings = defineEndpoint({
  id: 'listStandingFindings',
  method: 'GET',
  path: '/v1/standing-findings',
  right: 'readAlerts',
  tag: 'alerts',
  summary: 'What the last run of each watch area says of permits and quotas',
  description:
    'Permits without works by their deadline, idle supplied land, temporary land that was not restored, and zones in which more was ' +
    'newly built on than their quota. Each run replaces what the run before it said.',
  query: z.object({ caseNumber: caseNumberSchema.optional() }),
  success: [200],
  response: z
    .object({
      permits: z.array(
        z
          .object({ caseNumber: caseNumberSchema, kind: z.enum(PERMIT_FINDING_KINDS), ...shared })
          .meta({ id: 'PermitFinding' }),
      ),
      quotas: z.array(
        z
          .object({
            layer: z.object({ id: z.string(), version: z.string(), feature: z.string() }),
            quotaM2: areaM2Schema,
            usedM2: areaM2Schema,
            patchIds: z.array(idSchema),
            ...shared,
          })
          .meta({ id: 'QuotaFinding' }),
      ),
    })
    .meta({ id: 'StandingFindings' }),
});
