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
  expect(exitCodeOf(Object.assign(new Error('could not extend file'), { code: '53100' }))).toBe(3);
  expect(exitCodeOf(new TypeError('x is undefined'))).toBe(1);
  expect(exitCodeOf('thrown text')).toBe(1);
});

test('what a person can mend is one line, what we must mend has its stack', () => {
  expect(describeError(BAD, false)).toBe('planwatch: a.tif: not a TIFF; found 4 bytes');
  expect(describeError(BAD, true)).toContain('\n    at ');
  expect(describeError(new TypeError('x is undefined'), false)).toMatch(/^planwatch: x is undefined\nTypeError/);
  expect(describeError(new UnavailableError('a\n  b', 'x'), false)).toBe('planwatch: a | b');
});

test('a service that is away says why', () => {
  const away = new UnavailableError('the database could not be migrated', 'database', {
    cause: new Error('connect ECONNREFUSED 127.0.0.1:1'),
  });
  expect(describeError(away, false)).toBe(
    'planwatch: the database could not be migrated: connect ECONNREFUSED 127.0.0.1:1',
  );
  const both = new AggregateError([
    new Error('connect ECONNREFUSED ::1:1'),
    new Error('connect ECONNREFUSED 127.0.0.1:1'),
  ]);
  expect(describeError(new UnavailableError('gone', 'x', { cause: both }), false)).toBe(
    'planwatch: gone: connect ECONNREFUSED ::1:1',
  );
});
