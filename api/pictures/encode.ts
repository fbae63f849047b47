import type { Position } from 'geojson';
import sharp from 'sharp';
import type { AreaGeometry } from '#domain/geometry.js';
import { pixelOf, type MercatorView } from './mercatorView.js';

type Size = Pick<MercatorView, 'width' | 'height'>;

/** Tiles are made by the hundred: fast rather than small. Transparency is kept exactly. */
const TILE_WEBP = { quality: 85, effort: 0, alphaQuality: 100 } as const;
const CHIP_WEBP = { quality: 90, effort: 3, alphaQuality: 100 } as const;

/** WebP of red, green, blue, alpha bytes. */
export function encodeTile(rgba: Uint8Array, { width, height }: Size): Promise<Buffer> {
  return sharp(rgba, { raw: { width, height, channels: 4 } })
    .webp(TILE_WEBP)
    .toBuffer();
}

/** WebP of the picture, with the area's outline on it unless that is null. Where there is no data it is light grey. */
export function encodeChip(rgba: Uint8Array, view: MercatorView, outline: AreaGeometry | null): Promise<Buffer> {
  const { width, height } = view;
  const picture = sharp(rgba, { raw: { width, height, channels: 4 } });
  const layers = outline === null ? [] : [{ input: Buffer.from(outlineSvg(outline, view)) }];
  return picture.flatten({ background: '#d9d9d9' }).composite(layers).webp(CHIP_WEBP).toBuffer();
}

/** The area's rings as lines: dark below, yellow above, so that they show on every ground. */
function outlineSvg(area: AreaGeometry, view: MercatorView): string {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  const path = polygons
    .flat()
    .map((ring) => ringPath(ring, view))
    .join('');
  const line = (colour: string, width: number): string =>
    `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${view.width}" height="${view.height}">${line('#1a1a1a', 5)}${line('#ffe100', 2.5)}</svg>`;
}

function ringPath(ring: readonly Position[], view: MercatorView): string {
  const points = ring.map((place) => pixelOf(view, place).map((pixel) => pixel.toFixed(1)));
  return `M${points.map((point) => point.join(' ')).join('L')}Z`;
}
