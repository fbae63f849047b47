/** How the fields of one source become ours. Kept under a name and used again for the next import of that source. */
export interface FieldMapping {
  /** Our field → the source's, a path where it is nested (`data.application.reference`); of several the first with a value counts. */
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  /** Our field → the source's value → ours, for example `kind` → `pp.full` → `buildingPermit`. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
  /** Our field → its value where the source has none. */
  readonly defaults?: Readonly<Record<string, unknown>> | undefined;
  /** Only records whose field has one of these values are taken: path → values. */
  readonly only?: Readonly<Record<string, readonly (string | number | boolean | null)[]>> | undefined;
  /** Where records that are no GeoJSON keep their geometry (path or column). */
  readonly geometry?: string | readonly string[] | undefined;
  /** Path of the list of records in a JSON document. */
  readonly records?: string | undefined;
  readonly crs?: string | undefined;
  readonly encoding?: string | undefined;
  /** Layer of a GeoPackage or FileGDB. */
  readonly layer?: string | undefined;
  /** Field that states each feature's area in m², to compare with. */
  readonly areaField?: string | undefined;
}

export const MAPPING_TARGETS = ['layer', 'permits'] as const;
export type MappingTarget = (typeof MAPPING_TARGETS)[number];

/** What a path leads to. A name with dots in it wins over a path of the same spelling. */
export function valueAt(record: unknown, path: string): unknown {
  if (record === null || typeof record !== 'object') return undefined;
  if (Object.hasOwn(record, path)) return (record as Record<string, unknown>)[path];
  let value: unknown = record;
  for (const step of path.split('.')) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

const isGiven = (value: unknown): boolean =>
  value !== undefined && value !== null && !(typeof value === 'string' && value.trim() === '');

/** Our fields of a record, mapped; those that the source lacks and that have no default are not there. */
export function mapRecord(record: Readonly<Record<string, unknown>>, mapping: FieldMapping): Record<string, unknown> {
  const mapped: Record<string, unknown> = { ...mapping.defaults };
  for (const [ours, theirs] of Object.entries(mapping.fields)) {
    const paths = typeof theirs === 'string' ? [theirs] : theirs;
    const value = paths.map((path) => valueAt(record, path)).find(isGiven);
    if (value === undefined) continue;
    const table = mapping.values?.[ours];
    mapped[ours] = table !== undefined && Object.hasOwn(table, asKey(value)) ? table[asKey(value)] : value;
  }
  return mapped;
}

/** Why a record is not taken, or null where it is. */
export function notAskedFor(record: Readonly<Record<string, unknown>>, mapping: FieldMapping): string | null {
  for (const [path, values] of Object.entries(mapping.only ?? {})) {
    const value = valueAt(record, path) ?? null;
    if (!values.some((wanted) => wanted === value)) return `${path} is ${asKey(value)}`;
  }
  return null;
}

const asKey = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'));
