import { describe, expect, test } from '@jest/globals';
import type { LandCoverClass } from '#domain/landCover.js';
import { featureOf, judge, layerOf, permitOf, rect } from './ground.js';

const redline = layerOf('ecologicalRedline');
const farmland = layerOf('permanentBasicFarmland');
const boundary = layerOf('urbanGrowthBoundary');
const survey = layerOf('landClass');
const everywhere = rect(-300, -300, 800, 800);
const inRedline = {
  layers: [redline],
  features: [featureOf(redline, everywhere, { featureId: 'HX-7', name: '北山' })],
};
const inFarmland = { layers: [farmland], features: [featureOf(farmland, everywhere)] };
const kindsOf = (judgement: { findings: readonly { kind: string }[] }) => judgement.findings.map(({ kind }) => kind);

describe('ecological redline', () => {
  test.each([
    ['cropland', 'builtUp', true],
    ['forest', 'bare', true],
    ['forest', 'greenhouse', true],
    ['grass', 'solar', true],
    ['water', 'earthworks', true],
    ['cropland', 'bare', false],
    ['vegetation', 'bare', false],
    ['builtUp', 'bare', false],
    ['cropland', 'greenhouse', false],
    ['forest', 'water', false],
    ['forest', 'grass', false],
  ] as const)('%s → %s is a breach: %s', (fromClass, toClass, isBreach) => {
    const judgement = judge({ fromClass, toClass }, inRedline);
    expect(kindsOf(judgement).includes('ecologicalRedlineBreach')).toBe(isBreach);
  });

  test('is reported and leads although a building permit covers the patch', () => {
    const judgement = judge({}, { ...inRedline, permits: [permitOf()] });
    expect(judgement).toMatchObject({ verdict: 'suspectedViolation', leading: 'ecologicalRedlineBreach' });
    expect(kindsOf(judgement)).toEqual(['ecologicalRedlineBreach']);
  });

  test('is reported although temporary land is granted there', () => {
    const judgement = judge({}, { ...inRedline, permits: [permitOf({ kind: 'temporaryLand' })] });
    expect(judgement).toMatchObject({ leading: 'ecologicalRedlineBreach', exemption: null });
  });

  test('names layer, version and feature', () => {
    const [finding] = judge({}, inRedline).findings;
    expect(finding!.layers).toEqual([{ id: 'ecologicalRedline', version: '2023', feature: 'HX-7' }]);
    expect(finding!.explanation.zh).toContain('2023版，要素HX-7 北山');
    expect(finding!.severity).toBe('critical');
  });

  test.each([
    ['in force from the last day of the onset', { validFrom: '2024-03-01' }, true],
    ['in force from the day after', { validFrom: '2024-03-02' }, false],
    ['in force until the last day of the onset', { validTo: '2024-03-01' }, true],
    ['in force until the day before', { validTo: '2024-02-29' }, false],
  ])('a version %s', (_fact, term, isBreach) => {
    const version = { ...redline, ...term };
    const judgement = judge({}, { layers: [version], features: [featureOf(version, everywhere)] });
    expect(kindsOf(judgement).includes('ecologicalRedlineBreach')).toBe(isBreach);
  });

  test('of two versions in force the later one counts', () => {
    const wide = { ...redline, version: 'wide' };
    const narrow = { ...redline, version: 'narrow', validFrom: '2024-01-01' };
    const features = [featureOf(wide, everywhere), featureOf(narrow, rect(2000, 0, 100, 100))];
    expect(judge({}, { layers: [narrow, wide], features }).leading).toBe('buildWithoutApproval');
    expect(judge({}, { layers: [wide], features }).leading).toBe('ecologicalRedlineBreach');
  });

  test('features of a version that no layer declares in force breach nothing', () => {
    const judgement = judge({}, { layers: [], features: inRedline.features });
    expect(kindsOf(judgement)).toEqual(['buildWithoutApproval']);
  });

  test('unspecific vegetation that the survey knows as forest is clearing when it turns bare', () => {
    const woods = featureOf(survey, everywhere, { properties: { code: '0301' } });
    const context = { layers: [redline, survey], features: [...inRedline.features, woods] };
    expect(judge({ fromClass: 'vegetation', toClass: 'bare' }, context).leading).toBe('ecologicalRedlineBreach');
    const fields = featureOf(survey, everywhere, { properties: { code: '0101' } });
    const onFields = { layers: [redline, survey], features: [...inRedline.features, fields] };
    expect(judge({ fromClass: 'vegetation', toClass: 'bare' }, onFields).leading).toBeNull();
  });
});

describe('permanent basic farmland', () => {
  test.each([
    ['builtUp', true],
    ['earthworks', true],
    ['road', true],
    ['solar', true],
    ['bare', false],
    ['water', false],
    ['greenhouse', false],
    ['vegetation', false],
  ] as [LandCoverClass, boolean][])('cropland → %s occupies it: %s', (toClass, isBreach) => {
    expect(kindsOf(judge({ toClass }, inFarmland)).includes('basicFarmlandOccupied')).toBe(isBreach);
  });

  test('yields the lead to the redline where both are touched', () => {
    const both = { layers: [redline, farmland], features: [...inRedline.features, ...inFarmland.features] };
    expect(kindsOf(judge({}, both))).toEqual([
      'ecologicalRedlineBreach',
      'basicFarmlandOccupied',
      'buildWithoutApproval',
    ]);
  });

  test('overlap is measured to the line and split among features without counting twice', () => {
    const features = [
      featureOf(farmland, rect(-100, -10, 140, 200), { featureId: 'a' }),
      featureOf(farmland, rect(20, -10, 40, 200), { featureId: 'b' }),
    ];
    const [finding] = judge({}, { layers: [farmland], features }).findings;
    const parts = finding!.parts.map(({ ref, areaM2 }) => [ref, Math.round(areaM2 / 10) * 10]);
    expect(parts).toEqual([
      ['permanentBasicFarmland/2023/a', 4000],
      ['permanentBasicFarmland/2023/b', 2000],
      [null, 4000],
    ]);
    expect(finding!.areaM2 / 6000).toBeCloseTo(1, 3);
  });
});

describe('urban growth boundary', () => {
  const far = { layers: [boundary], features: [featureOf(boundary, rect(2000, 2000, 500, 500))] };
  const around = { layers: [boundary], features: [featureOf(boundary, everywhere)] };

  test('buildings outside without a permit raise it beneath building without approval', () => {
    expect(kindsOf(judge({}, far))).toEqual(['buildWithoutApproval', 'outsideGrowthBoundary']);
  });
  test('solar panels outside are led by it', () => {
    expect(kindsOf(judge({ toClass: 'solar' }, far))).toEqual(['outsideGrowthBoundary']);
  });
  test('solar panels inside raise nothing', () => {
    expect(judge({ toClass: 'solar' }, around).verdict).toBe('lawful');
  });
  test('where no boundary is in force nothing lies outside of it', () => {
    const notYet = { ...boundary, validFrom: '2025-01-01' };
    expect(kindsOf(judge({ toClass: 'solar' }, { layers: [notYet], features: [] }))).toEqual([]);
  });
  test('a boundary in force counts also where none of its features comes near', () => {
    expect(kindsOf(judge({ toClass: 'solar' }, { layers: [boundary], features: [] }))).toEqual([
      'outsideGrowthBoundary',
    ]);
  });
  test('a valid permit makes it a remark on the permit', () => {
    const judgement = judge({}, { ...far, permits: [permitOf()] });
    expect(judgement.verdict).toBe('lawful');
    expect(judgement.explanation.en).toContain('Remark on the permit');
    expect(judgement.explanation.zh).toContain('超出城镇开发边界');
  });
  test('1000 m² outside are let pass, more are not', () => {
    const inside = (metres: number) => ({
      layers: [boundary],
      features: [featureOf(boundary, rect(-10, -10, metres + 10, 200))],
    });
    expect(kindsOf(judge({ toClass: 'solar' }, inside(90.5)))).toEqual([]);
    expect(kindsOf(judge({ toClass: 'solar' }, inside(89.5)))).toEqual(['outsideGrowthBoundary']);
  });
});
