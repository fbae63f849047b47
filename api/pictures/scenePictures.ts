import { BadInputError, UnavailableError } from '#domain/errors.js';
import { NOT_ASSESSED, type BandStack } from '#domain/raster.js';
import type { Scene, SceneAsset } from '#domain/scene.js';
import { locateAsset, readSceneWindow, type SceneFile } from '#store/rasters/index.js';
import { groundMetresPerPixel, type MercatorView } from './mercatorView.js';
import { createOpenScenes } from './openScenes.js';
import { stretchOf, type Stretch } from './stretch.js';

/** Which bands, and how bright. */
export interface PictureStyle {
  /** One name (grey) or three (red, green, blue); undefined: natural colour, else the first bands. */
  readonly bands?: readonly string[] | undefined;
  readonly stretch: 'auto' | Stretch;
}

/** Pictures of scenes for maps and alerts. Clouds are shown as they are; where nothing was recorded they are clear. */
export interface ScenePictures {
  /**
   * Red, green, blue, alpha bytes of the scene in the view.
   * @throws BadInputError where a band is not there; UnavailableError where the scene's file cannot be read
   */
  picture(scene: Scene, view: MercatorView, style: PictureStyle): Promise<Uint8Array>;
  close(): Promise<void>;
}

const MAX_STRETCHES = 1000;

/** @param dataDir what relative paths of scenes are relative to */
export function createScenePictures(dataDir: string): ScenePictures {
  const files = createOpenScenes();
  const stretches = new Map<string, Promise<Stretch>>();

  const autoStretch = (file: SceneFile, scene: Scene, band: string): Promise<Stretch> => {
    const key = `${scene.id} ${band}`;
    const known = stretches.get(key);
    if (known !== undefined) return known;
    const stretch = stretchOf(file, band);
    stretches.set(key, stretch);
    stretch.catch(() => stretches.delete(key));
    const [oldest] = stretches.keys();
    if (stretches.size > MAX_STRETCHES && oldest !== undefined) stretches.delete(oldest);
    return stretch;
  };

  return {
    async picture(scene, view, style) {
      const bands = bandsOf(scene.asset, style.bands);
      try {
        return await files.use(locateAsset(scene.asset, dataDir), async (file) => {
          const stack = await readView(file, scene, view, bands);
          const limits = await Promise.all(
            bands.map((band) =>
              style.stretch === 'auto' ? autoStretch(file, scene, band) : Promise.resolve(style.stretch),
            ),
          );
          return toRgba(stack, limits);
        });
      } catch (error) {
        // The scene was sound when it was registered: what is wrong now is the store, not the request.
        if (!(error instanceof BadInputError)) throw error;
        throw new UnavailableError(`the pixels of scene ${scene.id} cannot be read`, 'raster store', { cause: error });
      }
    },
    close: () => files.close(),
  };
}

/** From nearer than its pixels a scene shows them as they are; from farther, it is averaged. */
function readView(file: SceneFile, scene: Scene, view: MercatorView, bands: readonly string[]): Promise<BandStack> {
  const isNearer = groundMetresPerPixel(view) <= scene.gsdMetres;
  const whole = { x: 0, y: 0, width: view.width, height: view.height };
  return readSceneWindow(file, view, whole, bands, {
    resampling: isNearer ? 'nearest' : 'auto',
    isOverviewAllowed: true,
    isQualityApplied: false,
  });
}

const NATURAL_COLOUR = ['red', 'green', 'blue'];

function bandsOf(asset: SceneAsset, wanted: readonly string[] | undefined): readonly string[] {
  const names = Object.entries(asset.bands)
    .sort(([, a], [, b]) => a - b)
    .map(([name]) => name);
  const hasColour = NATURAL_COLOUR.every((name) => names.includes(name));
  const chosen = wanted ?? (hasColour ? NATURAL_COLOUR : names.slice(0, names.length >= 3 ? 3 : 1));
  const isPossible = chosen.length === 1 || chosen.length === 3;
  if (isPossible && chosen.every((name) => names.includes(name))) return chosen;
  throw new BadInputError('not bands of this scene', {
    code: 'request.bands',
    where: 'query.bands',
    found: chosen.join(','),
    expected: `one or three of ${names.join(', ')}`,
  });
}

/** Values between the limits become 0–255; one band becomes grey; where nothing was recorded it is transparent black. */
function toRgba({ values, reason }: BandStack, limits: readonly Stretch[]): Uint8Array {
  // Clamped as stored; what is left out stays transparent black.
  const rgba = new Uint8ClampedArray(reason.length * 4);
  for (let channel = 0; channel < 3; channel++) {
    const band = values.length === 1 ? 0 : channel;
    const from = values[band]!;
    const [low, high] = limits[band]!;
    const gain = 255 / (high - low);
    for (let i = 0, at = channel; i < reason.length; i++, at += 4) {
      if (reason[i] === NOT_ASSESSED.clear) rgba[at] = Math.floor((from[i]! - low) * gain + 0.5);
    }
  }
  for (let i = 0; i < reason.length; i++) if (reason[i] === NOT_ASSESSED.clear) rgba[i * 4 + 3] = 255;
  return new Uint8Array(rgba.buffer);
}
