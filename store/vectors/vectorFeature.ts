import type { AreaGeometry } from '#domain/geometry.js';

/** One polygon feature of a vector file, in WGS84. */
export interface VectorFeature {
  /** The `id` member of GeoJSON, where the file has one. */
  readonly id: string | null;
  /** Where it stands in the file, for messages: `features[3]`. */
  readonly where: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Valid, exterior rings counter-clockwise, two coordinates per position. */
  readonly geometry: AreaGeometry;
}

/** What reading did besides reading. Every entry names its feature. */
export interface VectorReport {
  /** Features read. */
  readonly features: number;
  /** Geometry that was mended, and how. */
  readonly repaired: readonly string[];
  /** Features left out, and why (no geometry, exact duplicates). */
  readonly skipped: readonly string[];
  readonly warnings: readonly string[];
}

export interface VectorFile {
  readonly features: readonly VectorFeature[];
  readonly report: VectorReport;
}

export interface VectorReadOptions {
  /** Coordinate reference system, `EPSG:4549`; wins over what the file says. */
  readonly crs?: string | null | undefined;
  /** Text encoding of a Shapefile's attributes (`GBK`, `UTF-8`); wins over the file's `.cpg`. */
  readonly encoding?: string | null | undefined;
  /** Which layer of a GeoPackage or FileGDB; needed where it has several. */
  readonly layer?: string | null | undefined;
}
