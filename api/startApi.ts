import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { UnavailableError } from '#domain/errors.js';
import type { Config } from '#runtime/config.js';
import type { Log } from '#runtime/log.js';
import { createSealing } from '#runtime/sealing.js';
import { PROJECT_ROOT } from '#runtime/projectRoot.js';
import type { Db } from '#store/database.js';
import { createApp } from './app.js';
import { createEventFeed } from './events/eventFeed.js';
import { createMetrics, type QueueCounts } from './metrics.js';
import { createRateLimits } from './middleware/rateLimits.js';
import { createSceneImages } from './pictures/sceneImages.js';
import { createRunCatalogue, type RunCatalogueEntries } from './runCatalogue.js';
import { DEFAULT_LIMITS, type ApiLimits } from './limits.js';
import type { SeriesWatching } from './seriesWatching.js';
import type { ApiConfig } from './services.js';
import { createIdentityProvider } from './signIn/identityProvider.js';

export interface ApiOptions {
  readonly config: ApiConfig & Pick<Config, 'host' | 'port'>;
  readonly db: Db;
  /** A connection of its own is made from this one, whose commands fail instead of waiting while Redis is away. */
  readonly redis: Redis;
  readonly log: Log;
  /** Recipes and rule sets that runs may name. */
  readonly catalogue: RunCatalogueEntries;
  /** How series are watched; closed with the API. */
  readonly series: SeriesWatching;
  readonly queueCounts?: QueueCounts;
  readonly limits?: Partial<ApiLimits>;
  /** Folder of the built viewer; default `dist/viewer`. */
  readonly viewerDir?: string;
}

export interface RunningApi {
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  /** Takes no more requests, ends event streams, and waits for what is being answered (10 s at most). */
  close(): Promise<void>;
}

const CLOSE_GRACE_MS = 10_000;
const SWEEP_MS = 50;
/** Time for a whole request to come in; uploads are large and lines slow. */
const REQUEST_TIMEOUT_MS = 2 * 60 * 60_000;

/** Listens and answers. @throws UnavailableError where the port is taken */
export async function startApi(options: ApiOptions): Promise<RunningApi> {
  const { config, db, log } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const redis = options.redis.duplicate({ maxRetriesPerRequest: 1, commandTimeout: 5000 });
  redis.on('error', (error) => log.warn({ err: error }, 'Redis:Connection:Lost'));
  const events = createEventFeed(db);
  const images = createSceneImages(config.dataDir);
  const app = createApp(
    {
      config,
      db,
      redis,
      sealing: createSealing(config),
      limits,
      rates: createRateLimits(redis, limits),
      images,
      events,
      metrics: createMetrics(options.queueCounts),
      catalogue: createRunCatalogue(options.catalogue),
      identityProvider: createIdentityProvider(config),
      series: options.series,
    },
    options.viewerDir ?? join(PROJECT_ROOT, 'dist', 'viewer'),
  );
  const handle = app.callback();
  const server = createServer((request, response) => void handle(request, response));
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.headersTimeout = 30_000;
  const url = await listen(server, config);
  log.info({ url }, 'Api:Listen:Begin');
  return {
    url,
    async close() {
      events.close();
      await closeServer(server);
      await images.close();
      await options.series.close();
      redis.disconnect();
      log.info('Api:Close:Done');
    },
  };
}

function listen(server: Server, { host, port }: Pick<Config, 'host' | 'port'>): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(new UnavailableError(`cannot listen on ${host}:${port}: ${error.message}`, 'http', { cause: error }));
    });
    server.listen(port, host, () => {
      const { address, family, port: actual } = server.address() as AddressInfo;
      resolve(`http://${family === 'IPv6' ? `[${address}]` : address}:${actual}`);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const impatience = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
    // Browsers keep connections open; each is closed as soon as nothing is being answered on it.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    server.close(() => {
      clearTimeout(impatience);
      clearInterval(sweep);
      resolve();
    });
  });
}
