import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const compiled = new Map<string, WebAssembly.Module | null>();

/** Kernels as other threads may have them: compiled once, and what tells the compiler how they are used stays with them. */
export type WasmModules = Readonly<Record<string, WebAssembly.Module | null>>;

/** The kernels at some paths, for threads. */
export const wasmModulesOf = (paths: readonly string[]): WasmModules =>
  Object.fromEntries(paths.map((path) => [path, wasmModuleOf(path)]));

/** Takes kernels that another thread compiled. */
export function adoptWasmModules(modules: WasmModules): void {
  for (const [path, module] of Object.entries(modules)) compiled.set(path, module);
}

/**
 * A kernel that `setup/kernels.mjs` compiled; null where it was not built.
 * @param path as below the built code's folder
 */
export function wasmModuleOf(path: string): WebAssembly.Module | null {
  const known = compiled.get(path);
  if (known !== undefined) return known;
  const places = [new URL(`../../${path}`, import.meta.url), new URL(`../../dist/${path}`, import.meta.url)];
  const place = places.map((url) => fileURLToPath(url)).find((file) => existsSync(file));
  const module = place === undefined ? null : new WebAssembly.Module(readFileSync(place));
  compiled.set(path, module);
  return module;
}
