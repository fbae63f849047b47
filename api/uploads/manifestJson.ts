import type { z } from 'zod';
import { BadInputError } from '#domain/errors.js';
import { parsePart } from '../middleware/validation.js';

/** Reads the text of a form's part `manifest`. @throws BadInputError where it is not JSON, or not what the schema says */
export function parseManifestJson<S extends z.ZodType>(schema: S, text: string): z.output<S> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const found = error instanceof Error ? error.message : text.slice(0, 100);
    const detail = { code: 'request.manifest', where: 'manifest', found, expected: 'JSON' };
    throw new BadInputError('not JSON', detail, { cause: error });
  }
  return parsePart(schema, 'manifest', value);
}
