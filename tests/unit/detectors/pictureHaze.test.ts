import { expect, test } from '@jest/globals';
import {
  greyness,
  pictureEvidence,
  pictureStatistics,
  type RgbPlanes,
} from '#pipelines/scene-to-change/pictureEvidence.js';
import { medianOf } from '#pipelines/kernels/robustStatistics.js';
import { chromaOf } from '#pipelines/scene-to-change/pictureEvidence.js';
import { seededNumbers } from '../../support/pictureFiles.js';

const PLANE = { width: 96, height: 96 };
const ROOF = { left: 30, right: 60, top: 30, bottom: 60 };

/** Green and brown ground with shadows that are all but black, and one grey roof. */
function picture(): RgbPlanes {
  const random = seededNumbers(7);
  const planes = [0, 1, 2].map(() => new Float32Array(PLANE.width * PLANE.height));
  for (let i = 0; i < PLANE.width * PLANE.height; i++) {
    const [x, y] = [i % PLANE.width, Math.floor(i / PLANE.width)];
    const isRoof = x >= ROOF.left && x < ROOF.right && y >= ROOF.top && y < ROOF.bottom;
    const isShadow = x % 24 === 0;
    const colour = isRoof ? [150, 150, 150] : isShadow ? [2, 2, 2] : y % 32 < 16 ? [70, 120, 50] : [140, 110, 70];
    colour.forEach((value, band) => (planes[band]![i] = value + 2 * random()));
  }
  return planes as unknown as RgbPlanes;
}

/** Mean greyness on the roof less that on the ground. */
function roofContrast(planes: RgbPlanes): number {
  const evidence = pictureEvidence(planes, PLANE, pictureStatistics(planes));
  const grey = greyness(evidence, medianOf(chromaOf(evidence)), 3);
  const sums = [0, 0];
  const counts = [0, 0];
  grey.forEach((value, i) => {
    const [x, y] = [i % PLANE.width, Math.floor(i / PLANE.width)];
    const isRoof = x >= ROOF.left + 6 && x < ROOF.right - 6 && y >= ROOF.top + 6 && y < ROOF.bottom - 6 ? 1 : 0;
    sums[isRoof]! += value;
    counts[isRoof]! += 1;
  });
  return sums[1]! / counts[1]! - sums[0]! / counts[0]!;
}

test('a grey roof stays grey under bluish haze: what the air adds is taken out of the colours', () => {
  const clear = picture();
  const hazy = clear.map((values, band) =>
    values.map((value) => 0.7 * value + [40, 60, 100][band]!),
  ) as unknown as RgbPlanes;
  expect(roofContrast(clear)).toBeGreaterThan(1);
  expect(roofContrast(hazy)).toBeGreaterThan(0.9 * roofContrast(clear));
});
