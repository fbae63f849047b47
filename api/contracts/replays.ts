import { z } from 'zod';
import { VERDICTS } from '#domain/finding.js';
import { AS_KNOWN, REPLAY_CHANGES, REPLAY_REASONS, REPLAY_STATUSES } from '#domain/replay.js';
import { SEVERITIES, VIOLATION_KINDS } from '#domain/violation.js';
import { defineEndpoint } from './endpoint.js';
import { cursorQuerySchema, limitQuerySchema, nextCursorSchema } from './paging.js';
import { ruleSetPathSchema } from './ruleSets.js';
import { ruleSetReferenceSchema } from './runs.js';
import { areaM2Schema, explanationSchema, idSchema, isoTimeSchema } from './scalars.js';

const asKnownSchema = z.enum(AS_KNOWN).meta({
  description:
    '`then`: plans, permits, orders and alerts as they were known when the run was judged; `now`: as they are known now.',
});

const outcomeSchema = z
  .object({
    patches: z.int().min(0),
    identical: z.int().min(0).meta({ description: 'Patches judged the same in every number and word.' }),
    changes: z.record(z.enum(REPLAY_CHANGES), z.int().min(0)).meta({
      description: 'All other patches, by the first of these that holds.',
    }),
    alertsDropped: z.int().min(0).meta({ description: 'Alerts of the run that it would not have raised.' }),
    alertsAdded: z.int().min(0).meta({ description: 'Alerts that it would have raised beyond those.' }),
    summary: explanationSchema,
    knownAt: isoTimeSchema.meta({ description: 'By when everything it was judged with was recorded.' }),
    isExact: z.boolean().meta({
      description:
        'False for runs judged before their inputs were kept: then by what was recorded up to the run’s end.',
    }),
    ruleSetBefore: ruleSetReferenceSchema,
  })
  .meta({ id: 'ReplayOutcome' });

export const replaySchema = z
  .object({
    id: idSchema,
    runId: idSchema,
    ruleSet: ruleSetReferenceSchema,
    asKnown: asKnownSchema,
    status: z.enum(REPLAY_STATUSES),
    error: z.string().nullable(),
    createdBy: z.string(),
    createdAt: isoTimeSchema,
    finishedAt: isoTimeSchema.nullable(),
    outcome: outcomeSchema.nullable(),
  })
  .meta({ id: 'Replay', description: 'A run judged again. It changes no judgement and no alert.' });

export const createReplay = defineEndpoint({
  id: 'createReplay',
  method: 'POST',
  path: '/v1/runs/:id/replays',
  right: 'replayRuns',
  tag: 'rules',
  summary: 'Judge a run again',
  description: 'Worked on in the background; read the replay until it is done.',
  params: z.object({ id: idSchema }),
  body: z
    .strictObject({
      ruleSet: ruleSetPathSchema
        .optional()
        .meta({ description: 'A version as it stands; default: the run’s own rules.' }),
      content: z.looseObject({}).optional().meta({ description: 'Instead: a rule set that is not stored.' }),
      asKnown: asKnownSchema.default('then'),
    })
    .refine((body) => body.ruleSet === undefined || body.content === undefined, {
      message: 'give either ruleSet or content',
      path: ['content'],
    })
    .meta({ id: 'NewReplay' }),
  success: [201],
  response: replaySchema,
  isIdempotent: true,
});

export const listReplays = defineEndpoint({
  id: 'listReplays',
  method: 'GET',
  path: '/v1/replays',
  right: 'readAlerts',
  tag: 'rules',
  summary: 'Replays, newest first',
  query: z.object({ runId: idSchema.optional(), cursor: cursorQuerySchema, limit: limitQuerySchema }),
  success: [200],
  response: z.object({ items: z.array(replaySchema), nextCursor: nextCursorSchema }).meta({ id: 'ReplayPage' }),
});

export const readReplay = defineEndpoint({
  id: 'readReplay',
  method: 'GET',
  path: '/v1/replays/:id',
  right: 'readAlerts',
  tag: 'rules',
  summary: 'One replay and what came of it',
  params: z.object({ id: idSchema }),
  success: [200],
  response: replaySchema,
});

const judgedBrieflySchema = z
  .object({
    verdict: z.enum(VERDICTS),
    leading: z.enum(VIOLATION_KINDS).nullable(),
    severity: z.enum(SEVERITIES).nullable(),
    areaM2: areaM2Schema.nullable(),
    kinds: z.array(z.enum(VIOLATION_KINDS)),
    explanation: explanationSchema,
  })
  .meta({ id: 'JudgedBriefly' });

export const listReplayDifferences = defineEndpoint({
  id: 'listReplayDifferences',
  method: 'GET',
  path: '/v1/replays/:id/differences',
  right: 'readAlerts',
  tag: 'rules',
  summary: 'Patches that a replay judges otherwise, with the reasons',
  params: z.object({ id: idSchema }),
  query: z.object({ change: z.enum(REPLAY_CHANGES).optional(), cursor: cursorQuerySchema, limit: limitQuerySchema }),
  success: [200],
  response: z
    .object({
      items: z.array(
        z
          .object({
            patchId: idSchema,
            alertId: idSchema.nullable(),
            change: z.enum(REPLAY_CHANGES),
            before: judgedBrieflySchema,
            after: judgedBrieflySchema,
            reasons: z
              .array(
                z.object({
                  subject: z.enum(REPLAY_REASONS),
                  id: z.string(),
                  before: z.string().nullable(),
                  after: z.string().nullable(),
                }),
              )
              .meta({
                description: 'What both judgements were not given alike. Empty: the software judges otherwise now.',
              }),
          })
          .meta({ id: 'ReplayDifference' }),
      ),
      nextCursor: nextCursorSchema,
    })
    .meta({ id: 'ReplayDifferencePage' }),
});
