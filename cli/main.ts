import { Command, CommanderError } from 'commander';
import { describeError, exitCodeOf } from './exitCodes.js';

const COMMANDS: Readonly<Record<string, () => Promise<CommandModule>>> = {
  up: () => import('./commands/up.js'),
  api: () => import('./commands/api.js'),
  worker: () => import('./commands/worker.js'),
  migrate: () => import('./commands/migrate.js'),
  status: () => import('./commands/status.js'),
  key: () => import('./commands/key.js'),
  import: () => import('./commands/import.js'),
  layers: () => import('./commands/layers.js'),
  detect: () => import('./commands/detect.js'),
  outline: () => import('./commands/outline.js'),
  series: () => import('./commands/series.js'),
  monitor: () => import('./commands/monitor.js'),
  inspect: () => import('./commands/inspect.js'),
  sample: () => import('./commands/sample.js'),
  check: () => import('./commands/check.js'),
  replay: () => import('./commands/replay.js'),
  schema: () => import('./commands/schema.js'),
  bench: () => import('./commands/bench.js'),
  indicators: () => import('./commands/indicators.js'),
  evaluate: () => import('./commands/evaluate.js'),
  'verify-audit': () => import('./commands/verifyAudit.js'),
  'verify-bundle': () => import('./commands/verifyBundle.js'),
};

interface CommandModule {
  readonly register: (program: Command) => void;
}

/** The named command's module alone: others bring servers and drivers that take a second to load. All where none is named. */
function modulesFor(argv: readonly string[]): Promise<CommandModule[]> {
  const named = COMMANDS[argv.slice(2).find((argument) => !argument.startsWith('-')) ?? ''];
  return Promise.all((named === undefined ? Object.values(COMMANDS) : [named]).map((load) => load()));
}

/** Exit code for a command line that does not parse. */
const USAGE = 2;

async function createProgram(argv: readonly string[]): Promise<Command> {
  const program = new Command('planwatch')
    .description('Watches the ground against the plan.')
    .version('0.1.0')
    .option('--verbose', 'print the stack of a failure')
    .showHelpAfterError('(planwatch --help shows the commands)')
    .exitOverride();
  for (const { register } of await modulesFor(argv)) register(program);
  for (const command of program.commands) exitByException(command);
  return program;
}

/** A command does not inherit its parent's way of ending. */
function exitByException(command: Command): void {
  command.exitOverride().showHelpAfterError(`(planwatch ${command.name()} --help shows its options)`);
  for (const inner of command.commands) exitByException(inner);
}

async function main(argv: readonly string[]): Promise<number> {
  const program = await createProgram(argv);
  try {
    await program.parseAsync(argv);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    process.stderr.write(`${describeError(error, program.opts<{ verbose?: boolean }>().verbose === true)}\n`);
    return exitCodeOf(error);
  }
}

const code = await main(process.argv);
// A command that failed may have left connections open, which would keep the process; one that is done may be serving.
if (code === 0) process.exitCode = 0;
else process.exit(code);
