import { describe, expect, test } from '@jest/globals';
import { createCounty } from '#samples/county.js';
import { createCanvas, fillRing } from '#samples/paint.js';
import { boundsOf } from '#samples/planar.js';
import { chooseTownWindow, renderTown, townDays } from '#samples/townPicture/townPicture.js';

const county = createCounty(6, 360);
const window = chooseTownWindow(county);
const [before, after] = townDays(county).map((day) => renderTown(county, window, day)) as [Uint8Array[], Uint8Array[]];

describe('the pair of town pictures', () => {
  test('lies inside the county on whole 10 m pixels and shows the town', () => {
    const { left, top, sizeM } = window;
    expect([left % 10, top % 10, sizeM % 10]).toEqual([0, 0, 0]);
    expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
    expect(Math.max(left, top) + sizeM).toBeLessThanOrEqual(3600);
    const [x, y] = county.landscape.town.centre;
    expect(Math.abs(x - left - sizeM / 2) + Math.abs(y - top - sizeM / 2)).toBeLessThan(sizeM);
  });

  test('three bands of one byte, none of them the value for nothing', () => {
    for (const bands of [before, after]) {
      expect(bands.map((band) => band.length)).toEqual([1, 2, 3].map(() => window.sizeM * window.sizeM));
      for (const band of bands) expect(band.includes(0)).toBe(false);
    }
  });

  test('new buildings stand where events built, and old roofs stay as they were', () => {
    const inside = county.events.filter((event) => {
      const { minX, minY, maxX, maxY } = boundsOf(event.site.ring);
      const isWithin =
        minX > window.left &&
        minY > window.top &&
        maxX < window.left + window.sizeM &&
        maxY < window.top + window.sizeM;
      return isWithin && event.buildings.length > 0;
    });
    expect(inside.length).toBeGreaterThanOrEqual(2);
    const difference = (rings: readonly Parameters<typeof fillRing>[1][]): number => {
      const mask = createCanvas(window.sizeM, window.sizeM, window.left, window.top, 1);
      for (const ring of rings) fillRing(mask, ring, 1);
      let sum = 0;
      let count = 0;
      mask.ids.forEach((id, at) => {
        if (id === 0) return;
        sum += Math.abs(after[0]![at]! - before[0]![at]!);
        count++;
      });
      return sum / count;
    };
    const fresh = difference(inside.flatMap((event) => event.buildings.map((building) => building.ring)));
    const old = difference(
      county.landscape.town.blocks.flatMap((block) => block.buildings.map((building) => building.ring)),
    );
    expect(fresh).toBeGreaterThan(45);
    expect(old).toBeLessThan(12);
  });
});
