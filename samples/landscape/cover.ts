import { createNoise, fractal } from '../noise.js';
import { createCanvas, fillDisc, fillRing, strokeLine, type Canvas } from '../paint.js';
import { avalanche } from '../random.js';
import type { Landscape } from './landscape.js';
import { sampleField } from './terrain.js';

/** Bound once: looking a global up in every pixel costs more than the arithmetic where code runs in a sandbox. */
const { imul, floor, round } = Math;

/** Sub-pixels along one side of a 10 m pixel in the cover of the whole county. */
export const SUBPIXELS = 3;

/** Paints the unit ids of the ground onto a canvas, from the land upwards to the roofs. */
export function paintCover(landscape: Landscape, canvas: Canvas): void {
  paintFields(landscape, canvas);
  paintHills(landscape, canvas);
  paintWaters(landscape, canvas);
  paintSettlements(landscape, canvas);
  paintRoads(landscape, canvas);
}

/** The cover of the whole county at a third of a pixel. */
export function createCountyCover(landscape: Landscape): Canvas {
  const size = landscape.frame.sizePx * SUBPIXELS;
  const canvas = createCanvas(size, size, 0, 0, 10 / SUBPIXELS);
  paintCover(landscape, canvas);
  return canvas;
}

function paintFields({ farmland, units }: Landscape, canvas: Canvas): void {
  canvas.ids.fill(units.look('grass', 3, 3));
  for (const block of farmland.blocks) {
    for (const parcel of block.parcels) fillRing(canvas, parcel.ring, parcel.unitId);
  }
  const looks = {
    canal: units.look('canal', 4, 3),
    farmRoad: units.look('concreteRoad', 2, 3),
    track: units.look('track', 4, 3),
  };
  const bank = units.look('urbanTree', 4, 2);
  for (const { from, to, kind } of farmland.borders) {
    if (kind === 'canal') strokeLine(canvas, [from, to], 17, bank);
    strokeLine(canvas, [from, to], kind === 'canal' ? 8 : kind === 'farmRoad' ? 4.6 : 3, looks[kind]);
  }
}

/** Forest, bamboo and scrub wherever the land rises, with ragged edges and clearings. */
function paintHills({ frame, terrain, units }: Landscape, canvas: Canvas): void {
  const edge = createNoise(frame.random.fork('forestEdge').integer(2 ** 31));
  const stand = createNoise(frame.random.fork('stands').integer(2 ** 31));
  const { width, height, left, top, cell, ids } = canvas;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const x = left + (column + 0.5) * cell;
      const y = top + (row + 0.5) * cell;
      const hill = sampleField(terrain.hilliness, [x, y]);
      if (hill < 0.12) continue;
      const ragged = hill + 0.22 * fractal(edge, x / 330, y / 330, 4);
      if (ragged < 0.27) continue;
      const speck = avalanche(imul(floor(x / 7), 73856093) ^ imul(floor(y / 7), 19349663)) & 7;
      const mosaic = sampleField(terrain.mosaic, [x, y]);
      const species = mosaic + 0.5 * stand(x / 1300, y / 1300) + (speck - 3.5) * 0.03;
      const tone = round(3.5 + 4 * mosaic + (speck - 3.5) * 0.5);
      const kind =
        ragged < 0.32 || mosaic > 0.62
          ? 'scrub'
          : species > 0.22
            ? 'bamboo'
            : species > -0.2
              ? 'evergreenForest'
              : 'deciduousForest';
      ids[row * width + column] = units.look(kind, tone < 0 ? 0 : tone > 7 ? 7 : tone, speck);
    }
  }
}

function paintWaters({ waters, units }: Landscape, canvas: Canvas): void {
  const reeds = units.look('reeds', 3, 3);
  const sand = units.look('sandBar', 4, 4);
  const water = units.look('river', 4, 4);
  for (const stream of waters.streams) {
    strokeLine(canvas, stream.line, (i) => stream.widths[i]! + 16, units.look('urbanTree', 3, 4));
  }
  for (const { line, widths } of [waters.arm, waters.river]) {
    strokeLine(canvas, line, (i) => widths[i]! + 34, reeds);
    strokeLine(canvas, line, (i) => widths[i]! + (i % 23 < 9 ? 17 : 7), sand);
  }
  for (const stream of waters.streams) strokeLine(canvas, stream.line, (i) => stream.widths[i]!, water);
  for (const { line, widths } of [waters.arm, waters.river]) strokeLine(canvas, line, (i) => widths[i]!, water);
}

function paintSettlements({ town, villages, units }: Landscape, canvas: Canvas): void {
  const tree = (at: number): number => units.look('urbanTree', at, at >> 1);
  for (const village of villages) {
    fillRing(canvas, village.outline, village.groundId);
    village.trees.forEach(({ at, radiusM }, i) => fillDisc(canvas, at, radiusM, tree(i)));
    for (const house of village.houses) fillRing(canvas, house.ring, house.unitId);
  }
  const street = units.look('asphalt', 4, 4);
  for (const block of town.blocks) {
    const [a, b, c, d] = block.ring;
    if (a && b && c && d) strokeLine(canvas, [a, b, c, d, a], 21, street);
  }
  for (const block of town.blocks) {
    fillRing(canvas, block.ring, block.groundId);
    for (const lawn of block.lawns) fillRing(canvas, lawn.ring, lawn.unitId);
    for (const building of block.buildings) fillRing(canvas, building.ring, building.unitId);
  }
}

function paintRoads({ roads, units }: Landscape, canvas: Canvas): void {
  const verge = units.look('urbanTree', 4, 4);
  const asphalt = units.look('asphalt', 4, 4);
  const concrete = units.look('concreteRoad', 4, 4);
  for (const kind of ['village', 'main', 'expressway'] as const) {
    for (const road of roads.filter((candidate) => candidate.kind === kind)) {
      const draw = (widthM: number, id: number): void => strokeLine(canvas, road.line, widthM, id);
      if (kind !== 'village') draw(road.widthM + 14, verge);
      draw(road.widthM, kind === 'village' ? concrete : asphalt);
      if (kind === 'expressway') draw(3.4, verge);
    }
  }
}
