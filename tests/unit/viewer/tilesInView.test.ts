import { expect, test } from '@jest/globals';
import { bboxOfTile, tileAddress, tilesInView } from '../../../viewer/state/tilesInView.js';

const ZOOMS = { least: 0, most: 20, native: 20 };

test('an extent of exactly one tile in a view of one tile asks for that tile', () => {
  const tile = { z: 14, x: 13_664, y: 6731 };
  const view = { widthPx: 256, heightPx: 256, paddingPx: 0 };
  expect(tilesInView(bboxOfTile(tile), view, ZOOMS)).toEqual([tile]);
});

test('a wider view asks for the tiles around it too; blank kept makes it one zoom farther', () => {
  const tile = { z: 14, x: 13_664, y: 6731 };
  const bbox = bboxOfTile(tile);
  const around = tilesInView(bbox, { widthPx: 512, heightPx: 256, paddingPx: 0 }, ZOOMS);
  expect(around.map(({ x, y }) => [x, y])).toEqual([13_663, 13_664, 13_665].map((x) => [x, 6731]));
  const farther = tilesInView(bbox, { widthPx: 256, heightPx: 256, paddingPx: 4 }, ZOOMS);
  expect(new Set(farther.map(({ z }) => z))).toEqual(new Set([13]));
});

test('nearer than the native zoom the tile that holds the place is asked for once', () => {
  const tile = { z: 14, x: 13_664, y: 6731 };
  const [west, south, east, north] = bboxOfTile(tile);
  const inner = [west + (east - west) * 0.4, south + (north - south) * 0.4, west + (east - west) * 0.6, south + (north - south) * 0.6] as const; // prettier-ignore
  const view = { widthPx: 256, heightPx: 256, paddingPx: 0 };
  expect(tilesInView([...inner], view, { ...ZOOMS, native: 14 })).toEqual([tile]);
});

test('an extent without a size and a view without room ask for nothing', () => {
  const view = { widthPx: 0, heightPx: 0, paddingPx: 4 };
  expect(tilesInView([120, 30, 121, 31], view, ZOOMS)).toEqual([]);
});

test('an address is filled in', () => {
  expect(tileAddress('/t/{z}/{x}/{y}.webp', { z: 3, x: 2, y: 1 })).toBe('/t/3/2/1.webp');
});
