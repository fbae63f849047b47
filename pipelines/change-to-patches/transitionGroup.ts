import { LAND_COVER_CLASSES, type LandCoverClass } from '#domain/landCover.js';

/**
 * Changed pixels that touch make one patch where they are the same kind of transition: a building site does not merge
 * with the field beside it that was harvested the same month, nor with old roofs whose edges moved by half a pixel.
 */
const KIND_OF_CLASS: Readonly<Record<LandCoverClass, 'unknown' | 'open' | 'built' | 'water'>> = {
  unknown: 'unknown',
  vegetation: 'open',
  forest: 'open',
  grass: 'open',
  cropland: 'open',
  bare: 'open',
  earthworks: 'built',
  builtUp: 'built',
  road: 'built',
  solar: 'built',
  greenhouse: 'built',
  water: 'water',
};
const KINDS = ['unknown', 'open', 'built', 'water'] as const;

const kindByCode = LAND_COVER_CLASSES.map((name) => KINDS.indexOf(KIND_OF_CLASS[name]));
const BUILT = KINDS.indexOf('built');

/** Groups are numbered from 1; 0 says "not changed". */
export const GROUP_COUNT = 2 * KINDS.length;

/** Group of a transition by the class codes before and after: what it became, and whether it had been built already. */
export function transitionGroup(fromCode: number, toCode: number): number {
  return 1 + 2 * kindByCode[toCode]! + (kindByCode[fromCode] === BUILT ? 1 : 0);
}

/** True where both classes are of the kind that the group stands for. */
export function isClassOfGroup(toCode: number, group: number): boolean {
  return kindByCode[toCode] === (group - 1) >> 1;
}
