import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT, SetupError, isStarted, main } from './steps.mjs';

export const KERNEL_SOURCE = 'pipelines/series-to-change/harmonicKernel.as';
export const KERNEL_MODULE = 'dist/pipelines/series-to-change/harmonicKernel.wasm';

/** Compiles the WebAssembly kernel. Everything also runs without it, slower. */
export async function compileKernels() {
  const { default: asc } = await import('assemblyscript/asc');
  const source = readFileSync(join(ROOT, KERNEL_SOURCE), 'utf8');
  const options = { optimizeLevel: 3, runtime: 'stub', enable: ['simd'], noAssert: true, initialMemory: 1 };
  const { error, binary } = await asc.compileString(source, options);
  if (error || binary === undefined || binary === null)
    throw new SetupError(error?.message ?? 'the kernel was not compiled');
  const target = join(ROOT, KERNEL_MODULE);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, binary);
}

if (isStarted(import.meta.url)) await main(compileKernels);
