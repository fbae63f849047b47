import { z } from 'zod';
import { ALERT_STATUSES } from '#domain/alert.js';
import { COMPLIANCE_VERDICTS, CONFLICT_KINDS, CONFLICT_LEVELS } from '#domain/compliance.js';
import { LAYER_KINDS } from '#domain/layer.js';
import { PERMIT_KINDS } from '#domain/permit.js';
import { SEVERITIES, VIOLATION_KINDS } from '#domain/violation.js';
import { defineEndpoint } from './endpoint.js';
import { areaGeometrySchema } from './geojson.js';
import { projectIdSchema } from './permits.js';
import { ruleSetReferenceSchema } from './runs.js';
import {
  areaM2Schema,
  areaSchema,
  caseNumberSchema,
  explanationSchema,
  idSchema,
  isoDateSchema,
  shareSchema,
} from './scalars.js';

const position = z.array(z.number()).min(2).max(4);
const rings = z.array(z.array(position).max(1_000_000)).max(100_000);

const proposalSchema = z
  .strictObject({
    geometry: z
      .discriminatedUnion('type', [
        z.object({ type: z.literal('Polygon'), coordinates: rings }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(rings).max(100_000) }),
      ])
      .meta({ id: 'ProposedArea', description: 'Polygon or MultiPolygon; x then y in the system that `crs` names.' }),
    crs: z
      .string()
      .min(1)
      .max(200)
      .nullable()
      .default(null)
      .meta({
        description:
          'Reference system of the coordinates, for example `EPSG:4490`, `EPSG:4528` (zone number in front of the easting) or ' +
          '`EPSG:4549` (without). Default: WGS84 longitude, latitude.',
      }),
    use: z
      .array(z.string().min(1).max(40))
      .min(1)
      .max(20)
      .meta({ description: 'Codes of use (国土空间用地用海分类), or classes such as `builtUp`.', example: ['0701'] }),
    on: isoDateSchema.optional().meta({ description: 'Day of the plans and permits; default: today (UTC+8).' }),
    caseNumber: caseNumberSchema.nullable().default(null).meta({ description: 'Its own case, which is no conflict.' }),
    projectId: projectIdSchema.nullable().default(null).meta({ description: 'Its own project, likewise.' }),
  })
  .meta({ id: 'Proposal', description: 'What is applied for: a place, a use, a day.' });
export type ProposalBody = z.infer<typeof proposalSchema>;

const conflictSchema = z
  .object({
    kind: z.enum(CONFLICT_KINDS),
    level: z.enum(CONFLICT_LEVELS).meta({
      description: '`conflict` stands against the proposal; `remark` is within tolerance or no matter of law.',
    }),
    area: areaSchema,
    share: shareSchema.meta({ description: 'Of the proposal’s area, 0–1.' }),
    geometry: areaGeometrySchema.nullable().meta({ description: 'The ground in question, WGS84.' }),
    layers: z.array(
      z.object({
        id: z.string(),
        version: z.string(),
        kind: z.enum(LAYER_KINDS),
        feature: z.string().meta({ description: '`*`: outside all features of a boundary.' }),
        name: z.string().nullable(),
      }),
    ),
    permit: z.object({ caseNumber: z.string(), kind: z.enum(PERMIT_KINDS), revision: z.int().min(0) }).nullable(),
    alert: z
      .object({
        id: idSchema,
        kind: z.enum(VIOLATION_KINDS),
        severity: z.enum(SEVERITIES),
        status: z.enum(ALERT_STATUSES),
        explanation: explanationSchema,
      })
      .nullable(),
    toleranceM: z.number().min(0).meta({ description: 'Metres by which lines may be off.' }),
    toleranceM2: areaM2Schema.meta({ description: 'Overlaps up to this many square metres are remarks.' }),
    explanation: explanationSchema,
  })
  .meta({ id: 'Conflict', description: 'One thing that a proposal meets on its ground.' });

export const checkCompliance = defineEndpoint({
  id: 'checkCompliance',
  method: 'POST',
  path: '/v1/compliance-checks',
  right: 'checkCompliance',
  tag: 'plans',
  summary: 'Hold a proposal against control lines, planned uses, permits and open alerts on its ground',
  description:
    'Answers at once and stores nothing. Up to 20,000 corners and 100 km². Conflicts come first, then remarks; layer kinds in ' +
    '`notChecked` have no version in force on the day, so nothing is said of them.',
  body: proposalSchema,
  success: [200],
  response: z
    .object({
      verdict: z.enum(COMPLIANCE_VERDICTS),
      on: isoDateSchema,
      area: areaSchema,
      adminCode: z.string().nullable().meta({ description: 'Region that the parcel lies in, by the plans.' }),
      geometry: areaGeometrySchema.meta({ description: 'The proposal as it was read, WGS84.' }),
      notes: z.array(z.string()).meta({ description: 'What was mended on reading.' }),
      conflicts: z.array(conflictSchema),
      ground: z
        .array(z.object({ code: z.string().nullable(), title: z.string().nullable(), area: areaSchema }))
        .meta({ description: 'By code of the land survey; `code` null: not surveyed. The parts add up to `area`.' }),
      notChecked: z.array(z.enum(LAYER_KINDS)),
      layers: z
        .array(z.object({ id: z.string(), version: z.string(), kind: z.enum(LAYER_KINDS), title: z.string() }))
        .meta({ description: 'Versions in force on the day.' }),
      ruleSet: ruleSetReferenceSchema,
    })
    .meta({ id: 'ComplianceCheck' }),
});
