import type { Command } from 'commander';
import { UnavailableError } from '#domain/errors.js';
import { loadConfig, type ServiceConfig } from '#runtime/config.js';
import { runningServices } from '../services.js';
import type { Status } from '../up/status.js';

export function register(program: Command): void {
  program
    .command('status')
    .description('tell what runs: services, queue, last runs')
    .option('--data <dir>', 'data folder (PLANWATCH_DATA, ./data)')
    .option('--json', 'as JSON, for other programs')
    .action(async ({ data, json }: { data?: string; json?: boolean }) => {
      const config = loadConfig({ dataDir: data });
      const { readStatus } = await import('../up/status.js');
      const status = await readStatus(requireRunning(config));
      process.stdout.write(json ? `${JSON.stringify(status, null, 2)}\n` : inWords(status));
      const down = Object.entries(status.services).filter(([, service]) => service.status === 'down');
      if (down.length > 0) throw new UnavailableError(`down: ${down.map(([name]) => name).join(', ')}`, down[0]![0]);
    });
}

function requireRunning(config: ReturnType<typeof loadConfig>): ServiceConfig {
  const { databaseUrl, redisUrl } = config;
  if (databaseUrl !== null && redisUrl !== null) return { ...config, databaseUrl, redisUrl };
  const running = runningServices(config);
  if (running !== null) return running;
  throw new UnavailableError(`nothing runs on ${config.dataDir}; "planwatch up" starts it`, 'data folder');
}

function inWords({ services, queue, runs }: Status): string {
  const lines = [
    ...Object.entries(services).map(([name, { status, detail }]) => `${name}: ${status} ${detail}`.trimEnd()),
    ...Object.entries(queue ?? {}).map(
      ([name, { waiting, active }]) => `${name}: ${waiting} waiting, ${active} active`,
    ),
    ...runs.map((run) => `run ${run.id}: ${run.status}, ${run.alertCount ?? 'no'} alerts, ${run.createdAt}`),
  ];
  return `${lines.join('\n')}\n`;
}
