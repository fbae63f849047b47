import { z } from 'zod';
import { BadInputError } from '#domain/errors.js';
import { mapRecord, notAskedFor, type FieldMapping } from '#domain/fieldMapping.js';
import { bboxOfArea } from '#domain/geometry.js';
import { PERMIT_KINDS, PERMIT_STAGES, type Permit } from '#domain/permit.js';
import { dateField, readFields } from './fieldProblems.js';
import { readFeatureCollection } from './geoJson.js';
import { dayFrom } from './mappingFile.js';
import { readVectorFile } from './readVectorFile.js';
import type { VectorFeature, VectorFile, VectorReadOptions, VectorReport } from './vectorFeature.js';

const text = z.string().trim().min(1);
const area = z.number().min(0);

/** Properties of a permit feature (file formats, version 1). Unknown ones are let through and not stored. */
export const permitProperties = z.looseObject({
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

export interface PermitReadOptions extends VectorReadOptions {
  /** How the source's fields become ours; without it they carry our names. */
  readonly mapping?: FieldMapping | null | undefined;
}

/**
 * Permits from a GeoJSON FeatureCollection that is parsed already.
 * @throws BadInputError with the path of the field: wrong types, unknown kinds, days that do not exist, a permit that ends
 *   or is withdrawn before it begins, one revision of a case number twice
 */
export function parsePermits(collection: unknown, where: string, options: PermitReadOptions = {}): PermitFile {
  return permitsOf(readFeatureCollection(collection, where, options), where, options);
}

/** As `parsePermits`, from a file of any kind that can be read. @param name of the file as its sender knows it */
export async function readPermitFile(path: string, options: PermitReadOptions = {}, name = path): Promise<PermitFile> {
  return permitsOf(await readVectorFile(path, permitReadHints(options), name), name, options);
}

/** What reading the file has to know: as stated, else as the mapping says. */
export function permitReadHints({ mapping, ...options }: PermitReadOptions): VectorReadOptions {
  const { crs, encoding, layer, geometry, records } = mapping ?? {};
  const hints = { crs, encoding, layer, geometry, records };
  const stated = Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== null && value !== undefined),
  );
  return { ...hints, ...stated };
}

/** Several files as one: no revision of a case number may be in two of them. */
export function joinPermitFiles(files: readonly PermitFile[], names: readonly string[]): PermitFile {
  const seen = new Map<string, string>();
  files.forEach(({ permits }, i) =>
    permits.forEach((permit) => refuseTwice(permit, { path: names[i]!, name: names[i]!, seen })),
  );
  const notes = files.flatMap(({ report }, i) =>
    report.notes.map((note) => ({
      ...note,
      feature: files.length > 1 ? `${names[i]}: ${note.feature}` : note.feature,
    })),
  );
  const permits = files.flatMap((file) => file.permits);
  return { permits, report: { features: permits.length, notes, epsg: files[0]?.report.epsg ?? null } };
}

/** The permits that a file's features, read already, are. @param where name of the file, for messages */
export function permitsOf(file: VectorFile, where: string, { mapping, brokenFeatures }: PermitReadOptions): PermitFile {
  const notes = [...file.report.notes];
  const seen = new Map<string, string>();
  const permits = file.features.flatMap((feature): Permit[] => {
    const at = placeOf(feature);
    const notAsked = mapping ? notAskedFor(feature.properties, mapping) : null;
    if (notAsked !== null) {
      notes.push({ kind: 'leftOut', feature: feature.where, code: 'permit.notAskedFor', message: notAsked, at });
      return [];
    }
    try {
      const permit = permitOf(feature, where, mapping ?? null);
      refuseTwice(permit, { path: `${where}: ${feature.where}.properties`, name: feature.where, seen });
      if (permit.stage === 'withdrawn' && permit.withdrawnOn === null) {
        const message = `${permit.caseNumber} is withdrawn without a date and allows nothing`;
        notes.push({ kind: 'warning', feature: feature.where, code: 'permit.withdrawnWithoutDate', message, at });
      }
      return [permit];
    } catch (error) {
      if (brokenFeatures !== 'report' || !(error instanceof BadInputError)) throw error;
      const message = error.message.replace(`${where}: `, '');
      notes.push({ kind: 'refused', feature: feature.where, code: error.detail.code, message, at });
      return [];
    }
  });
  return { permits, report: { ...file.report, features: permits.length, notes } };
}

const DAYS = ['grantedOn', 'validTo', 'withdrawnOn', 'buildDeadline'] as const;
const NUMBERS = ['revision', 'approvedAreaM2', 'footprintAreaM2'] as const;

/** What a source wrote as text becomes what we keep; what cannot stays, and is refused by name. */
function mappedProperties(properties: VectorFeature['properties'], mapping: FieldMapping): Record<string, unknown> {
  const mapped = mapRecord(properties, mapping);
  for (const field of DAYS) if (field in mapped) mapped[field] = dayFrom(mapped[field]) ?? mapped[field];
  for (const field of NUMBERS) {
    const value = mapped[field];
    if (typeof value === 'string' && Number.isFinite(Number(value))) mapped[field] = Number(value);
  }
  const { caseNumber } = mapped;
  return typeof caseNumber === 'number' ? { ...mapped, caseNumber: String(caseNumber) } : mapped;
}

function permitOf(feature: VectorFeature, where: string, mapping: FieldMapping | null): Permit {
  const path = `${where}: ${feature.where}.properties`;
  const properties = mapping === null ? feature.properties : mappedProperties(feature.properties, mapping);
  const fields = readFields(permitProperties, properties, path, 'permit.field');
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
  return permit;
}

function placeOf({ geometry }: VectorFeature): readonly [number, number] {
  const [west, south] = bboxOfArea(geometry);
  return [west, south];
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
