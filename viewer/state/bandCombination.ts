/** Three bands shown as red, green and blue. */
export const BAND_COMBINATIONS = {
  trueColour: ['red', 'green', 'blue'],
  falseColour: ['nir', 'red', 'green'],
  shortWave: ['swir2', 'nir', 'red'],
} as const satisfies Record<string, readonly [string, string, string]>;

export type BandCombination = keyof typeof BAND_COMBINATIONS;
export const BAND_COMBINATION_NAMES = Object.keys(BAND_COMBINATIONS) as BandCombination[];

/** Combinations that every one of the scenes can show. Without scenes: all. */
export function combinationsFor(bandsOfScenes: readonly (readonly string[])[]): BandCombination[] {
  return BAND_COMBINATION_NAMES.filter((name) =>
    bandsOfScenes.every((bands) => BAND_COMBINATIONS[name].every((band) => bands.includes(band))),
  );
}

/**
 * The bands to ask of one scene: the wished combination, else true colour, else its first three bands (a radar scene
 * with fewer repeats its last).
 */
export function bandsToShow(wished: BandCombination, bands: readonly string[]): readonly string[] {
  for (const name of [wished, 'trueColour'] as const) {
    if (BAND_COMBINATIONS[name].every((band) => bands.includes(band))) return BAND_COMBINATIONS[name];
  }
  const last = bands[bands.length - 1];
  return last === undefined ? [] : [0, 1, 2].map((index) => bands[index] ?? last);
}

export function isBandCombination(text: string | null): text is BandCombination {
  return text !== null && text in BAND_COMBINATIONS;
}
