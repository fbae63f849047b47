import { boundsOf, orientedRectangle, unit, subtract, length, type Point, type Ring } from './planar.js';

/** A raster of ids over part of the county: `cell` metres a pixel, upper left corner at (`left`, `top`) county metres. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly cell: number;
  readonly ids: Uint16Array;
}

export function createCanvas(width: number, height: number, left: number, top: number, cell: number): Canvas {
  return { width, height, left, top, cell, ids: new Uint16Array(width * height) };
}

/** Calls `row(y, from, to)` for every run of pixels whose centres lie inside the ring (even-odd rule); `to` is exclusive. */
export function scanRing(canvas: Canvas, ring: Ring, row: (y: number, from: number, to: number) => void): void {
  if (ring.length < 3) return;
  const { cell, left, top, width, height } = canvas;
  const bounds = boundsOf(ring);
  const firstRow = Math.max(0, Math.ceil((bounds.minY - top) / cell - 0.5));
  const lastRow = Math.min(height - 1, Math.floor((bounds.maxY - top) / cell - 0.5));
  const crossings: number[] = [];
  for (let y = firstRow; y <= lastRow; y++) {
    const lineY = top + (y + 0.5) * cell;
    crossings.length = 0;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i]!;
      const [bx, by] = ring[j]!;
      if (ay > lineY !== by > lineY) crossings.push(((bx - ax) * (lineY - ay)) / (by - ay) + ax);
    }
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const from = Math.max(0, Math.ceil((crossings[k]! - left) / cell - 0.5));
      const to = Math.min(width, Math.ceil((crossings[k + 1]! - left) / cell - 0.5));
      if (from < to) row(y, from, to);
    }
  }
}

/** Fills a ring with one id. */
export function fillRing(canvas: Canvas, ring: Ring, id: number): void {
  scanRing(canvas, ring, (y, from, to) => canvas.ids.fill(id, y * canvas.width + from, y * canvas.width + to));
}

/** Fills a disc with one id. */
export function fillDisc(canvas: Canvas, centre: Point, radius: number, id: number): void {
  const { cell, left, top, width, height, ids } = canvas;
  const firstRow = Math.max(0, Math.ceil((centre[1] - radius - top) / cell - 0.5));
  const lastRow = Math.min(height - 1, Math.floor((centre[1] + radius - top) / cell - 0.5));
  for (let y = firstRow; y <= lastRow; y++) {
    const dy = top + (y + 0.5) * cell - centre[1];
    const reach = Math.sqrt(Math.max(0, radius * radius - dy * dy));
    const from = Math.max(0, Math.ceil((centre[0] - reach - left) / cell - 0.5));
    const to = Math.min(width, Math.floor((centre[0] + reach - left) / cell - 0.5) + 1);
    if (from < to) ids.fill(id, y * width + from, y * width + to);
  }
}

/** Draws a polyline with round joints; `width` in metres, or its value along the line by segment index. */
export function strokeLine(
  canvas: Canvas,
  line: readonly Point[],
  width: number | ((index: number) => number),
  id: number,
): void {
  const widthAt = typeof width === 'number' ? () => width : width;
  for (let i = 0; i + 1 < line.length; i++) {
    const from = line[i]!;
    const to = line[i + 1]!;
    const step = subtract(to, from);
    const half = widthAt(i) / 2;
    const middle: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    fillRing(canvas, orientedRectangle(middle, unit(step), length(step) / 2, half), id);
    fillDisc(canvas, to, half, id);
  }
}
