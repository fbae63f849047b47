/** The part of gdal3.js that reading vectors uses; its own types describe the browser's entry only. */
declare module 'gdal3.js/node.js' {
  export interface GdalDataset {
    readonly pointer: number;
    readonly path: string;
    readonly type: 'vector' | 'raster';
    readonly info: {
      readonly layers?: readonly {
        readonly name: string;
        readonly featureCount?: number;
        readonly geometryFields?: readonly {
          readonly type: string;
          readonly coordinateSystem?: { readonly wkt: string } | null;
        }[];
      }[];
    };
  }
  export interface GdalOutput {
    readonly local: string;
    readonly real: string;
  }
  export interface Gdal {
    open(path: string, openOptions?: readonly string[]): Promise<{ datasets: GdalDataset[]; errors: string[] }>;
    close(dataset: GdalDataset): Promise<void>;
    ogr2ogr(dataset: GdalDataset, options: readonly string[], outputName?: string): Promise<GdalOutput>;
    getFileBytes(output: GdalOutput): Promise<Uint8Array>;
    readonly Module: { readonly FS: { unlink(path: string): void } };
  }
  export interface GdalConfig {
    /** Folder of the WebAssembly files, relative to the working directory. */
    readonly path: string;
    readonly useWorker: false;
    readonly logHandler: (message: string, kind: string) => void;
    readonly errorHandler: (message: string, kind: string) => void;
  }
  export default function initGdalJs(config: GdalConfig): Promise<Gdal>;
}
