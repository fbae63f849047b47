import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, SetupError, run } from './steps.mjs';

/**
 * Installs exactly what package-lock.json names, where node_modules holds anything else. Not by `npm ci`: that refuses a
 * lock that leaves out packages for other platforms, as locks do that were written behind a registry without them.
 */
export async function ensureNpmPackages() {
  const difference = firstDifference();
  if (difference !== null) await install();
  linkCommand();
  return difference === null ? 'as locked' : `installed (${difference})`;
}

async function install() {
  await run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
  const difference = firstDifference();
  if (difference !== null) throw new SetupError(`package.json and package-lock.json disagree: ${difference}`);
}

/** What first tells node_modules from the lock, in words, or null. npm itself keeps a list of what it installed. */
function firstDifference() {
  const wanted = readPackages(join(ROOT, 'package-lock.json'));
  const listed = join(ROOT, 'node_modules/.package-lock.json');
  if (!existsSync(listed)) return 'none there yet';
  const found = readPackages(listed);
  for (const [path, { version, optional, devOptional, integrity, peer }] of Object.entries(wanted)) {
    if (path === '') continue;
    const present = found[path];
    if (present === undefined && (optional || devOptional || peer)) continue;
    if (present?.version !== version || present.integrity !== integrity) return `${path} differs`;
  }
  const extra = Object.keys(found).find((path) => wanted[path] === undefined);
  return extra === undefined ? null : `${extra} is not in the lock`;
}

function readPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

/** npm links the commands of dependencies, not the project's own: `npx planwatch` finds it here. */
function linkCommand() {
  const folder = join(ROOT, 'node_modules/.bin');
  const link = join(folder, 'planwatch');
  if (existsSync(link)) return;
  mkdirSync(folder, { recursive: true });
  rmSync(link, { force: true });
  symlinkSync('../../bin/planwatch.mjs', link);
}
