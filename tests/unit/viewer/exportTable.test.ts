import { describe, expect, test } from '@jest/globals';
import { csvOf } from '../../../viewer/state/exportTable.js';

describe('a table as CSV', () => {
  const linesOf = (rows: Parameters<typeof csvOf>[0]['rows']): string[] =>
    csvOf({ columns: ['a', 'b'], rows })
      .slice(1)
      .split('\r\n');

  test('begins with a byte order mark and ends each line with CR LF', () => {
    expect(csvOf({ columns: ['类型', 'm2'], rows: [['大棚房', 5200]] })).toBe('\ufeff类型,m2\r\n大棚房,5200\r\n');
  });

  test('quotes commas, quotes and line breaks; null is empty, numbers stay numbers', () => {
    expect(linesOf([['a,b', 'say "x"']])[1]).toBe('"a,b","say ""x"""');
    expect(linesOf([[null, -3.5]])[1]).toBe(',-3.5');
    expect(csvOf({ columns: ['a'], rows: [['1\n2']] })).toBe('\ufeffa\r\n"1\n2"\r\n');
  });

  test('never hands a formula to a spreadsheet', () => {
    expect(linesOf([['=HYPERLINK(1)', '@x']])[1]).toBe("'=HYPERLINK(1),'@x");
    expect(linesOf([['+1', '-1']])[1]).toBe("'+1,'-1");
  });
});
