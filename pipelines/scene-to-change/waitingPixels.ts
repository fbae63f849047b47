import { PIXEL_ROLE } from '../kernels/gaussianSmoothing.js';
import { rolesOfPair, type SampleTile } from './pairPixels.js';

/** Follows which sampled pixels the after scene shows and no before scene yet. */
export interface WaitingPixels {
  /** Takes one more before scene into account; tiles as sampled for it, always of the same places. */
  countAfter(tiles: readonly SampleTile[]): number;
}

export function createWaitingPixels(cloudBufferPixels: number): WaitingPixels {
  const seenBefore: Uint8Array[] = [];
  return {
    countAfter(tiles) {
      let waiting = 0;
      tiles.forEach((tile, index) => {
        const roles = rolesOfPair(tile, cloudBufferPixels);
        const rolesAfter = rolesOfPair({ ...tile, reasonBefore: tile.reasonAfter }, cloudBufferPixels);
        const seen = (seenBefore[index] ??= new Uint8Array(roles.length));
        const { x, y, width, height } = tile.core;
        for (let row = y; row < y + height; row++) {
          for (let i = row * tile.width + x; i < row * tile.width + x + width; i++) {
            if (roles[i] === PIXEL_ROLE.seen) seen[i] = 1;
            else if (seen[i] === 0 && rolesAfter[i] === PIXEL_ROLE.seen) waiting += 1;
          }
        }
      });
      return waiting;
    },
  };
}
