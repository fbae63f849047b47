import type { PixelWindow, RasterGrid } from '#domain/raster.js';
import { projectorOf } from './projection.js';

/** Where pixels of a target window lie in a source grid, in source pixels (0 is the outer edge of the first pixel). */
export interface PixelMapping {
  /** Fills `xs` and `ys` for the pixel centres of row `row` of the window; not finite where there is no place. */
  centresOfRow(row: number, xs: Float64Array, ys: Float64Array): void;
  /** Source pixels per target pixel, across and down: of the grids, where they lie on each other, whatever the window. */
  readonly stepX: number;
  readonly stepY: number;
  /** Smallest source rectangle around the window, not clipped, or null where no part of the window has a place. */
  readonly bounds: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  } | null;
}

/** Error of interpolated positions that is allowed, in source pixels. */
const TOLERANCE_PIXELS = 0.05;
const COARSEST_CELL = 32;

/**
 * Maps a window of one grid into another. Between different reference systems positions are computed exactly on a mesh
 * and interpolated inside its cells; the mesh is refined until a cell's centre is right to 0.05 source pixels.
 */
export function mapPixels(target: RasterGrid, window: PixelWindow, source: RasterGrid): PixelMapping {
  if (target.epsg === source.epsg) return affineMapping(target, window, source);
  const whole = wholeCells(window);
  const toSource = exactMapping(target, whole, source);
  const inside = { ...window, x: window.x - whole.x, y: window.y - whole.y };
  const steps = stepsOf(target, source);
  for (let cell = COARSEST_CELL; cell > 1; cell >>= 1) {
    const mesh = meshOf(toSource, whole, cell);
    if (meshError(mesh, toSource) <= TOLERANCE_PIXELS) return meshMapping(mesh, steps, inside);
  }
  return meshMapping(meshOf(toSource, whole, 1), steps, inside);
}

/** Meshes stand on the grid, not on the window: a pixel's place does not depend on what else is asked for. */
function wholeCells({ x, y, width, height }: PixelWindow): PixelWindow {
  const left = Math.floor(x / COARSEST_CELL) * COARSEST_CELL;
  const top = Math.floor(y / COARSEST_CELL) * COARSEST_CELL;
  const cells = (length: number): number => Math.max(1, Math.ceil(length / COARSEST_CELL)) * COARSEST_CELL;
  return { x: left, y: top, width: cells(x + width - left), height: cells(y + height - top) };
}

type Place = readonly [x: number, y: number];
type ExactMapping = (column: number, row: number) => Place;

function exactMapping(target: RasterGrid, window: PixelWindow, source: RasterGrid): ExactMapping {
  const projector = projectorOf(target.epsg, source.epsg);
  return (column, row) => {
    const [x, y] = projector(
      target.originX + (window.x + column) * target.pixelWidth,
      target.originY - (window.y + row) * target.pixelHeight,
    );
    return [(x - source.originX) / source.pixelWidth, (source.originY - y) / source.pixelHeight];
  };
}

type Steps = Pick<PixelMapping, 'stepX' | 'stepY'>;

/** Steps at the target pixel nearest to the middle of the source: taken at each window, they would differ from chunk to chunk. */
function stepsOf(target: RasterGrid, source: RasterGrid): Steps {
  const [x, y] = projectorOf(source.epsg, target.epsg)(
    source.originX + (source.width / 2) * source.pixelWidth,
    source.originY - (source.height / 2) * source.pixelHeight,
  );
  const within = (place: number, length: number): number =>
    Number.isFinite(place) ? Math.min(Math.max(place, 0), length) : length / 2;
  const column = within((x - target.originX) / target.pixelWidth, target.width);
  const row = within((target.originY - y) / target.pixelHeight, target.height);
  const toSource = exactMapping(target, { x: 0, y: 0, width: target.width, height: target.height }, source);
  const [x0, y0] = toSource(column, row);
  const [xRight, yRight] = toSource(column + 1, row);
  const [xDown, yDown] = toSource(column, row + 1);
  return { stepX: Math.hypot(xRight - x0, yRight - y0), stepY: Math.hypot(xDown - x0, yDown - y0) };
}

function affineMapping(target: RasterGrid, window: PixelWindow, source: RasterGrid): PixelMapping {
  const stepX = target.pixelWidth / source.pixelWidth;
  const stepY = target.pixelHeight / source.pixelHeight;
  const originX = (target.originX - source.originX) / source.pixelWidth;
  const originY = (source.originY - target.originY) / source.pixelHeight;
  const left = originX + window.x * stepX;
  const top = originY + window.y * stepY;
  return {
    stepX,
    stepY,
    bounds: { left, top, right: left + window.width * stepX, bottom: top + window.height * stepY },
    centresOfRow(row, xs, ys) {
      // Counted from the grid's corner: a pixel's place is the same to the last bit in every window.
      for (let column = 0; column < window.width; column++) xs[column] = originX + (window.x + column + 0.5) * stepX;
      ys.fill(originY + (window.y + row + 0.5) * stepY, 0, window.width);
    },
  };
}

/** Exact positions at the corners of square cells; `(columns + 1) * (rows + 1)` nodes. */
interface Mesh {
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

function meshOf(toSource: ExactMapping, { width, height }: PixelWindow, cell: number): Mesh {
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  const xs = new Float64Array((columns + 1) * (rows + 1));
  const ys = new Float64Array(xs.length);
  for (let row = 0; row <= rows; row++) {
    for (let column = 0; column <= columns; column++) {
      const [x, y] = toSource(column * cell, row * cell);
      xs[row * (columns + 1) + column] = x;
      ys[row * (columns + 1) + column] = y;
    }
  }
  return { cell, columns, rows, xs, ys };
}

function interpolate(mesh: Mesh, column: number, row: number): Place {
  const { columns, rows, cell, xs, ys } = mesh;
  const cellColumn = Math.min(Math.floor(column / cell), columns - 1);
  const cellRow = Math.min(Math.floor(row / cell), rows - 1);
  const u = column / cell - cellColumn;
  const v = row / cell - cellRow;
  const node = cellRow * (columns + 1) + cellColumn;
  return [mixed(xs, node, columns + 1, u, v), mixed(ys, node, columns + 1, u, v)];
}

function mixed(values: Float64Array, node: number, rowLength: number, u: number, v: number): number {
  const above = values[node]! * (1 - u) + values[node + 1]! * u;
  const below = values[node + rowLength]! * (1 - u) + values[node + rowLength + 1]! * u;
  return above * (1 - v) + below * v;
}

/**
 * Pixel centres of one row along one axis: positions are linear between the cell edges that the row crosses.
 * @param from, count columns of the mesh
 */
function interpolateRow(
  mesh: Mesh,
  nodes: Float64Array,
  row: number,
  { from, count }: { readonly from: number; readonly count: number },
  places: Float64Array,
): void {
  const { columns, rows, cell } = mesh;
  const cellRow = Math.min(Math.floor(row / cell), rows - 1);
  const v = row / cell - cellRow;
  const above = cellRow * (columns + 1);
  const below = above + columns + 1;
  for (let cellColumn = Math.floor(from / cell); cellColumn * cell < from + count; cellColumn++) {
    const start = nodes[above + cellColumn]! * (1 - v) + nodes[below + cellColumn]! * v;
    const end = nodes[above + cellColumn + 1]! * (1 - v) + nodes[below + cellColumn + 1]! * v;
    const slope = (end - start) / cell;
    const first = cellColumn * cell;
    const last = Math.min(first + cell, from + count);
    for (let column = Math.max(first, from); column < last; column++) {
      places[column - from] = start + (column + 0.5 - first) * slope;
    }
  }
}

function meshError(mesh: Mesh, toSource: ExactMapping): number {
  let worst = 0;
  const stepX = Math.max(1, Math.ceil(mesh.columns / 4));
  const stepY = Math.max(1, Math.ceil(mesh.rows / 4));
  for (let row = 0; row < mesh.rows; row += stepY) {
    for (let column = 0; column < mesh.columns; column += stepX) {
      const centreX = (column + 0.5) * mesh.cell;
      const centreY = (row + 0.5) * mesh.cell;
      const [x, y] = interpolate(mesh, centreX, centreY);
      const [exactX, exactY] = toSource(centreX, centreY);
      const error = Math.max(Math.abs(x - exactX), Math.abs(y - exactY));
      if (!Number.isFinite(error)) {
        // A cell half of which has no place; one that has none at all is as good as it gets.
        if (Number.isFinite(exactX)) return Infinity;
        continue;
      }
      if (error > worst) worst = error;
    }
  }
  return worst;
}

function meshMapping(mesh: Mesh, steps: Steps, inside: PixelWindow): PixelMapping {
  const { x, y, width } = inside;
  const columns = { from: x, count: width };
  return {
    ...steps,
    bounds: boundsIn(mesh, inside),
    centresOfRow(row, xs, ys) {
      interpolateRow(mesh, mesh.xs, y + row + 0.5, columns, xs);
      interpolateRow(mesh, mesh.ys, y + row + 0.5, columns, ys);
    },
  };
}

/** Places run straight between the mesh's lines: the outermost ones lie where those and the window's edges cross. */
function boundsIn(mesh: Mesh, { x, y, width, height }: PixelWindow): PixelMapping['bounds'] {
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  for (const row of linesWithin(y, height, mesh.cell)) {
    for (const column of linesWithin(x, width, mesh.cell)) {
      const [placeX, placeY] = interpolate(mesh, column, row);
      if (!Number.isFinite(placeX) || !Number.isFinite(placeY)) continue;
      left = Math.min(left, placeX);
      right = Math.max(right, placeX);
      top = Math.min(top, placeY);
      bottom = Math.max(bottom, placeY);
    }
  }
  return left > right ? null : { left, top, right, bottom };
}

function linesWithin(from: number, length: number, cell: number): number[] {
  const lines = [from, from + length];
  for (let line = Math.ceil(from / cell) * cell; line < from + length; line += cell) lines.push(line);
  return lines;
}
