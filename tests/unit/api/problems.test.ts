import { describe, expect, test } from '@jest/globals';
import { DiskFullError, MethodNotAllowedError, TooManyRequestsError } from '#api/failures.js';
import { problemOf } from '#api/problems.js';
import { BadInputError, ForbiddenError, NotFoundError, UnavailableError } from '#domain/errors.js';

const bad = (code: string): BadInputError =>
  new BadInputError('wrong', { code, where: 'x', found: 'a', expected: 'b' });
const withCode = (code: string): Error => Object.assign(new Error('connect 10.0.0.7:5432'), { code });

describe('the answer to a failure', () => {
  test.each<[string, unknown, number]>([
    ['a wrong parameter', bad('request.query'), 400],
    ['a wrong cursor', bad('page.cursor'), 400],
    ['a broken form', bad('upload.form'), 400],
    ['a body beyond the limit', bad('request.tooLarge'), 413],
    ['a file beyond the limit', bad('upload.tooLarge'), 413],
    ['another medium', bad('request.mediaType'), 415],
    ['a key used twice', bad('idempotency.differentBody'), 409],
    ['a scene that contradicts a stored one', bad('scene.contradicts'), 409],
    ['a layer version that stands', bad('layer.versionExists'), 409],
    ['a name that stands for another area', bad('watchArea.nameTaken'), 409],
    ['content that cannot be', bad('raster.noCrs'), 422],
    ['a stranger', new ForbiddenError('sign in', false), 401],
    ['a caller without the right', new ForbiddenError('no', true), 403],
    ['nothing there', new NotFoundError('run', '1'), 404],
    ['a wrong method', new MethodNotAllowedError(['GET']), 405],
    ['haste', new TooManyRequestsError('slow down', 7), 429],
    ['a service away', new UnavailableError('x', 'redis'), 503],
    ['a refused connection', withCode('ECONNREFUSED'), 503],
    ['a full disk', withCode('ENOSPC'), 503],
    ['a database shutting down', withCode('57P01'), 503],
    ['a broken constraint', withCode('23505'), 500],
    ['a defect', new TypeError('undefined is not a function'), 500],
    ['something thrown that is no error', 'oops', 500],
  ])('%s', (_what, error, status) => {
    const { problem, isDefect } = problemOf(error, 'r1');
    expect(problem).toMatchObject({ status, requestId: 'r1' });
    expect(isDefect).toBe(status === 500);
  });

  test('says of bad input where it is, what was found and what was expected', () => {
    expect(problemOf(bad('request.query'), 'r').problem).toMatchObject({ where: 'x', found: 'a', expected: 'b' });
  });

  test.each([
    withCode('ECONNREFUSED'),
    new TypeError('at /srv/secret.ts'),
    new UnavailableError('db at 10.0.0.7', 'database'),
  ])('shows nothing of what happened inside (%s)', (error) => {
    const text = JSON.stringify(problemOf(error, 'r'));
    expect(text).not.toContain('10.0.0.7');
    expect(text).not.toContain('secret');
  });

  test('names what is away', () => {
    expect(problemOf(new UnavailableError('x', 'raster store'), 'r').problem.detail).toContain('raster store');
    expect(problemOf(withCode('ENOSPC'), 'r').problem.detail).toContain('disk space');
    expect(problemOf(withCode('57P01'), 'r').problem.detail).toContain('database');
    expect(problemOf(withCode('53100'), 'r').problem.detail).toContain('disk space');
    const cannotLog = new Error('MISCONF Errors writing to the AOF file: No space left on device');
    const wrapped = new UnavailableError('redis refuses', 'redis', { cause: cannotLog });
    expect(problemOf(wrapped, 'r').problem.detail).toContain('disk space');
    const full = new DiskFullError('影像.tif', 12_345_678, { cause: withCode('ENOSPC') });
    expect(problemOf(full, 'r').problem).toMatchObject({
      status: 503,
      detail:
        '影像.tif: the file cannot be stored now; found no space left on the disk after 12.3 MB of it; ' +
        'expected room for all of it; nothing was stored',
    });
  });

  test('says when to try again', () => {
    expect(problemOf(new TooManyRequestsError('x', 7), 'r').headers).toEqual({ 'Retry-After': '7' });
    expect(problemOf(new UnavailableError('x', 'redis'), 'r').headers).toHaveProperty('Retry-After');
  });
});
