import type { SceneAsset, SensorKind } from '#domain/scene.js';
import type { IsoTime } from '#domain/time.js';
import { acquisitionTime, isoDateOf, type DayNumber } from '../imagery/calendar.js';
import { SCENE_NODATA } from '../imagery/render.js';

/** One entry of scenes.json; the asset's path is relative to the manifest. */
export interface SceneEntry {
  readonly title: string;
  readonly acquiredAt: IsoTime;
  readonly sensor: SensorKind;
  readonly platform: string;
  readonly asset: SceneAsset;
}

export interface SampleManifest {
  readonly scenes: readonly SceneEntry[];
}

/** Entry of a monthly multispectral scene. */
export function multispectralEntry(day: DayNumber): SceneEntry {
  const date = isoDateOf(day);
  return {
    title: `云泽县 多光谱 10 m ${date}`,
    acquiredAt: acquisitionTime(day),
    sensor: 'optical',
    platform: 'planwatch-sample-ms',
    asset: {
      path: `scenes/yunze-ms-${date}.tif`,
      bands: { blue: 1, green: 2, red: 3, nir: 4, swir1: 5, swir2: 6 },
      scale: 0.0001,
      offset: 0,
      nodata: SCENE_NODATA,
      quality: { path: null, band: 7, coding: 'own' },
    },
  };
}

/** Entry of a very-high-resolution picture of the town. */
export function townEntry(day: DayNumber): SceneEntry {
  const date = isoDateOf(day);
  return {
    title: `城关镇 真彩色 1 m ${date}`,
    acquiredAt: acquisitionTime(day),
    sensor: 'rgb',
    platform: 'planwatch-sample-vhr',
    asset: {
      path: `vhr/yunze-vhr-${date}.tif`,
      bands: { red: 1, green: 2, blue: 3 },
      scale: 1,
      offset: 0,
      nodata: null,
      quality: null,
    },
  };
}
