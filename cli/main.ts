import { Command, CommanderError } from 'commander';
import { describeError, exitCodeOf } from './exitCodes.js';

/** Exit code for a command line that does not parse. */
const USAGE = 2;

function createProgram(): Command {
  const program = new Command('planwatch')
    .description('Watches the ground against the plan.')
    .version('0.1.0')
    .option('--verbose', 'print the stack of a failure')
    .showHelpAfterError('(planwatch --help shows the commands)')
    .exitOverride();
  for (const command of program.commands) command.exitOverride();
  return program;
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

process.exitCode = await main(process.argv);
