import { describe, expect, test } from '@jest/globals';
import { DEFAULT_RULE_SET } from '#pipelines/patches-to-findings/index.js';
import { featureOf, judge, layerOf, permitOf, rect } from './ground.js';

const farmland = layerOf('permanentBasicFarmland');
/** A permit whose right edge the patch (100 m wide) passes by so many metres. */
const permitShortBy = (metres: number) => [permitOf({ geometry: rect(-50, -50, 150 - metres, 200) })];
const leadingWith = (metres: number, edges: { registrationErrorM?: number; gsdM?: number }) =>
  judge(edges, { permits: permitShortBy(metres) }).leading;

describe('displacement of edges', () => {
  test.each([
    [2, {}, 'exceedsApprovedExtent'],
    [5, { registrationErrorM: 5 }, null],
    [7, { registrationErrorM: 5 }, 'exceedsApprovedExtent'],
    [5, { gsdM: 10 }, null],
    [10, { gsdM: 10 }, null],
    [12, { gsdM: 10 }, 'exceedsApprovedExtent'],
    [12, { gsdM: 10, registrationErrorM: 2 }, null],
    [14, { gsdM: 10, registrationErrorM: 2 }, 'exceedsApprovedExtent'],
  ] as const)('a patch %s m beyond its permit with edges %p → %s', (metres, edges, leading) => {
    expect(leadingWith(metres, edges)).toBe(leading);
  });

  test('100 m² beyond are let pass however far they reach', () => {
    const reaching = rect(0, 0, 60, 1.6);
    const permits = [permitOf({ geometry: rect(-50, -50, 50.5, 200) })];
    expect(judge({ geometry: reaching }, { permits }).leading).toBeNull();
  });

  test('a share of the pixel set in the rule set is what counts', () => {
    const half = { ...DEFAULT_RULE_SET, gsdShare: 0.5 };
    const judgement = judge({ gsdM: 10 }, { permits: permitShortBy(7), ruleSet: half });
    expect(judgement.leading).toBe('exceedsApprovedExtent');
    expect(judgement.findings[0]!.toleranceM).toBe(6);
  });

  test('a rim along a line of farmland is let pass, a patch deep inside is not', () => {
    const overlapping = (metres: number) =>
      judge({ gsdM: 10 }, { layers: [farmland], features: [featureOf(farmland, rect(100 - metres, -50, 300, 200))] });
    expect(overlapping(10).leading).toBe('buildWithoutApproval');
    expect(overlapping(13).leading).toBe('basicFarmlandOccupied');
  });

  test('a corridor narrower than the tolerance, crossed by a wide patch, counts', () => {
    const features = [featureOf(farmland, rect(45, -50, 10, 200))];
    const judgement = judge({ gsdM: 10 }, { layers: [farmland], features });
    expect(judgement.leading).toBe('basicFarmlandOccupied');
    expect(judgement.findings[0]!.areaM2 / 1000).toBeCloseTo(1, 2);
  });

  test('a gap between two permits within tolerance is no violation', () => {
    const permits = [
      permitOf({ geometry: rect(-10, -10, 59, 120) }),
      permitOf({ caseNumber: 'P2', geometry: rect(52, -10, 60, 120) }),
    ];
    expect(judge({ registrationErrorM: 1 }, { permits }).leading).toBeNull();
    expect(judge({}, { permits }).leading).toBe('exceedsApprovedExtent');
  });
});
