import { BadInputError } from '#domain/errors.js';
import type { Recipe } from '#domain/recipe.js';

/** A detector that takes part, and what its vote weighs. */
export interface EnsembleMember {
  readonly name: string;
  /** > 0; only proportions matter. */
  readonly weight: number;
}

/** Recipe parameters `member.<detector>` hold the weights of an ensemble's members. */
const MEMBER = 'member.';

/**
 * An ensemble's members by name, in the order of their names, so that sums never depend on how a recipe was written.
 * @throws BadInputError for fewer than two members, or a weight that is no positive number
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
  if (members.length >= 2) return members;
  throw new BadInputError('an ensemble needs members', {
    code: 'ensemble.members',
    where: `recipe ${recipe.name}`,
    found: `${members.length}`,
    expected: 'at least two parameters member.<detector> with a weight',
  });
}

/** What one member says of every pixel of a grid that all members share. */
export interface MemberScore {
  /** >= 0, larger means more change; NaN where the member assessed nothing. */
  readonly score: Float32Array;
  /** Scores at or above it are change, > 0. */
  readonly cut: number;
  readonly weight: number;
}

/** What one member says of one pixel. */
export const VOTE = { unchanged: 0, changed: 1, notAssessed: 2 } as const;

export function votesOf({ score, cut }: Pick<MemberScore, 'score' | 'cut'>): Uint8Array {
  const votes = new Uint8Array(score.length);
  for (let i = 0; i < votes.length; i++) {
    const value = score[i]!;
    votes[i] = Number.isNaN(value) ? VOTE.notAssessed : value >= cut ? VOTE.changed : VOTE.unchanged;
  }
  return votes;
}

/**
 * How many members say that a pixel changed, 0–n, and how many assessed it at all; where nobody did, a count of 0 means
 * nothing.
 * @param votes codes of `VOTE`, one array per member, at most 255 members
 */
export function countAgreement(votes: readonly Uint8Array[]): { changed: Uint8Array; assessed: Uint8Array } {
  const length = votes[0]?.length ?? 0;
  const changed = new Uint8Array(length);
  const assessed = new Uint8Array(length);
  for (const member of votes) {
    if (member.length !== length) throw new RangeError(`expected ${length} votes, got ${member.length}`);
    for (let i = 0; i < length; i++) {
      if (member[i] === VOTE.notAssessed) continue;
      assessed[i]! += 1;
      if (member[i] === VOTE.changed) changed[i]! += 1;
    }
  }
  return { changed, assessed };
}

/**
 * Weighted mean of the members' graded votes, 0–1. A graded vote is score / (score + cut): 0 at no change, 0.5 at the
 * member's own cut, towards 1 far beyond it, so that members of any units count alike. Change is >= 0.5. Members that
 * assessed nothing at a pixel do not count there; NaN where none did.
 * @source soft voting with calibrated supports, Kuncheva 2004, Combining Pattern Classifiers, ch. 5
 */
export function ensembleScore(members: readonly MemberScore[]): Float32Array {
  const length = members[0]?.score.length ?? 0;
  const sum = new Float64Array(length);
  const weight = new Float64Array(length);
  for (const { score, cut, weight: own } of members) {
    if (score.length !== length) throw new RangeError(`expected ${length} scores, got ${score.length}`);
    if (!(cut > 0)) throw new RangeError(`a cut is above 0, got ${cut}`);
    for (let i = 0; i < length; i++) {
      const value = score[i]!;
      if (Number.isNaN(value)) continue;
      sum[i]! += own * (value === Infinity ? 1 : value / (value + cut));
      weight[i]! += own;
    }
  }
  return Float32Array.from(sum, (value, i) => (weight[i] === 0 ? NaN : value / weight[i]!));
}

/**
 * Votes of every member over the pixels of one area, counted. Whole numbers: parts of an area that were counted in
 * different chunks add up exactly, in any order.
 */
export interface AgreementCounts {
  /** Per member, in the order of `ensembleMembers`. */
  readonly changed: Float64Array;
  readonly assessed: Float64Array;
}

export const emptyAgreement = (members: number): AgreementCounts => ({
  changed: new Float64Array(members),
  assessed: new Float64Array(members),
});

/** Counts the votes on one pixel in. */
export function addVotes(counts: AgreementCounts, votes: readonly Uint8Array[], pixel: number): void {
  for (let member = 0; member < votes.length; member++) {
    const vote = votes[member]![pixel]!;
    if (vote === VOTE.notAssessed) continue;
    counts.assessed[member]! += 1;
    if (vote === VOTE.changed) counts.changed[member]! += 1;
  }
}

export const mergeAgreement = (a: AgreementCounts, b: AgreementCounts): AgreementCounts => ({
  changed: a.changed.map((count, member) => count + b.changed[member]!),
  assessed: a.assessed.map((count, member) => count + b.assessed[member]!),
});

/**
 * How far the members agree that an area changed, 0–1: per member the share of the pixels it assessed that it calls
 * changed, averaged by weight over the members that assessed any; null where none did.
 */
export function agreementOf(counts: AgreementCounts, members: readonly EnsembleMember[]): number | null {
  let sum = 0;
  let weight = 0;
  members.forEach((member, k) => {
    if (counts.assessed[k] === 0) return;
    sum += (member.weight * counts.changed[k]!) / counts.assessed[k]!;
    weight += member.weight;
  });
  return weight === 0 ? null : sum / weight;
}
