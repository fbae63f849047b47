import { expect, test } from '@jest/globals';
import { actOfKey, formOfKey } from '../../../viewer/alerts/decisionKeys.js';
import {
  COMPARE_MODES,
  compareKeyOf,
  compareModeFromText,
  nextCompareMode,
} from '../../../viewer/state/compareMode.js';

test('the mode goes round through all', () => {
  let mode = compareModeFromText(null);
  const seen = COMPARE_MODES.map(() => (mode = nextCompareMode(mode)));
  expect(new Set(seen)).toEqual(new Set(COMPARE_MODES));
  expect(mode).toBe('swipe');
});

test('what was kept is taken up, anything else is the divider', () => {
  expect(compareModeFromText('split')).toBe('split');
  expect(compareModeFromText('wipe')).toBe('swipe');
});

test('the keys of comparing decide nothing', () => {
  for (const key of ['m', 'b', 'r', 'M', 'B', 'R']) {
    expect(compareKeyOf(key)).not.toBeNull();
    expect([actOfKey(key), formOfKey(key)]).toEqual([null, null]);
  }
  expect(compareKeyOf('j')).toBeNull();
});
