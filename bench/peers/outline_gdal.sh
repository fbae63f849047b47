#!/bin/sh
# Mask to polygons with GDAL's tools: outline_gdal.sh MASK FOLDER
set -e
gdal_sieve.py -q -st 20 -4 -nomask "$1" -of GTiff "$2/sieved.tif"
gdal_translate -q -a_nodata 0 "$2/sieved.tif" "$2/sieved0.tif"
rm -f "$2/polygons.fgb"
exec gdal_polygonize.py -q "$2/sieved0.tif" -f FlatGeobuf "$2/polygons.fgb"
