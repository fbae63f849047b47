import { loadConfig } from '#runtime/config.js';
import { createShutdown } from '#runtime/shutdown.js';
import { startServices } from '#runtime/supervisor/privateServices.js';

/** Started as a process by tests: private services on the folder given, one line of JSON once they run. */
const [dataDir = ''] = process.argv.slice(2);
const shutdown = createShutdown();
const services = await startServices(loadConfig({ dataDir, databaseUrl: null, redisUrl: null }), { purpose: 'up' });
shutdown.add('services', () => services.stop());
const { databaseUrl, redisUrl } = services.config;
const list = services.services.map((service) => ({ name: service.name, adopted: service.adopted, pid: service.pid() }));
process.stdout.write(`${JSON.stringify({ databaseUrl, redisUrl, services: list })}\n`);
