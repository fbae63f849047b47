import { jest } from '@jest/globals';
import { Command } from 'commander';

/** A command of the command line, in this process, on the services of a test; gives what it printed. */
export async function runInProcess(
  register: (program: Command) => void,
  { databaseUrl, redisUrl }: { readonly databaseUrl: string; readonly redisUrl: string },
  argv: readonly string[],
): Promise<string> {
  const kept = { DATABASE_URL: process.env['DATABASE_URL'], REDIS_URL: process.env['REDIS_URL'] };
  Object.assign(process.env, { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl });
  let printed = '';
  const silenced = [
    jest.spyOn(process.stderr, 'write').mockReturnValue(true),
    jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      printed += String(chunk);
      return true;
    }),
  ];
  try {
    const program = new Command().exitOverride();
    register(program);
    for (const command of program.commands) command.exitOverride();
    await program.parseAsync(argv, { from: 'user' });
    return printed;
  } finally {
    for (const spy of silenced) spy.mockRestore();
    for (const [name, value] of Object.entries(kept)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
