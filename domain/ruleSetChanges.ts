import { canonicalJson } from './id.js';

/** One value that differs between two rule sets. */
export interface RuleSetChange {
  /**
   * Where: a JSON Pointer in which an item of a list of rules, codes or words is named by its kind, code or words instead of its place,
   * `/rules/buildWithoutApproval/toleranceM2`.
   */
  readonly path: string;
  /** Null where it is not there; then `after` is. */
  readonly before: unknown;
  readonly after: unknown;
}

/** Fields by which the items of a list are known. */
const KEYS = ['kind', 'codePrefix', 'words'] as const;
/** Differ in every two versions, and judge nothing. */
const NAMES: ReadonlySet<string> = new Set(['id', 'version', 'title']);

/** What differs between two rule sets given as data, by path; names and the order of rules, codes and classes do not count. */
export function compareRuleSets(before: unknown, after: unknown): readonly RuleSetChange[] {
  return [...changesBetween('', before, after)].filter(({ path }) => !NAMES.has(path.split('/')[1] ?? ''));
}

function* changesBetween(path: string, before: unknown, after: unknown): Generator<RuleSetChange> {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  if (was === null || is === null) {
    if (sameValue(before, after)) return;
    yield { path, before: before ?? null, after: after ?? null };
    return;
  }
  for (const key of [...new Set([...was.keys(), ...is.keys()])].sort()) {
    yield* changesBetween(`${path}/${escaped(key)}`, was.get(key), is.get(key));
  }
}

/** Members of an object, or items of a list by their keys; null for everything else. */
function fieldsOf(value: unknown): ReadonlyMap<string, unknown> | null {
  if (value === null || typeof value !== 'object') return null;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const key = KEYS.find((name) => value.length > 0 && value.every((item) => typeof fieldOf(item, name) === 'string'));
  if (key === undefined) return null;
  const items = new Map(value.map((item) => [fieldOf(item, key) as string, item as unknown]));
  return items.size === value.length ? items : null;
}

const fieldOf = (item: unknown, name: string): unknown => (item as Record<string, unknown> | null)?.[name];

/** Lists of names are sets here. */
function sameValue(before: unknown, after: unknown): boolean {
  return canonicalJson(sorted(before) ?? null) === canonicalJson(sorted(after) ?? null);
}

function sorted(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item) => canonicalJson(item)).sort();
}

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
