import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, resolve, sep } from 'node:path';
import { BadInputError } from '#domain/errors.js';

/**
 * The file an href names, symbolic links resolved, where it lies below one of the import roots.
 * @param href path on this server: absolute, or relative to a root
 * @throws BadInputError where it does not: outside addresses are refused without looking whether they exist
 */
export async function fileBelowImportRoots(href: string, importRoots: readonly string[]): Promise<string> {
  if (href.includes('\0')) throw outside(href);
  const candidates = importRoots.map((root) => ({
    root,
    path: isAbsolute(href) ? resolve(href) : resolve(root, href),
  }));
  const inside = candidates.filter(({ root, path }) => isBelow(path, resolve(root)));
  if (inside.length === 0) throw outside(href);
  for (const { root, path } of inside) {
    const [realRoot, realFile] = await Promise.all([realOrNull(root), realOrNull(path)]);
    if (realRoot === null || realFile === null) continue;
    if (!isBelow(realFile, realRoot)) throw outside(href);
    if ((await stat(realFile)).isFile()) return realFile;
  }
  const detail = { code: 'scene.noFile', where: 'href', found: href, expected: 'the path of a file' };
  throw new BadInputError('no such file', detail);
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

async function realOrNull(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch {
    return null;
  }
}

function outside(href: string): BadInputError {
  const expected = 'a path below one of the import roots (PLANWATCH_IMPORT_ROOTS)';
  return new BadInputError('not below an import root', {
    code: 'scene.outsideImportRoots',
    where: 'href',
    found: href,
    expected,
  });
}
