import { build } from './build.mjs';
import { ensureNpmPackages } from './npmPackages.mjs';
import { SetupError, isStarted, main, step } from './steps.mjs';
import { ensureSystemPackages } from './systemPackages.mjs';

const LEAST_NODE = [20, 10];

/**
 * Brings everything that is missing: npm packages, system packages, the build. Run again, it finds nothing to do.
 * @param withBrowser also Chromium and a Chinese font, which the browser tests need
 */
export async function setup({ withBrowser = false } = {}) {
  requireNode();
  await step('npm packages', ensureNpmPackages);
  await step('system packages', () => ensureSystemPackages({ withBrowser }));
  await build();
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return;
  throw new SetupError(`Node.js ${LEAST_NODE.join('.')} or later is needed, this is ${process.versions.node}`);
}

if (isStarted(import.meta.url)) await main(() => setup({ withBrowser: process.argv.includes('--browser') }));
