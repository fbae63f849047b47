import { sql, type RawBuilder } from 'kysely';
import { BadInputError } from '#domain/errors.js';

/** What a caller asks of a list: at most `limit` items (1–1000, default 100) after the place `cursor` stands for. */
export interface PageRequest {
  readonly cursor?: string | null | undefined;
  readonly limit?: number | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Stands for the place after the last item; null where the list ends here. */
  readonly nextCursor: string | null;
}

export const DEFAULT_PAGE_SIZE = 100;
export const MAX_PAGE_SIZE = 1000;

/**
 * The number of items to give.
 * @throws BadInputError where it is not a whole number from 1 to `most`
 */
export function pageSize(limit: number | undefined, most = MAX_PAGE_SIZE): number {
  if (limit === undefined) return DEFAULT_PAGE_SIZE;
  if (Number.isInteger(limit) && limit >= 1 && limit <= most) return limit;
  throw new BadInputError('not a page size', {
    code: 'page.limit',
    where: 'limit',
    found: String(limit),
    expected: `a whole number from 1 to ${most}`,
  });
}

/** A sort key as text, exactly as the database prints it, so that nothing is rounded on the way. */
export function encodeCursor(order: string, key: readonly string[]): string {
  return Buffer.from(JSON.stringify([order, ...key])).toString('base64url');
}

/**
 * The sort key of a cursor that was made for the same order.
 * @throws BadInputError for anything else
 */
export function decodeCursor(order: string, length: number, cursor: string): readonly string[] {
  const parts = parseCursor(cursor);
  if (parts !== null && parts.length === length + 1 && parts[0] === order) return parts.slice(1);
  throw notACursor(cursor);
}

/** What is said of a cursor that somebody made up. */
export function notACursor(cursor: string): BadInputError {
  return new BadInputError('not a cursor of this list', {
    code: 'page.cursor',
    where: 'cursor',
    found: cursor.slice(0, 100),
    expected: 'the nextCursor of an earlier page of the same list, in the same order',
  });
}

function parseCursor(cursor: string): readonly string[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : null;
  } catch {
    return null;
  }
}

/** One column of a total order, with its SQL type so that the text of a cursor compares as what it was. */
export interface SortColumn {
  readonly column: string;
  readonly type: 'text' | 'uuid' | 'timestamptz' | 'float8' | 'int' | 'bigint';
}

/** What the text of each type looks like, so that a made-up cursor is refused before it reaches the database. */
const KEY_PATTERNS: Readonly<Record<SortColumn['type'], RegExp>> = {
  text: /^[^\0]*$/s,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  timestamptz: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}$/,
  float8: /^-?\d+(\.\d+)?(e[+-]?\d{1,3})?$/,
  int: /^-?\d{1,9}$/,
  bigint: /^\d{1,18}$/,
};

/** How a list is ordered: columns all in one direction, the last of them unique. */
export interface SortOrder {
  readonly name: string;
  readonly columns: readonly SortColumn[];
  readonly direction: 'asc' | 'desc';
}

/** The condition that leaves only what comes after the cursor. */
export function afterCursor(order: SortOrder, cursor: string): RawBuilder<boolean> {
  const key = decodeCursor(order.name, order.columns.length, cursor);
  const isSound = order.columns.every(({ type }, i) => KEY_PATTERNS[type].test(key[i]!));
  if (!isSound) throw notACursor(cursor);
  const columns = sql.join(order.columns.map(({ column }) => sql.ref(column)));
  const values = sql.join(order.columns.map(({ type }, i) => sql`${key[i]!}::text::${sql.raw(type)}`));
  return order.direction === 'desc'
    ? sql<boolean>`(${columns}) < (${values})`
    : sql<boolean>`(${columns}) > (${values})`;
}

/** The sort key of a row as an array of text, to be selected `as cursor_key`. */
export function cursorKey(order: SortOrder): RawBuilder<string[]> {
  return sql<string[]>`ARRAY[${sql.join(order.columns.map(({ column }) => sql`${sql.ref(column)}::text`))}]`;
}

/** Cuts a list that was read one row longer than the page into a page. */
export function toPage<Row extends { cursor_key: string[] }, T>(
  rows: readonly Row[],
  size: number,
  order: SortOrder,
  toItem: (row: Row) => T,
): Page<T> {
  const last = rows[size - 1];
  const nextCursor = rows.length > size && last !== undefined ? encodeCursor(order.name, last.cursor_key) : null;
  return { items: rows.slice(0, size).map(toItem), nextCursor };
}
