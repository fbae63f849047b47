import { expect, test } from '@jest/globals';
import { appearanceFor } from '../../../viewer/state/appearance.js';

test('what was chosen wins over the system; words that mean nothing do not', () => {
  expect(appearanceFor('light', true)).toBe('light');
  expect(appearanceFor('dark', false)).toBe('dark');
  expect(appearanceFor(null, true)).toBe('dark');
  expect(appearanceFor('sepia', false)).toBe('light');
});
