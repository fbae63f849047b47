import { expect, test } from '@jest/globals';
import { BadInputError, ForbiddenError, NotFoundError, UnavailableError } from '#domain/errors.js';
import { describeError, exitCodeOf } from '#cli/exitCodes.js';

const BAD = new BadInputError('not a TIFF', { code: 'raster.notTiff', where: 'a.tif', found: '4 bytes' });

test('each kind of failure has its exit code', () => {
  expect(exitCodeOf(BAD)).toBe(2);
  expect(exitCodeOf(new NotFoundError('scene', 'x'))).toBe(2);
  expect(exitCodeOf(new ForbiddenError('no', true))).toBe(2);
  expect(exitCodeOf(new UnavailableError('gone', 'Redis'))).toBe(3);
  expect(exitCodeOf(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))).toBe(3);
  expect(exitCodeOf(new TypeError('x is undefined'))).toBe(1);
  expect(exitCodeOf('thrown text')).toBe(1);
});

test('what a person can mend is one line, what we must mend has its stack', () => {
  expect(describeError(BAD, false)).toBe('planwatch: a.tif: not a TIFF; found 4 bytes');
  expect(describeError(BAD, true)).toContain('\n    at ');
  expect(describeError(new TypeError('x is undefined'), false)).toMatch(/^planwatch: x is undefined\nTypeError/);
  expect(describeError(new UnavailableError('a\n  b', 'x'), false)).toBe('planwatch: a | b');
});
