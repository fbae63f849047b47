import { createNoise } from '../noise.js';
import { add, distance, perpendicular, tilt, type Point, type Ring } from '../planar.js';
import type { Random } from '../random.js';
import { blob } from './blob.js';
import { buildingRows, type Building } from './buildingRows.js';
import { isInside, sharesOf, type Frame } from './frame.js';
import { sampleField, type Terrain } from './terrain.js';
import { townSite } from './town.js';
import type { UnitTable } from './units.js';
import { distanceToRiver, type Waters } from './water.js';

export interface Village {
  readonly centre: Point;
  readonly outline: Ring;
  readonly groundId: number;
  readonly houses: readonly Building[];
  readonly trees: readonly { readonly at: Point; readonly radiusM: number }[];
}

function createVillage(random: Random, units: UnitTable, centre: Point, radiusM: number, axis: Point): Village {
  const outline = blob(createNoise(random.integer(2 ** 31)), centre, radiusM, 28, 0.45);
  const houses = buildingRows(random, outline, axis, [13, 10], [3.5, 8], 0.86)
    .filter(() => random.chance(0.94))
    .map((ring) => ({
      ring,
      unitId: units.look(
        random.pick(['tileRoof', 'concreteRoof', 'tileRoof', 'redRoof', 'concreteRoof'] as const),
        random.integer(8),
        random.integer(8),
      ),
      heightM: random.range(4, 9),
    }));
  const trees = Array.from({ length: Math.round(radiusM * 0.9) }, () => ({
    at: add(add(centre, axis, radiusM * random.normal() * 0.6), perpendicular(axis), radiusM * random.normal() * 0.6),
    radiusM: random.range(3, 7),
  }));
  return { centre, outline, groundId: units.look('courtyard', random.integer(8), random.integer(8)), houses, trees };
}

/** Villages in the plain and the foothills, kept apart from each other, the town and the water. */
export function createVillages(frame: Frame, terrain: Terrain, waters: Waters, units: UnitTable): Village[] {
  const random = frame.random.fork('villages');
  const town = townSite(frame);
  const wanted = Math.max(4, Math.round((frame.sideM * frame.sideM) / 5.2e6));
  const spacing = Math.max(520, frame.sideM * 0.065);
  const radius = Math.min(170, Math.max(85, frame.sideM * 0.014));
  const villages: Village[] = [];
  for (let attempt = 0; attempt < 4000 && villages.length < wanted; attempt++) {
    const centre: Point = [random.range(0, frame.sideM), random.range(0, frame.sideM)];
    const { t } = sharesOf(frame, centre[0], centre[1]);
    if (!isInside(frame, centre, radius * 1.7) || t > 0.34) continue;
    if (sampleField(terrain.hilliness, centre) > 0.13 || distanceToRiver(waters, centre) < radius * 1.4) continue;
    if (distance(centre, town.centre) < town.radiusM * 2.15 + radius) continue;
    if (villages.some((village) => distance(village.centre, centre) < spacing)) continue;
    villages.push(
      createVillage(
        random,
        units,
        centre,
        radius * random.range(0.7, 1.25),
        tilt(frame.along, random.range(-0.5, 0.5)),
      ),
    );
  }
  return villages;
}
