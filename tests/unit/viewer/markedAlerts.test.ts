import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isInside, MOST_MARKED, withMark, withMarks } from '../../../viewer/state/markedAlerts.js';

test('marks are set and taken off, never more than the server takes', () => {
  const ids = Array.from({ length: MOST_MARKED + 5 }, (_, index) => `alert ${index}`);
  const marked = withMarks(new Set(), ids);
  expect([...marked]).toEqual(ids.slice(0, MOST_MARKED));
  expect(withMark(marked, 'one more', true).size).toBe(MOST_MARKED);
  expect(withMark(marked, 'alert 3', false).has('alert 3')).toBe(false);
});

test('a hollow shape holds what lies in its arms and not what lies in its mouth', () => {
  const horseshoe = [[0, 0], [3, 0], [3, 3], [2, 3], [2, 1], [1, 1], [1, 3], [0, 3]] as const; // prettier-ignore
  expect(isInside([0.5, 2], horseshoe)).toBe(true);
  expect(isInside([2.5, 2], horseshoe)).toBe(true);
  expect(isInside([1.5, 2], horseshoe)).toBe(false);
  expect(isInside([1.5, 0.5], horseshoe)).toBe(true);
});

test('whichever way round and wherever a ring is begun, it holds the same', () => {
  const corner = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }));
  fc.assert(
    fc.property(fc.array(corner, { minLength: 3, maxLength: 8 }), corner, fc.nat(7), (ring, [x, y], turn) => {
      const point = [x + 0.37, y + 0.41] as const;
      const turned = [...ring.slice(turn % ring.length), ...ring.slice(0, turn % ring.length)];
      expect(isInside(point, turned)).toBe(isInside(point, ring));
      expect(isInside(point, ring.toReversed())).toBe(isInside(point, ring));
    }),
  );
});
