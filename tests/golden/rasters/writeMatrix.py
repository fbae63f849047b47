"""Writes small GeoTIFFs in every combination of layout, compression and sample type that GDAL here can write.

Usage: writeMatrix.py FOLDER    prints a JSON array of {name, sampleType, checksums}
"""

import itertools
import json
import sys

import numpy
from osgeo import gdal

gdal.UseExceptions()
WIDTH, HEIGHT, BANDS = 71, 53, 3
TYPES = {
    "uint8": gdal.GDT_Byte,
    "uint16": gdal.GDT_UInt16,
    "int16": gdal.GDT_Int16,
    "uint32": gdal.GDT_UInt32,
    "int32": gdal.GDT_Int32,
    "float32": gdal.GDT_Float32,
    "float64": gdal.GDT_Float64,
}
DESCRIPTION = '<近红外> & "B8A" &amp; \'x\''
LAYOUTS = {
    "tiles": ["TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=16"],
    "strips": ["BLOCKYSIZE=7"],
    "single": ["BLOCKYSIZE=53"],
}


def predictors(compression, sample_type):
    if compression not in ("DEFLATE", "LZW", "ZSTD"):
        return [1]
    return [1, 2, 3] if sample_type.startswith("float") else [1, 2]


def main(folder):
    random = numpy.random.default_rng(11)
    available = gdal.GetDriverByName("GTiff").GetMetadataItem("DMD_CREATIONOPTIONLIST")
    compressions = [c for c in ("NONE", "DEFLATE", "LZW", "PACKBITS", "ZSTD", "LERC", "LERC_DEFLATE", "LERC_ZSTD") if c == "NONE" or c in available]
    written = []
    for sample_type, layout, compression in itertools.product(TYPES, LAYOUTS, compressions):
        values = random.normal(0, 900, (BANDS, HEIGHT, WIDTH)).cumsum(axis=2)
        values = values if sample_type.startswith("float") else values.astype("int64") % (100 if sample_type == "uint8" else 30000)
        if sample_type.startswith("float"):
            values[:, 9:31, 17:40] = numpy.nan  # LERC keeps these in a mask
        for predictor, interleave, order in itertools.product(
            predictors(compression, sample_type), ("PIXEL", "BAND"), ("LITTLE", "BIG")
        ):
            if compression.startswith("LERC") and order == "BIG":
                continue  # refused: libtiff packs swapped bytes
            name = f"{sample_type}-{layout}-{compression}-{predictor}-{interleave}-{order}.tif"
            options = LAYOUTS[layout] + [f"INTERLEAVE={interleave}", f"ENDIANNESS={order}", f"COMPRESS={compression}"]
            options += [f"PREDICTOR={predictor}"] if predictor > 1 else []
            options += ["BIGTIFF=YES"] if interleave == "BAND" else []
            try:
                file = gdal.GetDriverByName("GTiff").Create(f"{folder}/{name}", WIDTH, HEIGHT, BANDS, TYPES[sample_type], options)
            except RuntimeError:
                continue  # GDAL has its own limits, for example predictor 2 on 64 bits
            file.WriteArray(values)
            file = None
            file = gdal.Open(f"{folder}/{name}")
            try:
                checksums = [file.GetRasterBand(band + 1).Checksum() for band in range(BANDS)]
            except RuntimeError:
                print("GDAL cannot read back", name, file=sys.stderr)
                continue
            written.append({"name": name, "sampleType": sample_type, "checksums": checksums})
    print(json.dumps(written + odd_files(folder, random)))


def odd_files(folder, random):
    """What GDAL or libtiff store in ways of their own: three bands each."""
    colours = random.integers(1, 255, (4, HEIGHT, WIDTH)).astype("uint8")
    colours[3] = numpy.where(random.random((HEIGHT, WIDTH)) < 0.5, 255, 0)
    colours[:3, colours[3] == 0] = 0
    wide = random.integers(0, 2**24, (BANDS, HEIGHT, WIDTH)).astype("uint32")
    holes = random.normal(0, 900, (BANDS, HEIGHT, WIDTH)).astype("float32")
    holes[:, 9:31, 17:40] = numpy.nan
    alpha = ["PHOTOMETRIC=RGB", "ALPHA=YES", "COMPRESS=LERC"]
    cases = [
        # 24 bits: most significant byte first, turned in big-endian files.
        ("uint32-24bits-little.tif", wide, ["NBITS=24"], None),
        ("uint32-24bits-big.tif", wide, ["NBITS=24", "ENDIANNESS=BIG", "COMPRESS=ZSTD"], None),
        # Alpha of 0 and 255 stands in LERC's mask only; other alpha is a band.
        ("uint8-lerc-alpha-tiles.tif", colours, alpha + LAYOUTS["tiles"], None),
        ("uint8-lerc-alpha-strips.tif", colours, alpha + LAYOUTS["strips"], None),
        ("uint8-lerc-soft-alpha.tif", numpy.vstack([colours[:3], colours[:1]]), alpha, None),
        # NaN stays NaN in a file that names another value as missing.
        ("float32-lerc-nodata.tif", holes, ["COMPRESS=LERC", "INTERLEAVE=BAND"], -9999),
    ]
    written = []
    for name, values, options, nodata in cases:
        kind = {"uint8": gdal.GDT_Byte, "uint32": gdal.GDT_UInt32, "float32": gdal.GDT_Float32}[values.dtype.name]
        file = gdal.GetDriverByName("GTiff").Create(f"{folder}/{name}", WIDTH, HEIGHT, len(values), kind, options)
        if nodata is not None:
            file.GetRasterBand(1).SetNoDataValue(nodata)
        file.GetRasterBand(2).SetDescription(DESCRIPTION)
        file.WriteArray(values)
        file = None
        file = gdal.Open(f"{folder}/{name}")
        checksums = [file.GetRasterBand(band + 1).Checksum() for band in range(len(values))]
        written.append({"name": name, "sampleType": values.dtype.name, "checksums": checksums, "description": DESCRIPTION})
    return written


main(sys.argv[1])
