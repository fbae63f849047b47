import { expect, test } from '@jest/globals';
import { describeWithData, sharedDataPath } from '../../support/sharedData.js';
import { readingTable, tableOfReadme } from './readingTable.js';

/** Cells apart, so that the formatter may pad them. */
const words = (table: string): string[] => table.split(/[\s|:-]+/).filter(Boolean);

describeWithData('hostile/expected.json', 'the table of what is read', () => {
  test('stands in the README as it is', async () => {
    expect(words(tableOfReadme())).toEqual(words(await readingTable(sharedDataPath('.'))));
  });
});
