import { z } from 'zod';
import { LAND_COVER_CLASSES } from '#domain/landCover.js';
import { PERMIT_KINDS } from '#domain/permit.js';
import { isIsoDate } from '#domain/time.js';
import { EVALUATED_VIOLATION_KINDS, EXEMPTION_REASONS, SEVERITIES } from '#domain/violation.js';

const landCoverClass = z.enum(LAND_COVER_CLASSES);
const sentence = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const share = z.number().min(0).max(1);

/** A kind of change that a rule passes over, and why. */
const ignoredChangeSchema = z.strictObject({
  from: z.array(landCoverClass).min(1),
  to: z.array(landCoverClass).min(1),
  because: z.string().min(1),
});

/** From this area on (m², inclusive) the finding is at least this severe; `fromClasses` null: whatever was there before. */
const severityRaiseSchema = z.strictObject({
  minimumAreaM2: z.number().positive(),
  fromClasses: z.array(landCoverClass).min(1).nullable(),
  severity: z.enum(SEVERITIES),
});

export const ruleSchema = z.strictObject({
  kind: z.enum(EVALUATED_VIOLATION_KINDS),
  enabled: z.boolean(),
  /** Classes after the change that the rule looks at. */
  toClasses: z.array(landCoverClass).min(1),
  /** Classes before the change that it looks at; null: all. */
  fromClasses: z.array(landCoverClass).min(1).nullable().default(null),
  /** Numbers of the rule's own, by name; the rule guide says which. */
  parameters: z.record(z.string(), z.number()).default({}),
  ignoredChanges: z.array(ignoredChangeSchema),
  /** How far plan and permit lines themselves may be off, metres; the patch's own uncertainty comes on top. */
  toleranceM: z.number().min(0),
  /** Offending areas up to this size (m²) raise nothing. */
  toleranceM2: z.number().min(0),
  /** Reasons that this rule accepts: permits of the exempting kinds count as approval. */
  exemptions: z.array(z.enum(EXEMPTION_REASONS)),
  severity: z.enum(SEVERITIES),
  severityRaises: z.array(severityRaiseSchema),
  legalBasis: sentence,
});

/** The rules of judging, as data. */
export const ruleSetSchema = z
  .strictObject({
    id: z.string().min(1),
    version: z.string().min(1),
    title: sentence,
    /** Share of a pixel's size by which a patch's edge may be displaced. */
    gsdShare: share,
    /** Patches of which less could be seen are not judged. */
    minimumAssessedShare: share,
    /** When a patch belongs to the permits that hold part of it. */
    belonging: z.strictObject({
      /** Below this share of the patch it never belongs. */
      minimumPatchShare: share,
      /** From this share of the patch on it always does. */
      sufficientPatchShare: share,
      /** In between: where the patch holds this share of one of the permits. */
      sufficientPermitShare: share,
    }),
    /** Classes after a change that each kind of permit allows. */
    permitAllows: z.record(z.enum(PERMIT_KINDS), z.array(landCoverClass)),
    /** Permit kinds that make a change explained rather than lawful, with the reason's name. */
    exemptingPermits: z.partialRecord(z.enum(PERMIT_KINDS), z.enum(EXEMPTION_REASONS)),
    /** Words in a permit's conditions that name an exemption: such a permit allows every class, with that reason. */
    exemptingConditions: z
      .array(z.strictObject({ words: z.string().min(1), reason: z.enum(EXEMPTION_REASONS) }))
      .default([]),
    /** Changes that were over before this day are not judged; null: all are. */
    baseDate: z
      .string()
      .refine(isIsoDate, { message: 'a calendar day, YYYY-MM-DD', params: { zh: '应为日期，格式为 YYYY-MM-DD' } })
      .nullable()
      .default(null),
    /** What each use (code of a zone, a plan parcel or a permit) allows; the longest prefix counts. */
    useClasses: z
      .array(z.strictObject({ codePrefix: z.string().min(1), classes: z.array(landCoverClass) }))
      .default([]),
    /** Codes of uses that protect vegetation, by prefix. */
    protectiveUses: z.array(z.string().min(1)).default([]),
    /** Refines `vegetation` and `unknown` before the change by the land survey's codes; the longest prefix counts. */
    surveyClasses: z.array(z.strictObject({ codePrefix: z.string().min(1), class: landCoverClass })),
    rules: z.array(ruleSchema),
  })
  .superRefine((ruleSet, context) => {
    const kinds = ruleSet.rules.map((rule) => rule.kind);
    kinds.forEach((kind, index) => {
      if (kinds.indexOf(kind) === index) return;
      context.addIssue({
        code: 'custom',
        path: ['rules', index, 'kind'],
        message: `a second rule for ${kind}`,
        params: { zh: `${kind} 已有一条规则` },
      });
    });
  });

export type RuleSet = z.infer<typeof ruleSetSchema>;
export type Rule = z.infer<typeof ruleSchema>;
