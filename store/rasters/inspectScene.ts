import { BadInputError } from '#domain/errors.js';
import type { AreaGeometry } from '#domain/geometry.js';
import { NOT_ASSESSED, type RasterGrid } from '#domain/raster.js';
import type { SceneAsset } from '#domain/scene.js';
import { bandsOf, qualityBandOf } from './bandNames.js';
import { commonScaling, UNSCALED } from './commonScaling.js';
import { contentHash } from './contentHash.js';
import { levelForStep } from './levels.js';
import { footprintWgs84, pixelSizeMetres } from './projection.js';
import type { RasterHeader } from './raster.js';
import { readSceneWindow } from './readSceneWindow.js';
import { openScene, type SceneFile } from './sceneFile.js';
import { openRaster } from './openRaster.js';

/** What a caller says of a scene's pixels; whatever is left out is taken from the file. */
export type AssetHints = Partial<Omit<SceneAsset, 'path'>>;

/** Everything a scene record needs that the file itself can tell. */
export interface SceneInspection {
  readonly asset: SceneAsset;
  readonly header: RasterHeader;
  readonly grid: RasterGrid;
  readonly footprintWgs84: AreaGeometry;
  /** Metres of a pixel on the ground, the larger side. */
  readonly gsdMetres: number;
  /** Share of pixels seen clearly, 0–1, on at most about a million sample pixels. */
  readonly clearShare: number;
  /** SHA-256 of the pixels' file. */
  readonly contentHash: string;
}

/**
 * Reads what registration needs to know of a scene file.
 * @throws BadInputError where the file cannot be read, is not georeferenced, or lacks a band
 */
export async function inspectScene(path: string, hints: AssetHints = {}): Promise<SceneInspection> {
  const asset = await assetOf(path, hints);
  const scene = await openScene(asset);
  try {
    const { grid, raster } = scene;
    const metres = pixelSizeMetres(grid);
    return {
      asset,
      header: raster.header,
      grid,
      footprintWgs84: footprintWgs84(grid),
      gsdMetres: Math.max(metres.width, metres.height),
      clearShare: await clearShareOf(scene),
      contentHash: await contentHash(path),
    };
  } finally {
    scene.close();
  }
}

/** The asset of a file: bands, scaling and quality band as the file describes them, unless the caller says otherwise. */
export async function assetOf(path: string, hints: AssetHints = {}): Promise<SceneAsset> {
  const raster = await openRaster(path);
  const { header } = raster;
  raster.close();
  const bands = hints.bands ?? bandsOf(header);
  if (Object.keys(bands).length === 0) {
    throw new BadInputError('the scene has no bands', {
      code: 'scene.noBands',
      where: path,
      found: 'an empty band table',
      expected: 'at least one band',
    });
  }
  const qualityBand = qualityBandOf(header);
  const fileQuality = qualityBand === null ? null : { path: null, band: qualityBand, coding: 'own' as const };
  const isScaled = hints.scale !== undefined && hints.offset !== undefined;
  const { scale, offset } = isScaled ? UNSCALED : commonScaling(Object.values(bands).map((band) => ({ header, band })));
  return {
    path,
    bands,
    scale: hints.scale ?? scale,
    offset: hints.offset ?? offset,
    nodata: hints.nodata ?? null,
    quality: hints.quality === undefined ? fileQuality : hints.quality,
  };
}

const SAMPLE_SIDE = 1024;

async function clearShareOf(scene: SceneFile): Promise<number> {
  const { grid, raster, asset } = scene;
  const step = Math.max(1, Math.max(grid.width, grid.height) / SAMPLE_SIDE);
  const level = levelForStep(raster.header, step);
  const sample: RasterGrid = {
    ...grid,
    width: Math.max(1, Math.round(grid.width / step)),
    height: Math.max(1, Math.round(grid.height / step)),
    pixelWidth: grid.pixelWidth * (grid.width / Math.max(1, Math.round(grid.width / step))),
    pixelHeight: grid.pixelHeight * (grid.height / Math.max(1, Math.round(grid.height / step))),
  };
  const whole = { x: 0, y: 0, width: sample.width, height: sample.height };
  const options = { resampling: 'nearest', isOverviewAllowed: level > 0 } as const;
  const { reason } = await readSceneWindow(scene, sample, whole, Object.keys(asset.bands), options);
  let clear = 0;
  for (const code of reason) if (code === NOT_ASSESSED.clear) clear++;
  return clear / reason.length;
}
