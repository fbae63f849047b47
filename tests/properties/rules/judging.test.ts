import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Permit } from '#domain/permit.js';
import { judgePatch } from '#pipelines/patches-to-findings/index.js';
import { geodesicAreaM2 } from '#pipelines/kernels/geodesicArea.js';
import { featureOf, layerOf } from '../../unit/rules/ground.js';
import { context, patch, permits, place } from './grounds.js';

const RUNS = { numRuns: 150 };

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
