import { BadInputError } from '#domain/errors.js';
import type { SampleType } from '#domain/raster.js';

/** The fields of an ENVI header, keys in lower case, lists without their braces. */
export type EnviFields = ReadonlyMap<string, string>;

/** How the samples of an ENVI raster stand in its data file. */
export interface EnviLayout {
  readonly width: number;
  readonly height: number;
  readonly bandCount: number;
  readonly sampleType: SampleType;
  readonly interleave: 'bsq' | 'bil' | 'bip';
  readonly isLittleEndian: boolean;
  /** Bytes before the first sample. */
  readonly offset: number;
}

const SAMPLE_TYPES: Readonly<Record<string, SampleType>> = {
  1: 'uint8',
  2: 'int16',
  3: 'int32',
  4: 'float32',
  5: 'float64',
  12: 'uint16',
  13: 'uint32',
};
const INTERLEAVES = ['bsq', 'bil', 'bip'] as const;
const MOST = 2 ** 31 - 1;

/** @throws BadInputError where the text does not begin as an ENVI header does */
export function parseEnviHeader(text: string, where: string): EnviFields {
  if (!/^\uFEFF?ENVI\s/.test(text)) throw broken(where, 'a text that does not begin with ENVI', 'an ENVI header');
  const fields = new Map<string, string>();
  for (const [, key, list, value] of text.matchAll(/^[ \t]*([^=\n;{}]+?)[ \t]*=[ \t]*(?:\{([^}]*)\}|([^\n{]*))/gm)) {
    fields.set(key!.toLowerCase().replace(/\s+/g, ' '), (list ?? value ?? '').trim());
  }
  return fields;
}

/** @throws BadInputError where a field is missing or of a kind that is not read */
export function enviLayout(fields: EnviFields, where: string): EnviLayout {
  const whole = (key: string, least: number, missing?: number): number => {
    const text = fields.get(key);
    const value = text === undefined ? missing : Number(text);
    if (value !== undefined && Number.isInteger(value) && value >= least && value <= MOST) return value;
    throw broken(where, `${key} = ${text ?? '(missing)'}`, `a whole number from ${least}`);
  };
  const type = fields.get('data type') ?? '(missing)';
  const sampleType = SAMPLE_TYPES[type];
  if (sampleType === undefined) {
    throw broken(where, `data type = ${type}`, 'one of 1, 2, 3, 4, 5, 12, 13: real numbers of up to 64 bits');
  }
  const named = (fields.get('interleave') ?? 'bsq').toLowerCase();
  const interleave = INTERLEAVES.find((name) => name === named);
  if (interleave === undefined) throw broken(where, `interleave = ${named}`, 'bsq, bil or bip');
  const compression = fields.get('file compression') ?? '0';
  if (compression !== '0') throw broken(where, `file compression = ${compression}`, 'an uncompressed data file');
  return {
    width: whole('samples', 1),
    height: whole('lines', 1),
    bandCount: whole('bands', 1, 1),
    sampleType,
    interleave,
    isLittleEndian: whole('byte order', 0, 0) === 0,
    offset: whole('header offset', 0, 0),
  };
}

/** The entries of a list; none of an empty one. */
export const enviList = (fields: EnviFields, key: string): string[] =>
  fields
    .get(key)
    ?.split(',')
    .map((entry) => entry.trim())
    .filter((entry, _, list) => entry !== '' || list.length > 1) ?? [];

function broken(where: string, found: string, expected: string): BadInputError {
  return new BadInputError('this ENVI header cannot be used', { code: 'raster.envi', where, found, expected });
}
