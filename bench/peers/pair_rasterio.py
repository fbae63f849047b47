"""NDVI fall of 0.2 between two scenes to polygons, as someone who knows rasterio writes it: two threads, strip by strip."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import rasterio
from rasterio import features
from rasterio.windows import Window

before, after, out = sys.argv[1:4]
ROWS = 512


def fall(top):
    with rasterio.open(before) as first, rasterio.open(after) as second:
        window = Window(0, top, first.width, min(ROWS, first.height - top))
        r0, n0 = first.read([3, 4], window=window).astype(np.float32)
        r1, n1 = second.read([3, 4], window=window).astype(np.float32)
    with np.errstate(invalid="ignore", divide="ignore"):
        change = (n1 - r1) / (n1 + r1) - (n0 - r0) / (n0 + r0)
    return ((change < -0.2) & (r0 > 0) & (r1 > 0)).astype(np.uint8)


with rasterio.Env(GDAL_CACHEMAX=256 << 20):
    with rasterio.open(before) as source:
        height, transform = source.height, source.transform
    with ThreadPoolExecutor(2) as pool:
        mask = np.concatenate(list(pool.map(fall, range(0, height, ROWS))))
    mask = features.sieve(mask, 20, connectivity=4)
    with open(out, "w") as lines:
        for geometry, _ in features.shapes(mask, mask=mask == 1, connectivity=4, transform=transform):
            lines.write(json.dumps({"type": "Feature", "properties": {}, "geometry": geometry}) + "\n")
