/** A GeoTIFF written byte by byte after the TIFF 6.0 and GeoTIFF 1.1 specifications: one strip, uint16, not compressed. */
export interface TinyGeoTiff {
  readonly width: number;
  readonly height: number;
  /** Bands, each row-major. */
  readonly bands: readonly (readonly number[])[];
  /** Null writes no GeoKeys. */
  readonly epsg: number | null;
  /** x and y of the upper left corner and the size of a pixel; null writes no georeference. */
  readonly place: { readonly x: number; readonly y: number; readonly pixel: number } | null;
  readonly nodata?: number;
}

const SHORT = 3;
const LONG = 4;
const ASCII = 2;
const DOUBLE = 12;

type Tag = readonly [tag: number, type: number, values: readonly number[] | string];

export function tinyGeoTiff({ width, height, bands, epsg, place, nodata }: TinyGeoTiff): Buffer {
  const pixels = Buffer.alloc(width * height * bands.length * 2);
  for (const [band, values] of bands.entries()) {
    for (const [i, value] of values.entries()) pixels.writeUInt16LE(value, (i * bands.length + band) * 2);
  }
  const tags: Tag[] = [
    [256, LONG, [width]],
    [257, LONG, [height]],
    [258, SHORT, bands.map(() => 16)],
    [259, SHORT, [1]],
    [262, SHORT, [1]],
    [273, LONG, [8]],
    [277, SHORT, [bands.length]],
    [278, LONG, [height]],
    [279, LONG, [pixels.length]],
    ...(bands.length > 1 ? [[338, SHORT, bands.slice(1).map(() => 0)] as const] : []),
  ];
  if (place !== null) {
    tags.push([33550, DOUBLE, [place.pixel, place.pixel, 0]], [33922, DOUBLE, [0, 0, 0, place.x, place.y, 0]]);
  }
  // GTModelType projected, GTRasterType area, ProjectedCRS.
  if (epsg !== null) tags.push([34735, SHORT, [1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, epsg]]);
  if (nodata !== undefined) tags.push([42113, ASCII, `${nodata}\0`]);
  return assemble(pixels, tags);
}

/** Header, pixels, directory, then the values that do not fit into the directory's entries. */
function assemble(pixels: Buffer, tags: readonly Tag[]): Buffer {
  const directoryAt = 8 + pixels.length;
  const extraAt = directoryAt + 2 + tags.length * 12 + 4;
  const header = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  header.writeUInt32LE(directoryAt, 4);
  const directory = Buffer.alloc(2 + tags.length * 12 + 4);
  directory.writeUInt16LE(tags.length, 0);
  const extras: Buffer[] = [];
  let extraBytes = 0;
  for (const [i, [tag, type, values]] of tags.entries()) {
    const at = 2 + i * 12;
    const bytes = bytesOf(type, values);
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(values.length, at + 4);
    if (bytes.length <= 4) {
      bytes.copy(directory, at + 8);
    } else {
      directory.writeUInt32LE(extraAt + extraBytes, at + 8);
      const padded = Buffer.concat([bytes, Buffer.alloc(bytes.length % 2)]);
      extras.push(padded);
      extraBytes += padded.length;
    }
  }
  return Buffer.concat([header, pixels, directory, ...extras]);
}

function bytesOf(type: number, values: readonly number[] | string): Buffer {
  if (typeof values === 'string') return Buffer.from(values, 'ascii');
  const size = { [SHORT]: 2, [LONG]: 4, [DOUBLE]: 8 }[type]!;
  const bytes = Buffer.alloc(values.length * size);
  for (const [i, value] of values.entries()) {
    if (type === SHORT) bytes.writeUInt16LE(value, i * size);
    else if (type === LONG) bytes.writeUInt32LE(value, i * size);
    else bytes.writeDoubleLE(value, i * size);
  }
  return bytes;
}
