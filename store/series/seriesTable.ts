import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { BadInputError } from '#domain/errors.js';
import { NOT_ASSESSED } from '#domain/raster.js';
import { isIsoDate, ordinalOf } from '#domain/time.js';

/** One pixel's series as a table gives it, in the order of time. */
export interface TableSeries {
  /** The file's name without its ending. */
  readonly id: string;
  /** Python ordinals, not decreasing. */
  readonly days: Int32Array;
  readonly bands: readonly string[];
  /** `values[band][date]`; NaN for an empty cell. */
  readonly values: readonly Float64Array[];
  /** Codes of `NOT_ASSESSED`: clear, cloud where the table says not clear, nodata where every cell is empty. */
  readonly reason: Uint8Array;
}

const LARGEST_TABLE_BYTES = 64 * 1024 * 1024;
/** Ordinals of the years 1900 to 2200; smaller numbers are no days, larger ones Julian days or seconds. */
const ORDINALS = [693_596, 803_534] as const;
const GAPS = new Set(['', 'na', 'nan', 'null']);

/**
 * Reads `time,value[,clear]` or `time,band,…[,clear]` (file formats, version 1).
 * @throws BadInputError naming file and line
 */
export async function readSeriesTable(path: string): Promise<TableSeries> {
  const bytes = await readFile(path).catch((error: unknown) => {
    const found = (error as NodeJS.ErrnoException).code ?? String(error);
    const detail = { code: 'table.notFound', where: path, found, expected: 'a CSV table of a series' };
    throw new BadInputError('no table', detail, { cause: error });
  });
  if (bytes.length > LARGEST_TABLE_BYTES) {
    throw new BadInputError('the table is too large for one pixel', {
      code: 'table.tooLarge',
      where: path,
      found: `${bytes.length} bytes`,
      expected: `at most ${LARGEST_TABLE_BYTES}`,
    });
  }
  return parseSeriesTable(bytes.toString('utf8'), path);
}

export function parseSeriesTable(text: string, where: string): TableSeries {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const bands = bandsOf(lines[0] ?? '', where);
  const hasClear = cellsOf(lines[0]!).at(-1) === 'clear';
  const rows = lines.flatMap((line, index) => {
    if (index === 0 || line.trim() === '') return [];
    return [rowOf(line, { where: `${where}, line ${index + 1}`, bands: bands.length, hasClear })];
  });
  if (rows.length === 0) {
    throw new BadInputError('a table without rows', { code: 'table.empty', where, expected: 'a row for each date' });
  }
  rows.sort((a, b) => a.day - b.day);
  return {
    id: basename(where).replace(/\.[^.]*$/, ''),
    days: Int32Array.from(rows, ({ day }) => day),
    bands,
    values: bands.map((_, band) => Float64Array.from(rows, ({ values }) => values[band]!)),
    reason: Uint8Array.from(rows, reasonOf),
  };
}

const cellsOf = (line: string): string[] => line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));

function bandsOf(header: string, where: string): string[] {
  const [time, ...names] = cellsOf(header).map((name) => name.toLowerCase());
  const bands = names.filter((name, index) => !(name === 'clear' && index === names.length - 1));
  const isNamed = bands.length > 0 && bands.every((name) => /^[a-z]\w*$/.test(name) && name !== 'clear');
  if (time === 'time' && isNamed && new Set(bands).size === bands.length) return bands;
  throw new BadInputError('not the header of a series', {
    code: 'table.header',
    where: `${where}, line 1`,
    found: header.slice(0, 120),
    expected: 'time,value[,clear] or time,blue,green,red,nir,swir1,swir2[,thermal][,clear]',
  });
}

interface TableRow {
  readonly day: number;
  readonly values: readonly number[];
  readonly isClear: boolean;
}

function rowOf(
  line: string,
  { where, bands, hasClear }: { where: string; bands: number; hasClear: boolean },
): TableRow {
  const cells = cellsOf(line);
  const expected = 1 + bands + (hasClear ? 1 : 0);
  if (cells.length !== expected) {
    throw new BadInputError('a row of another length than the header', {
      code: 'table.cells',
      where,
      found: `${cells.length} cells`,
      expected: `${expected} cells`,
    });
  }
  return {
    day: dayOfCell(cells[0]!, where),
    values: cells.slice(1, 1 + bands).map((cell) => numberOf(cell, where)),
    isClear: !hasClear || clearOf(cells.at(-1)!, where),
  };
}

function dayOfCell(cell: string, where: string): number {
  const date = cell.slice(0, 10);
  if (isIsoDate(date) && (cell.length === 10 || /^[T ]\d{2}:\d{2}/.test(cell.slice(10)))) return ordinalOf(date);
  const ordinal = Number(cell);
  if (/^\d+(\.0*)?$/.test(cell) && ordinal >= ORDINALS[0] && ordinal <= ORDINALS[1]) return ordinal;
  throw new BadInputError('not a day', {
    code: 'table.time',
    where: `${where}, time`,
    found: cell,
    expected: `YYYY-MM-DD, or a Python ordinal (${ORDINALS.join(' to ')})`,
  });
}

function numberOf(cell: string, where: string): number {
  if (GAPS.has(cell.toLowerCase())) return NaN;
  const value = Number(cell);
  if (Number.isFinite(value)) return value;
  throw new BadInputError('not a number', {
    code: 'table.value',
    where,
    found: cell,
    expected: 'a number, or an empty cell',
  });
}

function clearOf(cell: string, where: string): boolean {
  if (cell === '1' || cell === '0' || cell === '') return cell === '1';
  throw new BadInputError('not a mark of clearness', {
    code: 'table.clear',
    where: `${where}, clear`,
    found: cell,
    expected: '1 or 0',
  });
}

function reasonOf({ values, isClear }: TableRow): number {
  if (values.every(Number.isNaN)) return NOT_ASSESSED.nodata;
  return isClear ? NOT_ASSESSED.clear : NOT_ASSESSED.cloud;
}
