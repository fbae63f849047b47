import { existsSync } from 'node:fs';
import { extname } from 'node:path';

/** Files that GDAL reads beside a raster, and what is lost where they are left aside. */
const SIDE_CARS: readonly (readonly [(path: string) => string, string])[] = [
  [(path) => `${path}.msk`, 'its mask is not applied'],
  [(path) => `${path}.aux.xml`, 'its metadata, CRS or nodata are not read'],
  [(path) => `${path}.ovr`, 'its overviews are not used'],
];

const withoutExtension = (path: string): string => path.slice(0, path.length - extname(path).length);

const WORLD_FILE: (typeof SIDE_CARS)[number] = [(path) => `${withoutExtension(path)}.tfw`, 'its position is not used'];

/**
 * One English sentence for each side-car file that stands beside the raster and is not read.
 * @param hasPosition a world file says nothing new where the raster itself says where it lies
 */
export function sideCarWarnings(path: string, hasPosition: boolean): string[] {
  const candidates = hasPosition ? SIDE_CARS : [...SIDE_CARS, WORLD_FILE];
  return candidates.flatMap(([nameOf, loss]) => {
    const name = nameOf(path);
    return existsSync(name) ? [`${name} is not read: ${loss}`] : [];
  });
}
