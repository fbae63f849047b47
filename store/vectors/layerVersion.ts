import { resolve } from 'node:path';
import { BadInputError } from '#domain/errors.js';
import { mapRecord } from '#domain/fieldMapping.js';
import type { LandCode } from '#domain/landCodes.js';
import type { Layer, LayerFeature, LayerKind } from '#domain/layer.js';
import type { LayerEntry } from './layersManifest.js';
import { readVectorFile } from './readVectorFile.js';
import type { FeatureNote, VectorFeature, VectorFile, VectorReadOptions, VectorReport } from './vectorFeature.js';

export type ImportedFeature = Pick<LayerFeature, 'featureId' | 'name' | 'properties' | 'geometry'> &
  Pick<VectorFeature, 'planeAreaM2' | 'where'>;

/** A version of a layer as read from its file, ready to be saved. */
export interface ImportedLayerVersion {
  readonly layer: Layer & {
    readonly adminCode?: string;
    readonly legalBasis: string | null;
    readonly updateCycleMonths: number | null;
  };
  readonly features: readonly ImportedFeature[];
  readonly report: VectorReport;
  readonly notes: readonly FeatureNote[];
  readonly areaField: string | null;
}

export interface LayerReadOptions extends Pick<VectorReadOptions, 'brokenFeatures'> {
  /** The office's own codes of land, which win over those built in. */
  readonly ownCodes?: readonly LandCode[] | undefined;
}

/**
 * Reads one entry of a manifest with all its features.
 * @throws BadInputError as `readVectorFile`, and where a field that the entry maps is in none of the features
 */
export async function readLayerVersion(
  entry: LayerEntry,
  folder: string,
  options: LayerReadOptions = {},
): Promise<ImportedLayerVersion> {
  const path = resolve(folder, entry.path);
  const { crs, encoding, layer } = entry;
  const { brokenFeatures, ownCodes } = options;
  const file = await readVectorFile(path, { crs, encoding, layer, brokenFeatures });
  return layerVersionOf(entry, file, path, ownCodes);
}

/** The version of a layer that an entry and its features, read already, make. @param where name of the file, for messages */
export function layerVersionOf(
  entry: LayerEntry,
  { features, report }: VectorFile,
  where: string,
  ownCodes: readonly LandCode[] = [],
): ImportedLayerVersion {
  const mapped = mapFields(features, entry, where);
  const { ids, warnings } = featureIds(mapped, entry.kind);
  const notes = [...report.notes, ...warnings.map(asNote)];
  return {
    layer: {
      id: entry.id,
      version: entry.version,
      kind: entry.kind,
      title: entry.title,
      validFrom: entry.validFrom,
      validTo: entry.validTo ?? null,
      owner: entry.owner ?? null,
      asOf: entry.asOf ?? null,
      legalBasis: entry.legalBasis ?? null,
      updateCycleMonths: entry.updateCycleMonths ?? null,
      ...(entry.adminCode ? { adminCode: entry.adminCode } : {}),
    },
    features: mapped.map(({ properties, geometry, planeAreaM2, where: place }, index) => ({
      featureId: ids[index]!,
      name: textOf(properties.name),
      properties: entry.kind === 'landClass' ? withClass(properties, ownCodes) : properties,
      geometry,
      planeAreaM2,
      where: place,
    })),
    report: { ...report, notes },
    notes,
    areaField: entry.areaField ?? null,
  };
}

/**
 * The class that imagery can tell, where the source gives none and the office has a code of its own for it. The usual codes
 * stay as they are: the rule set says what they mean.
 */
function withClass(
  properties: VectorFeature['properties'],
  ownCodes: readonly LandCode[],
): VectorFeature['properties'] {
  const code = textOf(properties.code);
  if (code === null || textOf(properties.class) !== null) return properties;
  const entry = ownCodes.find((own) => own.code === code);
  return entry === undefined ? properties : { ...properties, class: entry.class };
}

const asNote = (message: string): FeatureNote => {
  return { kind: 'warning', feature: '', code: 'layer.ids', message, at: null };
};

/** Adds our names of properties beside the source's. */
function mapFields(
  features: readonly VectorFeature[],
  { fields, values, defaults }: Pick<LayerEntry, 'fields' | 'values' | 'defaults'>,
  path: string,
): readonly VectorFeature[] {
  const mapping = { fields: fields ?? {}, values: values ?? undefined, defaults: defaults ?? undefined };
  for (const [ours, theirs] of Object.entries(mapping.fields)) {
    const names = [theirs].flat();
    if (features.some(({ properties }) => names.some((name) => name in properties))) continue;
    throw new BadInputError('no feature has the field', {
      code: 'layers.fieldMissing',
      where: `${path}: field ${names.join(' or ')} (for ${ours})`,
      found: Object.keys(features[0]?.properties ?? {}).join(', ') || 'no fields',
      expected: names.join(' or '),
    });
  }
  return features.map((feature) => {
    return { ...feature, properties: { ...feature.properties, ...mapRecord(feature.properties, mapping) } };
  });
}

/** Kinds whose `code` says what a feature is, not which one it is. */
const CODE_IS_CLASS: readonly LayerKind[] = ['landClass', 'zone', 'detailedPlanParcel'];

/**
 * Ids that are unique within the version: the source's `id`, its GeoJSON id or its code where every feature has one and
 * none occurs twice, otherwise the order in the file, from 1.
 */
function featureIds(features: readonly VectorFeature[], kind: LayerKind): { ids: string[]; warnings: string[] } {
  const byCode = CODE_IS_CLASS.includes(kind) ? [] : [features.map(({ properties }) => textOf(properties.code))];
  const candidates = [features.map(({ properties }) => textOf(properties.id)), features.map(({ id }) => id), ...byCode];
  const warnings: string[] = [];
  for (const ids of candidates) {
    const given = ids.filter((id) => id !== null);
    if (given.length === features.length && new Set(given).size === given.length) return { ids: given, warnings: [] };
    if (given.length === features.length) warnings.push(`ids occur twice (${given[0]}…): numbered by order instead`);
  }
  return { ids: features.map((_, index) => String(index + 1)), warnings };
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}
