import { join } from 'node:path';
import type { County } from '#samples/county.js';
import {
  attributeText,
  layerDocument,
  layerFileName,
  layersManifest,
  planeLayerDocument,
} from '#samples/files/documents.js';
import { encodeShapefile } from '#samples/files/shapefile.js';
import { ringToPlane } from '#samples/geographic.js';
import { COUNTY_EPSG } from '#samples/landscape/frame.js';
import type { LayerRecord } from '#samples/plans/layerRecord.js';
import { writeGeoPackages } from './geoPackages.js';
import { compactJsonText, jsonText, writeWhole } from './writeFiles.js';

/** Writes every layer as GeoJSON, GBK Shapefile and GeoPackage, each with its manifest; `layers.json` names the GeoJSON. */
export async function writeLayers(county: County, outDir: string): Promise<void> {
  for (const layer of county.layers) {
    await writeWhole(
      join(outDir, 'layers/geojson', `${layerFileName(layer)}.geojson`),
      compactJsonText(layerDocument(layer)),
    );
    await writeShapefile(layer, join(outDir, 'layers/shp', layerFileName(layer)));
  }
  await writeGeoPackages(
    county.layers.map((layer) => ({
      path: join(outDir, 'layers/gpkg', `${layerFileName(layer)}.gpkg`),
      tableName: layerFileName(layer),
      document: planeLayerDocument(layer),
      epsg: COUNTY_EPSG,
    })),
  );
  await writeWhole(join(outDir, 'layers/shp/layers.json'), jsonText(layersManifest(county, 'shp', '')));
  await writeWhole(join(outDir, 'layers/gpkg/layers.json'), jsonText(layersManifest(county, 'gpkg', '')));
  await writeWhole(join(outDir, 'layers/geojson/layers.json'), jsonText(layersManifest(county, 'geojson', '')));
  await writeWhole(join(outDir, 'layers.json'), jsonText(layersManifest(county, 'geojson', 'layers/geojson/')));
}

async function writeShapefile(layer: LayerRecord, base: string): Promise<void> {
  const fieldNames = [...new Set(layer.features.flatMap((feature) => Object.keys(feature.attributes)))];
  const parts = encodeShapefile(
    layer.features.map(({ ring, attributes }) => ({
      rings: [ringToPlane(ring)],
      attributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, attributeText(value)])),
    })),
    fieldNames,
  );
  for (const [ending, bytes] of Object.entries(parts)) await writeWhole(`${base}.${ending}`, bytes);
}
