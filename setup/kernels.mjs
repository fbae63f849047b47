import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT, SetupError, isStarted, main } from './steps.mjs';

export const KERNEL_SOURCES = [
  'store/rasters/inflateKernel.as',
  'store/rasters/lzwKernel.as',
  'store/rasters/zstdKernel.as',
  'pipelines/scene-to-change/fallKernel.as',
  'pipelines/scene-to-change/formsKernel.as',
  'pipelines/series-to-change/harmonicKernel.as',
];
export const KERNEL_MODULES = KERNEL_SOURCES.map((source) => `dist/${source.replace(/\.as$/, '.wasm')}`);

/** Compiles the WebAssembly kernels. Everything also runs without them, slower. */
export async function compileKernels() {
  for (const [index, source] of KERNEL_SOURCES.entries()) await compileKernel(source, KERNEL_MODULES[index]);
}

async function compileKernel(path, module) {
  const { default: asc } = await import('assemblyscript/asc');
  const source = readFileSync(join(ROOT, path), 'utf8');
  const options = {
    optimizeLevel: 3,
    runtime: 'stub',
    enable: ['simd'],
    noAssert: true,
    initialMemory: 1,
    // They work in memory which they are given: several in one.
    importMemory: true,
  };
  const { error, binary } = await asc.compileString(source, options);
  if (error || binary === undefined || binary === null)
    throw new SetupError(error?.message ?? `${path} was not compiled`);
  const target = join(ROOT, module);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, binary);
}

if (isStarted(import.meta.url)) await main(compileKernels);
