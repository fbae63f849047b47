import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { tracePixelPolygons } from '#pipelines/kernels/pixelPolygons.js';
import { runsOfCodes } from '#pipelines/kernels/runLengths.js';

/** Made by GDAL's Polygonize: see polygonize.py beside it. */
const golden = JSON.parse(readFileSync('tests/golden/detect/polygons.json', 'utf8')) as {
  rows: string[];
  polygons: [number, number][][][];
};

/** A ring from its smallest corner, counter-clockwise in x right, y down, without the repeated end. */
function normalised(ring: readonly (readonly number[])[]): string {
  const open = ring.slice(0, -1);
  let twice = 0;
  open.forEach(([x, y], i) => {
    const [nextX, nextY] = open[(i + 1) % open.length]!;
    twice += x! * nextY! - nextX! * y!;
  });
  const turned = twice > 0 ? open : open.toReversed();
  const keys = turned.map(([x, y]) => `${x},${y}`);
  const first = keys.reduce((best, key, i) => (key < keys[best]! ? i : best), 0);
  return [...keys.slice(first), ...keys.slice(0, first)].join(' ');
}

const asText = (polygons: readonly (readonly (readonly (readonly number[])[])[])[]): string[] =>
  polygons.map(([exterior, ...holes]) => [normalised(exterior!), ...holes.map(normalised).sort()].join(' | ')).sort();

test('outlines are those of gdal_polygonize, polygon for polygon and corner for corner', () => {
  const width = golden.rows[0]!.length;
  const mask = Uint8Array.from(golden.rows.join(''), Number);
  const polygons = tracePixelPolygons(runsOfCodes(mask, width, golden.rows.length)).map(({ rings }) =>
    rings.map((ring) => {
      const corners = Array.from({ length: ring.length / 2 }, (_, i) => [ring[2 * i]!, ring[2 * i + 1]!]);
      return [...corners, corners[0]!];
    }),
  );
  expect(asText(polygons)).toEqual(asText(golden.polygons));
});
