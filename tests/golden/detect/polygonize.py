"""Makes polygons.json: a random mask and the polygons gdal_polygonize finds in it (4-connected, value 1).

Run with the system's Python: /usr/bin/python3 tests/golden/detect/polygonize.py > tests/golden/detect/polygons.json
Needs GDAL's Python bindings. Seeded: the same GDAL gives the same file.
"""
import json
import random
import sys

import numpy as np
from osgeo import gdal, ogr

gdal.UseExceptions()
WIDTH, HEIGHT = 36, 28
rng = random.Random(20240317)
mask = np.array([[1 if rng.random() < 0.55 else 0 for _ in range(WIDTH)] for _ in range(HEIGHT)], np.uint8)
raster = gdal.GetDriverByName('MEM').Create('', WIDTH, HEIGHT, 1, gdal.GDT_Byte)
raster.SetGeoTransform([0, 1, 0, 0, 0, 1])
raster.GetRasterBand(1).WriteArray(mask)
store = ogr.GetDriverByName('Memory').CreateDataSource('')
layer = store.CreateLayer('', None, ogr.wkbPolygon)
layer.CreateField(ogr.FieldDefn('value', ogr.OFTInteger))
gdal.Polygonize(raster.GetRasterBand(1), raster.GetRasterBand(1), layer, 0, [])
polygons = [json.loads(f.GetGeometryRef().ExportToJson())['coordinates'] for f in layer]
json.dump(
    {
        'source': 'GDAL ' + gdal.VersionInfo('RELEASE_NAME') + ' Polygonize',
        'rows': [''.join(map(str, row)) for row in mask],
        'polygons': [[[[int(x), int(y)] for x, y in ring] for ring in polygon] for polygon in polygons],
    },
    sys.stdout,
)
sys.stdout.write('\n')
