import type { Position } from 'geojson';
import iconv from 'iconv-lite';

/** ESRI's WKT of EPSG:4549, as `.prj` files carry it. */
export const COUNTY_PRJ =
  'PROJCS["CGCS2000_3_Degree_GK_CM_120E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",' +
  'SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],' +
  'PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],' +
  'PARAMETER["Central_Meridian",120.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';

export interface ShapefileFeature {
  /** Closed rings; the first is the exterior. Any direction. */
  readonly rings: readonly (readonly Position[])[];
  readonly attributes: Readonly<Record<string, string | number>>;
}

/** File endings and their bytes. */
export type ShapefileParts = Readonly<Record<'shp' | 'shx' | 'dbf' | 'prj' | 'cpg', Buffer>>;

const POLYGON = 5;
const HEADER_BYTES = 100;

/**
 * A polygon Shapefile with GBK attributes, as county offices exchange them: `.cpg` says GBK, the DBF language byte 0x4D.
 * @param fieldNames at most 10 ASCII characters each; values become text columns
 * @throws RangeError for a field name or a text that the format cannot hold
 * @source ESRI Shapefile Technical Description, July 1998; dBASE III table file
 */
export function encodeShapefile(features: readonly ShapefileFeature[], fieldNames: readonly string[]): ShapefileParts {
  const records = features.map((feature) => polygonRecord(feature.rings));
  const allPoints = features.flatMap((feature) => feature.rings.flat());
  const contentBytes = records.reduce((sum, record) => sum + 8 + record.length, 0);
  const shx = Buffer.alloc(records.length * 8);
  const shapes: Buffer[] = [];
  let offset = HEADER_BYTES;
  records.forEach((record, index) => {
    const head = Buffer.alloc(8);
    head.writeInt32BE(index + 1, 0);
    head.writeInt32BE(record.length / 2, 4);
    shapes.push(head, record);
    shx.writeInt32BE(offset / 2, index * 8);
    shx.writeInt32BE(record.length / 2, index * 8 + 4);
    offset += 8 + record.length;
  });
  return {
    shp: Buffer.concat([fileHeader(HEADER_BYTES + contentBytes, allPoints), ...shapes]),
    shx: Buffer.concat([fileHeader(HEADER_BYTES + shx.length, allPoints), shx]),
    dbf: encodeTable(
      features.map((feature) => feature.attributes),
      fieldNames,
    ),
    prj: Buffer.from(COUNTY_PRJ, 'latin1'),
    cpg: Buffer.from('GBK', 'latin1'),
  };
}

function writeBounds(buffer: Buffer, at: number, points: readonly Position[]): void {
  const xs = points.map((point) => point[0]!);
  const ys = points.map((point) => point[1]!);
  const smallest = (values: number[]): number => values.reduce((a, b) => (b < a ? b : a), values[0] ?? 0);
  const largest = (values: number[]): number => values.reduce((a, b) => (b > a ? b : a), values[0] ?? 0);
  [smallest(xs), smallest(ys), largest(xs), largest(ys)].forEach((value, i) => buffer.writeDoubleLE(value, at + i * 8));
}

function fileHeader(fileBytes: number, points: readonly Position[]): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE(fileBytes / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(POLYGON, 32);
  writeBounds(header, 36, points);
  return header;
}

function isClockwise(ring: readonly Position[]): boolean {
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i++)
    sum += (ring[i + 1]![0]! - ring[i]![0]!) * (ring[i + 1]![1]! + ring[i]![1]!);
  return sum > 0;
}

/** Exteriors clockwise, holes counter-clockwise, as the format wants. */
function polygonRecord(rings: readonly (readonly Position[])[]): Buffer {
  const turned = rings.map((ring, index) => (isClockwise(ring) === (index === 0) ? ring : ring.toReversed()));
  const points = turned.flat();
  const record = Buffer.alloc(44 + turned.length * 4 + points.length * 16);
  record.writeInt32LE(POLYGON, 0);
  writeBounds(record, 4, points);
  record.writeInt32LE(turned.length, 36);
  record.writeInt32LE(points.length, 40);
  let start = 0;
  turned.forEach((ring, index) => {
    record.writeInt32LE(start, 44 + index * 4);
    start += ring.length;
  });
  points.forEach((point, index) => {
    const at = 44 + turned.length * 4 + index * 16;
    record.writeDoubleLE(point[0]!, at);
    record.writeDoubleLE(point[1]!, at + 8);
  });
  return record;
}

function encodeTable(
  rows: readonly Readonly<Record<string, string | number>>[],
  fieldNames: readonly string[],
): Buffer {
  const cells = rows.map((row) => fieldNames.map((name) => iconv.encode(String(row[name] ?? ''), 'gbk')));
  const widths = fieldNames.map((name, column) => {
    if (!/^[\x21-\x7e]{1,10}$/.test(name)) throw new RangeError(`field name ${name} does not fit a DBF`);
    const width = Math.max(1, ...cells.map((row) => row[column]!.length));
    if (width > 254) throw new RangeError(`a text of field ${name} is longer than 254 bytes`);
    return width;
  });
  const recordBytes = 1 + widths.reduce((sum, width) => sum + width, 0);
  const header = Buffer.alloc(32 + 32 * fieldNames.length + 1);
  header.writeUInt8(3, 0);
  header.set([124, 1, 1], 1);
  header.writeUInt32LE(rows.length, 4);
  header.writeUInt16LE(header.length, 8);
  header.writeUInt16LE(recordBytes, 10);
  header.writeUInt8(0x4d, 29);
  fieldNames.forEach((name, column) => {
    const at = 32 + column * 32;
    header.write(name, at, 'latin1');
    header.write('C', at + 11, 'latin1');
    header.writeUInt8(widths[column]!, at + 16);
  });
  header.writeUInt8(0x0d, header.length - 1);
  const body = Buffer.alloc(rows.length * recordBytes + 1, 0x20);
  cells.forEach((row, index) => {
    let at = index * recordBytes + 1;
    row.forEach((cell, column) => {
      cell.copy(body, at);
      at += widths[column]!;
    });
  });
  body.writeUInt8(0x1a, body.length - 1);
  return Buffer.concat([header, body]);
}
