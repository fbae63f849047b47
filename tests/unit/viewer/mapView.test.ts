import { expect, test } from '@jest/globals';
import { viewHref, viewOfSearch } from '../../../viewer/state/mapView.js';

test('a link holds the place beside what the address said already, and leads back to it', () => {
  const href = viewHref('http://localhost/?kind=rebound', { centre: [30.1234567, 119.5], zoom: 15 });
  const { searchParams } = new URL(href);
  expect(searchParams.get('kind')).toBe('rebound');
  expect(viewOfSearch(searchParams)).toEqual({ centre: [30.123457, 119.5], zoom: 15 });
});

test.each([[''], ['at=1,2'], ['at=95,10,12'], ['at=a,b,c'], ['at=10,10,99']])('%p names no place', (search) => {
  expect(viewOfSearch(new URLSearchParams(search))).toBeNull();
});
