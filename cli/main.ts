import { Command, CommanderError } from 'commander';
import { register as registerApi } from './commands/api.js';
import { register as registerDetect } from './commands/detect.js';
import { register as registerEvaluate } from './commands/evaluate.js';
import { register as registerInspect } from './commands/inspect.js';
import { register as registerImport } from './commands/import.js';
import { register as registerSample } from './commands/sample.js';
import { register as registerKey } from './commands/key.js';
import { register as registerMonitor } from './commands/monitor.js';
import { register as registerMigrate } from './commands/migrate.js';
import { register as registerStatus } from './commands/status.js';
import { register as registerUp } from './commands/up.js';
import { register as registerVerifyAudit } from './commands/verifyAudit.js';
import { register as registerWorker } from './commands/worker.js';
import { describeError, exitCodeOf } from './exitCodes.js';

const COMMANDS = [
  registerUp,
  registerApi,
  registerWorker,
  registerMigrate,
  registerStatus,
  registerKey,
  registerImport,
  registerDetect,
  registerMonitor,
  registerInspect,
  registerSample,
  registerEvaluate,
  registerVerifyAudit,
];

/** Exit code for a command line that does not parse. */
const USAGE = 2;

function createProgram(): Command {
  const program = new Command('planwatch')
    .description('Watches the ground against the plan.')
    .version('0.1.0')
    .option('--verbose', 'print the stack of a failure')
    .showHelpAfterError('(planwatch --help shows the commands)')
    .exitOverride();
  for (const register of COMMANDS) register(program);
  for (const command of program.commands) exitByException(command);
  return program;
}

/** A command does not inherit its parent's way of ending. */
function exitByException(command: Command): void {
  command.exitOverride().showHelpAfterError(`(planwatch ${command.name()} --help shows its options)`);
  for (const inner of command.commands) exitByException(inner);
}

async function main(argv: readonly string[]): Promise<number> {
  const program = createProgram();
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
