import { PIXEL_ROLE } from '../kernels/gaussianSmoothing.js';
import { bandPlaces } from '../kernels/landCoverFeatures.js';
import type { PairWindow } from './pairPixels.js';
import type { Radiometry } from './radiometry.js';

/**
 * Reflectance of a cloud: white, falling into the short-wave infrared where droplets and ice absorb.
 * @source Dozier 1989, RSE 28 (clouds in the TM bands); visible and near infrared about 0.65 at the top of thin decks
 */
const CLOUD = { visible: 0.665, nir: 0.7, swir1: 0.56, swir2: 0.46 } as const;

/** Less veil than this moves no class; more is a cloud that every screen finds. */
const LEAST_VEIL = 0.05;
const MOST_VEIL = 0.6;
/** Root mean square of the infrared bands' relative misfit up to which a veil explains the pixel. */
const MOST_MISFIT = 0.1;

interface Places {
  readonly blue: number;
  readonly green: number;
  readonly red: number;
  readonly nir: number;
  readonly swir1: number;
  readonly swir2: number;
}

/**
 * True where `veiled` is `clear` seen through a thin cloud: a mixture of the ground's own light and the cloud's with one share
 * for all bands. The share follows from the visible bands, the infrared bands then must fit. New roofs, soil and asphalt
 * do not: they lower the near infrared of plants, and keep the short-wave infrared that a cloud takes away.
 * @param clear, veiled reflectance 0–1, in the order of `places`
 * @source Mitchell, Delp & Chen 1977, Filtering to remove cloud cover in satellite imagery (IEEE Trans. Geosci. Electron. 15), eq. 1
 */
export function isVeil(clear: Float64Array, veiled: Float64Array, places: Places): boolean {
  const visible = (v: Float64Array): number => (v[places.blue]! + v[places.green]! + v[places.red]!) / 3;
  const ground = visible(clear);
  const share = (visible(veiled) - ground) / (CLOUD.visible - ground);
  if (!(share >= LEAST_VEIL && share <= MOST_VEIL)) return false;
  const misfit = (place: number, cloud: number): number => {
    const expected = (1 - share) * clear[place]! + share * cloud;
    return (veiled[place]! - expected) / expected;
  };
  const nir = misfit(places.nir, CLOUD.nir);
  const swir1 = misfit(places.swir1, CLOUD.swir1);
  const swir2 = misfit(places.swir2, CLOUD.swir2);
  return Math.sqrt((nir * nir + swir1 * swir1 + swir2 * swir2) / 3) <= MOST_MISFIT;
}

/** True where the bands and what is known of their reflectance let a thin cloud be told. */
export const canTellThinClouds = (bands: readonly string[], { before, after }: Radiometry): boolean =>
  Object.values(bandPlaces(bands)).every((place) => place >= 0) &&
  before.kind !== 'relative' &&
  after.kind !== 'relative';

/**
 * Hides pixels that differ by a thin cloud which no quality band reported, on either date: they are not assessed, so that a
 * veil is neither construction nor "no change". Does nothing without all six bands in reflectance.
 * @param roles codes of `PIXEL_ROLE`, changed in place
 * @returns 1 where the veil lies over the after scene, whatever it is compared with; null where nothing can be told
 */
export function hideThinClouds(
  roles: Uint8Array,
  pair: PairWindow,
  bands: readonly string[],
  radiometry: Radiometry,
): Uint8Array | null {
  if (!canTellThinClouds(bands, radiometry)) return null;
  const { before, after } = radiometry;
  const places = bandPlaces(bands);
  const from = new Float64Array(bands.length);
  const to = new Float64Array(bands.length);
  const isVeiledAfter = new Uint8Array(roles.length);
  for (let i = 0; i < roles.length; i++) {
    if (roles[i] !== PIXEL_ROLE.seen) continue;
    for (let band = 0; band < bands.length; band++) {
      from[band] = pair.before[band]![i]! * before.gain[band]! + before.offset[band]!;
      to[band] = pair.after[band]![i]! * after.gain[band]! + after.offset[band]!;
    }
    if (isVeil(from, to, places)) isVeiledAfter[i] = 1;
    else if (!isVeil(to, from, places)) continue;
    roles[i] = PIXEL_ROLE.hidden;
  }
  return isVeiledAfter;
}
