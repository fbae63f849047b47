import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from '@jest/globals';

/** The folder of real data for tests: `PLANWATCH_SHARED_DATA`, or `../shared/data` beside the project. */
const ROOT = resolve(process.env['PLANWATCH_SHARED_DATA'] ?? '../shared/data');

/** Absolute path of a file or folder of the real data, whether or not it is there. */
export const sharedDataPath = (relativePath: string): string => join(ROOT, relativePath);

/** A `describe` that says so and skips where the data is not there. */
export function describeWithData(relativePath: string, name: string, body: () => void): void {
  if (existsSync(sharedDataPath(relativePath))) return describe(name, body);
  // The body may list files while it is read: it is not read at all.
  describe.skip(`${name} (skipped: no ${relativePath} in the shared data; set PLANWATCH_SHARED_DATA)`, () => {
    test('needs the data', () => undefined);
  });
}
