import { z } from 'zod';
import { BadInputError } from '#domain/errors.js';
import { isIsoDate } from '#domain/time.js';
import { excerpt } from './polygonGeometry.js';

/** A calendar day as files write it. */
export const dateField = z.string().refine(isIsoDate, { message: 'a calendar day, YYYY-MM-DD' });

/**
 * The value as the schema reads it.
 * @throws BadInputError with the path of the first field that does not fit, what is there and what was expected
 */
export function readFields<T>(schema: z.ZodType<T>, value: unknown, where: string, code: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const path = z.core.toDotPath(issue.path);
  const found = issue.path.reduce<unknown>(
    (inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key],
    value,
  );
  throw new BadInputError('a field does not fit', {
    code,
    where: path === '' ? where : `${where}.${path}`,
    found: found === undefined ? 'nothing' : excerpt(found),
    expected: issue.message.replace(/^Invalid (input|option): expected (one of )?/, '').replace(/, received .*$/, ''),
  });
}
