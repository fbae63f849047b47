import type { Redis } from 'ioredis';
import type { Sealing } from '#domain/sealing.js';
import type { Config } from '#runtime/config.js';
import type { Db } from '#store/database.js';
import type { ApiLimits } from './limits.js';
import type { EventFeed } from './events/eventFeed.js';
import type { RateLimits } from './middleware/rateLimits.js';
import type { Metrics } from './metrics.js';
import type { SceneImages } from './pictures/sceneImages.js';
import type { RunCatalogue } from './runCatalogue.js';
import type { IdentityProvider, IdentityProviderConfig } from './signIn/identityProvider.js';
import type { SeriesWatching } from './seriesWatching.js';

export type ApiConfig = Pick<
  Config,
  'dataDir' | 'secretKey' | 'importRoots' | 'trustProxy' | 'secureCookies' | 'publicUrl' | 'webhookHosts' | 'smtpUrl'
> &
  IdentityProviderConfig;

/** What handlers need to do their work. One object per process, made by `createApp`. */
export interface ApiServices {
  readonly config: ApiConfig;
  readonly db: Db;
  readonly redis: Redis;
  /** For secrets that are kept in the database. */
  readonly sealing: Sealing;
  readonly limits: ApiLimits;
  readonly rates: RateLimits;
  readonly images: SceneImages;
  readonly events: EventFeed;
  readonly metrics: Metrics;
  readonly catalogue: RunCatalogue;
  /** Null: people sign in by password only. */
  readonly identityProvider: IdentityProvider | null;
  readonly series: SeriesWatching;
}
