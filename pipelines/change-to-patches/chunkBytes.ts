import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { LAND_COVER_CLASSES } from '#domain/landCover.js';
import { collectRuns, type RunLengths } from '../kernels/runLengths.js';
import { createStatistics, type ChunkPart, type ChunkResult } from './chunkResult.js';

/** First bytes of an encoded chunk result: name and version of the format. */
const MAGIC = 0x50_57_43_32;

/** A chunk result as bytes: variable-length whole numbers, deflated. Equal results give equal bytes. */
export function encodeChunkResult(result: ChunkResult): Uint8Array {
  const out = createWriter();
  const sceneCount = result.parts[0]?.byScene.length ?? 0;
  const { x, y, width, height } = result.window;
  for (const value of [MAGIC, x, y, width, height, sceneCount, result.parts.length]) out.write(value);
  for (const part of result.parts) {
    out.write(part.group);
    out.write(part.pixels);
    out.write(part.seeds);
    out.write(part.excess);
    for (const counts of [part.byScene, part.byFromClass, part.byToClass]) counts.forEach((count) => out.write(count));
  }
  writeRuns(out, result.runs);
  writeRuns(out, result.unknown);
  return deflateRawSync(out.bytes(), { level: 6 });
}

/** @throws RangeError where the bytes are no chunk result */
export function decodeChunkResult(bytes: Uint8Array): ChunkResult {
  const input = createReader(inflateRawSync(bytes));
  if (input.read() !== MAGIC) throw new RangeError('not an encoded chunk result');
  const window = { x: input.read(), y: input.read(), width: input.read(), height: input.read() };
  const sceneCount = input.read();
  const partCount = input.read();
  const parts = Array.from({ length: partCount }, () => readPart(input, sceneCount));
  const runs = readRuns(input, window.width, window.height);
  const unknown = readRuns(input, window.width, window.height);
  return { window, runs, parts, unknown };
}

interface ByteWriter {
  write(value: number): void;
  bytes(): Uint8Array;
}
interface ByteReader {
  read(): number;
}

function readPart(input: ByteReader, sceneCount: number): ChunkPart {
  const group = input.read();
  const part = { ...createStatistics(sceneCount), group };
  part.pixels = input.read();
  part.seeds = input.read();
  part.excess = input.read();
  for (const counts of [part.byScene, part.byFromClass, part.byToClass]) {
    for (let i = 0; i < counts.length; i++) counts[i] = input.read();
  }
  return part;
}

function writeRuns(out: ByteWriter, runs: RunLengths): void {
  for (let y = 0; y < runs.height; y++) {
    out.write(runs.rowStart[y + 1]! - runs.rowStart[y]!);
    let x = 0;
    for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
      out.write(runs.start[run]! - x);
      out.write(runs.end[run]! - runs.start[run]!);
      out.write(runs.owner[run]!);
      x = runs.end[run]!;
    }
  }
}

function readRuns(input: ByteReader, width: number, height: number): RunLengths {
  const runs = collectRuns(width, height);
  for (let y = 0; y < height; y++) {
    let x = 0;
    for (let left = input.read(); left > 0; left--) {
      const start = x + input.read();
      x = start + input.read();
      runs.push(start, x, input.read());
    }
    runs.endRow();
  }
  return runs.finish();
}

/** Whole numbers of any size up to 2^53 as little-endian groups of seven bits. */
function createWriter(): ByteWriter {
  let buffer = new Uint8Array(4096);
  let length = 0;
  return {
    write(value) {
      if (length + 10 > buffer.length) {
        const larger = new Uint8Array(buffer.length * 2);
        larger.set(buffer);
        buffer = larger;
      }
      let rest = value;
      while (rest >= 128) {
        buffer[length++] = (rest % 128) + 128;
        rest = Math.floor(rest / 128);
      }
      buffer[length++] = rest;
    },
    bytes: () => buffer.subarray(0, length),
  };
}

function createReader(bytes: Uint8Array): ByteReader {
  let place = 0;
  return {
    read() {
      let value = 0;
      for (let factor = 1; ; factor *= 128) {
        const byte = bytes[place++];
        if (byte === undefined) throw new RangeError('encoded chunk result ends early');
        value += (byte % 128) * factor;
        if (byte < 128) return value;
      }
    },
  };
}

/** Class codes that encoded results count by; a change of this number is a change of the format. */
export const ENCODED_CLASS_COUNT = LAND_COVER_CLASSES.length;
