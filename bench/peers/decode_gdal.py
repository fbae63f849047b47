"""Decodes every block of a raster with GDAL, strip by strip, in as many threads as asked."""

import sys

from osgeo import gdal

gdal.UseExceptions()
path, threads = sys.argv[1:3]
gdal.SetCacheMax(256 << 20)
source = gdal.OpenEx(path, open_options=[f"NUM_THREADS={threads}"])
rows = source.GetRasterBand(1).GetBlockSize()[1]
for top in range(0, source.RasterYSize, rows):
    source.ReadRaster(0, top, source.RasterXSize, min(rows, source.RasterYSize - top))
