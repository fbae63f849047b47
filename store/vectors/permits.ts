import { z } from 'zod';
import { BadInputError } from '#domain/errors.js';
import { PERMIT_KINDS, PERMIT_STAGES, type Permit } from '#domain/permit.js';
import { dateField, readFields } from './fieldProblems.js';
import { readFeatureCollection } from './geoJson.js';
import { readVectorFile } from './readVectorFile.js';
import type { VectorFile, VectorReadOptions, VectorReport } from './vectorFeature.js';

const text = z.string().trim().min(1);
const area = z.number().min(0);

/** Properties of a permit feature (file formats, version 1). Unknown ones are let through and not stored. */
const permitProperties = z.looseObject({
  caseNumber: text,
  kind: z.enum(PERMIT_KINDS),
  revision: z.int().min(0).default(1),
  projectId: text.nullish(),
  stage: z.enum(PERMIT_STAGES).default('granted'),
  grantedOn: dateField,
  validTo: dateField.nullish(),
  withdrawnOn: dateField.nullish(),
  approvedUse: z.union([z.array(z.string()), text.transform((use) => [use])]).nullish(),
  approvedAreaM2: area.nullish(),
  footprintAreaM2: area.nullish(),
  buildDeadline: dateField.nullish(),
  conditions: z.string().nullish(),
});

export interface PermitFile {
  readonly permits: readonly Permit[];
  readonly report: VectorReport;
}

/**
 * Permits from a GeoJSON FeatureCollection that is parsed already.
 * @throws BadInputError with the path of the field: wrong types, unknown kinds, days that do not exist, a permit that ends
 *   or is withdrawn before it begins, one revision of a case number twice
 */
export function parsePermits(collection: unknown, where: string, options: VectorReadOptions = {}): PermitFile {
  return permitsOf(readFeatureCollection(collection, where, options), where);
}

/** As `parsePermits`, from a vector file of any kind that can be read. */
export async function readPermitFile(path: string, options: VectorReadOptions = {}): Promise<PermitFile> {
  return permitsOf(await readVectorFile(path, options), path);
}

function permitsOf(file: VectorFile, where: string): PermitFile {
  const warnings = [...file.report.warnings];
  const seen = new Map<string, string>();
  const permits = file.features.map((feature): Permit => {
    const path = `${where}: ${feature.where}.properties`;
    const fields = readFields(permitProperties, feature.properties, path, 'permit.field');
    const permit: Permit = {
      caseNumber: fields.caseNumber,
      kind: fields.kind,
      revision: fields.revision,
      projectId: fields.projectId ?? null,
      stage: fields.stage,
      grantedOn: fields.grantedOn,
      validTo: fields.validTo ?? null,
      withdrawnOn: fields.withdrawnOn ?? null,
      approvedUse: fields.approvedUse ?? [],
      approvedAreaM2: fields.approvedAreaM2 ?? null,
      footprintAreaM2: fields.footprintAreaM2 ?? null,
      buildDeadline: fields.buildDeadline ?? null,
      conditions: fields.conditions ?? null,
      geometry: feature.geometry,
    };
    refuseReversed(permit, path);
    refuseTwice(permit, { path, name: feature.where, seen });
    if (permit.stage === 'withdrawn' && permit.withdrawnOn === null) {
      warnings.push(`${feature.where}: ${permit.caseNumber} is withdrawn without a date and allows nothing`);
    }
    return permit;
  });
  return { permits, report: { ...file.report, warnings } };
}

function refuseReversed({ grantedOn, validTo, withdrawnOn }: Permit, path: string): void {
  for (const [field, day] of Object.entries({ validTo, withdrawnOn })) {
    if (day === null || day >= grantedOn) continue;
    throw new BadInputError('the permit ends before it begins', {
      code: 'permit.reversedTerm',
      where: `${path}.${field}`,
      found: day,
      expected: `${grantedOn} (grantedOn) or later`,
    });
  }
}

function refuseTwice(permit: Permit, { path, name, seen }: { path: string; name: string; seen: Map<string, string> }) {
  const key = JSON.stringify([permit.caseNumber, permit.revision]);
  const earlier = seen.get(key);
  seen.set(key, name);
  if (earlier === undefined) return;
  throw new BadInputError('the same revision of a permit twice', {
    code: 'permit.twice',
    where: `${path}.revision`,
    found: `${permit.caseNumber}, revision ${permit.revision}, also at ${earlier}`,
    expected: 'each revision once',
  });
}
