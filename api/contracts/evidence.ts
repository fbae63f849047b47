import { z } from 'zod';
import { EVIDENCE_CHECKS, EVIDENCE_KINDS, EVIDENCE_MEDIA_TYPES, FACT_SOURCES } from '#domain/evidence.js';
import { defineEndpoint } from './endpoint.js';
import { lonLatSchema } from './geojson.js';
import { idSchema, isoDateSchema, isoTimeSchema } from './scalars.js';

const sourceSchema = z
  .enum(FACT_SOURCES)
  .meta({ description: 'Written by the camera, or said by the sender where the camera wrote nothing.' });
const errorMetresSchema = z.number().min(0).meta({ description: 'Radius that the camera gives, metres.' });
const headingSchema = z.number().min(0).lt(360).meta({ description: 'Degrees clockwise from north.' });
const noteSchema = z.string().trim().min(1).max(4000);

const photoFactsSchema = z
  .object({
    widthPixels: z.int().positive(),
    heightPixels: z.int().positive(),
    takenAt: z.object({ at: isoTimeSchema, source: sourceSchema }).nullable(),
    position: z
      .object({ lonLat: lonLatSchema, errorMetres: errorMetresSchema.nullable(), source: sourceSchema })
      .nullable(),
    headingDegrees: z.object({ value: headingSchema, source: sourceSchema }).nullable(),
    camera: z.string().nullable(),
  })
  .meta({ id: 'PhotoFacts', description: 'What a photo says of itself; null where it says nothing.' });

const checkSchema = z
  .object({
    check: z.enum(EVIDENCE_CHECKS),
    outcome: z.enum(['plausible', 'doubtful', 'unknown']),
    found: z.number().nullable(),
    limit: z.number().nullable(),
  })
  .meta({
    id: 'EvidenceCheck',
    description:
      'Unit of `found` and `limit`: distance metres to the ground; heading degrees beside it; onset days since the last ' +
      'look without the change; visit days between photo and visit; reuse other alerts with the same bytes.',
  });

export const evidenceSchema = z
  .object({
    id: idSchema,
    alertId: idSchema,
    kind: z.enum(EVIDENCE_KINDS),
    fileName: z.string(),
    mediaType: z.enum(EVIDENCE_MEDIA_TYPES),
    bytes: z.int().min(0),
    sha256: z.string().meta({ description: 'Of the bytes as they came, hex.' }),
    note: z.string().nullable(),
    visitedOn: isoDateSchema.nullable(),
    photo: photoFactsSchema.nullable(),
    checks: z.array(checkSchema).meta({ description: 'Reported, never enforced.' }),
    submittedBy: z.string(),
    submittedAt: isoTimeSchema,
    withdrawnAt: isoTimeSchema.nullable(),
    withdrawnBecause: z.string().nullable(),
  })
  .meta({ id: 'Evidence', description: 'One file that was handed in for an alert.' });

export const evidenceManifestSchema = z
  .strictObject({
    kind: z.enum(EVIDENCE_KINDS).default('photo'),
    note: noteSchema.nullable().default(null),
    visitedOn: isoDateSchema.nullable().default(null).meta({ description: 'Day of the field visit.' }),
    takenAt: isoTimeSchema.nullable().default(null).meta({ description: 'Counts where the photo has no time.' }),
    position: lonLatSchema
      .nullable()
      .default(null)
      .meta({ description: 'WGS84 lon, lat of the camera; counts where the photo has no position.' }),
    headingDegrees: headingSchema.nullable().default(null).meta({ description: 'Counts where the photo has none.' }),
  })
  .meta({ id: 'EvidenceManifest' });
export type EvidenceManifest = z.infer<typeof evidenceManifestSchema>;

const alertParams = z.object({ id: idSchema });
const itemParams = z.object({ id: idSchema, evidenceId: idSchema });

export const createEvidence = defineEndpoint({
  id: 'createEvidence',
  method: 'POST',
  path: '/v1/alerts/:id/evidence',
  right: 'triageAlerts',
  tag: 'alerts',
  summary: 'Hands in a photo or a document for an alert',
  description:
    'Photos are JPEG, PNG or WebP; documents PDF too. The bytes are kept as they come. What the camera wrote (position, ' +
    'heading, time) is held against the alert’s ground and reported. The same bytes twice are one item: 200, first 201.',
  params: alertParams,
  upload: {
    parts: z.object({
      manifest: evidenceManifestSchema,
      file: z.string().meta({ format: 'binary', description: 'The file, after `manifest`; at most 40 MB.' }),
    }),
    description: 'Part `manifest` (JSON) before part `file`.',
  },
  success: [201, 200],
  response: evidenceSchema,
});

export const listEvidence = defineEndpoint({
  id: 'listEvidence',
  method: 'GET',
  path: '/v1/alerts/:id/evidence',
  right: 'readAlerts',
  tag: 'alerts',
  summary: 'What was handed in for an alert, in the order in which it came',
  params: alertParams,
  success: [200],
  response: z.object({ items: z.array(evidenceSchema) }).meta({ id: 'EvidenceList' }),
});

export const withdrawEvidence = defineEndpoint({
  id: 'withdrawEvidence',
  method: 'POST',
  path: '/v1/alerts/:id/evidence/:evidenceId/withdrawal',
  right: 'triageAlerts',
  tag: 'alerts',
  summary: 'Marks evidence as handed in by mistake; its bytes and its entry in the audit trail stay',
  params: itemParams,
  body: z.strictObject({ because: noteSchema }),
  success: [200],
  response: evidenceSchema,
  isIdempotent: true,
});

export const readEvidenceFile = defineEndpoint({
  id: 'readEvidenceFile',
  method: 'GET',
  path: '/v1/alerts/:id/evidence/:evidenceId/file',
  right: 'readAlerts',
  tag: 'alerts',
  summary: 'The bytes as they were handed in',
  params: itemParams,
  success: [200],
  response: { mediaType: '*/*', description: 'Always as an attachment, never to be shown in a page.' },
});

export const readEvidenceThumbnail = defineEndpoint({
  id: 'readEvidenceThumbnail',
  method: 'GET',
  path: '/v1/alerts/:id/evidence/:evidenceId/thumbnail.webp',
  right: 'readAlerts',
  tag: 'alerts',
  summary: 'A small, upright picture of a photo',
  params: itemParams,
  success: [200],
  response: { mediaType: 'image/webp', description: 'At most 640 pixels a side, made anew from the photo’s pixels.' },
});

export const createEvidenceBundle = defineEndpoint({
  id: 'createEvidenceBundle',
  method: 'POST',
  path: '/v1/alerts/:id/bundles',
  right: 'triageAlerts',
  tag: 'alerts',
  summary: 'The evidence bundle of an alert',
  description:
    'A ZIP: the report as PDF in Chinese and English, the pictures, what was handed in, the decision trail, everything that ' +
    'the patches were judged by, and `manifest.json` with checksums and provenance (W3C PROV-JSON). `planwatch ' +
    'verify-bundle` checks it and judges again. That it was made stands in the audit trail, with the manifest’s checksum.',
  params: alertParams,
  success: [201],
  response: { mediaType: 'application/zip', description: 'The archive.' },
});
