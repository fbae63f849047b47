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
  const issue = result.error.issues[0]!;
  const others = result.error.issues.length - 1;
  const more = others === 0 ? '' : ` (and ${others} more)`;
  const { problem, expected } = wordsOf(issue);
  const found = foundText(issue);
  throw new BadInputError(`${problem}${more}`, {
    code: `request.${part}`,
    where: [part, ...issue.path].map(segmentText).join('').replace(/^\./, ''),
    ...(found === undefined ? {} : { found }),
    ...(expected === undefined ? {} : { expected }),
  });
}

/** Zod's "Invalid input: expected string, received undefined" in the words that all refusals have. */
function wordsOf({ message }: z.core.$ZodIssue): { problem: string; expected?: string } {
  const expected = /^Invalid (?:input|option): expected (?:one of )?(.*?)(?:, received .*)?$/.exec(message)?.[1];
  return expected === undefined ? { problem: message } : { problem: 'does not fit', expected };
}

function segmentText(segment: PropertyKey): string {
  return typeof segment === 'number' ? `[${segment}]` : `.${String(segment)}`;
}

const MAX_FOUND_CHARACTERS = 120;

const SECRET_FIELDS: ReadonlySet<string> = new Set(['password', 'current', 'code', 'secret']);

/** The value at fault, shortened; never a secret. */
function foundText(issue: z.core.$ZodIssue): string | undefined {
  if (issue.input === undefined) return issue.code === 'invalid_type' ? 'nothing' : undefined;
  if (issue.path.some((segment) => SECRET_FIELDS.has(String(segment)))) return undefined;
  const text = JSON.stringify(issue.input);
  return text.length <= MAX_FOUND_CHARACTERS ? text : `${text.slice(0, MAX_FOUND_CHARACTERS)}…`;
}
