#!/usr/bin/env python3
"""Makes this folder's goldens with GDAL/OGR and GEOS: overlay.json, repair.json and files/.

Run with the system's Python (packages python3-gdal, gdal-bin): python3 tests/golden/vectors/make.py
Polygons are random stars around 120° E, 31° N; the plane is PROJ's cylindrical equal-area on GRS80.
"""
import json, math, os, random, subprocess
from osgeo import gdal, ogr, osr

ogr.UseExceptions()
here = os.path.dirname(os.path.abspath(__file__))
random.seed(20240301)

geographic = osr.SpatialReference()
geographic.ImportFromProj4("+proj=longlat +ellps=GRS80 +no_defs")
plane = osr.SpatialReference()
plane.ImportFromProj4("+proj=cea +lat_ts=31 +lon_0=120 +ellps=GRS80 +units=m +no_defs")
for system in (geographic, plane):
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
to_plane = osr.CoordinateTransformation(geographic, plane)


def star(lon, lat, radius_m, points):
    ring = []
    for i in range(points):
        r = radius_m * random.uniform(0.35, 1.0)
        a = 2 * math.pi * i / points
        ring.append([round(lon + r * math.cos(a) / 95500, 9), round(lat + r * math.sin(a) / 110900, 9)])
    return ring + [ring[0]]


def geometry(rings):
    return ogr.CreateGeometryFromJson(json.dumps({"type": "Polygon", "coordinates": rings}))


def on_plane(polygon):
    copy = polygon.Clone()
    copy.Transform(to_plane)
    return copy


overlay = []
for _ in range(24):
    n = random.randint(4, 60)
    a = [star(120.0, 31.0, 150, n)]
    if n > 20:
        a.append(star(120.0, 31.0, 20, 9)[::-1])
    b = [star(120 + random.uniform(-0.001, 0.001), 31 + random.uniform(-0.001, 0.001), 200, random.randint(4, 60))]
    ga, gb = on_plane(geometry(a)), on_plane(geometry(b))
    overlay.append({
        "a": a, "b": b,
        "areaA": ga.GetArea(), "areaB": gb.GetArea(),
        "intersection": ga.Intersection(gb).GetArea(),
        "difference": ga.Difference(gb).GetArea(),
        "union": ga.Union(gb).GetArea(),
        "grown7m": ga.Buffer(7, 64).GetArea(),
        "shrunk7m": ga.Buffer(-7, 64).GetArea(),
    })
json.dump(overlay, open(os.path.join(here, "overlay.json"), "w"), indent=0)

BROKEN = {
    "small loop at a corner": [[[0, 0], [100, 0], [100, 100], [99, 102], [101, 102], [99.5, 99], [0, 100], [0, 0]]],
    "ring that touches itself": [[[0, 0], [50, 0], [50, 50], [100, 50], [100, 100], [50, 100], [50, 50], [0, 50], [0, 0]]],
    "spike": [[[0, 0], [100, 0], [100, 100], [100, 150], [100, 100], [0, 100], [0, 0]]],
    "hole across the edge by little": [[[0, 0], [100, 0], [100, 100], [0, 100], [0, 0]], [[99.9, 10], [100.05, 10], [100.05, 12], [99.9, 12], [99.9, 10]]],
}
repair = {}
for name, rings in BROKEN.items():
    polygon = geometry(rings)
    made = polygon.MakeValid()
    repair[name] = {"rings": rings, "isValid": polygon.IsValid(), "areaAfterMakeValid": made.GetArea()}
json.dump(repair, open(os.path.join(here, "repair.json"), "w"), indent=0)

# One feature collection in CGCS2000 / 3-degree Gauss-Krueger (EPSG:4549), in four formats, and what ogr2ogr makes of it.
files = os.path.join(here, "files")
source = {
    "type": "FeatureCollection",
    "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4549"}},
    "features": [
        {"type": "Feature", "properties": {"YDDM": "0101", "MC": "水田甲", "MJ": 40000.5},
         "geometry": {"type": "Polygon", "coordinates": [
             [[500000, 3430000], [500200, 3430000], [500200, 3430200], [500000, 3430200], [500000, 3430000]],
             [[500050, 3430050], [500050, 3430100], [500100, 3430100], [500100, 3430050], [500050, 3430050]]]}},
        {"type": "Feature", "properties": {"YDDM": "0301", "MC": "乔木林地", "MJ": 10000},
         "geometry": {"type": "Polygon", "coordinates": [
             [[501000, 3431000], [501100, 3431000], [501100, 3431100], [501000, 3431100], [501000, 3431000]]]}},
    ],
}
path = os.path.join(files, "land.geojson")
json.dump(source, open(path, "w"), ensure_ascii=False)


def run(*arguments):
    subprocess.run(["ogr2ogr", "-overwrite", *arguments], check=True)


run("-f", "ESRI Shapefile", "-lco", "ENCODING=GBK", os.path.join(files, "land_gbk.shp"), path)
run("-f", "GPKG", os.path.join(files, "land.gpkg"), path)
run("-f", "OpenFileGDB", os.path.join(files, "land.gdb"), path)
run("-f", "GeoJSON", "-t_srs", "EPSG:4326", "-lco", "COORDINATE_PRECISION=11", os.path.join(files, "land_wgs84.geojson"), path)
for part in ("shp", "shx", "dbf", "prj"):
    with open(os.path.join(files, f"land_gbk.{part}"), "rb") as f, open(os.path.join(files, f"land_nocpg.{part}"), "wb") as g:
        g.write(f.read())
