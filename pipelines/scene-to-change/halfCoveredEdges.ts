import { edgeShares, MIXTURE_REACH, touchesWhole, type EdgePair } from './edgeMixture.js';
import { CELL_PIXELS, edgesOfTrueArea } from './edgesOfTrueArea.js';

/** An edge moves by one pixel in each round, at most. */
const ROUNDS = 3;

/** Pixels round a window that its edges depend on. */
export const EDGE_REACH = (ROUNDS + 1) * (MIXTURE_REACH + 1) + CELL_PIXELS;

/**
 * Draws the edges of changed areas where the new cover fills half of a pixel, so that areas counted in pixels are not too small or
 * too large by how sharply a score tells the change; then so that the pixels of each small cell of the grid add up to the ground
 * that the new cover fills. Pixels that are no mixture of old and new, or of which nothing can be told, stay as they are.
 * @param changed 0/1; what is outside the window counts as unseen
 * @param corner column and row, on the raster's grid, of the window's upper left pixel
 */
export function halfCoveredEdges(
  changed: Uint8Array,
  pair: EdgePair,
  corner: { readonly x: number; readonly y: number } = { x: 0, y: 0 },
): Uint8Array {
  let mask = changed;
  let shares = edgeShares(mask, pair);
  for (let round = 0; round < ROUNDS; round++) {
    const next = moveEdges(mask, shares, pair.width);
    if (next === null) break;
    mask = next;
    shares = edgeShares(mask, pair);
  }
  return edgesOfTrueArea(mask, shares, pair.width, corner);
}

/** The mask with each edge moved by one pixel where its share says so; null where nothing moves. */
function moveEdges(mask: Uint8Array, shares: Float32Array, width: number): Uint8Array | null {
  let next: Uint8Array | null = null;
  for (let i = 0; i < mask.length; i++) {
    if (Number.isNaN(shares[i]!)) continue;
    const is = shares[i]! >= 0.5 ? 1 : 0;
    if (is === mask[i] || !touchesWhole(i, is, { mask, shares, width })) continue;
    next ??= mask.slice();
    next[i] = is;
  }
  return next;
}
