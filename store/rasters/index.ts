/** The door of the raster store: what other folders may use. */
export { alignGrids, commonGrid, type Alignment, type GriddedScene } from './commonGrid.js';
export { requireGeoreference } from './georeference.js';
export {
  footprintWgs84,
  isGeographicEpsg,
  isKnownEpsg,
  pixelSizeMetres,
  placesWgs84,
  project,
  projectArea,
  projectorOf,
  projectRing,
  WGS84,
  type Projector,
} from './projection.js';
export type { PlacesInPlace } from './transverseMercator.js';
export type {
  CrsReference,
  RasterBand,
  RasterFile,
  RasterFormat,
  RasterHeader,
  RasterLevel,
  WindowSamples,
} from './raster.js';
export { readSceneWindow, type Resampling, type SceneReadOptions } from './readSceneWindow.js';
export type { SampleArray } from './samples.js';
export { bandNumbers, isOnGrid, openScene, type SceneFile } from './sceneFile.js';
export type { TileAccess } from './tileAccess.js';
export type { TileWords } from './tileWords.js';
export { createKernelMemory, DECOMPRESSION_MODULES, type KernelMemory } from './kernelMemory.js';
export { openRaster } from './openRaster.js';
export { adoptWasmModules, wasmModuleOf, wasmModulesOf, type WasmModules } from './wasmModule.js';
export type { OpenRasterOptions } from './tiffRaster.js';
export { createCogWriter, type CogOptions, type CogWriter } from './cogWriter.js';
export type { OverviewResampling } from './overviewPyramid.js';
export { writeCog, type CogContent, type TileProducer } from './writeCog.js';
export { createAtomicFile, writeFailure, type AtomicFile } from './atomicFile.js';
export {
  joinStatistics,
  rasterStatistics,
  refuseUnwritten,
  statisticsWindows,
  windowStatistics,
  type BandStatistics,
  type RasterStatistics,
  type WindowStatistics,
} from './rasterStatistics.js';
export { allowRemote, isRemotePath, type RemoteAccess, type S3Access } from './remoteAccess.js';
export { locateAsset } from './locateAsset.js';
export { commonScaling, UNSCALED, type BandOfFile, type CommonScaling } from './commonScaling.js';
export { contentHash } from './contentHash.js';
export { assetOf, inspectScene, type AssetHints, type SceneInspection } from './inspectScene.js';
