import { BadInputError } from '#domain/errors.js';
import type { PatchAgreement } from '#domain/patch.js';
import type { Recipe } from '#domain/recipe.js';

/** A recipe that takes part, and what its vote weighs. */
export interface EnsembleMember {
  readonly name: string;
  /** > 0; only proportions matter. */
  readonly weight: number;
}

/** Recipe parameters `member.<recipe>` hold the weights of an ensemble's members. */
const MEMBER = 'member.';

/**
 * An ensemble's members by name, in the order of their names, so that sums never depend on how a recipe was written.
 * @throws BadInputError for fewer than two members or more than eight, or a weight that is no positive number
 */
export function ensembleMembers(recipe: Pick<Recipe, 'name' | 'parameters'>): EnsembleMember[] {
  const members = Object.entries(recipe.parameters)
    .filter(([name]) => name.startsWith(MEMBER))
    .map(([parameter, weight]) => {
      if (typeof weight === 'number' && weight > 0 && Number.isFinite(weight)) {
        return { name: parameter.slice(MEMBER.length), weight };
      }
      throw new BadInputError('not a weight', {
        code: 'ensemble.weight',
        where: `recipe ${recipe.name}, parameter ${parameter}`,
        found: String(weight),
        expected: 'a number > 0',
      });
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  if (members.length >= 2 && members.length <= MOST_MEMBERS) return members;
  throw new BadInputError('an ensemble needs members', {
    code: 'ensemble.members',
    where: `recipe ${recipe.name}`,
    found: `${members.length}`,
    expected: '2 to 8 parameters member.<recipe> with a weight',
  });
}

/** The members of a recipe's ensemble; none where it is none. */
export const membersOf = (recipe: Recipe): readonly EnsembleMember[] =>
  recipe.detector === 'ensemble' ? ensembleMembers(recipe) : [];

/** What one member says of every pixel of a window. */
export interface MemberScore {
  /** >= 0, larger means more change; NaN where the member assessed nothing. */
  readonly score: Float32Array;
  /** Scores at or above it are change, > 0. */
  readonly cut: number;
  readonly weight: number;
  /** 1 where the member calls the pixel changed after all, its own shaping of areas included. */
  readonly isChanged: Uint8Array;
}

/** More members than this have no bit in a vote. */
export const MOST_MEMBERS = 8;

/** Bit k is set where member k calls the pixel changed. */
export function votesOf(members: readonly Pick<MemberScore, 'isChanged'>[]): Uint8Array {
  const votes = new Uint8Array(members[0]?.isChanged.length ?? 0);
  members.forEach(({ isChanged }, member) => {
    for (let i = 0; i < votes.length; i++) if (isChanged[i] === 1) votes[i]! |= 1 << member;
  });
  return votes;
}

/** Just below the even vote of a pixel at a member's cut. */
const OVERRULED = 0.4999;

/**
 * Weighted mean of the members' graded votes, 0–1. A graded vote is score / (score + cut): 0 at no change, 0.5 at the
 * member's own cut, towards 1 far beyond it, so that members of any units count alike; where the member's own shaping
 * takes a pixel back, it stays below 0.5. Change is >= 0.5. Members that assessed nothing at a pixel do not count there;
 * NaN where none did.
 * @source soft voting with calibrated supports, Kuncheva 2004, Combining Pattern Classifiers, ch. 5
 */
export function ensembleScore(members: readonly MemberScore[]): Float32Array {
  const length = members[0]?.score.length ?? 0;
  const sum = new Float64Array(length);
  const weight = new Float64Array(length);
  for (const { score, cut, weight: own, isChanged } of members) {
    if (score.length !== length) throw new RangeError(`expected ${length} scores, got ${score.length}`);
    if (!(cut > 0)) throw new RangeError(`a cut is above 0, got ${cut}`);
    for (let i = 0; i < length; i++) {
      const value = score[i]!;
      if (Number.isNaN(value)) continue;
      const graded = value === Infinity ? 1 : value / (value + cut);
      sum[i]! += own * (isChanged[i] === 1 || graded < OVERRULED ? graded : OVERRULED);
      weight[i]! += own;
    }
  }
  return Float32Array.from(sum, (value, i) => (weight[i] === 0 ? NaN : value / weight[i]!));
}

/**
 * How far the members agree that an area changed: 0–1, and member by member.
 * @param changed pixels that each member calls changed, in the order of `ensembleMembers`
 */
export function agreementOf(
  members: readonly EnsembleMember[],
  changed: ArrayLike<number>,
  pixels: number,
): PatchAgreement {
  const rounded = (value: number): number => Math.round(1000 * value) / 1000;
  const shares = members.map((_, k) => (pixels > 0 ? changed[k]! / pixels : 0));
  const weight = members.reduce((sum, member) => sum + member.weight, 0);
  const share = members.reduce((sum, member, k) => sum + member.weight * shares[k]!, 0) / weight;
  return {
    share: rounded(share),
    members: members.map(({ name, weight: own }, k) => ({ name, weight: own, share: rounded(shares[k]!) })),
  };
}
