import { bodyParser } from '@koa/bodyparser';
import type Koa from 'koa';
import { BadInputError } from '#domain/errors.js';

/** Reads a JSON body of at most `limitBytes` (after decompression) into `ctx.request.body`. */
export function jsonBody(limitBytes: number): Koa.Middleware {
  const parse = bodyParser({
    enableTypes: ['json'],
    extendTypes: { json: ['application/json', 'application/geo+json'] },
    encoding: 'utf-8',
    jsonLimit: limitBytes,
    onError: (error) => {
      throw asBadInput(error, limitBytes);
    },
  });
  return async (ctx, next) => {
    if (!ctx.is('json', 'application/geo+json')) {
      throw new BadInputError('not JSON', {
        code: 'request.mediaType',
        where: 'Content-Type',
        found: ctx.get('Content-Type') || 'none',
        expected: 'application/json',
      });
    }
    await parse(ctx, next);
  };
}

function asBadInput(error: Error, limitBytes: number): Error {
  const status = 'status' in error ? error.status : undefined;
  if (status === 413) {
    const expected = `at most ${limitBytes} bytes`;
    return new BadInputError('the body is too large', { code: 'request.tooLarge', where: 'body', expected });
  }
  if (status === 415) {
    const detail = { code: 'request.mediaType', where: 'Content-Encoding', expected: 'gzip, deflate, br or none' };
    return new BadInputError('the body cannot be decoded', detail, { cause: error });
  }
  const detail = { code: 'request.json', where: 'body', found: error.message.slice(0, 200), expected: 'a JSON object' };
  return new BadInputError('the body is not JSON', detail, { cause: error });
}
