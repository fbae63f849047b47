import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setup } from './setup.mjs';
import { ROOT, SetupError, main } from './steps.mjs';

/**
 * Ours beside the peers (`planwatch bench`) where no word is given; else `bench/*.bench.ts` whose names contain one of the words,
 * one after the other.
 */
await main(async () => {
  await setup();
  const folder = join(ROOT, 'bench');
  const [words, flags] = split(process.argv.slice(2));
  if (words.length === 0) return benchPeers(flags);
  const all = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.bench.ts'))
        .sort()
    : [];
  const chosen = all.filter((name) => words.some((word) => name.includes(word)));
  if (chosen.length === 0) throw new SetupError(`no benchmark of that name; there are: ${all.join(', ') || 'none'}`);
  const codes = chosen.map((name) => runBenchmark(join(folder, name), flags));
  return codes.every((code) => code === 0) ? 0 : 1;
});

function split(args) {
  return [args.filter((arg) => !arg.startsWith('-')), args.filter((arg) => arg.startsWith('-'))];
}

/** Scripts of others that stand beside the project are taken where nothing else is said. */
const PEERS = join(ROOT, '../shared/peers');

function benchPeers(flags) {
  const isSaid = flags.some((flag) => flag.startsWith('--peers'));
  const peers = isSaid || !existsSync(PEERS) ? [] : [`--peers=${PEERS}`];
  const args = [join(ROOT, 'bin/planwatch.mjs'), 'bench', ...peers, ...flags];
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status;
}

function runBenchmark(file, flags) {
  const args = ['--import', 'tsx', '--conditions=planwatch-source', file, ...flags];
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status;
}
