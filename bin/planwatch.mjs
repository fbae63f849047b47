#!/usr/bin/env node
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const fileOf = (path) => fileURLToPath(new URL(`../dist/${path}`, import.meta.url));
const timeOf = (path) => statSync(fileOf(path), { throwIfNoEntry: false })?.mtimeMs ?? -Infinity;

// The bundle starts in half the time of the modules it is made from, unless those were built after it.
const BUNDLE = 'bundle/planwatch.js';
const isBundleCurrent = existsSync(fileOf(BUNDLE)) && timeOf(BUNDLE) >= timeOf('.tsbuildinfo');
const main = isBundleCurrent ? BUNDLE : 'cli/main.js';
if (existsSync(fileOf(main))) {
  await import(`../dist/${main}`);
} else {
  process.stderr.write('planwatch: not built yet; run "npm run setup" in the project folder first\n');
  process.exitCode = 3;
}
