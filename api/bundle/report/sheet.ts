import PDFDocument from 'pdfkit';
import { BOLD_FONT, printable, REGULAR_FONT } from './fonts.js';
import { LOCALES, REPORT_WORDS, filled, type ReportLanguage, type ReportWords } from './words.js';

const A4 = { width: 595.28, height: 841.89 };
const MARGIN = { left: 48, right: 48, top: 62, bottom: 58 };
export const CONTENT_WIDTH = A4.width - MARGIN.left - MARGIN.right;
const BOTTOM = A4.height - MARGIN.bottom;

export const INK = { text: '#1c2b33', soft: '#4a5b65', line: '#c9d2d7', head: '#eef2f4', accent: '#12394a' } as const;

export interface Column {
  readonly title: string;
  /** Share of the table's width. */
  readonly share: number;
  readonly align?: 'right';
}

/** A document that is written from top to bottom; what does not fit goes to the next page. */
export interface Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly language: ReportLanguage;
  readonly words: ReportWords;
  readonly left: number;
  /** Where the next thing comes. */
  y: number;
  /** A new page where less than this is left. */
  need(points: number): void;
  /** Points left on this page. */
  room(): number;
  /** @param keepWith points below it that must stand on the same page */
  heading(text: string, keepWith?: number): void;
  paragraph(text: string, style?: TextStyle): void;
  /** Names beside values. */
  facts(rows: readonly (readonly [name: string, value: string])[]): void;
  /** Rows that do not fit go on under the same head; the last row may be a sum. */
  table(columns: readonly Column[], rows: readonly (readonly string[])[], hasTotal?: boolean): void;
  gap(points: number): void;
  /** The document's bytes, once headers and page numbers stand. */
  finish(footer: string): Promise<Buffer>;
}

interface TextStyle {
  readonly size?: number;
  readonly isBold?: boolean;
  readonly colour?: string;
  readonly gapAfter?: number;
}

const HEADING = 32;
const LINE_GAP = 1.5;
const BODY = 9;
const SMALL = 8;
const PADDING = 3;

/** @param createdAt stands in the file, so that the same content gives the same bytes */
export function createSheet(language: ReportLanguage, title: string, createdAt: Date): Sheet {
  const doc = new PDFDocument({
    size: 'A4',
    margins: MARGIN,
    bufferPages: true,
    autoFirstPage: true,
    lang: LOCALES[language],
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: title, Producer: 'Planwatch', Creator: 'Planwatch', CreationDate: createdAt, ModDate: createdAt },
  });
  doc.registerFont('regular', REGULAR_FONT).registerFont('bold', BOLD_FONT);
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const words = REPORT_WORDS[language];

  /** The Chinese face draws curly quotes as wide as a character. */
  const shown = (text: string): string =>
    printable(language === 'en' ? text.replaceAll(/[‘’]/g, "'").replaceAll(/[“”]/g, '"') : text);
  const use = (style: TextStyle): PDFKit.PDFDocument =>
    doc
      .font(style.isBold === true ? 'bold' : 'regular')
      .fontSize(style.size ?? BODY)
      .fillColor(style.colour ?? INK.text);
  const heightOf = (text: string, width: number, style: TextStyle): number =>
    use(style).heightOfString(shown(text) || ' ', { width, lineGap: LINE_GAP });
  const write = (
    text: string,
    place: { x: number; y: number; width: number; align?: 'right' },
    style: TextStyle,
  ): void => {
    const { x, y, ...options } = place;
    use(style).text(shown(text), x, y + LINE_GAP / 2, { ...options, lineGap: LINE_GAP });
  };

  const sheet: Sheet = {
    doc,
    language,
    words,
    left: MARGIN.left,
    y: MARGIN.top,
    need(points) {
      if (sheet.y + points <= BOTTOM) return;
      doc.addPage();
      sheet.y = MARGIN.top;
    },
    room: () => BOTTOM - sheet.y,
    heading(text, keepWith = 60) {
      sheet.need(HEADING + keepWith);
      sheet.y += 8;
      write(text, { x: MARGIN.left, y: sheet.y, width: CONTENT_WIDTH }, { size: 12, isBold: true, colour: INK.accent });
      sheet.y += 19;
      doc.moveTo(MARGIN.left, sheet.y - 2).lineTo(MARGIN.left + CONTENT_WIDTH, sheet.y - 2);
      doc.lineWidth(0.8).strokeColor(INK.accent).stroke();
      sheet.y += 5;
    },
    paragraph(text, style = {}) {
      const height = heightOf(text, CONTENT_WIDTH, style);
      sheet.need(Math.min(height, BOTTOM - MARGIN.top));
      write(text, { x: MARGIN.left, y: sheet.y, width: CONTENT_WIDTH }, style);
      sheet.y += height + (style.gapAfter ?? 4);
    },
    facts(rows) {
      const nameWidth = 130;
      for (const [name, value] of rows) {
        const valueWidth = CONTENT_WIDTH - nameWidth - 2 * PADDING;
        const height =
          Math.max(heightOf(value, valueWidth, {}), heightOf(name, nameWidth - 2 * PADDING, {})) + 2 * PADDING;
        sheet.need(height);
        doc.rect(MARGIN.left, sheet.y, nameWidth, height).fill(INK.head);
        write(
          name,
          { x: MARGIN.left + PADDING, y: sheet.y + PADDING, width: nameWidth - 2 * PADDING },
          { colour: INK.soft },
        );
        write(value, { x: MARGIN.left + nameWidth + PADDING, y: sheet.y + PADDING, width: valueWidth }, {});
        doc.rect(MARGIN.left, sheet.y, CONTENT_WIDTH, height).lineWidth(0.5).strokeColor(INK.line).stroke();
        sheet.y += height;
      }
      sheet.y += 6;
    },
    table(columns, rows, hasTotal = false) {
      const head = columns.map(({ title: name }) => name);
      const firstHeight = rows[0] === undefined ? 0 : rowHeight(columns, rows[0], {});
      sheet.need(rowHeight(columns, head, HEAD) + firstHeight);
      drawRow(columns, head, HEAD);
      for (const [index, row] of rows.entries()) {
        const style = hasTotal && index === rows.length - 1 ? { ...CELL, isBold: true } : CELL;
        if (sheet.y + rowHeight(columns, row, style) > BOTTOM) {
          sheet.need(Infinity);
          drawRow(columns, head, HEAD);
        }
        drawRow(columns, row, style);
      }
      sheet.y += 6;
    },
    gap(points) {
      sheet.y += points;
    },
    async finish(footer) {
      const { start, count } = doc.bufferedPageRange();
      for (let page = start; page < start + count; page++) {
        doc.switchToPage(page);
        // Below the margin pdfkit would begin another page.
        doc.page.margins = { top: 0, bottom: 0, left: 0, right: 0 };
        frame(title, footer, filled(words.page, { page: page + 1 - start, pages: count }));
      }
      const ended = new Promise((resolve) => doc.once('end', resolve));
      doc.end();
      await ended;
      return Buffer.concat(chunks);
    },
  };

  const HEAD: TextStyle = { size: SMALL, isBold: true, colour: INK.soft };
  const CELL: TextStyle = { size: SMALL };
  const widthOf = ({ share }: Column): number => share * CONTENT_WIDTH;
  const rowHeight = (columns: readonly Column[], cells: readonly string[], style: TextStyle): number =>
    2 * PADDING +
    Math.max(
      ...columns.map((column, i) => heightOf(cells[i] ?? '', widthOf(column) - 2 * PADDING, { ...CELL, ...style })),
    );

  function drawRow(columns: readonly Column[], cells: readonly string[], style: TextStyle): void {
    const height = rowHeight(columns, cells, style);
    if (style === HEAD) doc.rect(MARGIN.left, sheet.y, CONTENT_WIDTH, height).fill(INK.head);
    let x = MARGIN.left;
    for (const [i, column] of columns.entries()) {
      const width = widthOf(column) - 2 * PADDING;
      const align = column.align === undefined ? {} : { align: column.align };
      write(cells[i] ?? '', { x: x + PADDING, y: sheet.y + PADDING, width, ...align }, style);
      x += widthOf(column);
    }
    sheet.y += height;
    doc.moveTo(MARGIN.left, sheet.y).lineTo(MARGIN.left + CONTENT_WIDTH, sheet.y);
    doc.lineWidth(0.5).strokeColor(INK.line).stroke();
  }

  function frame(header: string, footer: string, pageNumber: string): void {
    const small: TextStyle = { size: 7.8, colour: INK.soft };
    const half = CONTENT_WIDTH / 2;
    write(header, { x: MARGIN.left, y: 30, width: CONTENT_WIDTH }, small);
    doc
      .moveTo(MARGIN.left, 46)
      .lineTo(MARGIN.left + CONTENT_WIDTH, 46)
      .lineWidth(0.5)
      .strokeColor(INK.line)
      .stroke();
    const y = A4.height - 38;
    doc
      .moveTo(MARGIN.left, y - 6)
      .lineTo(MARGIN.left + CONTENT_WIDTH, y - 6)
      .stroke();
    write(footer, { x: MARGIN.left, y, width: CONTENT_WIDTH - 120 }, small);
    write(pageNumber, { x: MARGIN.left + half, y, width: half, align: 'right' }, small);
  }

  return sheet;
}
