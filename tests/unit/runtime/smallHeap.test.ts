import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import { PROJECT_ROOT } from '#runtime/projectRoot.js';

const BUILT = pathToFileURL(join(PROJECT_ROOT, 'dist/runtime/smallHeap.js')).href;

/** Size of the young generation in MB after much has been allocated and much of it kept for a while. */
function youngGenerationMb(prepare: string): number {
  const script = `
    import { getHeapSpaceStatistics } from 'node:v8';
    ${prepare}
    let kept = [];
    for (let i = 0; i < 2e6; i++) {
      kept.push({ i, pair: [i, i] });
      if (kept.length > 200_000) kept = [];
    }
    const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    console.log(space.space_size / 2 ** 20);`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: {} }));
}

test('the young generation stays small in a process that asked for it, and grows in one that did not', () => {
  expect(youngGenerationMb('')).toBeGreaterThanOrEqual(16);
  expect(youngGenerationMb(`import { keepHeapSmall } from '${BUILT}'; keepHeapSmall();`)).toBeLessThanOrEqual(4);
});
