import { constants, createInflate, inflateSync } from 'node:zlib';
import { decompressByKernel } from './kernelMemory.js';

/**
 * Decompresses a zlib stream into `target` until that is full; what the stream holds beyond it is ignored.
 * @returns the count of bytes written, or null where the stream is longer than `target` and could not be cut here
 * @throws Error with zlib's code where the stream is broken or ends before its own end
 */
export type Inflate = (source: Uint8Array, target: Uint8Array) => number | null;

/** The part of Node's zlib streams under their event emitter: synchronous, into memory of the caller's. */
interface StreamCore {
  readonly _handle: {
    writeSync(
      flush: number,
      from: Uint8Array,
      at: number,
      length: number,
      to: Uint8Array,
      toAt: number,
      room: number,
    ): void;
    reset(): void;
    onerror: (message: string, errno: number, code: string) => void;
  };
  /** Room left in the output, bytes left of the input. */
  readonly _writeState: Uint32Array;
}

class InflateError extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

/**
 * One decoder for all blocks of a thread, writing where the caller says. `inflateSync` makes a stream and fresh memory for
 * each block: a fifth more time, and megabytes of garbage a block that the collector does not see.
 * @throws where this Node has no such core
 */
export function createCoreInflate(): Inflate {
  const { _handle: handle, _writeState: state } = createInflate({ chunkSize: 64 }) as unknown as StreamCore;
  const beyond = new Uint8Array(64);
  let failure: InflateError | null = null;
  handle.onerror = (message, _errno, code) => {
    failure = new InflateError(message, code);
  };
  const write = (source: Uint8Array, from: number, target: Uint8Array): void => {
    handle.writeSync(constants.Z_FINISH, source, from, source.length - from, target, 0, target.length);
    if (failure !== null) throw failure;
  };
  return (source, target) => {
    failure = null;
    handle.reset();
    write(source, 0, target);
    const [room, rest] = state as unknown as readonly [number, number];
    // The target is full: what follows should be the checksum alone.
    if (room === 0 && rest > 0) write(source, source.length - rest, beyond);
    return target.length - room;
  };
}

/** The same by Node's documented function, at the cost of a copy. */
export const inflateByCopy: Inflate = (source, target) => {
  try {
    // One byte more than needed: a chunk that is exactly full makes Node allocate another.
    const bytes = inflateSync(source, { chunkSize: Math.max(64, target.length + 1), maxOutputLength: target.length });
    target.set(bytes);
    return bytes.length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return null;
    throw error;
  }
};

/** Four bytes, packed. */
const PROBE = Uint8Array.of(0x78, 0x9c, 0x63, 0x64, 0x62, 0x66, 0x01, 0x00, 0x00, 0x18, 0x00, 0x0b);

/** The core is not documented: used only where it does what it should. */
function chooseInflate(): Inflate {
  try {
    const inflate = createCoreInflate();
    const target = new Uint8Array(4);
    const isRight = inflate(PROBE, target) === 4 && target.every((byte, i) => byte === i + 1);
    return isRight ? inflate : inflateByCopy;
  } catch {
    return inflateByCopy;
  }
}

const inflateByNode = chooseInflate();

/** By the kernel; whatever that does not like, broken streams among them, is Node's to judge. */
export const inflate: Inflate = (source, target) =>
  decompressByKernel('inflate', source, target) ?? inflateByNode(source, target);
