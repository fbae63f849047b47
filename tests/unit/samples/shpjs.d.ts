/** The part of shpjs that the tests read Shapefiles with; the package has no types. */
declare module 'shpjs' {
  export function parseDbf(dbf: Uint8Array, cpg: Uint8Array): Record<string, unknown>[];
  export default function shp(parts: {
    readonly shp: Uint8Array;
    readonly dbf: Uint8Array;
    readonly cpg: Uint8Array;
    readonly prj: Uint8Array;
  }): Promise<{
    readonly features: readonly {
      readonly geometry: { readonly coordinates: number[][][] };
      readonly properties: Readonly<Record<string, unknown>>;
    }[];
  }>;
}
