import { expect, test } from '@jest/globals';
import { planFeatureLabel } from '../../../viewer/state/planFeature.js';

test('a picked plan area is called by its name and code', () => {
  expect(planFeatureLabel({ feature_id: '7', name: '城镇住宅用地', use: '0701', code: '07' })).toBe(
    '城镇住宅用地 · 0701',
  );
  expect(planFeatureLabel({ feature_id: '7', name: '水田', class: 'cropland' })).toBe('水田 · cropland');
  expect(planFeatureLabel({ feature_id: 'JT0014', name: '永久基本农田保护片块14' })).toBe('永久基本农田保护片块14');
});

test('one without a name is called by its number, and nothing is said twice', () => {
  expect(planFeatureLabel({ feature_id: '0101', name: null, code: 101 })).toBe('0101 · 101');
  expect(planFeatureLabel({ feature_id: '0101', code: '0101' })).toBe('0101');
});
