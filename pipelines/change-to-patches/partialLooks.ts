import type { Recipe } from '#domain/recipe.js';
import type { PixelWindow } from '#domain/raster.js';
import { dilateByDisk } from '../kernels/binaryMorphology.js';
import { PIXEL_ROLE } from '../kernels/gaussianSmoothing.js';
import { cloudBufferOf, haloOf } from '../scene-to-change/pairModel.js';

/**
 * Which pixels of a strip and round it no before scene has shown yet, scene by scene. A site that clouds hid in part at the look
 * before may have shown so few pixels between them that the sieve dropped these; at the next look they are no change any more. So
 * pixels near those that wait are held against the older scene too, and go with a change there that they touch.
 */
export interface PartialLooks {
  /** 1 where a pixel lies near one that the scenes so far did not show, row-major over what is read. */
  nearHidden(): Uint8Array;
  /**
   * Takes one more before scene into account. What lies under a veil in the after scene waits for no other.
   * @returns whether anything that is read is still hidden
   */
  take(roles: Uint8Array, isVeiledAfter: Uint8Array | null): boolean;
}

/**
 * @returns null where the detector is not read far enough round a strip to tell: its outcome would depend on how chunks are cut
 */
export function createPartialLooks(recipe: Recipe, read: PixelWindow): PartialLooks | null {
  // What the sieve drops has fewer pixels than it asks for: all of them lie within as many steps.
  const reach = recipe.sievePixels;
  if (haloOf(recipe) - cloudBufferOf(recipe) < reach) return null;
  const hidden = new Uint8Array(read.width * read.height).fill(1);
  return {
    nearHidden: () => dilateByDisk(hidden, read, reach),
    take(roles, isVeiledAfter) {
      let count = 0;
      for (let i = 0; i < hidden.length; i++) {
        if (roles[i] === PIXEL_ROLE.seen || isVeiledAfter?.[i] === 1) hidden[i] = 0;
        count += hidden[i]!;
      }
      return count > 0;
    },
  };
}
