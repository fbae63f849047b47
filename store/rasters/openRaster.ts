import { BadInputError } from '#domain/errors.js';
import { enviFilesOf, openEnviRaster } from './enviRaster.js';
import type { RasterFile } from './raster.js';
import { isRemotePath } from './remoteAccess.js';
import { openTiffRaster, type OpenRasterOptions } from './tiffRaster.js';

/**
 * Opens a raster for reading by window. Cheap: reads only the header. Usable in any thread.
 * @param path of a GeoTIFF, or of the header or data file of a local ENVI raster; `http(s)://…` and `s3://bucket/key` are
 *   read where `allowRemote` lists the source
 * @throws BadInputError where the file is of neither format, is cut short, or of a kind that is not read;
 *   UnavailableError where a remote one cannot be had now
 */
export async function openRaster(path: string, options: OpenRasterOptions = {}): Promise<RasterFile> {
  try {
    return await openTiffRaster(path, options);
  } catch (error) {
    const isOther = error instanceof BadInputError && error.detail.code === 'raster.notTiff';
    const files = isOther && !isRemotePath(path) ? enviFilesOf(path) : null;
    if (files === null) throw error;
    return openEnviRaster(files, options.nodata ?? null);
  }
}
