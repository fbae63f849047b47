import { BadInputError } from '#domain/errors.js';
import { truncated, type FileBytes } from './fileBytes.js';

/** One remote file: ranges of bytes on request. */
export interface RangeReader {
  /** For messages; without secrets. */
  readonly path: string;
  readonly size: number;
  /** The beginning of the file, which opening it brought. */
  readonly head: Uint8Array;
  /**
   * @throws BadInputError where the file was replaced since it was opened; UnavailableError where it cannot be had now
   */
  readRange(offset: number, length: number): Promise<Uint8Array>;
  close(): void;
}

/** Where bytes that are not here yet are asked for synchronously. Never reaches a caller of the reader. */
export class MissingBytes extends Error {
  constructor(
    readonly offset: number,
    readonly length: number,
  ) {
    super(`bytes ${offset} to ${offset + length} are not here yet`);
  }
}

/** One request brings at most this much; larger blocks are refused. */
export const MAX_REQUEST_BYTES = 64 * 1024 * 1024;
const PAGE = 64 * 1024;
/** Pages of headers and block tables kept; more is dropped between attempts. */
const MAX_KEPT_PAGES = 128;
const MAX_ATTEMPTS = 1024;

/**
 * A remote file for code that reads synchronously: `settle` runs such code as often as it takes, fetching what it missed
 * in between. Blocks of pixels are loaded directly.
 */
export class RemoteBytes implements FileBytes {
  readonly path;
  readonly size;
  readonly #reader: RangeReader;
  readonly #pages = new Map<number, Uint8Array>();

  constructor(reader: RangeReader) {
    this.path = reader.path;
    this.size = reader.size;
    this.#reader = reader;
    this.#keep(0, reader.head);
  }

  /** @throws MissingBytes where a part of it was not fetched yet */
  read(offset: number, length: number): Uint8Array {
    this.#refuseOutside(offset, length);
    const bytes = new Uint8Array(length);
    for (let at = offset; at < offset + length;) {
      const page = this.#pages.get(Math.floor(at / PAGE));
      if (page === undefined) throw new MissingBytes(at, offset + length - at);
      const part = page.subarray(at % PAGE, (at % PAGE) + offset + length - at);
      bytes.set(part, at - offset);
      at += part.length;
    }
    return bytes;
  }

  /** Runs `attempt` until it misses no bytes. It must be safe to repeat. */
  async settle<T>(attempt: () => T): Promise<T> {
    for (let round = 0; round < MAX_ATTEMPTS; round++) {
      try {
        const result = attempt();
        this.#trim();
        return result;
      } catch (error) {
        if (!(error instanceof MissingBytes)) throw error;
        await this.#fetchPages(error);
      }
    }
    throw truncated(this.path, `a header in more than ${MAX_ATTEMPTS} pieces`, 'a header in few pieces');
  }

  /** Bytes of a block, by one request. */
  async load(offset: number, length: number): Promise<Uint8Array> {
    this.#refuseOutside(offset, length);
    if (length > MAX_REQUEST_BYTES) {
      throw new BadInputError('a block is too large to be read remotely', {
        code: 'raster.remoteBlock',
        where: this.path,
        found: `${length} bytes`,
        expected: `at most ${MAX_REQUEST_BYTES}; rewrite the file with tiles, or read it locally`,
      });
    }
    return length === 0 ? new Uint8Array(0) : this.#reader.readRange(offset, length);
  }

  close(): void {
    this.#pages.clear();
    this.#reader.close();
  }

  async #fetchPages({ offset, length }: MissingBytes): Promise<void> {
    const first = Math.floor(offset / PAGE);
    const end = Math.min(this.size, Math.ceil((offset + length) / PAGE) * PAGE);
    this.#keep(first, await this.load(first * PAGE, end - first * PAGE));
  }

  #keep(first: number, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += PAGE) {
      const page = bytes.slice(at, at + PAGE);
      // Only the last page of the file may be short.
      const isWhole = page.length === PAGE || first * PAGE + at + page.length === this.size;
      if (isWhole) this.#pages.set(first + at / PAGE, page);
    }
  }

  #trim(): void {
    for (const page of this.#pages.keys()) {
      if (this.#pages.size <= MAX_KEPT_PAGES) break;
      if (page !== 0) this.#pages.delete(page);
    }
  }

  #refuseOutside(offset: number, length: number): void {
    if (offset >= 0 && length >= 0 && offset + length <= this.size) return;
    throw truncated(this.path, `${this.size} bytes in the file`, `bytes ${offset} to ${offset + length}`);
  }
}
