import { BadInputError } from '#domain/errors.js';
import type { RasterGrid } from '#domain/raster.js';
import type { RasterHeader } from './raster.js';

/**
 * The file's grid, or the reason why it has none that can be worked with.
 * @throws BadInputError `raster.noGeoreference`, `raster.noCrs`, `raster.unknownCrs`, `raster.notNorthUp`
 */
export function requireGeoreference(header: RasterHeader): RasterGrid {
  const { path: where, grid, geoTransform, crs } = header;
  if (grid !== null) return grid;
  if (geoTransform === null) {
    throw new BadInputError('no georeference: the file does not say where its pixels are', {
      code: 'raster.noGeoreference',
      where,
      found: crs.epsg === null ? 'neither position nor pixel size' : `EPSG:${crs.epsg} without position and pixel size`,
      expected: 'a GeoTIFF with ModelTiepoint and ModelPixelScale',
    });
  }
  if (crs.isMissing) {
    throw new BadInputError('no coordinate reference system', {
      code: 'raster.noCrs',
      where,
      found: 'a position without a CRS',
      expected: 'a GeoTIFF with an EPSG code, for example 4549 or 32650',
    });
  }
  if (crs.epsg === null) {
    throw new BadInputError('the coordinate reference system is not known by an EPSG code', {
      code: 'raster.unknownCrs',
      where,
      found: crs.name ?? 'a CRS without a name',
      expected: 'an EPSG code; assign or reproject, for example gdalwarp -t_srs EPSG:4549',
    });
  }
  throw new BadInputError('the grid is rotated or upside down', {
    code: 'raster.notNorthUp',
    where,
    found: `geotransform ${geoTransform.join(', ')}`,
    expected: 'rows running from north to south; rewrite with gdalwarp',
  });
}
