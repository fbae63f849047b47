import { BadInputError } from '#domain/errors.js';

/** Band values by name, one array per band, equally long. */
export type NamedBands = ReadonlyMap<string, Float32Array>;

interface IndexDefinition {
  readonly bands: readonly string[];
  readonly valueAt: (values: readonly number[]) => number;
  /** True: (first - second) / (first + second). */
  readonly isNormalisedDifference?: true;
}

/** Dark and slightly negative reflectances count as this, so that logarithms stay finite. */
const LEAST_REFLECTANCE = 0.005;
const logarithmOf = (band: string): IndexDefinition => ({
  bands: [band],
  valueAt: ([value]) => Math.log(Math.max(LEAST_REFLECTANCE, value!)),
});

const ratio = (a: number, b: number): number => (a + b === 0 ? 0 : (a - b) / (a + b));

const normalisedDifference = (first: string, second: string): IndexDefinition => ({
  bands: [first, second],
  valueAt: ([a, b]) => ratio(a!, b!),
  isNormalisedDifference: true,
});

/** Indices whose denominator may vanish over clouds and snow are held within this. */
const limited = (value: number): number => (Number.isNaN(value) ? value : Math.max(-1, Math.min(1, value)));

/** Soil brightness correction of SAVI for middling plant cover. */
const SAVI_SOIL = 0.5;

/**
 * Spectral indices of reflectance (0–1). All lie within -1…1 for reflectances of land, except `excessGreen` (-1…2),
 * `brightness`, a reflectance, and `ln…`, natural logarithms of one band: a difference of 0.1 is a change by about 10 %.
 * A ratio of nothing to nothing is 0.
 */
const INDICES: Readonly<Record<string, IndexDefinition>> = {
  /** Greenness. @source Rouse et al. 1974 */
  ndvi: normalisedDifference('nir', 'red'),
  /** Greenness where soil shows between the plants. @source Huete 1988, RSE 25, 295–309, with L = 0.5 */
  savi: {
    bands: ['nir', 'red'],
    valueAt: ([nir, red]) => limited(((1 + SAVI_SOIL) * (nir! - red!)) / (nir! + red! + SAVI_SOIL)),
  },
  /** SAVI that finds its own soil correction. @source Qi et al. 1994, RSE 48, 119–126, eq. 19 (MSAVI2) */
  msavi: {
    bands: ['nir', 'red'],
    valueAt: ([nir, red]) =>
      limited((2 * nir! + 1 - Math.sqrt(Math.max(0, (2 * nir! + 1) ** 2 - 8 * (nir! - red!)))) / 2),
  },
  /** Greenness less air and soil; needs the blue band free of haze. @source Huete et al. 2002, RSE 83, 195–213 */
  evi: {
    bands: ['nir', 'red', 'blue'],
    valueAt: ([nir, red, blue]) => limited((2.5 * (nir! - red!)) / (nir! + 6 * red! - 7.5 * blue! + 1)),
  },
  /** EVI without blue. @source Jiang et al. 2008, RSE 112, 3833–3845 */
  evi2: {
    bands: ['nir', 'red'],
    valueAt: ([nir, red]) => limited((2.5 * (nir! - red!)) / (nir! + 2.4 * red! + 1)),
  },
  /** Water in leaves. @source Wilson & Sader 2002, RSE 80, 385–396 (NDMI; Gao 1996 calls it NDWI) */
  ndmi: normalisedDifference('nir', 'swir1'),
  /** Dry built and bare ground. @source Zha, Gao & Ni 2003, IJRS 24, 583–594 */
  ndbi: normalisedDifference('swir1', 'nir'),
  /** Built-up ground, darker fields aside. @source Kawamura et al. 1996 (urban index) */
  ui: normalisedDifference('swir2', 'nir'),
  /** Open water, also between buildings. @source Xu 2006, IJRS 27, 3025–3033 */
  mndwi: normalisedDifference('green', 'swir1'),
  /** Open water. @source McFeeters 1996, IJRS 17, 1425–1432 */
  ndwi: normalisedDifference('green', 'nir'),
  /** Burnt and cleared ground: falls. @source García & Caselles 1991; Key & Benson 2006 */
  nbr: normalisedDifference('nir', 'swir2'),
  /** Drying and burning that near infrared misses. @source Key & Benson 2006 */
  nbr2: normalisedDifference('swir1', 'swir2'),
  /** Bare soil. @source Rikimaru, Roy & Miyatake 2002, Tropical Ecology 43, 39–47 */
  bsi: {
    bands: ['swir1', 'red', 'nir', 'blue'],
    valueAt: ([swir1, red, nir, blue]) => ratio(swir1! + red!, nir! + blue!),
  },
  /** Iron oxides of soil. @source Madeira et al. 1997, IJRS 18, 2835–2852 */
  redness: normalisedDifference('red', 'blue'),
  /** Greenness of a plain colour picture. @source Woebbecke et al. 1995, Trans. ASAE 38, 259–269 (chromatic coordinates) */
  excessGreen: {
    bands: ['green', 'red', 'blue'],
    valueAt: ([green, red, blue]) => {
      const sum = green! + red! + blue!;
      return sum === 0 ? 0 : (2 * green! - red! - blue!) / sum;
    },
  },
  /** Mean of the visible bands. */
  brightness: { bands: ['blue', 'green', 'red'], valueAt: ([blue, green, red]) => (blue! + green! + red!) / 3 },
  lnBlue: logarithmOf('blue'),
  lnGreen: logarithmOf('green'),
  lnRed: logarithmOf('red'),
  lnNir: logarithmOf('nir'),
  lnSwir1: logarithmOf('swir1'),
  lnSwir2: logarithmOf('swir2'),
};

export const INDEX_NAMES: readonly string[] = Object.keys(INDICES);

/** Bands an index is made of. @throws BadInputError for a name that is no index */
export function bandsOfIndex(name: string): readonly string[] {
  return definitionOf(name).bands;
}

/** True for indices of the form (first - second) / (first + second). */
export function isNormalisedDifference(name: string): boolean {
  return definitionOf(name).isNormalisedDifference === true;
}

/** @throws BadInputError where a band is missing */
export const indexValues = (name: string, bands: NamedBands): Float32Array =>
  indexInto(name, bands, (length) => new Float32Array(length));

/** The same in double precision. */
export const indexValuesInDoubles = (name: string, bands: ReadonlyMap<string, Float64Array>): Float64Array =>
  indexInto(name, bands, (length) => new Float64Array(length));

function indexInto<Values extends Float32Array | Float64Array>(
  name: string,
  bands: ReadonlyMap<string, Values>,
  create: (length: number) => Values,
): Values {
  const { bands: names, valueAt } = definitionOf(name);
  const inputs = names.map((band) => {
    const values = bands.get(band);
    if (values !== undefined) return values;
    throw new BadInputError(`index ${name} lacks a band`, {
      code: 'bands.missing',
      where: 'bands',
      found: [...bands.keys()].join(', '),
      expected: names.join(', '),
    });
  });
  const out = create(inputs[0]!.length);
  const at = inputs.map(() => 0);
  for (let i = 0; i < out.length; i++) {
    for (let k = 0; k < inputs.length; k++) at[k] = inputs[k]![i]!;
    out[i] = valueAt(at);
  }
  return out;
}

function definitionOf(name: string): IndexDefinition {
  const definition = INDICES[name];
  if (definition !== undefined) return definition;
  throw new BadInputError('unknown spectral index', {
    code: 'recipe.unknownIndex',
    where: 'recipe.parameters',
    found: name,
    expected: INDEX_NAMES.join(', '),
  });
}
