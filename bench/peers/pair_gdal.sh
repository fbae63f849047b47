#!/bin/sh
# NDVI fall of 0.2 between two scenes to polygons with GDAL's tools: pair_gdal.sh BEFORE AFTER FOLDER
set -e
export GDAL_NUM_THREADS=2 GDAL_CACHEMAX=1024
ndvi() { echo "(($1.astype(float32)-$2)/($1.astype(float32)+$2))"; }
gdal_calc.py --quiet --overwrite --hideNoData --type=Byte --outfile="$3/mask.tif" \
  -R "$1" --R_band=3 -N "$1" --N_band=4 -S "$2" --S_band=3 -O "$2" --O_band=4 \
  --co TILED=YES --co COMPRESS=DEFLATE --co NUM_THREADS=2 \
  --calc="(($(ndvi O S)-$(ndvi N R))<-0.2)&(R>0)&(S>0)"
exec sh "$(dirname "$0")/outline_gdal.sh" "$3/mask.tif" "$3"
