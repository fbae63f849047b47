import type { RemoteBytes } from './remoteBytes.js';

/** A block's place in the file, and what it is asked for by. */
export interface BlockPlace {
  readonly index: number;
  readonly offset: number;
  readonly length: number;
}

/** Blocks that stand this close are brought by one request. */
const LARGEST_GAP = 32 * 1024;
const MERGED_BYTES = 4 * 1024 * 1024;
const REQUESTS_AT_ONCE = 6;

/** The bytes of several blocks, by as few requests as is sensible, a few at a time. */
export async function loadBlocks(file: RemoteBytes, places: readonly BlockPlace[]): Promise<Map<number, Uint8Array>> {
  const found = new Map<number, Uint8Array>();
  const requests = mergedRequests(places);
  const work = async () => {
    for (let group = requests.shift(); group !== undefined; group = requests.shift()) {
      const from = group[0]!.offset;
      const end = Math.max(...group.map(({ offset, length }) => offset + length));
      const bytes = await file.load(from, end - from);
      // Copies: decoding may change them, and blocks may share bytes.
      for (const { index, offset, length } of group) {
        found.set(index, Uint8Array.from(bytes.subarray(offset - from, offset - from + length)));
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(REQUESTS_AT_ONCE, requests.length) }, work));
  return found;
}

function mergedRequests(places: readonly BlockPlace[]): BlockPlace[][] {
  const groups: BlockPlace[][] = [];
  let end = -Infinity;
  for (const place of places.toSorted((a, b) => a.offset - b.offset)) {
    const group = groups.at(-1);
    const isNear = place.offset - end <= LARGEST_GAP;
    if (group !== undefined && isNear && place.offset + place.length - group[0]!.offset <= MERGED_BYTES) {
      group.push(place);
      end = Math.max(end, place.offset + place.length);
    } else {
      groups.push([place]);
      end = place.offset + place.length;
    }
  }
  return groups;
}
