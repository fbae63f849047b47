import { openRaster } from '#store/rasters/index.js';
import { sharedDataPath } from './sharedData.js';

/** Bands of a raster of the real data, whole, as stored. */
export interface RealRaster {
  readonly width: number;
  readonly height: number;
  readonly bands: Float32Array[];
  /** The same in double precision, for expected values. */
  readonly exact: Float64Array[];
}

export async function readRealRaster(relativePath: string): Promise<RealRaster> {
  const raster = await openRaster(sharedDataPath(relativePath));
  try {
    const { width, height, bandCount } = raster.header;
    const numbers = Array.from({ length: bandCount }, (_, band) => band + 1);
    const { values } = await raster.readWindow({ x: 0, y: 0, width, height }, numbers);
    return {
      width,
      height,
      bands: values.map((band) => Float32Array.from(band)),
      exact: values.map((band) => Float64Array.from(band)),
    };
  } finally {
    raster.close();
  }
}
