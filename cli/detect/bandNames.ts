import { BadInputError } from '#domain/errors.js';
import { BAND_NAMES, type QualityCoding, type SensorKind } from '#domain/scene.js';

/** What the bands of a file are, by band number counted from 1. */
export interface BandReading {
  readonly bands: Readonly<Record<string, number>>;
  readonly quality: { readonly band: number; readonly coding: QualityCoding } | null;
  /** Set where the meaning was guessed from the number of bands alone. */
  readonly assumption: string | null;
}

export interface BandSource {
  readonly path: string;
  /** Descriptions of the bands as the file gives them, without alpha. */
  readonly descriptions: readonly (string | null)[];
  readonly sensor: SensorKind | null;
}

const QUALITY_NAMES: Readonly<Record<string, QualityCoding>> = {
  quality: 'own',
  scl: 'scl',
  qa_pixel: 'qaPixel',
  fmask: 'fmask',
};

/**
 * Producers' own band numbers: Sentinel-2's with and without zeros, Landsat 4 to 7's, Landsat 8 and 9's. Which sensor a file
 * is from shows in which numbers it holds, if it does.
 */
const NUMBERED: readonly Readonly<Record<string, string>>[] = [
  { B02: 'blue', B03: 'green', B04: 'red', B08: 'nir', B11: 'swir1', B12: 'swir2' },
  { B2: 'blue', B3: 'green', B4: 'red', B8: 'nir', B11: 'swir1', B12: 'swir2' },
  { B1: 'blue', B2: 'green', B3: 'red', B4: 'nir', B5: 'swir1', B7: 'swir2' },
  { B2: 'blue', B3: 'green', B4: 'red', B5: 'nir', B6: 'swir1', B7: 'swir2' },
];

const BY_COUNT: ReadonlyMap<number, readonly string[]> = new Map<number, readonly string[]>([
  [6, BAND_NAMES],
  [4, ['blue', 'green', 'red', 'nir']],
  [3, ['red', 'green', 'blue']],
]);

/** Reads the meaning of the bands from their descriptions, else assumes the usual order for their number. */
export function readBandNames({ path, descriptions, sensor }: BandSource): BandReading {
  const names = descriptions.map((text) => text?.trim().toLowerCase() ?? '');
  const qualityAt = names.findIndex((name) => QUALITY_NAMES[name] !== undefined);
  const quality = qualityAt < 0 ? null : { band: qualityAt + 1, coding: QUALITY_NAMES[names[qualityAt]!]! };
  const picture = [...names.keys()].filter((index) => index !== qualityAt);
  if (picture.length === 0) {
    throw new BadInputError('no bands to compare', { code: 'bands.none', where: path, found: 'a quality band only' });
  }
  const stated = statedNames(picture.map((index) => names[index]!));
  if (stated !== null) return { bands: number(picture, stated), quality, assumption: null };
  const isNumbered = picture.every((index) => /^(sr_)?b\d{1,2}a?$/.test(names[index]!));
  // Numbers that no one sensor explains are no reason to take the bands for the usual ones.
  const usual = sensor === 'sar' || isNumbered ? undefined : BY_COUNT.get(picture.length);
  const assumed = usual ?? picture.map((index) => `band${index + 1}`);
  return {
    bands: number(picture, assumed),
    quality,
    assumption:
      usual === undefined
        ? `${path}: the meaning of its ${picture.length === 1 ? 'band' : `${picture.length} bands`} is not known, so land-cover classes stay unknown; give --bands`
        : `${path}: its ${picture.length} bands are taken as ${assumed.join(', ')}; give --bands where that is wrong`,
  };
}

/** Whether a band's name is that of a radar channel: sent and received horizontally or vertically. */
export const isPolarisation = (name: string): boolean => /^[hv][hv]$/i.test(name);

function statedNames(names: readonly string[]): string[] | null {
  if (names.every(isPolarisation)) return new Set(names).size === names.length ? [...names] : null;
  const common = names.filter((name) => (BAND_NAMES as readonly string[]).includes(name));
  if (common.length >= 2 && new Set(common).size === common.length) {
    return names.map((name, index) => (common.includes(name) ? name : name || `band${index + 1}`));
  }
  const numbers = names.map((name) => name.toUpperCase().replace(/^SR_/, ''));
  if (new Set(numbers).size < numbers.length) return null;
  const readings = NUMBERED.filter((table) => numbers.every((name) => table[name] !== undefined)).map((table) =>
    numbers.map((name) => table[name]!),
  );
  const [first, ...others] = readings;
  // B2, B3 and B4 alone are of different colours from sensor to sensor.
  return first === undefined || others.some((other) => other.join() !== first.join()) ? null : first;
}

const number = (places: readonly number[], names: readonly string[]): Record<string, number> =>
  Object.fromEntries(places.map((place, index) => [names[index]!, place + 1]));

/**
 * The user's own mapping: names in file order (`blue,green,red,nir`, `-` leaves one out) or `name=number` pairs;
 * `quality` names the quality band (Planwatch's coding).
 * @throws BadInputError naming the part that is wrong
 */
export function parseBandNames(text: string, bandCount: number): BandReading {
  const bands: Record<string, number> = {};
  let quality: BandReading['quality'] = null;
  text.split(',').forEach((part, index) => {
    const [name = '', place = String(index + 1)] = part.trim().split('=');
    if (name === '-') return;
    const band = Number(place);
    if (
      !/^[\w.]+$/.test(name) ||
      !Number.isInteger(band) ||
      band < 1 ||
      band > bandCount ||
      bands[name] !== undefined
    ) {
      throw new BadInputError('not a band mapping', {
        code: 'bands.mapping',
        where: '--bands',
        found: part,
        expected: `names in file order or name=number, each name once, numbers from 1 to ${bandCount}`,
      });
    }
    const coding = QUALITY_NAMES[name];
    if (coding !== undefined) quality = { band, coding };
    else bands[name] = band;
  });
  return { bands, quality, assumption: null };
}
