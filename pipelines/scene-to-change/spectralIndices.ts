import { BadInputError } from '#domain/errors.js';

/** Band values by name, one array per band, equally long. */
export type NamedBands = ReadonlyMap<string, Float32Array>;

interface IndexDefinition {
  readonly bands: readonly string[];
  readonly valueAt: (values: readonly number[]) => number;
}

/** Dark and slightly negative reflectances count as this, so that logarithms stay finite. */
const LEAST_REFLECTANCE = 0.005;
const logarithmOf = (band: string): IndexDefinition => ({
  bands: [band],
  valueAt: ([value]) => Math.log(Math.max(LEAST_REFLECTANCE, value!)),
});

const ratio = (a: number, b: number): number => (a + b === 0 ? 0 : (a - b) / (a + b));

/**
 * Spectral indices of reflectance (0–1). All are ratios within -1…1 except `brightness`, a reflectance, and `ln…`, natural
 * logarithms of one band: a difference of 0.1 is a change by about 10 %.
 * @source NDVI Rouse 1974; NDBI Zha 2003; MNDWI Xu 2006; NDWI McFeeters 1996; NBR García & Caselles 1991; BSI Rikimaru 2002;
 *   redness Madeira 1997; brightness: mean of the visible bands
 */
const INDICES: Readonly<Record<string, IndexDefinition>> = {
  ndvi: { bands: ['nir', 'red'], valueAt: ([nir, red]) => ratio(nir!, red!) },
  ndbi: { bands: ['swir1', 'nir'], valueAt: ([swir1, nir]) => ratio(swir1!, nir!) },
  mndwi: { bands: ['green', 'swir1'], valueAt: ([green, swir1]) => ratio(green!, swir1!) },
  ndwi: { bands: ['green', 'nir'], valueAt: ([green, nir]) => ratio(green!, nir!) },
  nbr: { bands: ['nir', 'swir2'], valueAt: ([nir, swir2]) => ratio(nir!, swir2!) },
  bsi: {
    bands: ['swir1', 'red', 'nir', 'blue'],
    valueAt: ([swir1, red, nir, blue]) => ratio(swir1! + red!, nir! + blue!),
  },
  redness: { bands: ['red', 'blue'], valueAt: ([red, blue]) => ratio(red!, blue!) },
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

/** @throws BadInputError where a band is missing */
export function indexValues(name: string, bands: NamedBands): Float32Array {
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
  const out = new Float32Array(inputs[0]!.length);
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
