import type { z } from 'zod';
import { BadInputError } from '#domain/errors.js';

export type RequestPart = 'params' | 'query' | 'body' | 'manifest';

/**
 * The part as its schema gives it back.
 * @throws BadInputError (`request.params` …) naming the first field that does not fit, and how many more there are
 */
export function parsePart<S extends z.ZodType>(schema: S, part: RequestPart, value: unknown): z.output<S> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const [issue, ...others] = result.error.issues;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  const found = issue === undefined ? undefined : foundText(issue);
  throw new BadInputError(`${issue?.message ?? 'not valid'}${more}`, {
    code: `request.${part}`,
    where: [part, ...(issue?.path ?? [])].map(segmentText).join('').replace(/^\./, ''),
    ...(found === undefined ? {} : { found }),
  });
}

function segmentText(segment: PropertyKey): string {
  return typeof segment === 'number' ? `[${segment}]` : `.${String(segment)}`;
}

const MAX_FOUND_CHARACTERS = 120;

/** The value at fault, shortened; never a secret. */
function foundText(issue: z.core.$ZodIssue): string | undefined {
  if (issue.input === undefined || issue.path.includes('password')) return undefined;
  const text = JSON.stringify(issue.input);
  return text.length <= MAX_FOUND_CHARACTERS ? text : `${text.slice(0, MAX_FOUND_CHARACTERS)}…`;
}
