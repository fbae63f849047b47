import { expect, test } from '@jest/globals';
import { areaOfText, textOfRing } from '../../../viewer/state/proposalText.js';

const RING = [
  [120, 30],
  [120.01, 30],
  [120.01, 30.01],
  [120, 30],
];
const POLYGON = { type: 'Polygon', coordinates: [RING] };

test.each([
  ['a polygon', JSON.stringify(POLYGON)],
  ['a feature', JSON.stringify({ type: 'Feature', properties: {}, geometry: POLYGON })],
  [
    'one feature in a collection',
    JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', geometry: POLYGON }] }),
  ],
  ['corners, left open', '120 30\n120.01 30\n120.01 30.01'],
  ['corners, closed, with commas and empty lines', '120, 30\r\n120.01, 30\n\n120.01，30.01\n120 30\n'],
])('%s is an area', (_, text) => {
  expect(areaOfText(text)).toEqual({ geometry: POLYGON, problem: null });
});

test('what is drawn reads as what was drawn', () => {
  const { geometry } = areaOfText(
    textOfRing([
      [120, 30],
      [120.01, 30],
      [120.01, 30.01],
    ]),
  );
  expect(geometry).toEqual(POLYGON);
});

test.each([
  ['', 'empty'],
  ['{', 'notGeoJson'],
  ['{"type":"Point","coordinates":[1,2]}', 'noPolygon'],
  ['{"type":"FeatureCollection","features":[]}', 'noPolygon'],
  ['120 30\n121 30', 'fewCorners'],
  ['120 30\n121 30\n120 30', 'fewCorners'],
])('%j is refused as %s', (text, problem) => {
  expect(areaOfText(text)).toEqual({ geometry: null, problem });
});

test('a line that is no pair of numbers is named', () => {
  expect(areaOfText('120 30\n120.01 thirty\n120 31')).toEqual({ geometry: null, problem: 'line', line: 2 });
});
