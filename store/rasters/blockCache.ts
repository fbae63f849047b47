import type { SampleArray } from './samples.js';

/** Least recently used decoded blocks up to a count of bytes; the newest stays even if it is larger. */
export class BlockCache {
  readonly #blocks = new Map<string, SampleArray>();
  #bytes = 0;

  #capacityBytes: number;

  constructor(capacityBytes: number) {
    this.#capacityBytes = capacityBytes;
  }

  /** Holds at least this much from now on. */
  reserve(bytes: number): void {
    this.#capacityBytes = Math.max(this.#capacityBytes, bytes);
  }

  get(key: string): SampleArray | undefined {
    const block = this.#blocks.get(key);
    if (block !== undefined) {
      this.#blocks.delete(key);
      this.#blocks.set(key, block);
    }
    return block;
  }

  put(key: string, block: SampleArray): SampleArray {
    const previous = this.#blocks.get(key);
    if (previous !== undefined) this.#bytes -= previous.byteLength;
    this.#blocks.delete(key);
    this.#blocks.set(key, block);
    this.#bytes += block.byteLength;
    for (const [oldKey, old] of this.#blocks) {
      if (this.#bytes <= this.#capacityBytes || oldKey === key) break;
      this.#blocks.delete(oldKey);
      this.#bytes -= old.byteLength;
    }
    return block;
  }

  clear(): void {
    this.#blocks.clear();
    this.#bytes = 0;
  }
}
