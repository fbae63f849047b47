import sharp from 'sharp';
import type { AreaGeometry } from '#domain/geometry.js';
import type { Scene } from '#domain/scene.js';
import { viewAround, type MercatorView } from '../pictures/mercatorView.js';
import type { SceneImages } from '../pictures/sceneImages.js';

/** A picture of the ground, and the view that it shows. */
export interface GroundPicture {
  readonly view: MercatorView;
  /** JPEG, north up; null where the scene is not to be had. */
  readonly jpeg: Buffer | null;
}

/** What a report and a field pack show of one alert. */
export interface AlertPictures {
  readonly before: GroundPicture;
  readonly after: GroundPicture;
  /** Wider, of the later scene. */
  readonly location: GroundPicture;
}

const PIXELS = 900;
/** A near picture shows at least so many pixels of the scene, so that there is something around a small alert. */
const FEWEST_SCENE_PIXELS = 40;
const LOCATION_TIMES = 10;

/** Draws the three pictures of an alert; both dates in one view, whatever their pixels. */
export async function alertPictures(
  images: SceneImages,
  geometry: AreaGeometry,
  { before, after }: { readonly before: Scene | null; readonly after: Scene | null },
): Promise<AlertPictures> {
  const gsd = Math.max(before?.gsdMetres ?? 1, after?.gsdMetres ?? 1);
  const near = viewAround(geometry, { pixels: PIXELS, margin: 2.2, minimumMetres: FEWEST_SCENE_PIXELS * gsd });
  const wide = viewAround(geometry, {
    pixels: PIXELS,
    margin: 2.2 * LOCATION_TIMES,
    minimumMetres: FEWEST_SCENE_PIXELS * gsd * LOCATION_TIMES,
  });
  const draw = async (scene: Scene | null, view: MercatorView): Promise<GroundPicture> => ({
    view,
    jpeg: scene === null ? null : await jpegOf(await images.picture(scene, view, { stretch: 'auto' }), view),
  });
  return { before: await draw(before, near), after: await draw(after, near), location: await draw(after, wide) };
}

/** Where there is no data it is light grey. */
function jpegOf(rgba: Uint8Array, { width, height }: MercatorView): Promise<Buffer> {
  return sharp(rgba, { raw: { width, height, channels: 4 } })
    .flatten({ background: '#d9d9d9' })
    .jpeg({ quality: 88, chromaSubsampling: '4:4:4' })
    .toBuffer();
}
