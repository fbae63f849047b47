import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { BadInputError } from '#domain/errors.js';
import type { FieldMapping } from '#domain/fieldMapping.js';
import { isIsoDate, type IsoDate } from '#domain/time.js';
import { readFields } from './fieldProblems.js';
import { parseJson } from './geoJson.js';

const path = z.string().min(1).max(500);
const paths = z.union([path, z.array(path).min(1).max(20)]);

/** A field mapping as files and requests write it. */
export const fieldMappingSchema = z.strictObject({
  fields: z.record(z.string().min(1).max(100), paths).default({}),
  values: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  defaults: z.record(z.string(), z.unknown()).optional(),
  only: z.record(z.string(), z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))).optional(),
  geometry: paths.optional(),
  records: path.optional(),
  crs: z.string().max(200).optional(),
  encoding: z.string().max(40).optional(),
  layer: z.string().max(200).optional(),
  areaField: z.string().max(200).optional(),
});

/**
 * A mapping from a JSON file.
 * @throws BadInputError with the path of the field
 */
export async function readMappingFile(file: string): Promise<FieldMapping> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const found = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new BadInputError('no field mapping', {
      code: 'mapping.notFound',
      where: file,
      found,
      expected: 'a JSON file with "fields"',
    });
  });
  return readFields(fieldMappingSchema, parseJson(text, file), file, 'mapping.field');
}

const DAY_FORMS = [
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[Tt ].*)?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
];

/**
 * The day that a source means: `2024/3/5`, `20240305`, `2024年3月5日`, an instant (its day as written). Null where it is none,
 * or no day of the calendar; nothing is guessed from orders that differ by country.
 */
export function dayFrom(value: unknown): IsoDate | null {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return null;
  for (const form of DAY_FORMS) {
    const [, year, month, date] = form.exec(text.trim()) ?? [];
    if (year === undefined || month === undefined || date === undefined) continue;
    const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
    return isIsoDate(day) ? day : null;
  }
  return null;
}
