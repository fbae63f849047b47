import type { Position } from 'geojson';
import type { AreaGeometry } from '#domain/geometry.js';
import { groundMetresPerPixel, pixelOf, placeAt, type MercatorView } from '../../pictures/mercatorView.js';
import { printable } from './fonts.js';
import { INK, type Sheet } from './sheet.js';

/** Where a square picture stands on the page, points. */
export interface FramePlace {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** Areas drawn over a picture. */
export interface DrawnArea {
  readonly geometry: AreaGeometry;
  readonly line: string;
  readonly width: number;
  readonly fill?: string;
  readonly isDashed?: boolean;
}

export interface MapFrame {
  readonly view: MercatorView;
  /** JPEG of the view; null where there is none. */
  readonly picture: Buffer | null;
  readonly areas: readonly DrawnArea[];
  /** Upper left corner: what is shown, and when. */
  readonly label: string;
}

/** Draws a picture with areas, label, scale bar and north arrow; everything stays inside the frame. */
export function drawMapFrame(sheet: Sheet, { view, picture, areas, label }: MapFrame, place: FramePlace): void {
  const { doc, words } = sheet;
  const { x, y, size } = place;
  doc.save();
  doc.rect(x, y, size, size).clip();
  if (picture === null) {
    doc.rect(x, y, size, size).fill('#e6eaec');
    write(sheet, words.noPicture, { x, y: y + size / 2 - 6, width: size, align: 'center' }, INK.soft);
  } else {
    doc.image(picture, x, y, { width: size, height: size });
  }
  for (const area of areas) drawArea(sheet, area, view, place);
  drawLabel(sheet, label, place);
  drawNorth(sheet, place);
  drawScale(sheet, view, place);
  doc.restore();
  doc.rect(x, y, size, size).lineWidth(0.7).strokeColor(INK.soft).stroke();
}

function drawArea({ doc }: Sheet, area: DrawnArea, view: MercatorView, { x, y, size }: FramePlace): void {
  const scale = size / view.width;
  const polygons = area.geometry.type === 'Polygon' ? [area.geometry.coordinates] : area.geometry.coordinates;
  const trace = (): void => {
    for (const ring of polygons.flat()) {
      for (const [i, position] of ring.entries()) {
        const [px, py] = pixelOf(view, position);
        // What lies far outside would only make the file larger, and numbers too large for it.
        const [atX, atY] = [x + clamped(px, view.width) * scale, y + clamped(py, view.height) * scale];
        if (i === 0) doc.moveTo(atX, atY);
        else doc.lineTo(atX, atY);
      }
      doc.closePath();
    }
  };
  if (area.fill !== undefined) {
    trace();
    doc.fillOpacity(0.28).fill(area.fill, 'even-odd').fillOpacity(1);
  }
  doc.lineJoin('round');
  trace();
  doc
    .lineWidth(area.width + 1.4)
    .strokeColor('#1a1a1a')
    .strokeOpacity(0.55)
    .stroke()
    .strokeOpacity(1);
  trace();
  if (area.isDashed === true) doc.dash(4, { space: 2.5 });
  doc.lineWidth(area.width).strokeColor(area.line).stroke().undash();
}

const clamped = (value: number, size: number): number => Math.max(-20 * size, Math.min(21 * size, value));

function drawLabel(sheet: Sheet, label: string, { x, y, size }: FramePlace): void {
  const { doc } = sheet;
  const text = printable(label);
  doc.font('bold').fontSize(8.5);
  const width = Math.min(doc.widthOfString(text) + 12, size - 34);
  doc.rect(x, y, width, 17).fill('#ffffff');
  doc.fillColor(INK.text).text(text, x + 6, y + 3, { width: width - 8, height: 12, ellipsis: true, lineBreak: false });
}

function drawNorth(sheet: Sheet, { x, y, size }: FramePlace): void {
  const { doc, words } = sheet;
  const middle = x + size - 16;
  doc
    .circle(middle, y + 20, 13.5)
    .fillOpacity(0.85)
    .fill('#ffffff')
    .fillOpacity(1);
  doc.polygon([middle, y + 9], [middle - 4.5, y + 22], [middle, y + 19], [middle + 4.5, y + 22]).fill(INK.text);
  write(sheet, words.north, { x: middle - 8, y: y + 22.5, width: 16, align: 'center' }, INK.text, 7);
}

/** A bar of a round length, at most a third of the picture. */
function drawScale(sheet: Sheet, view: MercatorView, { x, y, size }: FramePlace): void {
  const { doc } = sheet;
  const metresPerPoint = (groundMetresPerPixel(view) * view.width) / size;
  const metres = roundLength(metresPerPoint * (size / 3));
  const width = metres / metresPerPoint;
  const [left, base] = [x + 10, y + size - 12];
  doc
    .rect(x + 4, base - 14, width + 12, 22)
    .fillOpacity(0.85)
    .fill('#ffffff')
    .fillOpacity(1);
  doc.rect(left, base, width / 2, 3).fill(INK.text);
  doc.rect(left, base, width, 3).lineWidth(0.6).strokeColor(INK.text).stroke();
  const text = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  write(sheet, text, { x: left, y: base - 11, width, align: 'center' }, INK.text, 7);
}

/** The longest of 1, 2, 5 × 10ⁿ that is not longer. */
export function roundLength(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(metres));
  return [5, 2, 1].map((step) => step * power).find((length) => length <= metres) ?? power;
}

function write(
  { doc }: Sheet,
  text: string,
  { x, y, ...options }: { x: number; y: number; width: number; align: 'center' },
  colour: string,
  size = 8.5,
): void {
  doc
    .font('regular')
    .fontSize(size)
    .fillColor(colour)
    .text(printable(text), x, y, { ...options, lineBreak: true });
}

/** The frame of a view as an area, WGS84, to be drawn on a wider view. */
export function frameOfView(view: MercatorView): AreaGeometry {
  const corner = (x: number, y: number): Position => [...placeAt(view, x, y)];
  const { width, height } = view;
  const ring = [corner(0, height), corner(width, height), corner(width, 0), corner(0, 0), corner(0, height)];
  return { type: 'Polygon', coordinates: [ring] };
}
