import { resolve } from 'node:path';
import { z } from 'zod';
import { BadInputError } from '#domain/errors.js';
import { LAND_COVER_CLASSES } from '#domain/landCover.js';
import type { Layer, LayerFeature } from '#domain/layer.js';
import type { EnforcementOrder } from '#domain/order.js';
import type { Permit } from '#domain/permit.js';
import { isIsoDate } from '#domain/time.js';
import { parseRuleSet, type JudgedPatch, type RuleSet } from '#pipelines/patches-to-findings/index.js';
import {
  layerVersionOf,
  parseJson,
  parseOrders,
  parsePermits,
  readFeatureCollection,
  readFields,
  readLayersManifest,
  readLayerVersion,
  sentenceOf,
  type ImportedLayerVersion,
  type LayerEntry,
  type VectorFile,
  type VectorReport,
} from '#store/vectors/index.js';
import { readText } from './readText.js';

const day = z.string().refine(isIsoDate, { message: 'a calendar day, YYYY-MM-DD' });
const landCoverClass = z.enum(LAND_COVER_CLASSES);

/** What `check` needs of a patch (file formats, version 1); the rest has defaults. */
export const patchProperties = z.looseObject({
  id: z.union([z.string().min(1), z.number()]).nullish(),
  fromClass: landCoverClass.default('unknown'),
  toClass: landCoverClass,
  onsetFrom: day,
  onsetTo: day,
  assessedShare: z.number().min(0).max(1).default(1),
  registrationErrorM: z.number().min(0).default(0),
  gsdM: z.number().min(0).default(0),
});

export interface Told {
  /** What was mended, left out or is odd, in words. */
  readonly notes: readonly string[];
}

/** @throws BadInputError with the path of the field; also where two patches have one id, or the onset ends before it begins */
export async function readPatches(path: string): Promise<{ readonly patches: readonly JudgedPatch[] } & Told> {
  const { features, report } = readCollection(parseJson(await readText(path), path), path);
  const seen = new Map<string, string>();
  const patches = features.map((feature, index): JudgedPatch => {
    const where = `${path}: ${feature.where}.properties`;
    const fields = readFields(patchProperties, feature.properties, where, 'patch.field');
    const id = String(fields.id ?? feature.id ?? `patch-${index + 1}`);
    refuseReversed(fields, where);
    refuseTwice(id, { where, name: feature.where, seen });
    const { fromClass, toClass, onsetFrom, onsetTo, assessedShare, registrationErrorM, gsdM } = fields;
    const { geometry } = feature;
    return { id, geometry, fromClass, toClass, onsetFrom, onsetTo, assessedShare, registrationErrorM, gsdM };
  });
  return { patches, notes: notesOf(report) };
}

const NOTHING: VectorFile = { features: [], report: { features: 0, notes: [], epsg: null } };

/** No patches, or no permits, are an answer here; where data is imported they are a mistake. */
const readCollection = (value: unknown, where: string): VectorFile =>
  isEmptyCollection(value) ? NOTHING : readFeatureCollection(value, where);

function isEmptyCollection(value: unknown): boolean {
  const { type, features } = (value ?? {}) as { readonly type?: unknown; readonly features?: unknown };
  return type === 'FeatureCollection' && Array.isArray(features) && features.length === 0;
}

function refuseReversed({ onsetFrom, onsetTo }: { onsetFrom: string; onsetTo: string }, where: string): void {
  if (onsetTo >= onsetFrom) return;
  throw new BadInputError('the onset ends before it begins', {
    code: 'patch.reversedOnset',
    where: `${where}.onsetTo`,
    found: onsetTo,
    expected: `${onsetFrom} (onsetFrom) or later`,
  });
}

function refuseTwice(id: string, at: { where: string; name: string; seen: Map<string, string> }): void {
  const earlier = at.seen.get(id);
  at.seen.set(id, at.name);
  if (earlier === undefined) return;
  throw new BadInputError('the same id twice', {
    code: 'patch.twice',
    where: `${at.where}.id`,
    found: `${id}, also at ${earlier}`,
    expected: 'each id once',
  });
}

export async function readPermits(path: string): Promise<{ readonly permits: readonly Permit[] } & Told> {
  const collection = parseJson(await readText(path), path);
  if (isEmptyCollection(collection)) return { permits: [], notes: [] };
  const { permits, report } = parsePermits(collection, path);
  return { permits, notes: notesOf(report) };
}

export interface LayerInput extends Told {
  readonly layers: readonly Layer[];
  readonly features: readonly LayerFeature[];
}

/** All versions of all layers of a manifest, or of a folder with one. */
export async function readLayers(path: string): Promise<LayerInput> {
  const { entries, folder } = await readLayersManifest(path);
  const versions = [];
  for (const entry of entries) versions.push(await readVersion(entry, folder));
  return {
    layers: versions.map(({ layer }) => layer),
    features: versions.flatMap(({ layer, features }) =>
      features.map((feature) => ({
        ...feature,
        layerId: layer.id,
        layerVersion: layer.version,
        layerKind: layer.kind,
      })),
    ),
    notes: versions.flatMap(({ layer, report }) => notesOf(report).map((note) => `${layer.id}: ${note}`)),
  };
}

/** A version without features is in force all the same: outside of an empty growth boundary is everything. */
async function readVersion(entry: LayerEntry, folder: string): Promise<ImportedLayerVersion> {
  if (/\.(geo)?json$/i.test(entry.path)) {
    const path = resolve(folder, entry.path);
    const text = await readText(path);
    if (text.length < 2000 && isEmptyCollection(parseJson(text, path))) {
      return layerVersionOf({ ...entry, fields: null, values: null, defaults: null }, NOTHING, path);
    }
  }
  return readLayerVersion(entry, folder);
}

/** @throws BadInputError as `parseOrders` */
export async function readOrders(path: string): Promise<readonly EnforcementOrder[]> {
  return parseOrders(parseJson(await readText(path), path), path);
}

export async function readRules(path: string): Promise<RuleSet> {
  return parseRuleSet(parseJson(await readText(path), path), path);
}

const LABELS = { repaired: 'repaired: ', refused: 'refused: ', leftOut: 'left out: ', warning: '' } as const;

function notesOf({ notes }: VectorReport): string[] {
  return notes.map((note) => `${LABELS[note.kind]}${sentenceOf(note)}`);
}
