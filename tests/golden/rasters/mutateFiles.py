"""Writes small GeoTIFFs of many kinds, each broken in one way, and says what GDAL makes of them.

Usage: mutateFiles.py FOLDER COUNT SEED    prints a JSON array of {name, kind, whole, gdal}: how it was broken, the checksums
by band of the file before it was broken, and those that GDAL gives of it now (null where GDAL refuses it or a band of it).
"""

import json
import random
import sys

import numpy
from osgeo import gdal

gdal.UseExceptions()
gdal.PushErrorHandler("CPLQuietErrorHandler")
WIDTH, HEIGHT, BANDS = 45, 37, 2
TYPES = {"uint8": gdal.GDT_Byte, "uint16": gdal.GDT_UInt16, "int16": gdal.GDT_Int16, "float32": gdal.GDT_Float32}
LAYOUTS = (["TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16"], ["BLOCKYSIZE=8"])
COMPRESSIONS = ("NONE", "DEFLATE", "LZW", "PACKBITS", "ZSTD", "LERC")
# Headers and directories come first in GDAL's files: there a byte does most.
HEAD_BYTES = 400
MOST_PIXELS = 64e6


def checksums(path):
    """By band; None where GDAL refuses the file or a band."""
    try:
        file = gdal.OpenEx(path, gdal.OF_RASTER, allowed_drivers=["GTiff"])
        if file.RasterXSize * file.RasterYSize * file.RasterCount > MOST_PIXELS:
            return None
        found = [file.GetRasterBand(band + 1).Checksum() for band in range(file.RasterCount)]
        return None if -1 in found else found
    except RuntimeError:
        return None


def whole_file(folder, choose, noise):
    """One file of a kind chosen at random: its bytes and checksums."""
    sample_type, compression, order = choose.choice(list(TYPES)), choose.choice(COMPRESSIONS), choose.choice(["LITTLE", "BIG"])
    if compression == "LERC":
        order = "LITTLE"
    options = choose.choice(LAYOUTS) + [f"COMPRESS={compression}", f"ENDIANNESS={order}"]
    options += [f"INTERLEAVE={choose.choice(['PIXEL', 'BAND'])}", f"BIGTIFF={choose.choice(['YES', 'NO'])}"]
    if compression in ("DEFLATE", "LZW", "ZSTD"):
        options += [f"PREDICTOR={choose.choice([1, 2, 3] if sample_type == 'float32' else [1, 2])}"]
    path = f"{folder}/whole.tif"
    file = gdal.GetDriverByName("GTiff").Create(path, WIDTH, HEIGHT, BANDS, TYPES[sample_type], options)
    values = numpy.abs(noise.normal(0, 30, (BANDS, HEIGHT, WIDTH)).cumsum(axis=2)) % 200
    file.WriteArray(values.astype(sample_type))
    file.SetGeoTransform([500000, 10, 0, 3400000, 0, -10])
    if choose.random() < 0.4:
        file.GetRasterBand(1).SetNoDataValue(7)
    file = None
    with open(path, "rb") as stream:
        return stream.read(), checksums(path)


def broken(whole, kind, choose):
    data = bytearray(whole)
    if kind == "cut":
        return data[: choose.randrange(1, len(data))]
    for _ in range(choose.choice([1, 1, 1, 2, 4])):
        at = choose.randrange(min(len(data), HEAD_BYTES)) if choose.random() < 0.6 else choose.randrange(len(data))
        length = choose.randrange(1, 9)
        if kind == "byte":
            data[at] = choose.randrange(256)
        elif kind == "bit":
            data[at] ^= 1 << choose.randrange(8)
        elif kind == "zeros":
            data[at : at + length] = bytes(len(data[at : at + length]))
        elif kind == "ones":
            data[at : at + length] = b"\xff" * len(data[at : at + length])
        elif kind == "left out":
            del data[at : at + length]
        else:
            data[at:at] = bytes(choose.randrange(256) for _ in range(length))
    return data


def main(folder, count, seed):
    choose, noise = random.Random(seed), numpy.random.default_rng(seed)
    written = []
    for number in range(count):
        data, whole = whole_file(folder, choose, noise)
        kind = choose.choice(["cut", "byte", "bit", "zeros", "ones", "left out", "put in"])
        name = f"{number}.tif"
        with open(f"{folder}/{name}", "wb") as stream:
            stream.write(broken(data, kind, choose))
        written.append({"name": name, "kind": kind, "whole": whole, "gdal": checksums(f"{folder}/{name}")})
    print(json.dumps(written))


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
