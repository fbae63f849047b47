import { z } from 'zod';
import { VERDICTS } from '#domain/finding.js';
import { EVALUATED_VIOLATION_KINDS, EXEMPTION_REASONS, PERMIT_FINDING_KINDS, SEVERITIES } from '#domain/violation.js';
import { recipeSchema } from '#pipelines/recipes/recipes.js';
import { ruleSetSchema } from '#pipelines/patches-to-findings/index.js';
import { manifestSchema, ordersSchema, permitProperties } from '#store/vectors/index.js';
import { patchProperties } from './checkInput.js';

const areaM2 = z.number().min(0);
const explanation = z.object({ zh: z.string(), en: z.string() });
const kind = z.enum(EVALUATED_VIOLATION_KINDS);
const layerReference = z.object({ id: z.string(), version: z.string(), feature: z.string() });
const occupiedAreas = z.array(z.object({ code: z.string().nullable(), areaM2 }));
const occupied = z.object({ landClasses: occupiedAreas, zones: occupiedAreas });

/** What `check` writes (file formats, version 1). */
export const findingsSchema = z.object({
  formatVersion: z.literal(1),
  ruleSet: z.object({ id: z.string(), version: z.string(), hash: z.string() }),
  /** Null where there are no patches and no day was stated. */
  asOf: z.string().nullable(),
  patches: z.array(
    z.object({
      patchId: z.string(),
      verdict: z.enum(VERDICTS),
      leading: kind.nullable(),
      findings: z.array(
        z.object({
          kind,
          severity: z.enum(SEVERITIES),
          areaM2,
          parts: z.array(z.object({ label: z.string(), areaM2, ref: z.string().nullable() })),
          caseNumbers: z.array(z.string()),
          layers: z.array(layerReference),
          occupied,
          toleranceM: z.number().min(0),
          explanation,
        }),
      ),
      occupied: occupied.nullable(),
      exemption: z.object({ reason: z.enum(EXEMPTION_REASONS), caseNumber: z.string().nullable() }).nullable(),
      explanation,
    }),
  ),
  permits: z.array(z.object({ caseNumber: z.string(), kind: z.enum(PERMIT_FINDING_KINDS), explanation })),
  /** Zones of which more was built on than their plan grants. */
  zones: z.array(
    z.object({
      layer: layerReference,
      kind: z.literal('quotaExceeded'),
      quotaM2: areaM2,
      usedM2: areaM2,
      patchIds: z.array(z.string()),
      explanation,
    }),
  ),
});

const position = z.array(z.number()).min(2);
const ring = z.array(position).min(4);
const geometry = z.union([
  z.looseObject({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.looseObject({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
  z.null(),
]);
const collectionOf = (properties: z.ZodType) =>
  z.looseObject({
    type: z.literal('FeatureCollection'),
    features: z.array(z.looseObject({ type: z.literal('Feature'), properties, geometry })),
  });

const SCHEMAS = {
  patches: collectionOf(patchProperties),
  permits: collectionOf(permitProperties),
  layers: manifestSchema,
  orders: ordersSchema,
  findings: findingsSchema,
  'rule-set': ruleSetSchema,
  recipe: recipeSchema,
} as const;

export type SchemaName = keyof typeof SCHEMAS;
export const SCHEMA_NAMES = Object.keys(SCHEMAS) as SchemaName[];

/** The JSON Schema (draft 2020-12) of a file that the command line reads or writes, made from what the code validates with. */
export function jsonSchemaOf(name: SchemaName): Record<string, unknown> {
  const io = name === 'findings' ? 'output' : 'input';
  return { title: name, ...z.toJSONSchema(SCHEMAS[name], { io, unrepresentable: 'any' }) };
}
