import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { BadInputError } from '#domain/errors.js';
import { parsePart } from '#api/middleware/validation.js';

const schema = z.object({
  acquiredAt: z.string(),
  kind: z.enum(['zone', 'greenLine']),
  pages: z.array(z.object({ limit: z.number().max(500) })).default([]),
  password: z.string().default(''),
});
const good = { acquiredAt: '2024-03-17', kind: 'zone' };

function problemOf(value: unknown): BadInputError {
  try {
    parsePart(schema, 'body', value);
  } catch (error) {
    return error as BadInputError;
  }
  throw new Error('was not refused');
}

describe('a request that does not fit', () => {
  test('is refused with the field, what was found and what was expected', () => {
    expect(problemOf({ ...good, acquiredAt: undefined }).message).toBe(
      'body.acquiredAt: does not fit; found nothing; expected string',
    );
    expect(problemOf({ ...good, acquiredAt: 7 }).message).toBe(
      'body.acquiredAt: does not fit; found 7; expected string',
    );
    expect(problemOf({ ...good, kind: 'castle' }).message).toBe(
      'body.kind: does not fit; found "castle"; expected "zone"|"greenLine"',
    );
    expect(problemOf({ ...good, pages: [{ limit: 900 }] }).message).toContain('body.pages[0].limit: ');
    expect(problemOf({ ...good, pages: [{ limit: 900 }] }).message).toContain('found 900');
  });

  test('says how many more faults there are, and never repeats a secret', () => {
    expect(problemOf({}).message).toContain('(and 1 more)');
    expect(problemOf({ ...good, password: 12_345 }).message).not.toContain('12345');
  });
});
