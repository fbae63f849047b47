import { randomBytes } from 'node:crypto';
import type { Asking } from './apiUnderTest.js';
import { tinyGeoTiff, type TinyGeoTiff } from './tinyGeoTiff.js';

/** 64 × 64 pixels of 10 m near Hangzhou, red rising to the east, green to the south, blue constant; 0 is nodata. */
export const GRADIENT: TinyGeoTiff = {
  width: 64,
  height: 64,
  bands: [
    Array.from({ length: 4096 }, (_, i) => 1000 + (i % 64) * 10),
    Array.from({ length: 4096 }, (_, i) => 1000 + Math.floor(i / 64) * 10),
    Array.from({ length: 4096 }, () => 500),
  ],
  epsg: 4549,
  place: { x: 500_000, y: 3_320_000, pixel: 10 },
  nodata: 0,
};

/** The same picture with other contents, so that it is another scene. */
export function gradientOf(brightness: number): Buffer {
  return tinyGeoTiff({ ...GRADIENT, bands: GRADIENT.bands.map((band) => band.map((value) => value + brightness)) });
}

export const MANIFEST = {
  title: 'Gradient',
  acquiredAt: '2024-03-17T02:31:00Z',
  sensor: 'optical',
  bands: { red: 1, green: 2, blue: 3 },
  scale: 0.0001,
};

export interface FormPart {
  readonly name: string;
  readonly fileName?: string;
  readonly content: string | Buffer;
}

/** A multipart/form-data request of these parts, in this order. */
export function formOf(parts: readonly FormPart[]): Asking & { readonly body: Buffer } {
  const boundary = `form-${randomBytes(8).toString('hex')}`;
  const pieces = parts.flatMap(({ name, fileName, content }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"`}\r\n` +
        `${fileName === undefined ? '' : 'Content-Type: image/tiff\r\n'}\r\n`,
    ),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]);
  return {
    method: 'POST',
    body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
  };
}

/** The form that registers a scene. */
export function sceneForm(tiff: Buffer, manifest: object = MANIFEST, fileName = '影像.tif'): Asking & { body: Buffer } {
  return formOf([
    { name: 'manifest', content: JSON.stringify(manifest) },
    { name: 'file', fileName, content: tiff },
  ]);
}
