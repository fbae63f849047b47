import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { PROJECT_ROOT } from '#runtime/projectRoot.js';
import { findCycle, readSources, withoutComments, type SourceFile } from './support/sourceImports.js';

/** Own folders that each folder may import, itself aside. Design §2; type imports count. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  pipelines: ['domain'],
  store: ['domain'],
  runtime: ['domain'],
  samples: ['domain', 'pipelines'],
  worker: ['domain', 'pipelines', 'store', 'runtime'],
  api: ['domain', 'store', 'runtime'],
  viewer: ['domain'],
  cli: ['domain', 'pipelines', 'store', 'runtime', 'worker', 'api', 'samples'],
};

/** Single files that may cross an arrow, each with its reason. */
const DOORS: readonly { readonly from: string; readonly to: string }[] = [
  // The synchronous compliance check judges with the pure rules of the pipelines.
  { from: 'api/compliance.ts', to: 'pipelines/' },
  // The sample's rasters and vectors are written by the same writers as results.
  { from: 'samples/', to: 'store/rasters/' },
  { from: 'samples/', to: 'store/vectors/' },
];

/** Where a package may be imported. */
const PACKAGE_HOMES: readonly { readonly packages: RegExp; readonly homes: RegExp }[] = [
  { packages: /^(pg|kysely)(\/|$)/, homes: /^(store|runtime)\// },
  { packages: /^bullmq(\/|$)/, homes: /^worker\/queue\// },
  { packages: /^leaflet/, homes: /^viewer\/map\// },
  { packages: /^(react|antd|@ant-design)/, homes: /^viewer\// },
  { packages: /^(koa|@koa)/, homes: /^api\// },
  { packages: /^commander$/, homes: /^cli\// },
];

const sources = readSources(PROJECT_ROOT, Object.keys(ARROWS));

const folderOf = (path: string): string => path.split('/')[0]!;

function offences(check: (file: SourceFile) => string | false | undefined): string[] {
  return sources.flatMap((file) => {
    const offence = check(file);
    return offence ? [`${file.path}: ${offence}`] : [];
  });
}

function firstMatch(file: SourceFile, pattern: RegExp): string | undefined {
  const found = pattern.exec(file.code);
  return found === null ? undefined : `line ${file.code.slice(0, found.index).split('\n').length}: ${found[0]}`;
}

describe('imports', () => {
  test('there are sources in every folder', () => {
    expect(new Set(sources.map(({ path }) => folderOf(path)))).toEqual(new Set(Object.keys(ARROWS)));
  });

  test('go along the arrows only', () => {
    const found = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target !== null && !isAllowed(path, target))
        .map(({ specifier }) => `${path} imports ${specifier}`),
    );
    expect(found).toEqual([]);
  });

  test('leave a folder by #subpath only, never by relative path', () => {
    const found = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ specifier, target }) => specifier.startsWith('.') && folderOf(path) !== folderOf(target!))
        .map(({ specifier }) => `${path} imports ${specifier}`),
    );
    expect(found).toEqual([]);
  });

  test('make no circle', () => {
    expect(findCycle(sources)).toBeNull();
  });

  test('take each package where it is at home', () => {
    const found = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ specifier }) =>
          PACKAGE_HOMES.some(({ packages, homes }) => packages.test(specifier) && !homes.test(path)),
        )
        .map(({ specifier }) => `${path} imports ${specifier}`),
    );
    expect(found).toEqual([]);
  });
});

describe('purity', () => {
  const isPure = (file: SourceFile): boolean => ['domain', 'pipelines'].includes(folderOf(file.path));

  test('domain and pipelines import no package that does I/O, and of Node only hashes and compression', () => {
    const found = sources
      .filter(isPure)
      .flatMap(({ path, imports }) =>
        imports
          .filter(({ specifier }) => /^(node:(?!(crypto|zlib)$)|pino|ioredis|sharp|geotiff)/.test(specifier))
          .map(({ specifier }) => `${path} imports ${specifier}`),
      );
    expect(found).toEqual([]);
  });

  test('domain and pipelines know no clock, chance, log or process', () => {
    const impure =
      /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bconsole\.|\bprocess\.|\bperformance\.now\b|\brandomUUID\b|\bsetTimeout\b|\bfetch\(/;
    expect(offences((file) => isPure(file) && firstMatch(file, impure))).toEqual([]);
  });

  test('samples take chance from their seed only', () => {
    const chance = /\bMath\.random\b|\bDate\.now\b|\bnew Date\(\s*\)|\brandomUUID\b|\brandomBytes\b/;
    expect(offences((file) => file.path.startsWith('samples/') && firstMatch(file, chance))).toEqual([]);
  });

  test('only runtime/config.ts reads the environment', () => {
    expect(offences((file) => file.path !== 'runtime/config.ts' && firstMatch(file, /\bprocess\s*\.\s*env\b/))).toEqual(
      [],
    );
  });

  test('only the command line writes to the console', () => {
    expect(offences((file) => folderOf(file.path) !== 'cli' && firstMatch(file, /\bconsole\.\w+/))).toEqual([]);
  });
});

describe('layout', () => {
  test('no folder is named for nothing in particular', () => {
    const vague = /(^|\/)(utils?|common|shared|helpers?|misc|lib)(\/|\.)/;
    expect(offences(({ path }) => (vague.test(path) ? path : undefined))).toEqual([]);
  });

  test('every folder of sources at the top has its arrows', () => {
    const known = new Set([...Object.keys(ARROWS), 'tests', 'bench', 'setup', 'bin', 'docs', 'deploy', 'dist', 'data']);
    const found = readdirSync(PROJECT_ROOT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
      .map(({ name }) => name);
    expect(found.filter((name) => !known.has(name))).toEqual([]);
  });

  test('nothing is disabled or left to do', () => {
    const marks = /(oxlint|eslint)-disable|@ts-(ignore|expect-error|nocheck)|\b(TODO|FIXME|XXX)\b/;
    expect(offences(({ text }) => marks.exec(text)?.[0])).toEqual([]);
  });
});

describe('the checker itself', () => {
  test('ignores comments and sees code', () => {
    expect(withoutComments("a // 'x'\n'//b' /* c */ d")).toBe("a       \n'//b'         d");
  });

  test('finds a circle', () => {
    const file = (path: string, target: string): SourceFile => ({
      path,
      text: '',
      code: '',
      imports: [{ specifier: target, target }],
    });
    expect(findCycle([file('a', 'b'), file('b', 'c'), file('c', 'b')])).toEqual(['b', 'c', 'b']);
  });
});

function isAllowed(path: string, target: string): boolean {
  const [from, to] = [folderOf(path), folderOf(target)];
  if (from === to || ARROWS[from]?.includes(to)) return true;
  return DOORS.some((door) => path.startsWith(door.from) && target.startsWith(door.to));
}
