import { resolve } from 'node:path';
import { BadInputError } from '#domain/errors.js';
import type { Layer, LayerFeature, LayerKind } from '#domain/layer.js';
import type { LayerEntry } from './layersManifest.js';
import { readVectorFile } from './readVectorFile.js';
import type { VectorFeature, VectorFile, VectorReport } from './vectorFeature.js';

export type ImportedFeature = Pick<LayerFeature, 'featureId' | 'name' | 'properties' | 'geometry'>;

/** A version of a layer as read from its file, ready to be saved. */
export interface ImportedLayerVersion {
  readonly layer: Layer;
  readonly features: readonly ImportedFeature[];
  readonly report: VectorReport;
}

/**
 * Reads one entry of a manifest with all its features.
 * @throws BadInputError as `readVectorFile`, and where a field that the entry maps is in none of the features
 */
export async function readLayerVersion(entry: LayerEntry, folder: string): Promise<ImportedLayerVersion> {
  const path = resolve(folder, entry.path);
  const { crs, encoding, layer } = entry;
  return layerVersionOf(entry, await readVectorFile(path, { crs, encoding, layer }), path);
}

/** The version of a layer that an entry and its features, read already, make. @param where name of the file, for messages */
export function layerVersionOf(
  entry: LayerEntry,
  { features, report }: VectorFile,
  where: string,
): ImportedLayerVersion {
  const mapped = mapFields(features, entry.fields ?? {}, where);
  const { ids, warnings } = featureIds(mapped, entry.kind);
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
    },
    features: mapped.map(({ properties, geometry }, index) => ({
      featureId: ids[index]!,
      name: textOf(properties.name),
      properties,
      geometry,
    })),
    report: { ...report, warnings: [...report.warnings, ...warnings] },
  };
}

/** Adds our names of properties beside the source's. */
function mapFields(
  features: readonly VectorFeature[],
  fields: Readonly<Record<string, string>>,
  path: string,
): readonly VectorFeature[] {
  const pairs = Object.entries(fields);
  for (const [ours, theirs] of pairs) {
    if (features.some(({ properties }) => theirs in properties)) continue;
    throw new BadInputError('no feature has the field', {
      code: 'layers.fieldMissing',
      where: `${path}: field ${theirs} (for ${ours})`,
      found: Object.keys(features[0]?.properties ?? {}).join(', ') || 'no fields',
      expected: theirs,
    });
  }
  return features.map((feature) => {
    const added = pairs.filter(([, theirs]) => theirs in feature.properties);
    const renamed = Object.fromEntries(added.map(([ours, theirs]) => [ours, feature.properties[theirs]]));
    return { ...feature, properties: { ...feature.properties, ...renamed } };
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
