import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PROJECT_ROOT } from '#runtime/projectRoot.js';

const DIST = join(PROJECT_ROOT, 'dist');

/**
 * What a thread starts with: the bundle of `setup/bundles.mjs`, which loads in a quarter of the time, unless the module was built
 * after it. Threads run built code, also where the caller runs from source.
 * @param module below the built code's folder
 */
export function threadEntry(module: string): URL {
  const built = join(DIST, module);
  if (!existsSync(built)) throw new Error('compute threads need the built code: run `npm run build`');
  const bundled = join(DIST, 'bundle', basename(module));
  return pathToFileURL(isBundleCurrent(bundled) ? bundled : built);
}

/** False where the compiler has run since. */
function isBundleCurrent(bundled: string): boolean {
  const timeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity;
  return existsSync(bundled) && timeOf(bundled) >= timeOf(join(DIST, '.tsbuildinfo'));
}
