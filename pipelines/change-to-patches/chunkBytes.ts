import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { collectRuns, type RunLengths } from '../kernels/runLengths.js';
import type { ChunkResult } from './chunkResult.js';
import { CLASS_COUNT, createPartTable, type PartTable } from './partTable.js';

/** First bytes of an encoded chunk result: name and version of the format. */
const MAGIC = 0x50_57_43_33;

/** A chunk result as bytes: variable-length whole numbers, deflated. Equal results give equal bytes. */
export function encodeChunkResult(result: ChunkResult): Uint8Array {
  const out = createWriter();
  const { parts } = result;
  const { x, y, width, height } = result.window;
  for (const value of [MAGIC, x, y, width, height, parts.sceneCount, parts.memberCount, parts.count]) {
    out.write(value);
  }
  for (let part = 0; part < parts.count; part++) writePart(out, parts, part);
  writeRuns(out, result.runs);
  writeRuns(out, result.unknown);
  return deflateRawSync(out.bytes(), { level: 6 });
}

/** @throws RangeError where the bytes are no chunk result */
export function decodeChunkResult(bytes: Uint8Array): ChunkResult {
  const input = createReader(inflateRawSync(bytes));
  if (input.read() !== MAGIC) throw new RangeError('not an encoded chunk result');
  const window = { x: input.read(), y: input.read(), width: input.read(), height: input.read() };
  const rows = { sceneCount: input.read(), memberCount: input.read() };
  const partCount = input.read();
  const parts = createPartTable(partCount, rows);
  for (let part = 0; part < partCount; part++) readPart(input, parts, part);
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

function writePart(out: ByteWriter, parts: PartTable, part: number): void {
  out.write(parts.group[part]!);
  out.write(parts.pixels[part]!);
  out.write(parts.seeds[part]!);
  out.write(parts.excess[part]!);
  for (let i = 0; i < parts.sceneCount; i++) out.write(parts.byScene[part * parts.sceneCount + i]!);
  for (let i = 0; i < parts.memberCount; i++) out.write(parts.byMember[part * parts.memberCount + i]!);
  for (const counts of [parts.byFromClass, parts.byToClass]) {
    for (let i = 0; i < CLASS_COUNT; i++) out.write(counts[part * CLASS_COUNT + i]!);
  }
}

function readPart(input: ByteReader, parts: PartTable, part: number): void {
  parts.group[part] = input.read();
  parts.pixels[part] = input.read();
  parts.seeds[part] = input.read();
  parts.excess[part] = input.read();
  for (let i = 0; i < parts.sceneCount; i++) parts.byScene[part * parts.sceneCount + i] = input.read();
  for (let i = 0; i < parts.memberCount; i++) parts.byMember[part * parts.memberCount + i] = input.read();
  for (const counts of [parts.byFromClass, parts.byToClass]) {
    for (let i = 0; i < CLASS_COUNT; i++) counts[part * CLASS_COUNT + i] = input.read();
  }
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
