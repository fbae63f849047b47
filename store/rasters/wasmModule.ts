import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const compiled = new Map<string, WebAssembly.Module | null>();

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
