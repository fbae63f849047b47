import { createServer } from 'node:net';
import { setup } from './setup.mjs';
import { endWithNpm, main } from './steps.mjs';

/** Ports tried after the one asked for. */
const PORTS_TRIED = 50;

const DEFAULTS = { data: process.env.PLANWATCH_DATA || './data', port: process.env.PORT || '8080', sample: '1' };

await main(async () => {
  endWithNpm();
  await setup();
  const flags = process.argv.slice(2);
  const wanted = Number(valueOf(flags, 'port') ?? DEFAULTS.port);
  const port = await freePort(wanted);
  if (port !== wanted) process.stdout.write(`port ${wanted} is taken, using ${port}\n`);
  // The command runs in this process, so that it gets the terminal's signals itself.
  process.argv.splice(2, Infinity, 'up', ...withDefaults(flags, port));
  await import('../bin/planwatch.mjs');
  return process.exitCode;
});

function withDefaults(flags, port) {
  const rest = flags.filter((flag, index) => !/^--port(=|$)/.test(flag) && flags[index - 1] !== '--port');
  const given = (name) => valueOf(rest, name) !== undefined || rest.includes(`--no-${name}`);
  const defaults = ['data', 'sample'].filter((name) => !given(name)).flatMap((name) => [`--${name}`, DEFAULTS[name]]);
  return [...rest, ...defaults, '--port', String(port)];
}

/** `--name value` or `--name=value`. */
function valueOf(flags, name) {
  const at = flags.findIndex((flag) => flag === `--${name}` || flag.startsWith(`--${name}=`));
  if (at < 0) return undefined;
  return flags[at].includes('=') ? flags[at].slice(flags[at].indexOf('=') + 1) : flags[at + 1];
}

async function freePort(first) {
  for (let port = first; port < Math.min(first + PORTS_TRIED, 65_536); port++) {
    if (await isFree(port)) return port;
  }
  return first;
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1' }, () => probe.close(() => resolve(true)));
  });
}
