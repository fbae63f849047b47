import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addVotes,
  agreementOf,
  countAgreement,
  emptyAgreement,
  ensembleMembers,
  ensembleScore,
  mergeAgreement,
  VOTE,
  votesOf,
} from '#pipelines/scene-to-change/ensemble.js';

const recipe = (parameters: Record<string, number | string | boolean>) => ({ name: 'three', parameters });

describe('members', () => {
  test('come from the recipe, in the order of their names', () => {
    expect(ensembleMembers(recipe({ 'member.mad': 2, smoothingSigma: 1, 'member.cva': 0.5 }))).toEqual([
      { name: 'cva', weight: 0.5 },
      { name: 'mad', weight: 2 },
    ]);
  });

  test('must be two at least, with positive weights', () => {
    expect(() => ensembleMembers(recipe({ 'member.mad': 2 }))).toThrow('at least two');
    expect(() => ensembleMembers(recipe({ 'member.mad': 2, 'member.cva': 0 }))).toThrow('member.cva');
    expect(() => ensembleMembers(recipe({ 'member.mad': 2, 'member.cva': 'much' }))).toThrow('found much');
  });
});

describe('agreement of pixels', () => {
  const votes = [
    votesOf({ score: Float32Array.of(5, 1, NaN, NaN), cut: 5 }),
    votesOf({ score: Float32Array.of(0.2, 0.3, 0.1, NaN), cut: 0.15 }),
  ];

  test('a score at the cut is change, and what was not assessed is no vote', () => {
    expect([...votes[0]!]).toEqual([VOTE.changed, VOTE.unchanged, VOTE.notAssessed, VOTE.notAssessed]);
  });

  test('counts who says changed and who says anything', () => {
    const { changed, assessed } = countAgreement(votes);
    expect([...changed]).toEqual([2, 1, 0, 0]);
    expect([...assessed]).toEqual([2, 2, 1, 0]);
  });
});

describe('the ensemble score', () => {
  test('is the weighted mean of score / (score + cut), worked out by hand', () => {
    const found = ensembleScore([
      { score: Float32Array.of(6, 2, NaN, NaN, 0), cut: 2, weight: 3 },
      { score: Float32Array.of(10, 10, 30, NaN, 0), cut: 10, weight: 1 },
    ]);
    expect([...found]).toEqual([(3 * 0.75 + 0.5) / 4, 0.5, 0.75, NaN, 0]);
  });

  const pixel = fc.oneof({ weight: 5, arbitrary: fc.double({ min: 0, max: 100, noNaN: true }) }, fc.constant(NaN));
  const members = fc.array(
    fc.record({
      score: fc.array(pixel, { minLength: 6, maxLength: 6 }).map((values) => Float32Array.from(values)),
      cut: fc.double({ min: 0.01, max: 50, noNaN: true }),
      weight: fc.constantFrom(0.5, 1, 2, 4),
    }),
    { minLength: 1, maxLength: 5 },
  );

  test('is change where all agree on it and none where all agree against it', () => {
    fc.assert(
      fc.property(members, (list) => {
        const { changed, assessed } = countAgreement(list.map(votesOf));
        ensembleScore(list).forEach((score, i) => {
          if (assessed[i] === 0) expect(score).toBeNaN();
          else if (changed[i] === assessed[i]) expect(score).toBeGreaterThanOrEqual(0.5 - 1e-6);
          else if (changed[i] === 0) expect(score).toBeLessThanOrEqual(0.5 + 1e-6);
        });
      }),
    );
  });

  test('does not depend on the units of a member', () => {
    fc.assert(
      fc.property(members, (list) => {
        const plain = ensembleScore(list);
        const [first, ...others] = list;
        const scaled = { ...first!, score: first!.score.map((v) => 8 * v), cut: 8 * first!.cut };
        ensembleScore([scaled, ...others]).forEach((v, i) => {
          if (Number.isNaN(plain[i]!)) expect(v).toBeNaN();
          else expect(v).toBeCloseTo(plain[i]!, 5);
        });
      }),
    );
  });

  test('masking a member never adds change where all others say no', () => {
    fc.assert(
      fc.property(members, fc.nat(4), (list, which) => {
        const hidden = list.map((member, k) =>
          k === which % list.length ? { ...member, score: member.score.map(() => NaN) } : member,
        );
        const { changed, assessed } = countAgreement(hidden.map(votesOf));
        ensembleScore(hidden).forEach((score, i) => {
          if (assessed[i]! > 0 && changed[i] === 0) expect(score).toBeLessThanOrEqual(0.5 + 1e-6);
        });
      }),
    );
  });
});

describe('agreement of an area', () => {
  const members = [
    { name: 'cva', weight: 1 },
    { name: 'mad', weight: 3 },
  ];
  const votes = [Uint8Array.of(1, 1, 0, 0, 2), Uint8Array.of(1, 2, 2, 0, 2)];
  const countOver = (pixels: readonly number[]) => {
    const counts = emptyAgreement(2);
    for (const pixel of pixels) addVotes(counts, votes, pixel);
    return counts;
  };

  test('is the weighted mean of the shares that each member calls changed, worked out by hand', () => {
    // cva: 2 of 4 it saw; mad: 1 of 2.
    expect(agreementOf(countOver([0, 1, 2, 3]), members)).toBeCloseTo(0.5, 12);
    // cva: 2 of 3; mad: 1 of 1.
    expect(agreementOf(countOver([0, 1, 2]), members)).toBeCloseTo((2 / 3 + 3) / 4, 12);
  });

  test('of pixels that nobody assessed is unknown, not none', () => {
    expect(agreementOf(countOver([4]), members)).toBeNull();
  });

  test('of an area in two chunks is that of the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4), { minLength: 1, maxLength: 12 }), fc.nat(12), (pixels, at) => {
        const parts = mergeAgreement(countOver(pixels.slice(at)), countOver(pixels.slice(0, at)));
        expect(agreementOf(parts, members)).toBe(agreementOf(countOver(pixels), members));
      }),
    );
  });
});
