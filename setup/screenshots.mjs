import { spawnSync } from 'node:child_process';
import { setup } from './setup.mjs';
import { ROOT, main } from './steps.mjs';

/** Makes docs/guides/pages.md and its pictures anew. */
await main(async () => {
  await setup({ withBrowser: true });
  const program = ['--import', 'tsx', '--conditions=planwatch-source', 'tests/e2e/screenshots/takeScreenshots.ts'];
  program.push(...process.argv.slice(2));
  return spawnSync(process.execPath, program, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
});
