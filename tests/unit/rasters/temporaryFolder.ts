import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

/** A folder for one test file, removed when its tests are through. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'planwatch-rasters-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
