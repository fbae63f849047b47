import { BAND_NAMES } from '#domain/scene.js';
import type { RasterHeader } from './raster.js';

/** Other ways in which files name the common bands. Sensor band numbers differ by sensor and are not guessed. */
const ALIASES: Readonly<Record<string, string>> = {
  b: 'blue',
  g: 'green',
  r: 'red',
  'near infrared': 'nir',
  nearinfrared: 'nir',
  'swir 1': 'swir1',
  'swir 2': 'swir2',
  swir16: 'swir1',
  swir22: 'swir2',
};

/**
 * The bands of a file by name: as its band descriptions say where they name common bands; red, green and blue for three
 * bands (or four with alpha) of bytes; `band1`, `band2`… otherwise. Alpha and quality bands are no bands of the scene.
 */
export function bandsOf(header: RasterHeader): Record<string, number> {
  const bands: Record<string, number> = {};
  header.bands.forEach(({ description }, index) => {
    const name = commonName(description);
    if (name !== null && bands[name] === undefined) bands[name] = index + 1;
  });
  if (Object.keys(bands).length > 0) return bands;
  const colours = header.bandCount - (header.alphaBand === null ? 0 : 1);
  if (header.sampleType === 'uint8' && colours === 3) return { red: 1, green: 2, blue: 3 };
  const quality = qualityBandOf(header);
  for (let band = 1; band <= header.bandCount; band++) {
    if (band !== header.alphaBand && band !== quality) bands[`band${band}`] = band;
  }
  return bands;
}

/** Number of the band that is described as `quality`, or null. */
export function qualityBandOf(header: RasterHeader): number | null {
  const index = header.bands.findIndex(({ description }) => description?.trim().toLowerCase() === 'quality');
  return index < 0 ? null : index + 1;
}

function commonName(description: string | null): string | null {
  const text = description?.trim().toLowerCase() ?? '';
  const name = ALIASES[text] ?? text;
  return (BAND_NAMES as readonly string[]).includes(name) ? name : null;
}
