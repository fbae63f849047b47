import Flatbush from 'flatbush';
import { bboxOfArea } from '#domain/geometry.js';
import type { LandCoverClass } from '#domain/landCover.js';
import type { Permit } from '#domain/permit.js';
import { createPlanarWindow } from '#pipelines/geometry/planarWindow.js';
import type { JudgedPatch } from './patchGround.js';

/** What shows that ground is being worked on or built. */
export const WORKS: ReadonlySet<LandCoverClass> = new Set<LandCoverClass>([
  'builtUp',
  'road',
  'earthworks',
  'solar',
  'greenhouse',
  'bare',
]);

/** Change on this share of the permit, or with this share of itself in the permit, is work on it. */
const LEAST_SHARE_OF_PERMIT = 0.05;
const LEAST_SHARE_OF_PATCH = 0.5;

export type PatchFinder = (permit: Pick<Permit, 'geometry'>) => readonly JudgedPatch[];

/** Patches that lie on a permit with a good part of it or of themselves. */
export function patchFinder(patches: readonly JudgedPatch[]): PatchFinder {
  if (patches.length === 0) return () => [];
  const index = new Flatbush(patches.length);
  for (const { geometry } of patches) index.add(...bboxOfArea(geometry));
  index.finish();
  return (permit) => {
    const near = index.search(...bboxOfArea(permit.geometry)).map((place) => patches[place]!);
    if (near.length === 0) return [];
    const window = createPlanarWindow(permit.geometry, 1);
    const ground = window.region(permit.geometry);
    const groundM2 = window.areaM2(ground);
    return near.filter(({ geometry }) => {
      const sharedM2 = window.areaM2(window.intersection(ground, window.region(geometry)));
      if (sharedM2 >= LEAST_SHARE_OF_PERMIT * groundM2) return true;
      const own = createPlanarWindow(geometry, 1);
      return sharedM2 > 0 && sharedM2 >= LEAST_SHARE_OF_PATCH * own.areaM2(own.region(geometry));
    });
  };
}
