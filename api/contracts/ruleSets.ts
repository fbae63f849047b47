import { z } from 'zod';
import { RULE_SET_STATUSES } from '#domain/ruleSet.js';
import { defineEndpoint } from './endpoint.js';
import { explanationSchema, isoTimeSchema } from './scalars.js';
import { ruleSetReferenceSchema } from './runs.js';

const nameSchema = z
  .string()
  .regex(/^[\p{L}\p{N}_.-]{1,100}$/u)
  .meta({ description: 'Letters, digits, `_`, `-`, `.`.' });
export const ruleSetPathSchema = z.object({ id: nameSchema, version: nameSchema });

const contentSchema = z.looseObject({}).meta({
  description: 'The rule set: JSON as `/v1/rule-sets/schema` and docs/schemas/rule-set.schema.json describe it.',
});
const noteSchema = z.string().max(2000).nullable().default(null).meta({ description: 'Why, for those who review it.' });

export const ruleSetVersionSchema = z
  .object({
    reference: ruleSetReferenceSchema,
    title: explanationSchema,
    status: z
      .enum(RULE_SET_STATUSES)
      .meta({ description: '`shipped`: comes with the software and cannot be changed.' }),
    isInForce: z.boolean().meta({ description: 'Runs that name this id are judged by this version from now on.' }),
    revision: z.int().min(1).meta({ description: 'Counts the changes of a draft.' }),
    adminCode: z.string().meta({ description: 'Region that the id is kept for; empty for all.' }),
    note: z.string().nullable(),
    createdBy: z.string().nullable(),
    createdAt: isoTimeSchema.nullable(),
    updatedAt: isoTimeSchema.nullable(),
    publishedBy: z.string().nullable(),
    publishedAt: isoTimeSchema.nullable(),
    publishNote: z.string().nullable(),
  })
  .meta({ id: 'RuleSetVersion' });
export type RuleSetVersionJson = z.infer<typeof ruleSetVersionSchema>;

export const ruleSetSchema = ruleSetVersionSchema.extend({ content: contentSchema }).meta({ id: 'RuleSet' });

export const listRuleSets = defineEndpoint({
  id: 'listRuleSets',
  method: 'GET',
  path: '/v1/rule-sets',
  right: 'readPlans',
  tag: 'rules',
  summary: 'Versions of rule sets: shipped, drafts and published',
  success: [200],
  response: z.object({ items: z.array(ruleSetVersionSchema) }).meta({ id: 'RuleSetList' }),
});

export const readRuleSetSchema = defineEndpoint({
  id: 'readRuleSetSchema',
  method: 'GET',
  path: '/v1/rule-sets/schema',
  right: 'readPlans',
  tag: 'rules',
  summary: 'JSON Schema of a rule set',
  success: [200],
  response: z.looseObject({}).meta({ id: 'JsonSchema', description: 'JSON Schema, draft 2020-12.' }),
});

export const readRuleSet = defineEndpoint({
  id: 'readRuleSet',
  method: 'GET',
  path: '/v1/rule-sets/:id/:version',
  right: 'readPlans',
  tag: 'rules',
  summary: 'One version of a rule set',
  params: ruleSetPathSchema,
  success: [200],
  response: ruleSetSchema,
});

export const validateRuleSet = defineEndpoint({
  id: 'validateRuleSet',
  method: 'POST',
  path: '/v1/rule-sets/validate',
  right: 'writeRuleSets',
  tag: 'rules',
  summary: 'Everything that is wrong with a rule set, each with its place',
  description: 'Stores nothing.',
  body: z.strictObject({ content: z.unknown() }).meta({ id: 'RuleSetToValidate' }),
  success: [200],
  response: z
    .object({
      reference: ruleSetReferenceSchema.nullable().meta({ description: 'Null where something is wrong.' }),
      problems: z.array(
        z.object({
          pointer: z
            .string()
            .meta({ description: 'JSON Pointer (RFC 6901), `/rules/3/toleranceM`; empty: the whole.' }),
          message: explanationSchema,
        }),
      ),
    })
    .meta({ id: 'RuleSetValidation' }),
});

export const createRuleSetDraft = defineEndpoint({
  id: 'createRuleSetDraft',
  method: 'POST',
  path: '/v1/rule-sets',
  right: 'writeRuleSets',
  tag: 'rules',
  summary: 'Store a new version of a rule set as a draft',
  description:
    'Nobody is judged by a draft. The same content again is 200; other content under the same version is 409. An id belongs ' +
    'to the region of who stored its first version, that of a shipped one to all.',
  body: z.strictObject({ content: contentSchema, note: noteSchema }).meta({ id: 'NewRuleSet' }),
  success: [201, 200],
  response: ruleSetSchema,
  isIdempotent: true,
});

export const changeRuleSetDraft = defineEndpoint({
  id: 'changeRuleSetDraft',
  method: 'PUT',
  path: '/v1/rule-sets/:id/:version',
  right: 'writeRuleSets',
  tag: 'rules',
  summary: 'Change a draft',
  description:
    'Id and version of the content must be those of the address. 409 where it was changed since `expectedRevision`.',
  params: ruleSetPathSchema,
  body: z
    .strictObject({ content: contentSchema, note: noteSchema, expectedRevision: z.int().min(1) })
    .meta({ id: 'RuleSetChange' }),
  success: [200],
  response: ruleSetSchema,
});

export const deleteRuleSetDraft = defineEndpoint({
  id: 'deleteRuleSetDraft',
  method: 'DELETE',
  path: '/v1/rule-sets/:id/:version',
  right: 'writeRuleSets',
  tag: 'rules',
  summary: 'Throw a draft away',
  params: ruleSetPathSchema,
  success: [204],
  response: null,
});

export const publishRuleSet = defineEndpoint({
  id: 'publishRuleSet',
  method: 'POST',
  path: '/v1/rule-sets/:id/:version/publish',
  right: 'publishRuleSets',
  tag: 'rules',
  summary: 'Judge by a draft from now on',
  description:
    'Runs created from now on are judged by it; what was judged stays as it is. The hash says which content was reviewed: ' +
    '409 where it is not the draft’s. Who published, when and why is recorded. A published version never changes.',
  params: ruleSetPathSchema,
  body: z
    .strictObject({ hash: z.string().min(1).max(64), note: z.string().trim().min(1).max(2000) })
    .meta({ id: 'RuleSetPublication' }),
  success: [200],
  response: ruleSetSchema,
});

export const compareRuleSets = defineEndpoint({
  id: 'compareRuleSets',
  method: 'GET',
  path: '/v1/rule-sets/:id/:version/changes',
  right: 'readPlans',
  tag: 'rules',
  summary: 'What differs from another version',
  params: ruleSetPathSchema,
  query: z.object({
    sinceId: nameSchema.optional().meta({ description: 'Default: the same id.' }),
    sinceVersion: nameSchema.optional().meta({ description: 'Default: the version in force.' }),
  }),
  success: [200],
  response: z
    .object({
      before: ruleSetReferenceSchema,
      after: ruleSetReferenceSchema,
      changes: z.array(
        z.object({
          path: z.string().meta({
            description:
              'JSON Pointer in which rules, codes and words of a list are named by kind, code or words: ' +
              '`/rules/buildWithoutApproval/toleranceM2`.',
          }),
          before: z.unknown().meta({ description: 'Null: it was not there.' }),
          after: z.unknown().meta({ description: 'Null: it is not there any more.' }),
        }),
      ),
    })
    .meta({ id: 'RuleSetComparison' }),
});
