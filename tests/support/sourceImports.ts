import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** One source file with what it imports, types included. */
export interface SourceFile {
  /** From the project root, `/` between folders. */
  readonly path: string;
  readonly text: string;
  /** Source with comments, string contents kept, blanked out: for looking at code only. */
  readonly code: string;
  readonly imports: readonly SourceImport[];
}

export interface SourceImport {
  /** As written: `#domain/scene.js`, `./tile.js`, `pg`, `node:fs`. */
  readonly specifier: string;
  /** Project path of the imported source file (`domain/scene.ts`), or null for packages and Node's own modules. */
  readonly target: string | null;
}

const IMPORT = /\b(?:from|import)\s*\(?\s*(['"])([^'"\n]+)\1/g;

/** Every .ts, .tsx and .mts file below the folders, in order of path. */
export function readSources(root: string, folders: readonly string[]): SourceFile[] {
  return folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.m?tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort()
    .map((path) => readSource(root, path));
}

function readSource(root: string, path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const code = withoutComments(text);
  const imports = [...code.matchAll(IMPORT)].map(([, , specifier]) => ({
    specifier: specifier!,
    target: targetOf(root, path, specifier!),
  }));
  return { path, text, code, imports };
}

/** Comments become blanks; a quote inside a comment or `//` inside a string does not mislead it. */
export function withoutComments(text: string): string {
  const token = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
  return text.replace(token, (found) => (found.startsWith('/') ? found.replace(/[^\n]/g, ' ') : found));
}

const SOURCE_ENDINGS = ['.ts', '.tsx', ''];

function targetOf(root: string, path: string, specifier: string): string | null {
  if (!/^[#.]/.test(specifier)) return null;
  const written = specifier.startsWith('#') ? specifier.slice(1) : join(dirname(path), specifier);
  const stem = written.replace(/\.js$/, '');
  const ending = SOURCE_ENDINGS.find((each) => existsSync(join(root, `${stem}${each}`)));
  return `${stem}${ending ?? '.ts'}`;
}

/** The first circle of imports among the files, as paths, or null. */
export function findCycle(files: readonly SourceFile[]): string[] | null {
  const targetsOf = new Map(files.map((file) => [file.path, file.imports.flatMap(({ target }) => target ?? [])]));
  const done = new Set<string>();
  const path: string[] = [];

  function visit(file: string): string[] | null {
    const start = path.indexOf(file);
    if (start >= 0) return [...path.slice(start), file];
    if (done.has(file)) return null;
    path.push(file);
    for (const target of targetsOf.get(file) ?? []) {
      const cycle = visit(target);
      if (cycle !== null) return cycle;
    }
    path.pop();
    done.add(file);
    return null;
  }

  for (const { path: file } of files) {
    const cycle = visit(file);
    if (cycle !== null) return cycle;
  }
  return null;
}
