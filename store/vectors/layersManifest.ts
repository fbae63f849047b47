import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { BadInputError } from '#domain/errors.js';
import { LAYER_KINDS } from '#domain/layer.js';
import { dateField, readFields } from './fieldProblems.js';
import { parseJson } from './geoJson.js';

const text = z.string().trim().min(1);

/** One version of a layer in a `layers.json` (file formats, version 1). */
const layerEntrySchema = z.looseObject({
  id: text.regex(/^[\p{L}\p{N}._-]+$/u, { message: 'letters, digits, dot, dash and underscore' }),
  kind: z.enum(LAYER_KINDS),
  title: text,
  version: text.regex(/^[\p{L}\p{N}._-]+$/u, { message: 'letters, digits, dot, dash and underscore' }),
  validFrom: dateField,
  validTo: dateField.nullish(),
  path: text,
  crs: text.nullish(),
  encoding: text.nullish(),
  /** Layer within a GeoPackage or FileGDB. */
  layer: text.nullish(),
  /** Our name of a property to the source's. */
  fields: z.record(z.string(), z.union([text, z.array(text).min(1)])).nullish(),
  /** Our property → the source's value → ours. */
  values: z.record(z.string(), z.record(z.string(), z.unknown())).nullish(),
  /** Our property → its value where the source has none. */
  defaults: z.record(z.string(), z.unknown()).nullish(),
  owner: text.nullish(),
  asOf: dateField.nullish(),
  updateCycleMonths: z.int().min(1).max(1200).nullish(),
  legalBasis: text.nullish(),
  /** Region that the layer is kept for. */
  adminCode: z
    .string()
    .regex(/^(\d{6}|\d{9}|\d{12})?$/, { message: '6, 9 or 12 digits' })
    .nullish(),
  /** Field in which the source states each feature's area. */
  areaField: text.nullish(),
});

/** A whole `layers.json`. */
export const manifestSchema = z.looseObject({ layers: z.array(layerEntrySchema).min(1) });

export type LayerEntry = z.infer<typeof layerEntrySchema>;

export interface LayersManifest {
  readonly entries: readonly LayerEntry[];
  /** Folder that the entries' paths are relative to. */
  readonly folder: string;
}

/**
 * Reads a `layers.json`, or the one in a folder.
 * @throws BadInputError with the path of the field; also where one version stands twice or ends before it begins
 */
export async function readLayersManifest(path: string): Promise<LayersManifest> {
  const info = await stat(path).catch(() => null);
  const file = info?.isDirectory() === true ? join(path, 'layers.json') : path;
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    const found = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new BadInputError('no layer manifest', {
      code: 'layers.notFound',
      where: file,
      found,
      expected: 'a layers.json',
    });
  });
  return { entries: parseLayersManifest(parseJson(content, file), file), folder: dirname(resolve(file)) };
}

export function parseLayersManifest(value: unknown, where: string): readonly LayerEntry[] {
  const { layers } = readFields(manifestSchema, value, where, 'layers.field');
  const seen = new Set<string>();
  layers.forEach((entry, index) => {
    const path = `${where}.layers[${index}]`;
    refuseReversed(entry, path);
    const key = JSON.stringify([entry.id, entry.version]);
    if (seen.has(key)) {
      throw new BadInputError('the same version of a layer twice', {
        code: 'layers.twice',
        where: `${path}.version`,
        found: `${entry.id}, version ${entry.version}`,
        expected: 'each version once',
      });
    }
    seen.add(key);
    refuseOtherKind(entry, layers, path);
  });
  return layers;
}

function refuseReversed({ validFrom, validTo }: LayerEntry, path: string): void {
  if ((validTo ?? validFrom) >= validFrom) return;
  throw new BadInputError('the layer version ends before it begins', {
    code: 'layer.reversedTerm',
    where: `${path}.validTo`,
    found: String(validTo),
    expected: `${validFrom} (validFrom) or later`,
  });
}

function refuseOtherKind(entry: LayerEntry, layers: readonly LayerEntry[], path: string): void {
  const first = layers.find(({ id }) => id === entry.id)!;
  if (first.kind === entry.kind) return;
  throw new BadInputError('versions of one layer differ in kind', {
    code: 'layers.kindChanged',
    where: `${path}.kind`,
    found: entry.kind,
    expected: `${first.kind}, as version ${first.version} of ${entry.id}`,
  });
}
