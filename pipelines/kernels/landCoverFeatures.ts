/** Features of one pixel's reflectance that classes are told apart by; NaN where a band is missing. */
export interface LandCoverFeatures {
  /** Greenness, (nir - red) / (nir + red). */
  ndvi: number;
  /** Open water, (green - swir1) / (green + swir1); with nir where there is no swir1. */
  wetness: number;
  /** Dry built and bare ground, (swir1 - nir) / (swir1 + nir). */
  ndbi: number;
  /** Iron oxides of soil, (red - blue) / (red + blue): soils about 0.15–0.3, concrete, asphalt and film below 0.12. */
  redness: number;
  /** Mean of the visible bands, reflectance. */
  brightness: number;
  /** Near infrared over red: plastic film and panels keep some near infrared, asphalt and concrete do not. */
  nirToRed: number;
  /** Short-wave infrared fall-off, swir2 / swir1: leaf water lowers it. */
  swirSlope: number;
  /** First short-wave infrared band, reflectance. */
  swir1: number;
}

export type FeatureName = keyof LandCoverFeatures;

/** Where the bands stand in a pixel's values; -1 where there is none. */
export interface BandPlaces {
  readonly blue: number;
  readonly green: number;
  readonly red: number;
  readonly nir: number;
  readonly swir1: number;
  readonly swir2: number;
}

export function bandPlaces(bands: readonly string[]): BandPlaces {
  return {
    blue: bands.indexOf('blue'),
    green: bands.indexOf('green'),
    red: bands.indexOf('red'),
    nir: bands.indexOf('nir'),
    swir1: bands.indexOf('swir1'),
    swir2: bands.indexOf('swir2'),
  };
}

export const createFeatures = (): LandCoverFeatures => ({
  ndvi: NaN,
  wetness: NaN,
  ndbi: NaN,
  redness: NaN,
  brightness: NaN,
  nirToRed: NaN,
  swirSlope: NaN,
  swir1: NaN,
});

/** Reflectance is floored here: dark pixels may come out slightly negative after normalisation, and ratios would explode. */
const LEAST_REFLECTANCE = 0.005;

/**
 * Fills `out` with the features of one pixel.
 * @param reflectance 0–1 per band, NaN-free
 */
export function computeFeatures(reflectance: Float64Array, places: BandPlaces, out: LandCoverFeatures): void {
  const at = (place: number): number => (place < 0 ? NaN : Math.max(LEAST_REFLECTANCE, reflectance[place]!));
  const blue = at(places.blue);
  const green = at(places.green);
  const red = at(places.red);
  const nir = at(places.nir);
  const swir1 = at(places.swir1);
  const swir2 = at(places.swir2);
  out.ndvi = (nir - red) / (nir + red);
  const dry = Number.isNaN(swir1) ? nir : swir1;
  out.wetness = (green - dry) / (green + dry);
  out.ndbi = (swir1 - nir) / (swir1 + nir);
  out.redness = (red - blue) / (red + blue);
  out.brightness = (blue + green + red) / 3;
  out.nirToRed = nir / red;
  out.swirSlope = swir2 / swir1;
  out.swir1 = swir1;
}
