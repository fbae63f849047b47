import { BadInputError } from '#domain/errors.js';
import { requireGeoreference, type RasterHeader, type RasterStatistics } from '#store/rasters/index.js';

/** What `inspect` says of a raster; plain JSON (numbers that JSON lacks as words). */
export interface RasterReport {
  readonly path: string;
  readonly format: string;
  readonly fileBytes: number;
  readonly width: number;
  readonly height: number;
  readonly bandCount: number;
  readonly sampleType: string;
  readonly compression: string;
  readonly tiled: boolean;
  readonly block: readonly [number, number];
  readonly overviews: readonly (readonly [number, number])[];
  readonly nodata: JsonNumber;
  readonly mask: boolean;
  readonly alphaBand: number | null;
  readonly epsg: number | null;
  readonly crsName: string | null;
  /** GDAL's order: x of the corner, pixel width, row skew, y of the corner, column skew, pixel height. */
  readonly geotransform: readonly number[] | null;
  /** Why it cannot be compared with others, or null. */
  readonly unplaced: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
  /** Share of pixels that hold data in every band and that no mask or alpha hides; null without statistics. */
  readonly seenShare: number | null;
  readonly bands: readonly BandReport[];
}

type JsonNumber = number | string | null;

interface BandReport {
  readonly band: number;
  readonly name: string | null;
  readonly scale: number;
  readonly offset: number;
  readonly min?: number | null;
  readonly max?: number | null;
  readonly mean?: number | null;
  readonly validCount?: number;
  readonly validShare?: number;
  readonly checksum?: number;
}

export function rasterReport(header: RasterHeader, statistics: RasterStatistics | null): RasterReport {
  return {
    path: header.path,
    format: header.format,
    fileBytes: header.fileBytes,
    width: header.width,
    height: header.height,
    bandCount: header.bandCount,
    sampleType: header.sampleType,
    compression: header.compression,
    tiled: header.isTiled,
    block: [header.blockWidth, header.blockHeight],
    overviews: header.overviews.map(({ width, height }) => [width, height]),
    nodata: jsonNumber(header.nodata),
    mask: header.hasMask,
    alphaBand: header.alphaBand,
    epsg: header.crs.epsg,
    crsName: header.crs.name,
    geotransform: header.geoTransform,
    unplaced: whyUnplaced(header),
    metadata: header.metadata,
    warnings: header.warnings,
    seenShare: statistics?.seenShare ?? null,
    bands: header.bands.map(({ description, scale, offset }, index) => ({
      band: index + 1,
      name: description,
      scale,
      offset,
      ...statistics?.bands[index],
    })),
  };
}

const jsonNumber = (value: number | null): JsonNumber =>
  value === null || Number.isFinite(value) ? value : String(value);

function whyUnplaced(header: RasterHeader): string | null {
  try {
    requireGeoreference(header);
    return null;
  } catch (error) {
    if (error instanceof BadInputError) return error.message;
    throw error;
  }
}

/** The report for a person, one fact a line. */
export function formatReport(report: RasterReport): string {
  const { bands, ...whole } = report;
  const facts: readonly (readonly [string, string | null])[] = [
    ['file', `${whole.path} (${whole.format}, ${whole.fileBytes} bytes)`],
    [
      'size',
      `${whole.width} x ${whole.height} pixels, ${whole.bandCount} ${whole.bandCount === 1 ? 'band' : 'bands'} of ${whole.sampleType}`,
    ],
    ['stored', `${whole.compression}, ${whole.tiled ? 'tiles' : 'strips'} of ${whole.block.join(' x ')}`],
    ['overviews', whole.overviews.map((size) => size.join(' x ')).join(', ') || 'none'],
    ['nodata', whole.nodata === null ? 'none' : String(whole.nodata)],
    ['mask', maskOf(whole)],
    ['CRS', whole.epsg === null ? (whole.crsName ?? 'none') : `EPSG:${whole.epsg} ${whole.crsName ?? ''}`.trimEnd()],
    ['geotransform', whole.geotransform?.join(', ') ?? 'none'],
    ['unplaced', whole.unplaced],
    ...Object.entries(whole.metadata).map(([name, value]) => [name, value] as const),
    ['seen', whole.seenShare === null ? null : percent(whole.seenShare)],
  ];
  const lines = facts.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  const warnings = whole.warnings.map((text) => `warning: ${text}`);
  return [...lines, ...bands.map(bandLine), ...warnings, ''].join('\n');
}

function maskOf({ mask, alphaBand }: Pick<RasterReport, 'mask' | 'alphaBand'>): string {
  if (mask) return 'inside the file';
  return alphaBand === null ? 'none' : `alpha, band ${alphaBand}`;
}

function bandLine({ band, name, scale, offset, min, max, mean, validShare, checksum }: BandReport): string {
  const parts = [
    `band ${band}${name === null ? '' : ` (${name})`}:`,
    ...(scale === 1 && offset === 0 ? [] : [`scale ${scale}, offset ${offset},`]),
    ...(checksum === undefined
      ? []
      : [
          `min ${min ?? '–'}, max ${max ?? '–'}, mean ${mean ?? '–'}, valid ${percent(validShare!)}, checksum ${checksum}`,
        ]),
  ];
  return parts.join(' ');
}

const percent = (share: number): string => `${Number((100 * share).toFixed(4))} %`;
