import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LandCoverClass } from '#domain/landCover.js';
import { LAYER_KINDS, type Layer, type LayerFeature } from '#domain/layer.js';
import { PERMIT_KINDS, type Permit } from '#domain/permit.js';
import { DEFAULT_RULE_SET, judgePatch } from '#pipelines/patches-to-findings/index.js';
import { geodesicAreaM2 } from '#pipelines/kernels/geodesicArea.js';
import { featureOf, layerOf, patchOf, permitOf, rect } from '../../unit/rules/ground.js';

const RUNS = { numRuns: 150 };
const metres = fc.integer({ min: -80, max: 180 });
const side = fc.integer({ min: 5, max: 150 });
const place = fc.tuple(metres, metres, side, side).map(([x, y, w, h]) => rect(x, y, w, h));
const day = fc.integer({ min: 1, max: 366 }).map((n) => new Date(Date.UTC(2024, 0, n)).toISOString().slice(0, 10));
const toClass = fc.constantFrom<LandCoverClass>('builtUp', 'earthworks', 'road', 'solar', 'bare', 'greenhouse');

const patch = fc
  .tuple(place, toClass, day, day, fc.constantFrom(0, 1, 10), fc.constantFrom(0, 2))
  .map(([geometry, to, a, b, gsdM, registrationErrorM]) =>
    patchOf({ geometry, toClass: to, onsetFrom: a < b ? a : b, onsetTo: a < b ? b : a, gsdM, registrationErrorM }),
  );

const permits = fc
  .array(fc.tuple(place, fc.constantFrom(...PERMIT_KINDS), day, fc.option(day), fc.integer({ min: 1, max: 2 })), {
    maxLength: 5,
  })
  .map((list) =>
    list.map(([geometry, kind, grantedOn, end, revision], index): Permit => {
      const validTo = end !== null && end >= grantedOn ? end : null;
      return permitOf({ caseNumber: `P${index}`, geometry, kind, grantedOn, validTo, revision });
    }),
  );

const layers = fc
  .array(fc.tuple(fc.constantFrom(...LAYER_KINDS), day, fc.option(day), fc.array(place, { maxLength: 3 })), {
    maxLength: 4,
  })
  .map((list) => {
    const made: { layers: Layer[]; features: LayerFeature[] } = { layers: [], features: [] };
    list.forEach(([kind, validFrom, validTo, places], index) => {
      const layer = layerOf(kind, { id: `L${index}`, validFrom, validTo });
      made.layers.push(layer);
      made.features.push(...places.map((geometry, i) => featureOf(layer, geometry, { featureId: `f${i}` })));
    });
    return made;
  });

const context = fc
  .tuple(permits, layers)
  .map(([list, plans]) => ({ permits: list, ...plans, ruleSet: DEFAULT_RULE_SET }));

test('the parts of every finding add up to the patch, and none exceeds it', () => {
  fc.assert(
    fc.property(patch, context, (subject, ground) => {
      const areaM2 = geodesicAreaM2(subject.geometry);
      for (const { parts, areaM2: offending } of judgePatch(subject, ground).findings) {
        const sum = parts.reduce((total, part) => total + part.areaM2, 0);
        expect(Math.abs(sum - areaM2)).toBeLessThan(1e-6 * areaM2);
        expect(offending).toBeLessThan(areaM2 * (1 + 1e-6));
        expect(Math.min(...parts.map((part) => part.areaM2))).toBeGreaterThan(0);
      }
    }),
    RUNS,
  );
});

test('another permit never makes a change one without approval', () => {
  fc.assert(
    fc.property(patch, context, permits, (subject, ground, more) => {
      const renamed = more.map((permit) => ({ ...permit, caseNumber: `N${permit.caseNumber}` }));
      const isUnapproved = (list: readonly Permit[]) =>
        judgePatch(subject, { ...ground, permits: list }).findings.some(({ kind }) => kind === 'buildWithoutApproval');
      fc.pre(!isUnapproved(ground.permits));
      expect(isUnapproved([...ground.permits, ...renamed])).toBe(false);
    }),
    RUNS,
  );
});

test('the order of permits, layers and features does not matter', () => {
  fc.assert(
    fc.property(patch, context, (subject, ground) => {
      const turned = {
        ...ground,
        permits: ground.permits.toReversed(),
        layers: ground.layers.toReversed(),
        features: ground.features.toReversed(),
      };
      const [a, b] = [judgePatch(subject, ground), judgePatch(subject, turned)];
      expect(b).toEqual(a);
    }),
    RUNS,
  );
});

test('a line that was not in force on the last day of the onset never matters', () => {
  fc.assert(
    fc.property(patch, context, place, (subject, ground, where) => {
      const before = layerOf('ecologicalRedline', { id: 'old', validFrom: '2000-01-01', validTo: '2023-12-31' });
      const after = layerOf('permanentBasicFarmland', { id: 'new', validFrom: '2025-06-01' });
      const extra = {
        ...ground,
        layers: [...ground.layers, before, after],
        features: [...ground.features, featureOf(before, where), featureOf(after, where)],
      };
      expect(judgePatch(subject, extra)).toEqual(judgePatch(subject, ground));
    }),
    RUNS,
  );
});

test('control lines are judged alike with and without permits', () => {
  fc.assert(
    fc.property(patch, context, (subject, ground) => {
      const linesOf = (list: readonly Permit[]) =>
        judgePatch(subject, { ...ground, permits: list }).findings.filter(
          ({ kind }) => kind === 'ecologicalRedlineBreach' || kind === 'basicFarmlandOccupied',
        );
      expect(linesOf([])).toEqual(linesOf(ground.permits));
    }),
    RUNS,
  );
});
