import { run } from './steps.mjs';

/** The newest PostgreSQL that the distribution has PostGIS 3 for, or null where its lists are empty. */
export async function newestPostgres(options) {
  const found = await run('apt-cache', [...options, 'search', '--names-only', '^postgresql-[0-9]+-postgis-3$']);
  const versions = [...found.matchAll(/^postgresql-(\d+)-postgis-3 /gm)].map(([, version]) => Number(version));
  return versions.length === 0 ? null : Math.max(...versions);
}

/**
 * The part of dpkg's status file that apt shall count as installed when packages are unpacked beside the system.
 * Whatever is hidden, and whatever then lacks something it depends on, is left out.
 * @param status text of /var/lib/dpkg/status
 * @param isHidden by package name
 * @param asOnEmptySystem keep only what every Debian has: essential, required and important packages and their needs
 */
export function visibleStatus(status, { isHidden, asOnEmptySystem }) {
  const installed = status
    .split(/\n\n+/)
    .filter((stanza) => /^Status: \S+ \S+ installed$/m.test(stanza))
    .map(readStanza);
  let kept = asOnEmptySystem ? baseSystem(installed) : installed;
  kept = kept.filter(({ name }) => !isHidden(name));
  for (let before = Infinity; kept.length < before;) {
    before = kept.length;
    const names = namesOf(kept);
    kept = kept.filter(({ needs }) => needs.every((choices) => choices.some((name) => names.has(name))));
  }
  return kept.map(({ stanza }) => `${stanza}\n`).join('\n');
}

function baseSystem(installed) {
  const base = new Set(installed.filter(({ isBase }) => isBase));
  for (const entry of base) {
    for (const choices of entry.needs) {
      const chosen = installed.filter((each) => choices.some((name) => each.names.includes(name)));
      if (!chosen.some((each) => base.has(each)) && chosen[0] !== undefined) base.add(chosen[0]);
    }
  }
  return installed.filter((entry) => base.has(entry));
}

function namesOf(entries) {
  return new Set(entries.flatMap(({ names }) => names));
}

function readStanza(stanza) {
  const field = (name) => new RegExp(`^${name}: (.*)$`, 'm').exec(stanza)?.[1] ?? '';
  const name = field('Package');
  return {
    stanza: stanza.trim(),
    name,
    names: [name, ...packageNames(field('Provides')).flat()],
    isBase: field('Essential') === 'yes' || ['required', 'important'].includes(field('Priority')),
    needs: [...packageNames(field('Pre-Depends')), ...packageNames(field('Depends'))],
  };
}

/** `a (>= 1), b | c:any` as [['a'], ['b', 'c']]. */
function packageNames(text) {
  if (text === '') return [];
  return text.split(',').map((choice) => choice.split('|').map((each) => each.trim().split(/[\s:(]/)[0]));
}
