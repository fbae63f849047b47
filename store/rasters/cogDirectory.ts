import type { RasterGrid, SampleType } from '#domain/raster.js';
import { COMPRESSION } from './compression.js';
import { isGeographicEpsg } from './crsRecognition.js';
import { predictorFor } from './encodeTile.js';
import { GEO_KEY } from './geoKey.js';
import { bytesPerSample, isFloatType } from './samples.js';
import { TAG } from './tiffDirectory.js';

/** One image of the file: the full resolution (first) or an overview. */
export interface CogLevel {
  readonly width: number;
  readonly height: number;
  /** Length in bytes of each tile, row by row; of bands stored apart band by band. */
  readonly tileLengths: readonly number[];
  /** Where each tile begins in the level's data; left out: one after the other. */
  readonly tileStarts?: readonly number[];
}

export interface CogDescription {
  readonly grid: RasterGrid;
  readonly sampleType: SampleType;
  readonly bandCount: number;
  readonly tileSize: number;
  readonly nodata: number | null;
  readonly colours: 'grey' | 'rgb' | 'rgba';
  readonly gdalMetadata: string | null;
  /** Whether each band's tiles are stored apart, without a predictor; default: pixel by pixel. */
  readonly isPlanar?: boolean;
}

/** The head of the file, and where each level's data begins in it. */
export interface CogHead {
  readonly bytes: Uint8Array;
  readonly dataAt: readonly number[];
}

const SHORT = 3;
const LONG = 4;
const DOUBLE = 12;
const ASCII = 2;
const LONG8 = 16;
const SIZES: Readonly<Record<number, number>> = { [ASCII]: 1, [SHORT]: 2, [LONG]: 4, [DOUBLE]: 8, [LONG8]: 8 };
const LARGEST_CLASSIC = 2 ** 32 - 1;

interface Field {
  readonly tag: number;
  readonly type: number;
  readonly values: readonly number[];
}

/**
 * Lays a cloud-optimised file out: all directories first, then the data from the smallest overview to the full
 * resolution. BigTIFF where classic offsets do not reach.
 */
export function layOutCog(description: CogDescription, levels: readonly CogLevel[]): CogHead {
  const classic = tryLayOut(description, levels, false);
  return classic ?? tryLayOut(description, levels, true)!;
}

function tryLayOut(description: CogDescription, levels: readonly CogLevel[], isBig: boolean): CogHead | null {
  const [headBytes, countBytes, entryBytes, nextBytes, inlineBytes] = isBig ? [16, 8, 20, 8, 8] : [8, 2, 12, 4, 4];
  const directories = levels.map((level, index) => fieldsOf(description, level, index, isBig));
  const starts: number[] = [];
  let at = headBytes;
  for (const fields of directories) {
    starts.push(at);
    at += countBytes + fields.length * entryBytes + nextBytes;
    for (const { type, values } of fields) {
      const bytes = values.length * SIZES[type]!;
      if (bytes > inlineBytes) at += padded(bytes);
    }
  }
  const bytes = new Uint8Array(at);
  const { dataAt, end } = placeData(levels, at);
  if (!isBig && end > LARGEST_CLASSIC) return null;
  const writer = new FieldWriter(bytes, isBig);
  writer.head(starts[0]!);
  directories.forEach((fields, index) => {
    const offsets = offsetsOf(levels[index]!, dataAt[index]!);
    const filled = fields.map((field) => (field.tag === TAG.tileOffsets ? { ...field, values: offsets } : field));
    writer.directory(filled, starts[index]!, starts[index + 1] ?? 0);
  });
  return { bytes, dataAt };
}

function placeData(levels: readonly CogLevel[], from: number): { dataAt: number[]; end: number } {
  const dataAt: number[] = [];
  let end = from;
  for (let index = levels.length - 1; index >= 0; index--) {
    dataAt[index] = end;
    const { tileLengths, tileStarts } = levels[index]!;
    end += tileLengths.reduce((most, length, tile) => Math.max(most, (tileStarts?.[tile] ?? most) + length), 0);
  }
  return { dataAt, end };
}

function offsetsOf({ tileLengths, tileStarts }: CogLevel, dataAt: number): number[] {
  if (tileStarts !== undefined) return tileStarts.map((start) => dataAt + start);
  let at = dataAt;
  return tileLengths.map((length) => {
    const offset = at;
    at += length;
    return offset;
  });
}

/** Values begin on even offsets in classic TIFF, on multiples of eight here. */
const padded = (bytes: number): number => Math.ceil(bytes / 8) * 8;

function fieldsOf(description: CogDescription, level: CogLevel, index: number, isBig: boolean): Field[] {
  const { bandCount, sampleType, tileSize, nodata, colours, isPlanar = false } = description;
  const each = (value: number): number[] => Array.from({ length: bandCount }, () => value);
  const fields: Field[] = [
    { tag: TAG.imageWidth, type: LONG, values: [level.width] },
    { tag: TAG.imageLength, type: LONG, values: [level.height] },
    { tag: TAG.bitsPerSample, type: SHORT, values: each(bytesPerSample(sampleType) * 8) },
    { tag: TAG.compression, type: SHORT, values: [COMPRESSION.deflate] },
    { tag: TAG.photometric, type: SHORT, values: [colours === 'grey' ? 1 : 2] },
    { tag: TAG.samplesPerPixel, type: SHORT, values: [bandCount] },
    { tag: TAG.planarConfiguration, type: SHORT, values: [isPlanar ? 2 : 1] },
    { tag: TAG.predictor, type: SHORT, values: [isPlanar ? 1 : predictorFor(sampleType)] },
    { tag: TAG.tileWidth, type: SHORT, values: [tileSize] },
    { tag: TAG.tileLength, type: SHORT, values: [tileSize] },
    { tag: TAG.tileOffsets, type: isBig ? LONG8 : LONG, values: level.tileLengths },
    { tag: TAG.tileByteCounts, type: LONG, values: level.tileLengths },
    {
      tag: TAG.sampleFormat,
      type: SHORT,
      values: each(isFloatType(sampleType) ? 3 : sampleType.startsWith('u') ? 1 : 2),
    },
  ];
  if (index > 0) fields.push({ tag: TAG.newSubfileType, type: LONG, values: [1] });
  const extra = extraSamples(bandCount, colours);
  if (extra.length > 0) fields.push({ tag: TAG.extraSamples, type: SHORT, values: extra });
  if (nodata !== null) fields.push({ tag: TAG.gdalNodata, type: ASCII, values: ascii(formatNodata(nodata)) });
  if (index === 0) fields.push(...geoFields(description.grid));
  if (index === 0 && description.gdalMetadata !== null) {
    fields.push({ tag: TAG.gdalMetadata, type: ASCII, values: ascii(description.gdalMetadata) });
  }
  return fields.toSorted((a, b) => a.tag - b.tag);
}

/** 0: an unspecified further band; 2: unassociated alpha. */
function extraSamples(bandCount: number, colours: CogDescription['colours']): number[] {
  const extra = Array.from({ length: bandCount - (colours === 'grey' ? 1 : 3) }, () => 0);
  if (colours === 'rgba' && extra.length > 0) extra[0] = 2;
  return extra;
}

const ascii = (text: string): number[] => [...new TextEncoder().encode(text), 0];
const formatNodata = (nodata: number): string => (Number.isNaN(nodata) ? 'nan' : String(nodata));

function geoFields({ epsg, originX, originY, pixelWidth, pixelHeight }: RasterGrid): Field[] {
  const isGeographic = isGeographicEpsg(epsg);
  const model = isGeographic ? 2 : 1;
  const typeKey = isGeographic ? GEO_KEY.geographicType : GEO_KEY.projectedType;
  const keys = [GEO_KEY.modelType, 0, 1, model, GEO_KEY.rasterType, 0, 1, 1, typeKey, 0, 1, epsg];
  return [
    { tag: TAG.modelPixelScale, type: DOUBLE, values: [pixelWidth, pixelHeight, 0] },
    { tag: TAG.modelTiepoint, type: DOUBLE, values: [0, 0, 0, originX, originY, 0] },
    { tag: TAG.geoKeys, type: SHORT, values: [1, 1, 0, keys.length / 4, ...keys] },
  ];
}

/** Puts directories and their values, little-endian, into the head's bytes. */
class FieldWriter {
  readonly #view: DataView;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly isBig: boolean,
  ) {
    this.#view = new DataView(bytes.buffer);
  }

  head(firstDirectory: number): void {
    this.bytes.set([0x49, 0x49]);
    this.#view.setUint16(2, this.isBig ? 43 : 42, true);
    if (this.isBig) this.#view.setUint16(4, 8, true);
    this.#offset(this.isBig ? 8 : 4, firstDirectory);
  }

  directory(fields: readonly Field[], start: number, next: number): void {
    const [countBytes, entryBytes] = this.isBig ? [8, 20] : [2, 12];
    if (this.isBig) this.#offset(start, fields.length);
    else this.#view.setUint16(start, fields.length, true);
    const tableEnd = start + countBytes + fields.length * entryBytes;
    this.#offset(tableEnd, next);
    let valuesAt = tableEnd + (this.isBig ? 8 : 4);
    fields.forEach(({ tag, type, values }, index) => {
      const entry = start + countBytes + index * entryBytes;
      this.#view.setUint16(entry, tag, true);
      this.#view.setUint16(entry + 2, type, true);
      this.#offset(entry + 4, values.length);
      const field = entry + (this.isBig ? 12 : 8);
      const bytes = values.length * SIZES[type]!;
      const isInline = bytes <= (this.isBig ? 8 : 4);
      if (!isInline) this.#offset(field, valuesAt);
      this.#values(isInline ? field : valuesAt, type, values);
      if (!isInline) valuesAt += padded(bytes);
    });
  }

  #offset(at: number, value: number): void {
    if (this.isBig) this.#view.setBigUint64(at, BigInt(value), true);
    else this.#view.setUint32(at, value, true);
  }

  #values(at: number, type: number, values: readonly number[]): void {
    const size = SIZES[type]!;
    values.forEach((value, i) => {
      const to = at + i * size;
      if (type === SHORT) this.#view.setUint16(to, value, true);
      else if (type === LONG) this.#view.setUint32(to, value, true);
      else if (type === LONG8) this.#view.setBigUint64(to, BigInt(value), true);
      else if (type === DOUBLE) this.#view.setFloat64(to, value, true);
      else this.#view.setUint8(to, value);
    });
  }
}
