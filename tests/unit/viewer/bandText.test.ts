import { expect, test } from '@jest/globals';
import { bandsOfText } from '../../../viewer/state/bandText.js';

test('names with numbers, however they are parted', () => {
  expect(bandsOfText('blue=1, green=2；red＝3\nnir=4')).toEqual({ blue: 1, green: 2, red: 3, nir: 4 });
});

test('nothing written leaves the names to the file; what is no name with a number from 1 is refused', () => {
  expect(bandsOfText('  ')).toBeUndefined();
  for (const text of ['red', 'red=0', 'red=x', '=1', 'red=1=2']) expect(bandsOfText(text)).toBeNull();
});
