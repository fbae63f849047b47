import type { FindingPart } from '#domain/finding.js';
import { hasCornerBeyond, hasCornerWithin } from '#pipelines/geometry/nearness.js';
import { EMPTY_REGION, isEmpty, type PlanarWindow, type Region } from '#pipelines/geometry/planarWindow.js';

/** Areas below this are rounding, not ground. */
const NOTHING_M2 = 0.01;

/** How much displacement and how much area a rule forgives. */
export interface Tolerance {
  readonly metres: number;
  readonly areaM2: number;
}

/**
 * The part of `inner` outside `outer`, or null within tolerance: something of it must be farther than `metres` from
 * `outer` (moving every edge by that much must not explain it), and all of it larger than `areaM2`.
 */
export function partBeyond(window: PlanarWindow, inner: Region, outer: Region, tolerance: Tolerance): Region | null {
  const beyond = window.difference(inner, outer);
  if (window.areaM2(beyond) <= Math.max(tolerance.areaM2, NOTHING_M2)) return null;
  if (isEmpty(outer) || hasCornerBeyond(inner, outer, tolerance.metres)) return beyond;
  const far = window.difference(beyond, window.grow(outer, tolerance.metres));
  return window.areaM2(far) > NOTHING_M2 ? beyond : null;
}

/**
 * The part of `patch` within `zone`, or null within tolerance: the patch must reach deeper than `metres` into the zone,
 * or the zone deeper than that into the patch (a narrow corridor crossed by a wide patch), and the overlap exceed `areaM2`.
 */
export function partWithin(window: PlanarWindow, patch: Region, zone: Region, tolerance: Tolerance): Region | null {
  const overlap = window.intersection(patch, zone);
  if (window.areaM2(overlap) <= Math.max(tolerance.areaM2, NOTHING_M2)) return null;
  if (hasCornerWithin(patch, zone, tolerance.metres)) return overlap;
  const deepInZone = window.intersection(patch, window.shrink(zone, tolerance.metres));
  if (window.areaM2(deepInZone) > NOTHING_M2) return overlap;
  const deepInPatch = window.intersection(window.shrink(patch, tolerance.metres), zone);
  return window.areaM2(deepInPatch) > NOTHING_M2 ? overlap : null;
}

/** The part of `patch` within one area and outside another; both edges have their tolerance. Null within it. */
export function partWithinOutside(
  window: PlanarWindow,
  patch: Region,
  { within, outside }: { readonly within: Region; readonly outside: Region },
  tolerance: Tolerance,
): Region | null {
  const part = partWithin(window, window.difference(patch, outside), within, tolerance);
  return part && partBeyond(window, part, outside, tolerance);
}

export interface LabelledRegion {
  readonly label: string;
  readonly ref: string | null;
  readonly region: Region;
}

/**
 * Splits a patch among regions, in their order: what two of them share goes to the first. What is left over gets the
 * rest's label. Parts add up to the patch; empty ones are left out.
 */
export function partition(
  window: PlanarWindow,
  patch: Region,
  regions: readonly LabelledRegion[],
  rest: string,
): FindingPart[] {
  const parts: FindingPart[] = [];
  let left = patch;
  for (const { label, ref, region } of regions) {
    const areaM2 = isEmpty(left) ? 0 : window.areaM2(window.intersection(left, region));
    if (areaM2 <= NOTHING_M2) continue;
    parts.push({ label, ref, areaM2 });
    left = window.difference(left, region);
  }
  const total = window.areaM2(patch);
  const leftM2 = total - parts.reduce((sum, part) => sum + part.areaM2, 0);
  if (leftM2 > NOTHING_M2) parts.push({ label: rest, ref: null, areaM2: leftM2 });
  return parts;
}

export function unionOf(window: PlanarWindow, items: readonly { readonly region: Region }[]): Region {
  return items.length === 0 ? EMPTY_REGION : window.union(items.map((item) => item.region));
}
