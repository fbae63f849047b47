import type { Command } from 'commander';
import { loadConfig, requireServices } from '#runtime/config.js';
import { startLog } from '#runtime/log.js';
import { createShutdown } from '#runtime/shutdown.js';
import { wholeNumber } from '../options.js';
import { allowRemoteSources } from '../remoteSources.js';
import { requireReachable } from '../services.js';

export function register(program: Command): void {
  program
    .command('api')
    .description('serve the API and the viewer, on the servers that DATABASE_URL and REDIS_URL name')
    .option('--port <number>', 'port to listen on (PORT, 8080)', wholeNumber(0, 65_535))
    .option('--host <address>', 'address to listen on (PLANWATCH_HOST, 127.0.0.1)')
    .option('--data <dir>', 'folder with rasters, the same for every API and worker (PLANWATCH_DATA, ./data)')
    .action(async ({ port, host, data }: { port?: number; host?: string; data?: string }) => {
      const config = requireServices(loadConfig({ port, host, dataDir: data }));
      allowRemoteSources(config);
      const log = startLog({ level: config.logLevel, name: 'api' });
      await requireReachable(config);
      const { startApiServer } = await import('../up/apiServer.js');
      const shutdown = createShutdown();
      const server = await startApiServer(config, log);
      shutdown.add('api', () => server.close());
      process.stdout.write(`ready ${server.url}\n`);
    });
}
