/** A value of a cell; null is an empty one. */
export type Cell = string | number | null;

/** A table as it is handed out: names of the columns, and rows of as many cells. */
export interface ExportTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A spreadsheet takes text that begins so for a formula; what came from outside must not be one. */
const FORMULA_LIKE = /^[=+\-@\t\r]/;

/** RFC 4180 with a byte order mark, as spreadsheets want it. Text that would be a formula is led in by an apostrophe. */
export function csvOf({ columns, rows }: ExportTable): string {
  return `\ufeff${[columns, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA_LIKE.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
