/**
 * Features of one pixel's reflectance that classes are told apart by, in the order in which they stand in arrays:
 *
 * - `ndvi` greenness, (nir - red) / (nir + red)
 * - `wetness` open water, (green - swir1) / (green + swir1); with nir where there is no swir1
 * - `ndbi` dry built and bare ground, (swir1 - nir) / (swir1 + nir)
 * - `redness` iron oxides of soil, (red - blue) / (red + blue): soils about 0.15–0.3, concrete, asphalt and film below 0.12
 * - `brightness` mean of the visible bands, reflectance
 * - `nirToRed` near infrared over red: plastic film and panels keep some near infrared, asphalt and concrete do not
 * - `swirSlope` short-wave infrared fall-off, swir2 / swir1: leaf water lowers it
 * - `swir1` first short-wave infrared band, reflectance
 */
export const FEATURE_NAMES = [
  'ndvi',
  'wetness',
  'ndbi',
  'redness',
  'brightness',
  'nirToRed',
  'swirSlope',
  'swir1',
] as const;
export type FeatureName = (typeof FEATURE_NAMES)[number];

const BANDS_OF_FEATURE: Readonly<Record<FeatureName, readonly (keyof BandPlaces)[]>> = {
  ndvi: ['nir', 'red'],
  wetness: ['green', 'nir'],
  ndbi: ['swir1', 'nir'],
  redness: ['red', 'blue'],
  brightness: ['blue', 'green', 'red'],
  nirToRed: ['nir', 'red'],
  swirSlope: ['swir2', 'swir1'],
  swir1: ['swir1'],
};

/** Bands without which a feature means nothing. */
export function bandsOfFeature(feature: FeatureName): readonly (keyof BandPlaces)[] {
  return BANDS_OF_FEATURE[feature];
}

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

/** Reflectance is floored here: dark pixels may come out slightly negative after normalisation, and ratios would explode. */
export const LEAST_REFLECTANCE = 0.005;

/**
 * Fills `out` with the features of one pixel, in the order of `FEATURE_NAMES`; NaN where a band is missing.
 * @param reflectance 0–1 per band, NaN-free
 */
export function computeFeatures(reflectance: Float64Array, places: BandPlaces, out: Float64Array): void {
  const blue = atLeast(reflectance, places.blue);
  const green = atLeast(reflectance, places.green);
  const red = atLeast(reflectance, places.red);
  const nir = atLeast(reflectance, places.nir);
  const swir1 = atLeast(reflectance, places.swir1);
  const swir2 = atLeast(reflectance, places.swir2);
  const dry = places.swir1 < 0 ? nir : swir1;
  out[0] = (nir - red) / (nir + red);
  out[1] = (green - dry) / (green + dry);
  out[2] = (swir1 - nir) / (swir1 + nir);
  out[3] = (red - blue) / (red + blue);
  out[4] = (blue + green + red) / 3;
  out[5] = nir / red;
  out[6] = swir2 / swir1;
  out[7] = swir1;
}

function atLeast(reflectance: Float64Array, place: number): number {
  return place < 0 ? NaN : Math.max(LEAST_REFLECTANCE, reflectance[place]!);
}
