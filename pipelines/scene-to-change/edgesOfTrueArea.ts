import { touchesWhole } from './edgeMixture.js';

/** Side of the cells of the grid within which areas add up, pixels. */
export const CELL_PIXELS = 8;
/** Noise makes shares beyond 0 and 1; limiting them there would move the sum, not limiting them would let one outlier count for many. */
const BEYOND = 0.25;

/** A pixel at an edge. */
interface EdgePixel {
  readonly at: number;
  readonly share: number;
}

/**
 * Adds or takes away pixels along edges until, in each cell of the grid, there are as many as the shares of all pixels at
 * the edge add up to. Straight edges between two pixels' middles are otherwise wrong by up to half of a pixel all along; small
 * sites then miss their area by more than a tenth. Those that are covered most are taken in first.
 * @param mask 0/1, row-major, edges where about half of a pixel is covered
 * @param shares of the mask's edges, by `edgeShares`
 * @param corner column and row, on the raster's grid, of the window's upper left pixel: cells stand on the grid, so that the outcome
 * does not depend on the window
 * @source hard pixels that keep soft proportions: Atkinson 2005, Sub-pixel target mapping from soft-classified, remotely sensed
 * imagery, PE&RS 71(7), 839–846; here pixels in a cell, where he has sub-pixels in a pixel
 */
export function edgesOfTrueArea(
  mask: Uint8Array,
  shares: Float32Array,
  width: number,
  corner: { readonly x: number; readonly y: number },
): Uint8Array {
  const next = mask.slice();
  for (const pixels of edgePixelsByCell({ mask, shares, width }, corner)) {
    const wanted = pixels.reduce((sum, { share }) => sum + Math.max(-BEYOND, Math.min(1 + BEYOND, share)), 0);
    const inside = pixels.filter(({ at }) => mask[at] === 1);
    const missing = Math.max(0, Math.round(wanted)) - inside.length;
    if (missing > 0) {
      const outside = pixels.filter(({ at }) => mask[at] === 0).toSorted((a, b) => b.share - a.share || a.at - b.at);
      for (const { at } of outside.slice(0, missing)) next[at] = 1;
    } else if (missing < 0) {
      const leastFirst = inside.toSorted((a, b) => a.share - b.share || a.at - b.at);
      for (const { at } of leastFirst.slice(0, -missing)) next[at] = 0;
    }
  }
  return next;
}

function edgePixelsByCell(
  { mask, shares, width }: { readonly mask: Uint8Array; readonly shares: Float32Array; readonly width: number },
  corner: { readonly x: number; readonly y: number },
): Iterable<readonly EdgePixel[]> {
  const cells = new Map<number, EdgePixel[]>();
  const perRow = Math.ceil(width / CELL_PIXELS) + 1;
  const [fromX, fromY] = [corner.x % CELL_PIXELS, corner.y % CELL_PIXELS];
  for (let at = 0; at < mask.length; at++) {
    const share = shares[at]!;
    if (Number.isNaN(share) || (mask[at] === 0 && !touchesWhole(at, 1, { mask, shares, width }))) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    const cell = Math.floor((fromY + y) / CELL_PIXELS) * perRow + Math.floor((fromX + x) / CELL_PIXELS);
    const own = cells.get(cell);
    if (own === undefined) cells.set(cell, [{ at, share }]);
    else own.push({ at, share });
  }
  return cells.values();
}
