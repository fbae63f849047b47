import type { SampleArray } from './samples.js';

/** One decoded block. */
export interface DecodedBlock {
  readonly samples: SampleArray;
  /** False for a block that the file leaves out. */
  readonly isWritten: boolean;
}

/** Least recently used decoded blocks up to a count of bytes; the newest stays even if it is larger. */
export class BlockCache {
  readonly #blocks = new Map<string, DecodedBlock>();
  #bytes = 0;

  constructor(private readonly capacityBytes: number) {}

  get(key: string): DecodedBlock | undefined {
    const block = this.#blocks.get(key);
    if (block !== undefined) {
      this.#blocks.delete(key);
      this.#blocks.set(key, block);
    }
    return block;
  }

  put(key: string, block: DecodedBlock): DecodedBlock {
    const previous = this.#blocks.get(key);
    if (previous !== undefined) this.#bytes -= previous.samples.byteLength;
    this.#blocks.delete(key);
    this.#blocks.set(key, block);
    this.#bytes += block.samples.byteLength;
    for (const [oldKey, old] of this.#blocks) {
      if (this.#bytes <= this.capacityBytes || oldKey === key) break;
      this.#blocks.delete(oldKey);
      this.#bytes -= old.samples.byteLength;
    }
    return block;
  }

  clear(): void {
    this.#blocks.clear();
    this.#bytes = 0;
  }
}
