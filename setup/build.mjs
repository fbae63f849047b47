import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLE_MARK, bundle } from './bundles.mjs';
import { KERNEL_MODULES, KERNEL_SOURCES, compileKernels } from './kernels.mjs';
import { ROOT, isStarted, main, run, step } from './steps.mjs';

const SERVER_FOLDERS = ['domain', 'pipelines', 'store', 'runtime', 'worker', 'api', 'cli', 'samples'];
const CONFIGURATIONS = ['package.json', 'package-lock.json', 'tsconfig.base.json', 'tsconfig.json'];

/** The parts of the build: what each is made from, what shows that it was made, what it must be younger than, and how. */
const PARTS = [
  {
    name: 'server and command line',
    inputs: [...SERVER_FOLDERS, ...CONFIGURATIONS],
    output: 'dist/cli/main.js',
    make: () => run(process.execPath, ['node_modules/typescript/bin/tsc', '-b'], { linesOnFailure: 60 }),
  },
  {
    name: 'kernels',
    needs: 'node_modules/assemblyscript/dist/asc.js',
    inputs: [...KERNEL_SOURCES, 'setup/kernels.mjs', 'package-lock.json'],
    output: KERNEL_MODULES.at(-1),
    make: compileKernels,
  },
  {
    name: 'bundles',
    needs: 'node_modules/rolldown/package.json',
    inputs: [...SERVER_FOLDERS, ...CONFIGURATIONS, 'setup/bundles.mjs'],
    output: BUNDLE_MARK,
    madeAfter: 'dist/.tsbuildinfo',
    make: bundle,
  },
  {
    name: 'viewer',
    needs: 'viewer/index.html',
    inputs: ['viewer', 'domain', ...CONFIGURATIONS],
    output: 'dist/viewer/index.html',
    make: () => run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', 'viewer', '--logLevel=warn']),
  },
];

/** Builds what changed since it was last built, judged by content. */
export async function build() {
  for (const part of PARTS) {
    if (part.needs === undefined || existsSync(join(ROOT, part.needs))) {
      await step(`build ${part.name}`, () => buildPart(part));
    }
  }
}

async function buildPart({ name, inputs, output, madeAfter, make }) {
  const stampFile = join(ROOT, 'dist', `.built-${name.split(' ')[0]}`);
  const stamp = contentHash(inputs);
  const isCurrent =
    existsSync(join(ROOT, output)) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === stamp &&
    (madeAfter === undefined || timeOf(output) >= timeOf(madeAfter));
  if (isCurrent) return 'unchanged';
  await make();
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(stampFile, stamp);
  return '';
}

const timeOf = (path) => statSync(join(ROOT, path), { throwIfNoEntry: false })?.mtimeMs ?? -Infinity;

/** One hash over the names and contents of files and folders. */
function contentHash(inputs) {
  const hash = createHash('sha256').update(process.version);
  for (const path of inputs.flatMap(filesBelow))
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(ROOT, path)));
  return hash.digest('hex');
}

function filesBelow(path) {
  if (!existsSync(join(ROOT, path))) return [];
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(join(ROOT, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(ROOT.length + 1))
    .sort();
}

if (isStarted(import.meta.url)) await main(build);
