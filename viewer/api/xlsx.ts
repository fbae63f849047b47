import writeExcelFile from 'write-excel-file/universal';
import type { ExportTable } from '../state/exportTable.js';

/** Characters that a column shows of its longest text. */
const WIDTHS = { least: 10, most: 60 } as const;

/** The table as a workbook of one sheet; its first row stays in sight. Text is text, whatever it begins with. */
export function xlsxOf({ columns, rows }: ExportTable): Promise<Blob> {
  const head = columns.map((name) => ({ value: name, fontWeight: 'bold' as const }));
  const width = (column: number): number => {
    const longest = Math.max(...[columns, ...rows.slice(0, 200)].map((row) => String(row[column] ?? '').length));
    return Math.min(WIDTHS.most, Math.max(WIDTHS.least, longest * 1.6));
  };
  const options = { columns: columns.map((_, column) => ({ width: width(column) })), stickyRowsCount: 1 };
  return writeExcelFile([head, ...rows.map((row) => [...row])], options).toBlob();
}
