import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { apiUnderTest, type ApiUnderTest } from './apiUnderTest.js';
import { gradientOf, GRADIENT, MANIFEST, sceneForm } from './sceneForms.js';
import { tinyGeoTiff } from './tinyGeoTiff.js';

let api: ApiUnderTest;
let sceneId: string;
beforeAll(async () => {
  api = await apiUnderTest();
  const answer = await api.ask('/v1/scenes', sceneForm(tinyGeoTiff(GRADIENT)));
  sceneId = (answer.json as { id: string }).id;
});
afterAll(() => api.stop());

/** Web mercator tile with the place in it, and the place's pixel in the tile. */
function tileAt(lon: number, lat: number, z: number) {
  const x = ((lon + 180) / 360) * 2 ** z;
  const sin = Math.sin((lat * Math.PI) / 180);
  const y = (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 2 ** z;
  const pixel = (n: number): number => Math.floor((n - Math.floor(n)) * 256);
  return { z, x: Math.floor(x), y: Math.floor(y), column: pixel(x), row: pixel(y) };
}

async function pixelsOf(webp: Buffer): Promise<(column: number, row: number) => number[]> {
  const { data, info } = await sharp(webp).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return (column, row) => [...data.subarray((row * info.width + column) * 4, (row * info.width + column) * 4 + 4)];
}

/** gdaltransform -s_srs EPSG:4549 -t_srs EPSG:4326: the centre of pixel (column 32, row 16) of the scene. */
const PLACE = { lon: 120.003_368_27, lat: 29.997_488_53 };
/** The same of the corners of its first and last pixels: upper left, upper right, lower right, lower left. */
const CORNERS = [
  [120, 29.998_977_038],
  [120.006_632_999, 29.998_976_871],
  [120.006_632_615, 29.993_203_427],
  [120, 29.993_203_594],
] as const;
const { z, x, y, column, row } = tileAt(PLACE.lon, PLACE.lat, 16);
const tilePath = (query = ''): string => `/tiles/scenes/${sceneId}/${z}/${x}/${y}.webp${query}`;

type Pixel = readonly [column: number, row: number];
const between = (from: Pixel, to: Pixel, share: number): Pixel => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
];
/** Where the line through two places has the coordinate `value` on one axis (0 columns, 1 rows): its place on the other. */
function at(from: Pixel, to: Pixel, value: number, axis: 0 | 1): number {
  const share = (value - from[axis]) / (to[axis] - from[axis]);
  return between(from, to, share)[axis === 0 ? 1 : 0];
}

describe('a scene tile', () => {
  test('shows the pixel that lies there, stretched as asked', async () => {
    // Red is 1000 + 32 · 10 = 1320 and green 1000 + 16 · 10 = 1160, in ten-thousandths; blue 500 is below the stretch.
    const answer = await api.ask(tilePath('?stretch=0.1,0.164'));
    expect(await sharp(answer.bytes).metadata()).toMatchObject({ format: 'webp', width: 256, height: 256 });
    const [red, green, blue, alpha] = (await pixelsOf(answer.bytes))(column, row);
    expect(Math.abs(red! - (255 * 320) / 640)).toBeLessThan(12);
    expect(Math.abs(green! - (255 * 160) / 640)).toBeLessThan(12);
    expect(blue).toBeLessThan(12);
    expect(alpha).toBe(255);
  });

  test('puts asked bands into red, green and blue, and one band into grey', async () => {
    const swapped = (await pixelsOf((await api.ask(tilePath('?stretch=0.1,0.164&bands=green,blue,red'))).bytes))(
      column,
      row,
    );
    expect(Math.abs(swapped[0]! - 64)).toBeLessThan(12);
    expect(Math.abs(swapped[2]! - 128)).toBeLessThan(12);
    const [red, green, blue] = (await pixelsOf((await api.ask(tilePath('?stretch=0.1,0.164&bands=red'))).bytes))(
      column,
      row,
    );
    expect(Math.abs(red! - 128)).toBeLessThan(12);
    expect(Math.max(Math.abs(red! - green!), Math.abs(red! - blue!))).toBeLessThan(4);
  });

  test('stretches by itself between the 2nd and 98th percentile of the whole scene', async () => {
    // Red has 64 equally frequent values 1000 … 1630: 2 % is 1010, 98 % is 1620.
    const [red] = (await pixelsOf((await api.ask(tilePath())).bytes))(column, row);
    expect(Math.abs(red! - (255 * (1320 - 1010)) / (1620 - 1010))).toBeLessThan(12);
  });

  test('is clear where there is no data, inside and outside the scene', async () => {
    const bands = GRADIENT.bands.map((band) => band.map((value, i) => (i % 64 < 40 ? 0 : value + 1)));
    const { json } = await api.ask('/v1/scenes', sceneForm(tinyGeoTiff({ ...GRADIENT, bands })));
    const answer = await api.ask(`/tiles/scenes/${(json as { id: string }).id}/${z}/${x}/${y}.webp`);
    expect((await pixelsOf(answer.bytes))(column, row)[3]).toBe(0);
    const far = await api.ask(`/tiles/scenes/${sceneId}/10/0/0.webp`);
    const stats = await sharp(far.bytes).stats();
    expect(stats.channels[3]).toMatchObject({ min: 0, max: 0 });
  });

  test('begins and ends where its corners lie, to half a pixel', async () => {
    const [zoom, size] = [18, 2 ** 18 * 256];
    // Places of the corners in pixels of the whole world at this zoom; the edges between them are straight to a millimetre.
    const [upperLeft, upperRight, lowerRight, lowerLeft] = CORNERS.map(([lon, lat]) => {
      const sin = Math.sin((lat * Math.PI) / 180);
      return [(lon / 360 + 0.5) * size, (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * size] as const;
    }) as [Pixel, Pixel, Pixel, Pixel];
    const isSeen = async (column: number, row: number): Promise<boolean> => {
      const path = `${zoom}/${Math.floor(column / 256)}/${Math.floor(row / 256)}`;
      const answer = await api.ask(`/tiles/scenes/${sceneId}/${path}.webp?stretch=0.1,0.164`);
      return (await pixelsOf(answer.bytes))(column % 256, row % 256)[3] === 255;
    };
    for (const share of [0.05, 0.2, 0.5, 0.8, 0.95]) {
      const row = Math.floor(between(upperLeft, lowerLeft, share)[1]);
      const leftEdge = at(upperLeft, lowerLeft, row + 0.5, 1);
      const rightEdge = at(upperRight, lowerRight, row + 0.5, 1);
      // A pixel is seen where its middle lies inside: beyond half a pixel from the edge there is no doubt.
      expect(await isSeen(Math.ceil(leftEdge), row)).toBe(true);
      expect(await isSeen(Math.floor(leftEdge) - 1, row)).toBe(false);
      expect(await isSeen(Math.floor(rightEdge) - 1, row)).toBe(true);
      expect(await isSeen(Math.ceil(rightEdge), row)).toBe(false);
      const column = Math.floor(between(upperLeft, upperRight, share)[0]);
      const topEdge = at(upperLeft, upperRight, column + 0.5, 0);
      const bottomEdge = at(lowerLeft, lowerRight, column + 0.5, 0);
      expect(await isSeen(column, Math.ceil(topEdge))).toBe(true);
      expect(await isSeen(column, Math.floor(topEdge) - 1)).toBe(false);
      expect(await isSeen(column, Math.floor(bottomEdge) - 1)).toBe(true);
      expect(await isSeen(column, Math.ceil(bottomEdge))).toBe(false);
    }
  });

  test('of the whole world still shows the scene’s place', async () => {
    expect((await api.ask(`/tiles/scenes/${sceneId}/0/0/0.webp`)).status).toBe(200);
  });

  test('is answered 304 to a browser that has it, and kept by that browser only', async () => {
    const first = await api.ask(tilePath());
    expect(first.headers['cache-control']).toMatch(/^private, max-age=\d+$/);
    const again = await api.ask(tilePath(), { headers: { 'If-None-Match': first.headers.etag! } });
    expect(again).toMatchObject({ status: 304 });
    expect(again.bytes).toHaveLength(0);
    const other = await api.ask(tilePath('?bands=red'), { headers: { 'If-None-Match': first.headers.etag! } });
    expect(other.status).toBe(200);
  });

  test.each([
    ['?bands=red,nir,blue', 400, 'request.bands'],
    ['?bands=red,green', 400, 'request.bands'],
    ['?bands=__proto__', 400, 'request.bands'],
    ['?stretch=5,1', 400, 'request.query'],
    ['?stretch=a,b', 400, 'request.query'],
  ])('with %s is refused', async (query, status, code) => {
    expect(await api.ask(tilePath(query))).toMatchObject({ status, json: { code } });
  });

  test.each(['2/4/0', '2/0/4', '25/0/0', '-1/0/0', '1.5/0/0', 'x/0/0'])('%s is no tile', async (address) => {
    const answer = await api.ask(`/tiles/scenes/${sceneId}/${address}.webp`);
    expect(answer).toMatchObject({ status: 400, json: { code: 'request.params' } });
  });

  test('of a scene whose file has gone says so, instead of showing nothing', async () => {
    const { json } = await api.ask('/v1/scenes', sceneForm(gradientOf(77), { ...MANIFEST, title: 'gone' }));
    const { id, contentHash } = json as { id: string; contentHash: string };
    const file = join(api.services.config.dataDir, 'rasters', `${contentHash}.tif`);
    await rm(file);
    const gone = await api.ask(`/tiles/scenes/${id}/${z}/${x}/${y}.webp`);
    expect(gone).toMatchObject({ status: 503, json: { code: 'service.unavailable' } });
    expect(gone.text).not.toContain(api.services.config.dataDir);
    writeFileSync(file, gradientOf(77));
    expect((await api.ask(`/tiles/scenes/${id}/${z}/${x}/${y}.webp`)).status).toBe(200);
  });

  test('of an unknown scene is 404', async () => {
    const id = '00000000-0000-8000-8000-000000000000';
    expect((await api.ask(`/tiles/scenes/${id}/0/0/0.webp`)).status).toBe(404);
  });
});
