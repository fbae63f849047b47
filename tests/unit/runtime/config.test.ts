import { delimiter, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { BadInputError, UnavailableError } from '#domain/errors.js';
import { environmentOf, loadConfig, requireServices } from '#runtime/config.js';

describe('loadConfig', () => {
  test('an empty environment gives private services and the documented defaults', () => {
    expect(loadConfig({}, {})).toMatchObject({
      databaseUrl: null,
      redisUrl: null,
      dataDir: resolve('data'),
      host: '127.0.0.1',
      port: 8080,
      importRoots: [],
      logLevel: 'info',
    });
  });

  test('an empty variable counts as unset', () => {
    expect(loadConfig({}, { PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 8080, databaseUrl: null });
  });

  test('every variable that does not read is named in one error', () => {
    const environment = {
      PORT: 'http',
      DATABASE_URL: 'mysql://x/y',
      LOG_LEVEL: 'loud',
      PLANWATCH_COMPUTE_THREADS: '0',
    };
    const load = (): unknown => loadConfig({}, environment);
    expect(load).toThrow(BadInputError);
    for (const name of Object.keys(environment)) expect(load).toThrow(name);
  });

  test('a port with a fraction, a sign or letters is refused instead of read in part', () => {
    for (const PORT of ['80.5', '-1', '8080x', '65536']) expect(() => loadConfig({}, { PORT })).toThrow('PORT');
  });

  test('overrides win, absent overrides do not', () => {
    expect(loadConfig({ port: 1, dataDir: undefined }, { PORT: '2', PLANWATCH_DATA: '/d' })).toMatchObject({
      port: 1,
      dataDir: '/d',
    });
  });

  test('a relative data folder becomes absolute wherever it was named', () => {
    expect(loadConfig({ dataDir: 'here' }, {}).dataDir).toBe(resolve('here'));
    expect(loadConfig({}, { PLANWATCH_DATA: 'here' }).dataDir).toBe(resolve('here'));
  });

  test('import roots are a path list', () => {
    expect(loadConfig({}, { PLANWATCH_IMPORT_ROOTS: ['/a', '/b'].join(delimiter) }).importRoots).toEqual(['/a', '/b']);
  });

  test('nobody can change it', () => {
    expect(() => Object.assign(loadConfig({}, {}), { port: 1 })).toThrow(TypeError);
  });
});

test('what a child process reads is what its parent had', () => {
  const config = loadConfig(
    {},
    {
      DATABASE_URL: 'postgres://h/d',
      REDIS_URL: 'unix:///s/redis.sock?db=3',
      PORT: '0',
      PLANWATCH_IMPORT_ROOTS: '/a:/b',
      PLANWATCH_TRUST_PROXY: '1',
    },
  );
  expect(loadConfig({}, environmentOf(config))).toEqual(config);
});

test('services that are not named are named in the error', () => {
  expect(() => requireServices(loadConfig({}, { REDIS_URL: 'redis://h' }))).toThrow(UnavailableError);
  expect(() => requireServices(loadConfig({}, { REDIS_URL: 'redis://h' }))).toThrow('DATABASE_URL not set');
});
