import { describe, expect, test } from '@jest/globals';
import { groundMetresPerPixel, pixelOf, viewAround, viewOfTile } from '#api/pictures/mercatorView.js';

/** The world's edge, EPSG:3857: pi times 6378137 m. */
const HALF_WORLD = 20_037_508.342_789_244;

describe('a view of a map tile', () => {
  test('0/0/0 is the whole world', () => {
    const view = viewOfTile({ z: 0, x: 0, y: 0 });
    expect(view).toMatchObject({ width: 256, height: 256, epsg: 3857 });
    expect(view.originX).toBeCloseTo(-HALF_WORLD, 6);
    expect(view.originY).toBeCloseTo(HALF_WORLD, 6);
    expect(view.pixelWidth * 256).toBeCloseTo(2 * HALF_WORLD, 6);
  });

  test('counts x from the west and y from the north', () => {
    const view = viewOfTile({ z: 1, x: 1, y: 0 });
    expect(view.originX).toBeCloseTo(0, 6);
    expect(view.originY).toBeCloseTo(HALF_WORLD, 6);
  });

  test('shows a place where GDAL has it', () => {
    // gdaltransform -s_srs EPSG:4326 -t_srs EPSG:3857 <<< "120 30"
    const [x, y] = [13_358_338.895_192_8, 3_503_549.843_504_37];
    const view = viewOfTile({ z: 10, x: 853, y: 422 });
    const [column, row] = pixelOf(view, [120, 30]);
    expect(view.originX + column * view.pixelWidth).toBeCloseTo(x, 5);
    expect(view.originY - row * view.pixelHeight).toBeCloseTo(y, 5);
  });
});

describe('a view around an area', () => {
  const small = {
    type: 'Polygon' as const,
    coordinates: [
      [
        [120, 60],
        [120.001, 60],
        [120.001, 60.0005],
        [120, 60.0005],
        [120, 60],
      ],
    ],
  };

  test('is square, has the area in its middle and the margin around it', () => {
    const view = viewAround(small, { pixels: 480, margin: 2, minimumMetres: 0 });
    const [left, top] = pixelOf(view, [120, 60.0005]);
    const [right, bottom] = pixelOf(view, [120.001, 60]);
    expect(left + right).toBeCloseTo(480, 5);
    expect(top + bottom).toBeCloseTo(480, 5);
    expect(Math.max(right - left, bottom - top)).toBeCloseTo(240, 5);
  });

  test('shows at least so many metres on the ground, not on the map', () => {
    const view = viewAround(small, { pixels: 100, margin: 1, minimumMetres: 1000 });
    expect(groundMetresPerPixel(view) * 100).toBeCloseTo(1000, 0);
    // At 60 degrees a metre on the map is half a metre on the ground.
    expect(view.pixelWidth * 100).toBeCloseTo(2000, -1);
  });
});
