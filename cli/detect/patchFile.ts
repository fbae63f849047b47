import type { DetectedPatch } from '#domain/patch.js';
import { createAtomicFile } from '#store/rasters/index.js';
import type { PairInput } from './pairInput.js';
import { createTextBytes, type TextBytes } from './textBytes.js';

/** A GeoJSON feature collection that is written patch by patch, one feature a line; under its name only when complete. */
export interface PatchFile {
  write(patch: DetectedPatch): void;
  finish(): void;
  /** Removes what was written; does nothing after `finish`. */
  abandon(): void;
}

/** Bytes that are gathered before they are written. */
const WRITE_LENGTH = 1 << 20;

/**
 * @param dated which scenes' dates are known; patches carry null for the others
 * @throws UnavailableError or BadInputError naming the path where it cannot be written
 */
export function createPatchFile(path: string, dated: PairInput['dated']): PatchFile {
  const file = createAtomicFile(path);
  const gathered = createTextBytes(2 * WRITE_LENGTH);
  gathered.text('{"type":"FeatureCollection","features":[');
  let count = 0;
  return {
    write(patch) {
      gathered.text(count === 0 ? '\n' : ',\n');
      writeFeature(gathered, patch, count + 1, dated);
      count += 1;
      if (gathered.length >= WRITE_LENGTH) file.write(gathered.take());
    },
    finish() {
      gathered.text('\n]}\n');
      file.write(gathered.take());
      file.commit();
    },
    abandon: () => file.abandon(),
  };
}

function writeFeature(
  to: TextBytes,
  { geometry, ...known }: DetectedPatch,
  number: number,
  dated: PairInput['dated'],
): void {
  const properties = {
    id: `patch-${number}`,
    ...known,
    ...(!dated.before && { beforeTime: null, onsetFrom: null }),
    ...(!dated.after && { afterTime: null, onsetTo: null }),
  };
  to.text(`{"type":"Feature","properties":${JSON.stringify(properties)},`);
  to.text(`"geometry":{"type":"${geometry.type}","coordinates":`);
  // Most of the file is coordinates.
  to.nested(geometry.coordinates);
  to.text('}}');
}
