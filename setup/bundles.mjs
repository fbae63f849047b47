import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, isStarted, main } from './steps.mjs';

/** Where bundles stand, and the built modules they are made from: short runs spend a second on loading two hundred modules. */
const FOLDER = join(ROOT, 'dist/bundle');
const ENTRIES = {
  planwatch: 'dist/cli/main.js',
  thread: 'dist/worker/compute/thread.js',
  statisticsThread: 'dist/worker/compute/statistics/statisticsThread.js',
  seriesThread: 'dist/worker/compute/series/seriesThread.js',
};
/** Shows that all bundles were made; `bundledEntry` looks at its time. */
export const BUNDLE_MARK = 'dist/bundle/thread.js';

/** Packages that go in: small, plain JavaScript, loaded by nearly every run. All others stay where they are. */
const PACKED =
  /^(zod|proj4|mgrs|wkt-parser|ml-|is-any-array|fft\.js|@stdlib\/|zstddec|commander|cli-progress|string-width|strip-ansi|ansi-regex|emoji-regex|is-fullwidth|geographiclib-geodesic|betterknown|flatbush|flatqueue|robust-predicates|clipper2-ts)/;
const isOutside = (id) => !/^[./#]/.test(id) && !PACKED.test(id);

/** Puts the command line and the compute threads into few files. Everything also runs without them, and starts slower. */
export async function bundle() {
  const { build } = await import('rolldown');
  const fresh = `${FOLDER}.new`;
  rmSync(fresh, { recursive: true, force: true });
  await build({
    cwd: ROOT,
    input: Object.fromEntries(Object.entries(ENTRIES).map(([name, path]) => [name, join(ROOT, path)])),
    platform: 'node',
    external: isOutside,
    plugins: [{ name: 'own place', transform: keepOwnPlace }],
    output: { dir: fresh, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    logLevel: 'warn',
  });
  rmSync(FOLDER, { recursive: true, force: true });
  renameSync(fresh, FOLDER);
}

/** Modules find files and packages from where they stand: in a bundle, `import.meta.url` still says where that was. */
function keepOwnPlace(code, id) {
  if (!code.includes('import.meta.url') || !id.startsWith(ROOT)) return null;
  const own = JSON.stringify(`../..${pathToFileURL(id).href.slice(pathToFileURL(ROOT).href.length)}`);
  return code.replaceAll('import.meta.url', `new URL(${own}, import.meta.url).href`);
}

if (isStarted(import.meta.url)) await main(bundle);
