import { resolve } from 'node:path';
import { BadInputError, UnavailableError } from '#domain/errors.js';
import type { Scene } from '#domain/scene.js';
import type { RasterFile } from '#store/rasters/raster.js';
import { requireGeoreference } from '#store/rasters/georeference.js';
import type { MercatorView } from './mercatorView.js';
import { createOpenScenes } from './openScenes.js';
import { stretchOf, type Stretch } from './stretch.js';
import { warpScene, type WarpedBands } from './warpScene.js';

/** Which bands, and how bright. */
export interface PictureStyle {
  /** One name (grey) or three (red, green, blue); undefined: natural colour, else the first bands. */
  readonly bands?: readonly string[] | undefined;
  readonly stretch: 'auto' | Stretch;
}

/** Pictures of scenes for maps and alerts. Clouds are shown as they are; where nothing was recorded they are clear. */
export interface SceneImages {
  /**
   * Red, green, blue, alpha bytes of the scene in the view; null where nothing of it is in view.
   * @throws BadInputError where a band is not there; UnavailableError where the scene's file cannot be read
   */
  picture(scene: Scene, view: MercatorView, style: PictureStyle): Promise<Buffer | null>;
  close(): Promise<void>;
}

const MAX_STRETCHES = 1000;

/** @param dataDir what relative paths of scenes are relative to */
export function createSceneImages(dataDir: string): SceneImages {
  const files = createOpenScenes();
  const stretches = new Map<string, Promise<Stretch>>();

  const autoStretch = (raster: RasterFile, scene: Scene, band: number): Promise<Stretch> => {
    const key = `${scene.id} ${band}`;
    const known = stretches.get(key);
    if (known !== undefined) return known;
    const stretch = stretchOf(raster, scene.asset, band);
    stretches.set(key, stretch);
    stretch.catch(() => stretches.delete(key));
    const [oldest] = stretches.keys();
    if (stretches.size > MAX_STRETCHES && oldest !== undefined) stretches.delete(oldest);
    return stretch;
  };

  const draw = async (raster: RasterFile, scene: Scene, view: MercatorView, style: PictureStyle) => {
    const { asset } = scene;
    const bands = bandNumbersOf(scene, style.bands);
    const grid = requireGeoreference(raster.header);
    const warped = await warpScene({ raster, grid, bands, nodata: asset.nodata, view });
    if (warped === null) return null;
    const limits = await Promise.all(
      bands.map((band) => (style.stretch === 'auto' ? autoStretch(raster, scene, band) : style.stretch)),
    );
    return toRgba(warped, limits, asset);
  };

  return {
    async picture(scene, view, style) {
      bandNumbersOf(scene, style.bands);
      try {
        return await files.use(resolve(dataDir, scene.asset.path), (raster) => draw(raster, scene, view, style));
      } catch (error) {
        // The scene was sound when it was registered: what is wrong now is the store, not the request.
        if (!(error instanceof BadInputError)) throw error;
        throw new UnavailableError(`the pixels of scene ${scene.id} cannot be read`, 'raster store', { cause: error });
      }
    },
    close: () => files.close(),
  };
}

const NATURAL_COLOUR = ['red', 'green', 'blue'];

function bandNumbersOf({ asset }: Scene, wanted: readonly string[] | undefined): readonly number[] {
  const names = Object.entries(asset.bands)
    .sort(([, a], [, b]) => a - b)
    .map(([name]) => name);
  const hasColour = NATURAL_COLOUR.every((name) => asset.bands[name] !== undefined);
  const chosen = wanted ?? (hasColour ? NATURAL_COLOUR : names.slice(0, names.length >= 3 ? 3 : 1));
  if (chosen.length !== 1 && chosen.length !== 3) throw noSuchBands(chosen, names);
  return chosen.map((name) => {
    const band = Object.hasOwn(asset.bands, name) ? asset.bands[name] : undefined;
    if (band === undefined) throw noSuchBands(chosen, names);
    return band;
  });
}

function noSuchBands(found: readonly string[], names: readonly string[]): BadInputError {
  return new BadInputError('not bands of this scene', {
    code: 'request.bands',
    where: 'query.bands',
    found: found.join(','),
    expected: `one or three of ${names.join(', ')}`,
  });
}

/** Physical values between the limits become 0–255; one band becomes grey. */
function toRgba(
  { values, valid }: WarpedBands,
  limits: readonly Stretch[],
  { scale, offset }: { readonly scale: number; readonly offset: number },
): Buffer {
  const rgba = Buffer.alloc(valid.length * 4);
  for (let channel = 0; channel < 3; channel++) {
    const band = values.length === 1 ? 0 : channel;
    const from = values[band]!;
    const [low, high] = limits[band]!;
    const gain = (255 * scale) / (high - low);
    const shift = (255 * (offset - low)) / (high - low);
    for (let i = 0; i < valid.length; i++) {
      if (valid[i] === 1) rgba[i * 4 + channel] = Math.max(0, Math.min(255, Math.round(from[i]! * gain + shift)));
    }
  }
  for (let i = 0; i < valid.length; i++) rgba[i * 4 + 3] = valid[i] === 1 ? 255 : 0;
  return rgba;
}
