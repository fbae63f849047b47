import type { CoverKind } from '../landscape/units.js';
import type { Point } from '../planar.js';
import { avalanche } from '../random.js';
import { paintPixel, pixelAt, type Colour, type Picture } from './picture.js';

interface Planting {
  readonly spacingM: number;
  readonly radiusM: readonly [number, number];
  readonly share: number;
}

/** How trees stand on each kind of ground. */
const PLANTINGS: Readonly<Partial<Record<CoverKind, Planting>>> = {
  urbanTree: { spacingM: 6.5, radiusM: [2, 3.8], share: 0.62 },
  park: { spacingM: 8, radiusM: [2.4, 4.4], share: 0.5 },
  courtyard: { spacingM: 10, radiusM: [1.6, 3], share: 0.28 },
  orchard: { spacingM: 5, radiusM: [1.6, 2.1], share: 0.95 },
  evergreenForest: { spacingM: 5.5, radiusM: [2.6, 4], share: 0.95 },
  deciduousForest: { spacingM: 5.5, radiusM: [2.4, 4], share: 0.95 },
  bamboo: { spacingM: 4.5, radiusM: [2, 3], share: 0.95 },
  reeds: { spacingM: 7, radiusM: [1, 2], share: 0.35 },
};

/** Crowns with a lit and a dark side, and their shadows, wherever the ground carries trees. */
export function drawTrees(
  picture: Picture,
  kindAt: (at: number) => CoverKind,
  towardsSun: Point,
  cotangent: number,
  leafShare: number,
): void {
  for (const [kind, planting] of Object.entries(PLANTINGS) as [CoverKind, Planting][]) {
    plant(
      picture,
      planting,
      (at) => kindAt(at) === kind,
      (crown) => {
        const height = crown.radiusM * 2.2;
        const fall: Point = [
          crown.at[0] - towardsSun[0] * height * cotangent * 0.7,
          crown.at[1] - towardsSun[1] * height * cotangent * 0.7,
        ];
        disc(picture, fall, crown.radiusM, (at) => {
          picture.red[at]! *= 0.62;
          picture.green[at]! *= 0.66;
          picture.blue[at]! *= 0.72;
        });
      },
    );
    const isDeciduous = kind === 'deciduousForest' || kind === 'orchard' || kind === 'park';
    plant(
      picture,
      planting,
      (at) => kindAt(at) === kind,
      (crown) => drawCrown(picture, crown, towardsSun, isDeciduous ? leafShare : 0.75 + leafShare * 0.25),
    );
  }
}

interface Crown {
  readonly at: Point;
  readonly radiusM: number;
  readonly hash: number;
}

/** Visits the same crowns in the same places at every date: places come from a hash of the county grid. */
function plant(
  picture: Picture,
  planting: Planting,
  grows: (at: number) => boolean,
  visit: (crown: Crown) => void,
): void {
  const { left, top, width, height, cell } = picture.canvas;
  const { spacingM, radiusM, share } = planting;
  const firstColumn = Math.floor(left / spacingM);
  const firstRow = Math.floor(top / spacingM);
  for (let row = firstRow; row * spacingM < top + height * cell; row++) {
    for (let column = firstColumn; column * spacingM < left + width * cell; column++) {
      const hash = avalanche(Math.imul(column, 83492791) ^ Math.imul(row, 2654435));
      if ((hash & 255) / 256 >= share) continue;
      const jitterX = ((hash >>> 8) & 255) / 256;
      const jitterY = ((hash >>> 16) & 255) / 256;
      const at: Point = [(column + 0.2 + 0.6 * jitterX) * spacingM, (row + 0.2 + 0.6 * jitterY) * spacingM];
      const pixel = pixelAt(picture.canvas, at);
      if (pixel < 0 || !grows(pixel)) continue;
      visit({ at, radiusM: radiusM[0] + ((radiusM[1] - radiusM[0]) * ((hash >>> 24) & 255)) / 255, hash });
    }
  }
}

function disc(
  picture: Picture,
  centre: Point,
  radiusM: number,
  pixel: (at: number, dx: number, dy: number) => void,
): void {
  const reach = Math.ceil(radiusM);
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      if (dx * dx + dy * dy > radiusM * radiusM) continue;
      const at = pixelAt(picture.canvas, [centre[0] + dx, centre[1] + dy]);
      if (at >= 0) pixel(at, dx, dy);
    }
  }
}

const SUMMER: Colour = [62, 88, 46];
const WINTER: Colour = [104, 98, 82];

function drawCrown(picture: Picture, { at: centre, radiusM, hash }: Crown, towardsSun: Point, leaves: number): void {
  const vary = 0.85 + ((hash >>> 4) & 63) / 200;
  const colour: Colour = [
    (WINTER[0] + (SUMMER[0] - WINTER[0]) * leaves) * vary,
    (WINTER[1] + (SUMMER[1] - WINTER[1]) * leaves) * vary,
    (WINTER[2] + (SUMMER[2] - WINTER[2]) * leaves) * vary,
  ];
  disc(picture, centre, radiusM, (at, dx, dy) => {
    const facing = (dx * towardsSun[0] + dy * towardsSun[1]) / radiusM;
    const grain = ((avalanche(at * 7 + hash) & 255) / 255 - 0.5) * 0.28;
    paintPixel(picture, at, colour, 1 + 0.38 * facing + grain);
  });
}
