import { contentHashOf } from '#domain/id.js';
import type { SeriesRecipe } from '#pipelines/recipes/seriesRecipes.js';
import { groupBroken } from '#pipelines/series-to-change/brokenGroups.js';
import type { BrokenPixels } from '#pipelines/series-to-change/brokenPixels.js';
import { createPatchMaker, outlinesOf } from '#pipelines/series-to-change/seriesPatches.js';
import { placesWgs84 } from '#store/rasters/index.js';
import { openSeriesReader } from '#store/series/readSeriesBlock.js';
import { classesOfGroup } from '#worker/compute/series/groupClasses.js';
import type { SeriesPlan } from '#worker/compute/series/seriesPlan.js';
import { openWholeFile } from './writeWhole.js';

/** Groups broken pixels in space and time and writes them. @returns how many patches there are */
export async function writeSeriesPatches(
  path: string,
  plan: SeriesPlan,
  recipe: SeriesRecipe,
  broken: BrokenPixels,
): Promise<number> {
  const { grid, gsdM } = plan;
  const { connectivity, groupDays } = recipe;
  const groups = groupBroken(broken.sorted(), { width: grid.width, height: grid.height, connectivity, groupDays });
  const reference = { name: recipe.name, version: recipe.version, hash: contentHashOf(recipe).slice(0, 16) };
  const context = { grid, gsdM, toWgs84: placesWgs84(grid.epsg), recipe, reference };
  const makePatch = createPatchMaker(context);
  const reader = openSeriesReader(plan.observations, grid);
  const file = await openWholeFile(path);
  let count = 0;
  try {
    await file.write('{"type":"FeatureCollection","features":[\n');
    for (const outline of outlinesOf(groups, recipe.sievePixels)) {
      const patch = makePatch(outline, await classesOfGroup(outline, plan, reader));
      if (patch === null) continue;
      const { geometry, ...properties } = patch;
      const { magnitude, confirmations } = outline.group;
      count += 1;
      const feature = {
        type: 'Feature',
        properties: { id: `patch-${count}`, ...properties, magnitude, confirmations },
        geometry,
      };
      await file.write(`${count === 1 ? '' : ',\n'}${JSON.stringify(feature)}`);
    }
    await file.write('\n]}\n');
    await file.finish();
    return count;
  } finally {
    await file.abandon();
    reader.close();
  }
}
