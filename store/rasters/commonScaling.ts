import { BadInputError } from '#domain/errors.js';
import type { RasterHeader } from './raster.js';

/** Physical value = stored value * scale + offset. */
export interface CommonScaling {
  readonly scale: number;
  readonly offset: number;
}

export const UNSCALED: CommonScaling = { scale: 1, offset: 0 };

/** A band of a file, its number counted from 1. */
export interface BandOfFile {
  readonly header: Pick<RasterHeader, 'path' | 'bands'>;
  readonly band: number;
}

/**
 * The one scaling that files state for all these bands: a scene has one. Bands that a file lacks are left aside.
 * @throws BadInputError where they are scaled differently
 */
export function commonScaling(bands: readonly BandOfFile[]): CommonScaling {
  const [first, ...others] = bands.flatMap(({ header, band }) => {
    const stated = header.bands[band - 1];
    return stated === undefined ? [] : [{ path: header.path, band, scale: stated.scale, offset: stated.offset }];
  });
  if (first === undefined) return UNSCALED;
  const other = others.find(({ scale, offset }) => scale !== first.scale || offset !== first.offset);
  if (other !== undefined) {
    const of = ({ band, scale, offset }: typeof first): string => `${scale}/${offset} (scale/offset) of band ${band}`;
    throw new BadInputError('the bands are scaled differently', {
      code: 'scene.mixedScaling',
      where: other.path,
      found: `${of(other)} beside ${of(first)}${other.path === first.path ? '' : ` in ${first.path}`}`,
      expected: 'one scale and offset for all bands, or those to be used stated for the scene',
    });
  }
  return { scale: first.scale, offset: first.offset };
}
