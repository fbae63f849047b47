import { describe, expect, test } from '@jest/globals';
import { BadInputError, NotFoundError, UnavailableError } from '#domain/errors.js';
import { judgeFailure } from '#worker/queue/failures.js';

const coded = (message: string, code: string): Error => Object.assign(new Error(message), { code });

describe('bad input', () => {
  test.each([
    ['a broken file', new BadInputError('not a TIFF', { code: 'raster.notTiff', where: 'a.tif' }), 'a.tif: not a TIFF'],
    ['a scene that is gone', new NotFoundError('scene', 'x'), 'no scene with id x'],
  ])('%s is never tried again', (_name, error, message) => {
    expect(judgeFailure(error, 1)).toEqual({ kind: 'badInput', isRetried: false, message });
  });
});

describe('what is away', () => {
  test.each([
    ['a service', new UnavailableError('no answer', 'redis')],
    ['a full disk', coded('write ENOSPC', 'ENOSPC')],
    ['a database that shuts down', coded('terminating connection', '57P01')],
    ['a connection that broke', new Error('Connection terminated unexpectedly')],
  ])('%s is tried eight times', (_name, error) => {
    expect(judgeFailure(error, 1)).toMatchObject({ kind: 'unavailable', isRetried: true });
    expect(judgeFailure(error, 7).isRetried).toBe(true);
    expect(judgeFailure(error, 8)).toEqual({
      kind: 'unavailable',
      isRetried: false,
      message: `unavailable: ${error.message}`,
    });
  });
});

describe('a defect', () => {
  test.each([
    ['an error nobody foresaw', new TypeError('x is undefined')],
    ['a refused statement', coded('duplicate key', '23505')],
  ])('%s is tried three times', (_name, error) => {
    expect(judgeFailure(error, 2)).toMatchObject({ kind: 'defect', isRetried: true });
    expect(judgeFailure(error, 3)).toEqual({
      kind: 'defect',
      isRetried: false,
      message: `internal error: ${error.message}`,
    });
  });

  test('something thrown that is no error is told as text', () => {
    expect(judgeFailure('broken', 3)).toMatchObject({ kind: 'defect', message: 'internal error: broken' });
  });
});
