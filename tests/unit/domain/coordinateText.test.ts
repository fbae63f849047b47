import { expect, test } from '@jest/globals';
import { placeOfText } from '#domain/coordinateText.js';

const DEGREES = { kind: 'degrees', lon: 119.32, lat: 25.01 };

test.each([
  ['119.32, 25.01'],
  ['119.32 25.01'],
  ['119.32，25.01'],
  ['25.01, 119.32'],
  ['25.01N 119.32E'],
  ['E119.32 N25.01'],
  ['东119.32 北25.01'],
  ['119°19′12″ 25°0′36″'],
  [`119°19'12"E, 25°0'36"N`],
  ['北25°0.6′ 东119°19.2′'],
])('%s is a place in degrees', (text) => {
  const place = placeOfText(text, null);
  expect(place).toMatchObject({ kind: 'degrees' });
  if (place?.kind !== 'degrees') return;
  expect(place.lon).toBeCloseTo(DEGREES.lon, 9);
  expect(place.lat).toBeCloseTo(DEGREES.lat, 9);
});

test('an easting with its zone names the plane; northing first, as Chinese surveys write it, is understood', () => {
  const plane = { kind: 'plane', epsg: 4528, eastingM: 40_512_345.6, northingM: 3_312_345.7 };
  expect(placeOfText('40512345.6 3312345.7', null)).toEqual(plane);
  expect(placeOfText('3312345.7, 40512345.6', null)).toEqual(plane);
  expect(placeOfText('20512345 3312345', null)).toMatchObject({ epsg: 4498 });
});

test('an easting without a zone takes that of the place looked at, and is no place without one', () => {
  expect(placeOfText('512345.6 3312345.7', 119.4)).toMatchObject({ kind: 'plane', epsg: 4549 });
  expect(placeOfText('512345.6 3312345.7', null)).toBeNull();
  expect(placeOfText('512345.6 3312345.7', 10)).toBeNull();
});

test.each([
  [''],
  ['云泽县'],
  ['119.32'],
  ['119.32 25.01 3'],
  ['95N 96N'],
  ['12345678 12345678'],
  ['建字2024-9'],
  ['2024-9'],
])('%p is no place', (text) => {
  expect(placeOfText(text, 119)).toBeNull();
});
