import { expect, test } from '@jest/globals';
import { isNearEnd, placeInList, stepOfKey } from '../../../viewer/state/alertOrder.js';

test('an alert has its neighbours in the list, and none beyond the ends', () => {
  expect(placeInList(['a', 'b', 'c'], 'b')).toEqual({ position: 1, previous: 'a', next: 'c' });
  expect(placeInList(['a', 'b', 'c'], 'a')).toEqual({ position: 0, previous: null, next: 'b' });
  expect(placeInList(['a', 'b', 'c'], 'c')).toEqual({ position: 2, previous: 'b', next: null });
});

test('an alert outside of the list leads to the list’s first', () => {
  expect(placeInList(['a', 'b'], 'z')).toEqual({ position: -1, previous: null, next: 'a' });
  expect(placeInList([], 'z')).toEqual({ position: -1, previous: null, next: null });
});

test('more of the list is wanted shortly before its loaded part ends', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  expect(isNearEnd(ids, 'b')).toBe(false);
  expect(isNearEnd(ids, 'd')).toBe(true);
  expect(isNearEnd(ids, 'unknown')).toBe(true);
});

test('j goes on, k goes back, other keys do neither', () => {
  expect([stepOfKey('j'), stepOfKey('k'), stepOfKey('J'), stepOfKey('Enter')]).toEqual([
    'next',
    'previous',
    null,
    null,
  ]);
});
