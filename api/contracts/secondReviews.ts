import { z } from 'zod';
import { SEVERITIES, VIOLATION_KINDS } from '#domain/violation.js';
import { DETERMINATION_OUTCOMES } from '#domain/alertLife.js';
import { determinationSchema } from './alertActs.js';
import { defineEndpoint } from './endpoint.js';
import { areaM2Schema, idSchema, isoDateSchema, isoTimeSchema, shareSchema } from './scalars.js';

const reviewPlanSchema = z
  .strictObject({
    version: z.int().min(0).meta({ description: 'Of the plan that was seen; 0: there is none.' }),
    seed: z.string().max(200).meta({ description: 'The same seed draws the same alerts.' }),
    share: shareSchema.meta({ description: 'Of all determinations.' }),
    shareByKind: z.partialRecord(z.enum(VIOLATION_KINDS), shareSchema),
    shareByOfficer: z.record(idSchema, shareSchema).meta({ description: 'By the id of who decides first.' }),
  })
  .meta({ id: 'ReviewPlan', description: 'Which determinations are decided a second time.' });

export const readReviewPlan = defineEndpoint({
  id: 'readReviewPlan',
  method: 'GET',
  path: '/v1/review-plan',
  right: 'reviewAlerts',
  tag: 'alerts',
  summary: 'The plan by which determinations are drawn for a second decision',
  success: [200],
  response: reviewPlanSchema,
});

export const putReviewPlan = defineEndpoint({
  id: 'putReviewPlan',
  method: 'PUT',
  path: '/v1/review-plan',
  right: 'reviewAlerts',
  tag: 'alerts',
  summary: 'Puts a plan in force, for what is determined from now on',
  body: reviewPlanSchema,
  success: [200],
  response: reviewPlanSchema,
});

const params = z.object({ id: idSchema.meta({ description: 'Of the alert.' }) });

export const listOpenReviews = defineEndpoint({
  id: 'listOpenReviews',
  method: 'GET',
  path: '/v1/second-reviews',
  right: 'triageAlerts',
  tag: 'alerts',
  summary: 'Alerts that wait for a second decision that the caller may make; nothing of the first is told',
  success: [200],
  response: z
    .object({
      items: z.array(
        z.object({
          alertId: idSchema,
          kind: z.enum(VIOLATION_KINDS),
          severity: z.enum(SEVERITIES),
          adminCode: z.string(),
          areaM2: areaM2Schema,
          drawnAt: isoTimeSchema,
          isOwn: z.boolean().meta({ description: 'The caller took it.' }),
        }),
      ),
    })
    .meta({ id: 'OpenReviewList' }),
});

export const takeReview = defineEndpoint({
  id: 'takeReview',
  method: 'POST',
  path: '/v1/second-reviews/:id/take',
  right: 'triageAlerts',
  tag: 'alerts',
  summary: 'Takes an alert to decide it a second time',
  description:
    'Until then the caller sees the alert as it was before anybody decided it. Who worked on the alert cannot take it.',
  params,
  success: [204],
  response: null,
});

export const decideReview = defineEndpoint({
  id: 'decideReview',
  method: 'POST',
  path: '/v1/second-reviews/:id/decision',
  right: 'triageAlerts',
  tag: 'alerts',
  summary: 'Makes the second decision; the first is told in the answer. The alert itself does not change',
  params,
  body: z.strictObject({ determination: determinationSchema }),
  success: [200],
  response: z.object({ first: determinationSchema, agrees: z.boolean() }).meta({ id: 'ReviewOutcome' }),
});

const agreementShape = {
  pairs: z.int().min(0),
  agreed: z.int().min(0),
  share: shareSchema.nullable().meta({ description: 'Null where there is no pair.' }),
  kappa: z.number().min(-1).max(1).nullable().meta({
    description: 'Cohen’s κ (1960): 0 as by chance, 1 complete; null where it is not defined.',
  }),
};
const agreementRows = z.array(z.object({ key: z.string(), ...agreementShape }));
const precisionRows = z.array(
  z.object({
    key: z.string(),
    outcomes: z.object(
      Object.fromEntries(DETERMINATION_OUTCOMES.map((outcome) => [outcome, z.int().min(0)])) as Record<
        (typeof DETERMINATION_OUTCOMES)[number],
        z.ZodInt
      >,
    ),
    precision: shareSchema.nullable().meta({ description: 'Violations among what was decided.' }),
    changeShare: shareSchema.nullable().meta({ description: 'Real changes, lawful ones too, among what was decided.' }),
    pseudoChangeReasons: z.array(z.object({ reason: z.string(), count: z.int() })),
  }),
);

export const readReviewStatistics = defineEndpoint({
  id: 'readReviewStatistics',
  method: 'GET',
  path: '/v1/review-statistics',
  right: 'reviewAlerts',
  tag: 'alerts',
  summary: 'How second decisions agree with the first, and how precise rules and detectors are by determinations',
  query: z.object({
    from: isoDateSchema.optional().meta({ description: 'Precision of alerts raised from this day on.' }),
    to: isoDateSchema.optional(),
  }),
  success: [200],
  response: z
    .object({
      waiting: z.int().min(0),
      overall: z.object(agreementShape),
      byOfficer: agreementRows,
      byRule: agreementRows,
      byDetector: agreementRows,
      disagreements: z.array(
        z.object({
          alertId: idSchema,
          kind: z.enum(VIOLATION_KINDS),
          first: determinationSchema,
          firstBy: z.string(),
          second: determinationSchema,
          secondBy: z.string(),
          decidedAt: isoTimeSchema,
        }),
      ),
      precision: z.object({
        rule: precisionRows,
        detector: precisionRows,
        class: precisionRows,
        season: precisionRows,
      }),
    })
    .meta({ id: 'ReviewStatistics' }),
});

const fitSchema = z
  .object({
    version: z.int().min(1),
    adminCode: z.string(),
    slope: z.number(),
    intercept: z.number(),
    count: z.int(),
    changes: z.int(),
    brierBefore: z.number().meta({ description: 'Mean squared error of the detector’s confidences.' }),
    brierAfter: z.number().meta({ description: 'The same calibrated, each by a fit to the other four fifths.' }),
    createdBy: z.string(),
    createdAt: isoTimeSchema,
  })
  .meta({
    id: 'ConfidenceFit',
    description: 'chance = 1 / (1 + exp(−(intercept + slope · log odds of the confidence)))',
  });

export const listConfidenceFits = defineEndpoint({
  id: 'listConfidenceFits',
  method: 'GET',
  path: '/v1/confidence-fits',
  right: 'reviewAlerts',
  tag: 'alerts',
  summary: 'Calibrations of confidence by determinations, newest first',
  success: [200],
  response: z.object({ items: z.array(fitSchema) }).meta({ id: 'ConfidenceFitList' }),
});

export const createConfidenceFit = defineEndpoint({
  id: 'createConfidenceFit',
  method: 'POST',
  path: '/v1/confidence-fits',
  right: 'reviewAlerts',
  tag: 'alerts',
  summary: 'Fits confidence to the determinations of the caller’s region',
  description: '422 where there are not enough: 60, with 15 changes and 15 pseudo-changes.',
  success: [201],
  response: fitSchema,
});
