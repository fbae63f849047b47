import { createFarmland, type Farmland } from './fields.js';
import type { Frame } from './frame.js';
import { createRoads, type Road } from './roads.js';
import { createTown, townSite, type Town } from './town.js';
import { createVillages, type Village } from './villages.js';
import { createTerrain, type Terrain } from './terrain.js';
import { UnitTable } from './units.js';
import { createWaters, type Waters } from './water.js';

/** Everything that stands on the ground before any event, as fields and vectors; rasters of any fineness are painted from it. */
export interface Landscape {
  readonly frame: Frame;
  readonly terrain: Terrain;
  readonly waters: Waters;
  readonly town: Town;
  readonly villages: readonly Village[];
  readonly roads: readonly Road[];
  readonly farmland: Farmland;
  readonly units: UnitTable;
}

export function createLandscape(frame: Frame): Landscape {
  const units = new UnitTable();
  const terrain = createTerrain(frame);
  const waters = createWaters(frame);
  const town = createTown(frame, waters, units);
  const villages = createVillages(frame, terrain, waters, units);
  const roads = createRoads(frame, town, villages);
  const farmland = createFarmland(frame, terrain, waters, units, townSite(frame).centre);
  return { frame, terrain, waters, town, villages, roads, farmland, units };
}
