import { describe, expect, test } from '@jest/globals';
import { fitConfidence, type LabelledConfidence } from '#domain/confidenceFit.js';
import type { DeterminationOutcome } from '#domain/alertLife.js';
import { agreementOf, isDrawn, NO_REVIEW_PLAN, type DecisionPair } from '#domain/secondReview.js';

const pairs = (count: number, first: DeterminationOutcome, second: DeterminationOutcome): DecisionPair[] =>
  Array.from({ length: count }, () => ({ first: { outcome: first }, second: { outcome: second } }));

describe('agreement', () => {
  test('is Cohen’s κ: 20 and 15 agreed of 50 with 5 and 10 across give 0.4', () => {
    // p_o = 35/50; p_e = (25/50)(30/50) + (25/50)(20/50) = 0.5; κ = (0.7 − 0.5) / 0.5, worked out by hand.
    const decided = [
      ...pairs(20, 'violation', 'violation'),
      ...pairs(5, 'violation', 'lawful'),
      ...pairs(10, 'lawful', 'violation'),
      ...pairs(15, 'lawful', 'lawful'),
    ];
    expect(agreementOf(decided)).toEqual({ pairs: 50, agreed: 35, share: 0.7, kappa: expect.closeTo(0.4, 12) });
  });

  test('is undefined where chance alone would agree, complete where all agree, and below 0 where people contradict', () => {
    expect(agreementOf([])).toEqual({ pairs: 0, agreed: 0, share: null, kappa: null });
    expect(agreementOf(pairs(3, 'violation', 'violation')).kappa).toBeNull();
    expect(agreementOf([...pairs(3, 'violation', 'violation'), ...pairs(2, 'unclear', 'unclear')]).kappa).toBe(1);
    expect(agreementOf([...pairs(3, 'violation', 'lawful'), ...pairs(3, 'lawful', 'violation')]).kappa).toBe(-1);
  });
});

describe('a sample', () => {
  const plan = {
    ...NO_REVIEW_PLAN,
    seed: '2026',
    share: 0.1,
    shareByKind: { rebound: 1 },
    shareByOfficer: { new: 0.5 },
  };
  const drawn = (seed: string, kind: 'rebound' | 'waterFilled', officerId: string): number =>
    Array.from({ length: 4000 }, (_, i) => isDrawn({ ...plan, seed }, { alertId: `a${i}`, kind, officerId })).filter(
      Boolean,
    ).length;

  test('has the share of the plan, of a kind or of an officer, the larger of the two', () => {
    // Four standard deviations of a binomial count around its mean.
    expect(Math.abs(drawn('2026', 'waterFilled', 'old') - 400)).toBeLessThan(4 * Math.sqrt(360));
    expect(Math.abs(drawn('2026', 'waterFilled', 'new') - 2000)).toBeLessThan(4 * Math.sqrt(1000));
    expect(drawn('2026', 'rebound', 'new')).toBe(4000);
  });

  test('is the same for a seed and another for another; a larger share holds the smaller', () => {
    const of = (seed: string, share: number): string[] =>
      Array.from({ length: 500 }, (_, i) => `a${i}`).filter((alertId) =>
        isDrawn({ ...NO_REVIEW_PLAN, seed, share }, { alertId, kind: 'rebound', officerId: 'o' }),
      );
    expect(of('1', 0.2)).toEqual(of('1', 0.2));
    expect(of('1', 0.2)).not.toEqual(of('2', 0.2));
    expect(of('1', 0.3)).toEqual(expect.arrayContaining(of('1', 0.2)));
  });
});

describe('calibration by determinations', () => {
  /** Changes in proportion to a known curve, at evenly spread confidences. */
  function known(slope: number, intercept: number, each = 200): LabelledConfidence[] {
    const confidences = [0.1, 0.3, 0.5, 0.7, 0.9];
    const items = confidences.flatMap((confidence) => {
      const chance = 1 / (1 + Math.exp(-(intercept + slope * Math.log(confidence / (1 - confidence)))));
      return Array.from({ length: each }, (_, i) => ({ confidence, isChange: i < Math.round(chance * each) }));
    });
    // 7 shares no factor with the length, so that the order mixes all.
    return items.map((_, i) => items[(i * 7) % items.length]!);
  }

  test('finds the curve that the determinations follow, and is nearer to them than the detector', () => {
    const fit = fitConfidence(known(0.6, -0.8));
    expect(fit.slope).toBeCloseTo(0.6, 1);
    expect(fit.intercept).toBeCloseTo(-0.8, 1);
    expect(fit.brierAfter).toBeLessThan(fit.brierBefore);
    expect(fit).toMatchObject({ count: 1000 });
  });

  test('leaves a detector that is right as it is', () => {
    const fit = fitConfidence(known(1, 0));
    expect([fit.slope, fit.intercept]).toEqual([expect.closeTo(1, 1), expect.closeTo(0, 1)]);
  });

  test('never makes more confidence worth less, and asks for enough determinations of both sides', () => {
    const upsideDown = known(-1, 0);
    expect(fitConfidence(upsideDown).slope).toBe(0);
    expect(() => fitConfidence(known(1, 0).slice(0, 59))).toThrow(/not enough/);
    expect(() => fitConfidence(known(1, 0).map((item) => ({ ...item, isChange: true })))).toThrow(/not enough/);
  });
});
