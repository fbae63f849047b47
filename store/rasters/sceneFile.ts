import { BadInputError } from '#domain/errors.js';
import type { RasterGrid } from '#domain/raster.js';
import type { SceneAsset } from '#domain/scene.js';
import { requireGeoreference } from './georeference.js';
import type { RasterFile } from './raster.js';
import { openRaster } from './openRaster.js';
import type { OpenRasterOptions } from './tiffRaster.js';

/** One file of a scene that has several, and the bands that are read from it. */
export interface ScenePart {
  readonly raster: RasterFile;
  readonly grid: RasterGrid;
  readonly bands: readonly string[];
}

/** An opened scene: georeferenced, with the bands its asset names. */
export interface SceneFile {
  readonly asset: SceneAsset;
  /** The file at the asset's path. */
  readonly raster: RasterFile;
  readonly grid: RasterGrid;
  /** The files that the bands stand in; the one at the asset's path first. */
  readonly parts: readonly ScenePart[];
  /** What a person should know of the files, English sentences. */
  readonly warnings: readonly string[];
  /** The file with the quality band and its grid: the same as `raster`, another file, or null where there is none. */
  readonly quality: { readonly raster: RasterFile; readonly grid: RasterGrid; readonly band: number } | null;
  close(): void;
}

/**
 * Opens the files of a scene.
 * @throws BadInputError where a file cannot be read, is not georeferenced, or lacks a band that the asset names
 */
export async function openScene(asset: SceneAsset, options: OpenRasterOptions = {}): Promise<SceneFile> {
  const opened: RasterFile[] = [];
  const open = async (path: string, nodata: number | null): Promise<RasterFile> => {
    const raster = await openRaster(path, { ...options, nodata });
    opened.push(raster);
    return raster;
  };
  const close = () => opened.forEach((raster) => raster.close());
  try {
    const raster = await open(asset.path, asset.nodata);
    const grid = requireGeoreference(raster.header);
    const parts: ScenePart[] = [];
    for (const [path, bands] of bandsByFile(asset)) {
      const file = path === asset.path ? raster : await open(path, asset.nodata);
      for (const name of bands) refuseMissingBand(file, asset.bands[name]!, name);
      parts.push({ raster: file, grid: requireGeoreference(file.header), bands });
    }
    let quality: SceneFile['quality'] = null;
    if (asset.quality !== null) {
      const { path, band } = asset.quality;
      const qualityRaster = path === null || path === asset.path ? raster : await open(path, null);
      refuseMissingBand(qualityRaster, band, 'quality');
      quality = { raster: qualityRaster, grid: requireGeoreference(qualityRaster.header), band };
    }
    const warnings = [...new Set(opened.flatMap(({ header }) => header.warnings))];
    return { asset, raster, grid, parts, warnings, quality, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Names of the bands by the file that they stand in, the asset's own first. */
function bandsByFile({ path, bands, files }: SceneAsset): ReadonlyMap<string, readonly string[]> {
  const byFile = new Map<string, string[]>([[path, []]]);
  for (const name of Object.keys(bands)) {
    const file = files?.[name] ?? path;
    byFile.set(file, [...(byFile.get(file) ?? []), name]);
  }
  return byFile;
}

function refuseMissingBand({ header }: RasterFile, band: number, name: string): void {
  if (Number.isInteger(band) && band >= 1 && band <= header.bandCount) return;
  throw new BadInputError(`no band ${band} for ${name}`, {
    code: 'raster.missingBand',
    where: header.path,
    found: `${header.bandCount} bands`,
    expected: `a band ${band} (${name})`,
  });
}

/** True where pixel for pixel the grids are one. */
export function isOnGrid(grid: RasterGrid, other: RasterGrid): boolean {
  return GRID_FIELDS.every((field) => grid[field] === other[field]);
}

const GRID_FIELDS = ['width', 'height', 'originX', 'originY', 'pixelWidth', 'pixelHeight', 'epsg'] as const;

/**
 * The file's band numbers of the named bands.
 * @throws BadInputError where the scene does not have one of them
 */
export function bandNumbers({ asset }: Pick<SceneFile, 'asset'>, names: readonly string[]): number[] {
  return names.map((name) => {
    const band = asset.bands[name];
    if (band !== undefined) return band;
    throw new BadInputError(`the scene has no band ${name}`, {
      code: 'scene.missingBand',
      where: asset.path,
      found: `bands ${Object.keys(asset.bands).join(', ') || '(none)'}`,
      expected: names.join(', '),
    });
  });
}
