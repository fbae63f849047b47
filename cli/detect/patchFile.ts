import type { DetectedPatch } from '#domain/patch.js';
import { createAtomicFile } from '#store/rasters/index.js';
import type { PairInput } from './pairInput.js';

/** A GeoJSON feature collection that is written patch by patch, one feature a line; under its name only when complete. */
export interface PatchFile {
  write(patch: DetectedPatch): void;
  finish(): void;
  /** Removes what was written; does nothing after `finish`. */
  abandon(): void;
}

/** Characters that are gathered before they are written. */
const WRITE_LENGTH = 1 << 20;

/**
 * @param dated which scenes' dates are known; patches carry null for the others
 * @throws UnavailableError or BadInputError naming the path where it cannot be written
 */
export function createPatchFile(path: string, dated: PairInput['dated']): PatchFile {
  const file = createAtomicFile(path);
  let text = '{"type":"FeatureCollection","features":[';
  let count = 0;
  const flush = (): void => {
    file.write(Buffer.from(text));
    text = '';
  };
  return {
    write(patch) {
      text += (count === 0 ? '\n' : ',\n') + featureLine(patch, count + 1, dated);
      count += 1;
      if (text.length >= WRITE_LENGTH) flush();
    },
    finish() {
      text += '\n]}\n';
      flush();
      file.commit();
    },
    abandon: () => file.abandon(),
  };
}

function featureLine({ geometry, ...known }: DetectedPatch, number: number, dated: PairInput['dated']): string {
  const properties = {
    id: `patch-${number}`,
    ...known,
    ...(!dated.before && { beforeTime: null, onsetFrom: null }),
    ...(!dated.after && { afterTime: null, onsetTo: null }),
  };
  return JSON.stringify({ type: 'Feature', properties, geometry });
}
