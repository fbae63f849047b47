import type { Harmonisation } from '#domain/series.js';

type BandFunctions = Readonly<Record<string, Harmonisation>>;

const bandFunctions = (slopes: readonly number[], intercepts: readonly number[]): BandFunctions =>
  Object.fromEntries(
    ['blue', 'green', 'red', 'nir', 'swir1', 'swir2'].map((band, k) => [
      band,
      { slope: slopes[k]!, intercept: intercepts[k]! },
    ]),
  );

/**
 * Surface reflectance (0–1) of Landsat 7's ETM+ as Landsat 8's OLI would have seen it. TM's bands are ETM+'s.
 * @source Roy et al. 2016, "Characterization of Landsat-7 to Landsat-8 reflective wavelength and normalized difference
 * vegetation index continuity", RSE 185, 57–70, table 2 (ordinary least squares, OLI on ETM+)
 */
const ETM_TO_OLI = bandFunctions(
  [0.8474, 0.8483, 0.9047, 0.8462, 0.8937, 0.9071],
  [0.0003, 0.0088, 0.0061, 0.0412, 0.0254, 0.0172],
);

/**
 * The same of Sentinel-2's MSI, by satellite.
 * @source Claverie et al. 2018, "The Harmonized Landsat and Sentinel-2 surface reflectance data set", RSE 219, 145–161;
 * coefficients of HLS 1.4 and 2.0, hls.gsfc.nasa.gov/algorithms/bandpass-adjustment
 */
const S2A_TO_OLI = bandFunctions(
  [0.9778, 1.0053, 0.9765, 0.9983, 0.9987, 1.003],
  [-0.004, -0.0009, 0.0009, -0.0001, -0.0011, -0.0012],
);
const S2B_TO_OLI = bandFunctions(
  [0.9778, 1.0075, 0.9761, 0.9966, 1, 0.9867],
  [-0.004, -0.0008, 0.001, 0, -0.0003, 0.0004],
);

/** Names of platforms as products and STAC write them: `LE07`, `Landsat-7`, `LANDSAT_7`, `S2A`, `sentinel-2a`. */
const PLATFORMS: readonly { readonly name: RegExp; readonly functions: BandFunctions }[] = [
  { name: /^(LE07|LT0?[45]|LANDSAT[-_ ]?[457])(_.*)?$/i, functions: ETM_TO_OLI },
  { name: /^(S2A|SENTINEL[-_ ]?2A)(_.*)?$/i, functions: S2A_TO_OLI },
  { name: /^(S2B|SENTINEL[-_ ]?2B)(_.*)?$/i, functions: S2B_TO_OLI },
];

/** By band, what brings a platform's reflectance onto OLI's; nothing for OLI itself and for platforms nobody measured. */
export function landsatOliHarmonisation(platform: string | null): BandFunctions {
  return PLATFORMS.find(({ name }) => platform !== null && name.test(platform.trim()))?.functions ?? {};
}
