import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { newestPostgres, visibleStatus } from './aptCatalogue.mjs';
import { SetupError, attempt, run } from './steps.mjs';

/** Programs whose data lie at fixed places beside them are always unpacked whole, never half from the system. */
const WHOLE = /^(postgresql|redis|chromium|fonts-noto-cjk)/;

/**
 * Downloads Debian packages with all that they need and the system lacks, and unpacks them below `root`. Works without
 * root's rights: apt gets its own lists, cache and view of what is installed, and nothing of the system is changed.
 */
export async function unpackPackages(packagesFor, { root, asOnEmptySystem }) {
  const work = join(root, '.apt');
  for (const folder of ['lists/partial', 'archives/partial', 'etc']) mkdirSync(join(work, folder), { recursive: true });
  const status = visibleStatus(readFileSync('/var/lib/dpkg/status', 'utf8'), {
    isHidden: (name) => WHOLE.test(name),
    asOnEmptySystem,
  });
  writeFileSync(join(work, 'status'), status);
  const options = ownFolders(work);

  const updated = await attempt('apt-get', [...options, 'update', '-qq']);
  const version = await newestPostgres(options);
  if (version === null) {
    const lastLines = updated.output.trim().split('\n').slice(-4).join('\n    ');
    throw new SetupError(`the package lists could not be fetched\n    ${lastLines}`);
  }
  const packages = packagesFor(version);
  await run('apt-get', [...options, 'install', '-y', '-qq', '--no-install-recommends', '--download-only', ...packages]);
  for (const file of readdirSync(join(work, 'archives')).filter((name) => name.endsWith('.deb'))) {
    await run('dpkg', ['-x', join(work, 'archives', file), root]);
  }
  rmSync(work, { recursive: true });
  linkExtensions(root);
  writeFileSync(join(root, 'libraryFolders.json'), JSON.stringify(libraryFolders(root), null, 2));
  writeLaunchers(root);
  await requireLibraries(root);
}

/** Asks the loader whether every program finds its libraries, so that a gap shows now and not at the first start. */
async function requireLibraries(root) {
  const folders = JSON.parse(readFileSync(join(root, 'libraryFolders.json'), 'utf8'));
  const env = { ...process.env, LD_LIBRARY_PATH: folders.map((folder) => join(root, folder)).join(':') };
  const versions = readdirSafely(join(root, 'usr/lib/postgresql')).map(({ name }) => `usr/lib/postgresql/${name}`);
  const programs = [
    ...versions.flatMap((folder) => [`${folder}/bin/postgres`, `${folder}/lib/postgis-3.so`]),
    'usr/bin/redis-server',
    'usr/lib/chromium/chromium',
  ];
  for (const program of programs.map((path) => join(root, path)).filter((path) => existsSync(path))) {
    const { output } = await attempt('ldd', [program], { env });
    const gaps = [...output.matchAll(/^\s*(\S+) => not found/gm)].map(([, library]) => library);
    if (gaps.length > 0) throw new SetupError(`${program} lacks ${gaps.join(', ')} after unpacking`);
  }
}

function ownFolders(work) {
  const settings = {
    'Dir::State': work,
    'Dir::State::lists': join(work, 'lists'),
    'Dir::State::status': join(work, 'status'),
    'Dir::State::extended_states': join(work, 'extended_states'),
    'Dir::Cache': work,
    'Dir::Cache::archives': join(work, 'archives'),
    'Dir::Log': work,
    'Debug::NoLocking': '1',
    'APT::Sandbox::User': '',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

/** Packages link `postgis.control` to `postgis-3.control` when they are installed; unpacked ones need it done. */
function linkExtensions(root) {
  for (const { name: version } of readdirSafely(join(root, 'usr/share/postgresql'))) {
    const folder = join(root, 'usr/share/postgresql', version, 'extension');
    for (const { name } of readdirSafely(folder)) {
      const plain = name.replace(/-3\.control$/, '.control');
      if (plain !== name && !existsSync(join(folder, plain))) symlinkSync(name, join(folder, plain));
    }
  }
}

/** Folders below `root` that hold shared libraries under their plain names, for LD_LIBRARY_PATH. */
function libraryFolders(root) {
  const folders = new Set();
  for (const top of ['lib', 'usr/lib']) {
    for (const entry of readdirSafely(join(root, top))) {
      if (!/^[a-z0-9_]+-linux-gnu/.test(entry.name)) continue;
      folders.add(join(top, entry.name));
      // BLAS, PulseAudio and the like keep theirs one level down, where the system has links or run paths.
      for (const inner of readdirSafely(join(root, top, entry.name))) {
        const path = join(top, entry.name, inner.name);
        const hasLibraries =
          inner.isDirectory() && readdirSafely(join(root, path)).some(({ name }) => LIBRARY.test(name));
        if (hasLibraries) folders.add(path);
      }
    }
  }
  return [...folders];
}

const LIBRARY = /^lib[\w.+-]+\.so\.\d/;

function readdirSafely(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** A `launchers/chromium` that finds the unpacked libraries and fonts. */
function writeLaunchers(root) {
  const folders = JSON.parse(readFileSync(join(root, 'libraryFolders.json'), 'utf8'));
  mkdirSync(join(root, 'launchers'), { recursive: true });
  const fonts = join(root, 'fonts.conf');
  writeFileSync(
    fonts,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${join(root, 'usr/share/fonts')}</dir>
  <cachedir>${join(root, 'fontcache')}</cachedir>
</fontconfig>
`,
  );
  const launcher = join(root, 'launchers/chromium');
  writeFileSync(
    launcher,
    `#!/bin/sh
export LD_LIBRARY_PATH="${folders.map((folder) => join(root, folder)).join(':')}"
export FONTCONFIG_FILE="${fonts}"
exec "${join(root, 'usr/lib/chromium/chromium')}" "$@"
`,
  );
  chmodSync(launcher, 0o755);
}
