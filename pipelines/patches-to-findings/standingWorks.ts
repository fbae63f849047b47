import type { AreaGeometry } from '#domain/geometry.js';
import type { LandCoverClass } from '#domain/landCover.js';
import { createPlanarWindow, EMPTY_REGION, type Region } from '#pipelines/geometry/planarWindow.js';
import { WORKS } from './patchFinder.js';
import type { JudgedPatch } from './patchGround.js';

/** Classes that show ground given back: fields, plants, water. */
const RESTORED: ReadonlySet<LandCoverClass> = new Set<LandCoverClass>([
  'cropland',
  'vegetation',
  'forest',
  'grass',
  'water',
]);

/** Of the ground that was worked on this much may stay, beside the tolerance along its edges. */
const FORGIVEN_SHARE = 0.2;
/** How far lines may be off, metres; the patch's own uncertainty comes on top. */
const LINE_TOLERANCE_M = 1;

export interface StandingWorks {
  readonly standingM2: number;
  /** True where nothing was worked on, or all but a forgiven share came back. */
  readonly isGone: boolean;
}

/**
 * What still stands of the works in an area, change by change in the order of time: works add ground; crops, plants and water that
 * came back take it away, with the tolerance of their edges.
 * @param isBegun all of the area counts as worked on from the start
 */
export function standingWorks(area: AreaGeometry, isBegun: boolean, changes: readonly JudgedPatch[]): StandingWorks {
  const window = createPlanarWindow(area, 1);
  const ground = window.region(area);
  let worked: Region = isBegun ? ground : EMPTY_REGION;
  let standing = worked;
  for (const { geometry, toClass, registrationErrorM, gsdM } of changes.toSorted(byOnset)) {
    const place = window.intersection(ground, window.region(geometry));
    if (WORKS.has(toClass)) {
      worked = window.union([worked, place]);
      standing = window.union([standing, place]);
    } else if (RESTORED.has(toClass)) {
      standing = window.difference(standing, window.grow(place, LINE_TOLERANCE_M + registrationErrorM + gsdM));
    }
  }
  const standingM2 = window.areaM2(standing);
  return { standingM2, isGone: standingM2 <= FORGIVEN_SHARE * window.areaM2(worked) };
}

const byOnset = (a: JudgedPatch, b: JudgedPatch): number =>
  a.onsetTo < b.onsetTo ? -1 : a.onsetTo > b.onsetTo ? 1 : a.id < b.id ? -1 : 1;
