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
  /** Area on the file's own plane as it was drawn, before any repair; null where the file is in degrees. */
  readonly planeAreaM2: number | null;
}

export const NOTE_KINDS = ['repaired', 'refused', 'leftOut', 'warning'] as const;

/** Something that reading did or found besides reading. */
export interface FeatureNote {
  /**
   * `repaired`: geometry was mended; `refused`: the feature cannot be used; `leftOut`: on purpose (a duplicate, not asked
   * for); `warning`: read as it stands.
   */
  readonly kind: (typeof NOTE_KINDS)[number];
  /** `features[3]`; '' where the note is about the whole file. */
  readonly feature: string;
  /** Stable machine-readable name, for example `vector.selfIntersection`. */
  readonly code: string;
  readonly message: string;
  /** The place, longitude and latitude, where there is one. */
  readonly at: readonly [lon: number, lat: number] | null;
}

/** What reading did besides reading. */
export interface VectorReport {
  /** Features read. */
  readonly features: number;
  readonly notes: readonly FeatureNote[];
  /** EPSG code that the coordinates were read in; null where only GDAL knows it. */
  readonly epsg: number | null;
}

export interface VectorFile {
  readonly features: readonly VectorFeature[];
  readonly report: VectorReport;
}

export interface VectorReadOptions {
  /** Coordinate reference system, `EPSG:4549`; wins over what the file says. */
  readonly crs?: string | null | undefined;
  /** Text encoding of a Shapefile's or a table's text (`GBK`, `UTF-8`); wins over the file's `.cpg`. */
  readonly encoding?: string | null | undefined;
  /** Which layer of a GeoPackage or FileGDB, or Shapefile of an archive; needed where there are several. */
  readonly layer?: string | null | undefined;
  /** Where a table or document keeps its geometry: columns, or paths (`data.boundary.site`); the first with a value counts. */
  readonly geometry?: string | readonly string[] | null | undefined;
  /** Path of the list of records in a JSON document that is no GeoJSON. */
  readonly records?: string | null | undefined;
  /** What a feature that cannot be used does: refuse the whole file (default), or be left out and reported. */
  readonly brokenFeatures?: 'refuseFile' | 'report' | undefined;
}

/** The notes of one kind as sentences, each beginning with its feature. */
export function notesOf({ notes }: Pick<VectorReport, 'notes'>, kind: FeatureNote['kind']): string[] {
  return notes.filter((note) => note.kind === kind).map(sentenceOf);
}

export function sentenceOf({ feature, message }: FeatureNote): string {
  return feature === '' || message.startsWith(feature) ? message : `${feature}: ${message}`;
}
