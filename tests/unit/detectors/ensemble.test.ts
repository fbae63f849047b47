import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { agreementOf, ensembleMembers, ensembleScore, votesOf } from '#pipelines/scene-to-change/ensemble.js';

const recipe = (parameters: Record<string, number | string | boolean>) => ({ name: 'three', parameters });

describe('members', () => {
  test('come from the recipe, in the order of their names', () => {
    expect(ensembleMembers(recipe({ 'member.mad': 2, smoothingSigma: 1, 'member.cva': 0.5 }))).toEqual([
      { name: 'cva', weight: 0.5 },
      { name: 'mad', weight: 2 },
    ]);
  });

  test('must be two to eight, with positive weights', () => {
    expect(() => ensembleMembers(recipe({ 'member.mad': 2 }))).toThrow('2 to 8');
    const nine = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`member.m${i}`, 1]));
    expect(() => ensembleMembers(recipe(nine))).toThrow('found 9');
    expect(() => ensembleMembers(recipe({ 'member.mad': 2, 'member.cva': 0 }))).toThrow('member.cva');
    expect(() => ensembleMembers(recipe({ 'member.mad': 2, 'member.cva': 'much' }))).toThrow('found much');
  });
});

/** What a member without any shaping of its own says. */
const plain = (score: Float32Array, cut: number, weight: number) => ({
  score,
  cut,
  weight,
  isChanged: Uint8Array.from(score, (value) => (value >= cut ? 1 : 0)),
});

describe('the ensemble score', () => {
  test('is the weighted mean of score / (score + cut), worked out by hand', () => {
    const found = ensembleScore([
      plain(Float32Array.of(6, 2, NaN, NaN, 0), 2, 3),
      plain(Float32Array.of(10, 10, 30, NaN, 0), 10, 1),
    ]);
    expect([...found]).toEqual([(3 * 0.75 + 0.5) / 4, 0.5, 0.75, NaN, 0]);
  });

  test('a pixel that a member takes back by its shaping has no vote for change from it', () => {
    const member = { ...plain(Float32Array.of(20, 20), 2, 1), isChanged: Uint8Array.of(1, 0) };
    const found = ensembleScore([member, plain(Float32Array.of(2, 2), 2, 1)]);
    expect(found[0]).toBeGreaterThan(0.5);
    expect(found[1]).toBeLessThan(0.5);
  });

  const pixel = fc.oneof({ weight: 5, arbitrary: fc.double({ min: 0, max: 100, noNaN: true }) }, fc.constant(NaN));
  const members = fc.array(
    fc
      .record({
        score: fc.array(pixel, { minLength: 6, maxLength: 6 }).map((values) => Float32Array.from(values)),
        cut: fc.double({ min: 0.01, max: 50, noNaN: true }),
        weight: fc.constantFrom(0.5, 1, 2, 4),
      })
      .map(({ score, cut, weight }) => plain(score, cut, weight)),
    { minLength: 1, maxLength: 5 },
  );

  test('is change where all who saw it agree, none where all agree against it, nothing where none saw it', () => {
    fc.assert(
      fc.property(members, (list) => {
        ensembleScore(list).forEach((score, i) => {
          const said = list.filter((member) => !Number.isNaN(member.score[i]!)).map(({ isChanged }) => isChanged[i]);
          if (said.length === 0) expect(score).toBeNaN();
          else if (!said.includes(0)) expect(score).toBeGreaterThanOrEqual(0.5 - 1e-6);
          else if (!said.includes(1)) expect(score).toBeLessThanOrEqual(0.5 + 1e-6);
        });
      }),
    );
  });

  test('does not depend on the units of a member', () => {
    fc.assert(
      fc.property(members, (list) => {
        const [first, ...others] = list;
        const scaled = plain(
          first!.score.map((v) => 8 * v),
          8 * first!.cut,
          first!.weight,
        );
        const inOwnUnits = ensembleScore(list);
        ensembleScore([scaled, ...others]).forEach((v, i) => {
          if (Number.isNaN(inOwnUnits[i]!)) expect(v).toBeNaN();
          else if (first!.score[i] !== first!.cut) expect(v).toBeCloseTo(inOwnUnits[i]!, 3);
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

  test('votes are bits, a member each', () => {
    const votes = votesOf([{ isChanged: Uint8Array.of(1, 1, 0, 0) }, { isChanged: Uint8Array.of(1, 0, 1, 0) }]);
    expect([...votes]).toEqual([3, 1, 2, 0]);
  });

  test('is the weighted mean of the shares that each member calls changed, worked out by hand', () => {
    expect(agreementOf(members, [8, 2], 8)).toEqual({
      share: 0.438,
      members: [
        { name: 'cva', weight: 1, share: 1 },
        { name: 'mad', weight: 3, share: 0.25 },
      ],
    });
    expect(agreementOf(members, [0, 0], 0).share).toBe(0);
  });
});
