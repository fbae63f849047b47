import { delimiter, resolve } from 'node:path';
import { z } from 'zod';
import { BadInputError, UnavailableError } from '#domain/errors.js';

/**
 * Everything that the surroundings decide. This is the only file that reads `process.env`; parameters of algorithms are
 * not here but in recipes and rule sets.
 */
export interface Config {
  /** `postgres://…`, or null: a private PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null;
  /** `redis://…`, `rediss://…` or `unix:///path/redis.sock?db=0`, or null: a private Redis in `dataDir`. */
  readonly redisUrl: string | null;
  /** Absolute. Rasters, sample, private services, logs. */
  readonly dataDir: string;
  readonly host: string;
  /** 0–65535; 0 takes a free one. */
  readonly port: number;
  /** Absolute folders from which scenes may be registered by path. Always contains none but what was named. */
  readonly importRoots: readonly string[];
  /** Comma-separated hosts and `s3://bucket` names that rasters may be read from; empty: local files only. */
  readonly remoteSources: string;
  /** Comma-separated `host` or `host:port` of the office's own that webhooks may go to although they are not public, also without TLS. */
  readonly webhookHosts: string;
  /** 32 bytes in base64 that secrets in the database are sealed with, or null: those of `secret.key` in `dataDir`. */
  readonly secretKey: string | null;
  /** `smtp://` or `smtps://[user:password@]host[:port]`, or null: no e-mail is sent. */
  readonly smtpUrl: string | null;
  /** Sender of e-mail. */
  readonly mailFrom: string;
  /** New alerts that the daily digest names to one office, 1–200; the rest is counted. */
  readonly digestBudget: number;
  /** `https://host[:port]` of an S3-compatible store, or null: Amazon's. */
  readonly s3Endpoint: string | null;
  readonly s3Region: string;
  /** Both or neither; null: `s3://` is refused. */
  readonly s3AccessKeyId: string | null;
  readonly s3SecretAccessKey: string | null;
  readonly logLevel: LogLevel;
  /** Threads that one process computes with, 1–256; one, so that a worker stays under 300 MB: more cores, more workers. */
  readonly computeThreads: number;
  /** Jobs that one worker process takes at a time, 1–64. */
  readonly workerConcurrency: number;
  /** Connections that one process holds to the database at most, 1–200. */
  readonly databasePoolSize: number;
  /** True behind a reverse proxy that sets X-Forwarded-*. */
  readonly trustProxy: boolean;
  /** True where people reach the API by HTTPS only: cookies are marked Secure. */
  readonly secureCookies: boolean;
  /** Where people reach the viewer, `https://host`; null: as each request names it. Links in messages begin with it. */
  readonly publicUrl: string | null;
  /** Address of an OpenID Connect provider, or null: people sign in by password only. */
  readonly oidcIssuer: string | null;
  readonly oidcClientId: string | null;
  readonly oidcClientSecret: string | null;
  readonly oidcScope: string;
  /** Claim that holds the name by which an admin added the person. */
  readonly oidcNameClaim: string;
  /** As the button names the provider. */
  readonly oidcTitle: string;
  /** Root of unpacked system packages (`usr/lib/postgresql/…` below it), or null: looked for in `dataDir`. */
  readonly systemRoot: string | null;
  /** True: private services start from unpacked packages only. */
  readonly ignoreSystemPackages: boolean;
}

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A configuration with both services named: what `api`, `worker` and `migrate` need. */
export type ServiceConfig = Config & { readonly databaseUrl: string; readonly redisUrl: string };

function entriesOf<T extends object>(record: T): [keyof T, T[keyof T]][] {
  return Object.entries(record) as [keyof T, T[keyof T]][];
}

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `a whole number, ${least}–${most}`)
    .transform(Number)
    .pipe(z.number().min(least, `at least ${least}`).max(most, `at most ${most}`));

const flag = z.enum(['0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true');

const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `a URL beginning with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

const folder = z
  .string()
  .min(1)
  .transform((path) => resolve(path));

/** Name of the variable and how it reads, by field. An empty variable counts as unset. */
const VARIABLES = {
  databaseUrl: ['DATABASE_URL', url('postgres:', 'postgresql:').nullable().default(null)],
  redisUrl: ['REDIS_URL', url('redis:', 'rediss:', 'unix:').nullable().default(null)],
  dataDir: ['PLANWATCH_DATA', folder.default(resolve('data'))],
  host: ['PLANWATCH_HOST', z.string().default('127.0.0.1')],
  port: ['PORT', wholeNumber(0, 65_535).default(8080)],
  importRoots: [
    'PLANWATCH_IMPORT_ROOTS',
    z
      .string()
      .transform((text) =>
        text
          .split(delimiter)
          .filter(Boolean)
          .map((path) => resolve(path)),
      )
      .default([]),
  ],
  remoteSources: ['PLANWATCH_REMOTE_SOURCES', z.string().default('')],
  webhookHosts: ['PLANWATCH_WEBHOOK_HOSTS', z.string().default('')],
  secretKey: ['PLANWATCH_SECRET_KEY', z.string().nullable().default(null)],
  smtpUrl: ['SMTP_URL', url('smtp:', 'smtps:').nullable().default(null)],
  mailFrom: ['PLANWATCH_MAIL_FROM', z.string().default('planwatch@localhost')],
  digestBudget: ['PLANWATCH_DIGEST_BUDGET', wholeNumber(1, 200).default(20)],
  s3Endpoint: ['S3_ENDPOINT', url('http:', 'https:').nullable().default(null)],
  s3Region: ['S3_REGION', z.string().default('us-east-1')],
  s3AccessKeyId: ['S3_ACCESS_KEY_ID', z.string().nullable().default(null)],
  s3SecretAccessKey: ['S3_SECRET_ACCESS_KEY', z.string().nullable().default(null)],
  logLevel: ['LOG_LEVEL', z.enum(LOG_LEVELS).default('info')],
  computeThreads: ['PLANWATCH_COMPUTE_THREADS', wholeNumber(1, 256).default(1)],
  workerConcurrency: ['PLANWATCH_WORKER_CONCURRENCY', wholeNumber(1, 64).default(2)],
  databasePoolSize: ['PLANWATCH_DATABASE_POOL', wholeNumber(1, 200).default(10)],
  trustProxy: ['PLANWATCH_TRUST_PROXY', flag.default(false)],
  secureCookies: ['PLANWATCH_SECURE_COOKIES', flag.default(false)],
  publicUrl: ['PLANWATCH_PUBLIC_URL', url('http:', 'https:').nullable().default(null)],
  oidcIssuer: ['OIDC_ISSUER', url('http:', 'https:').nullable().default(null)],
  oidcClientId: ['OIDC_CLIENT_ID', z.string().nullable().default(null)],
  oidcClientSecret: ['OIDC_CLIENT_SECRET', z.string().nullable().default(null)],
  oidcScope: ['OIDC_SCOPE', z.string().default('openid profile')],
  oidcNameClaim: ['OIDC_NAME_CLAIM', z.string().default('preferred_username')],
  oidcTitle: ['OIDC_TITLE', z.string().default('OpenID Connect')],
  systemRoot: ['PLANWATCH_SYSTEM_ROOT', folder.nullable().default(null)],
  ignoreSystemPackages: ['PLANWATCH_IGNORE_SYSTEM_PACKAGES', flag.default(false)],
} as const satisfies Record<keyof Config, readonly [string, z.ZodType]>;

/**
 * Reads the environment once, whole, and freezes it. `overrides` (from command line flags) win.
 * @throws BadInputError naming every variable that does not read
 */
export function loadConfig(
  overrides: Partial<Config> = {},
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  const values: Partial<Record<keyof Config, unknown>> = {};
  const problems: string[] = [];
  for (const [field, [name, schema]] of entriesOf(VARIABLES)) {
    const read = schema.safeParse(environment[name] || undefined);
    if (read.success) values[field] = read.data;
    else problems.push(`${name}=${JSON.stringify(environment[name])}: ${read.error.issues[0]!.message}`);
  }
  if (problems.length > 0) {
    throw new BadInputError(problems.join('; '), { code: 'config.invalid', where: 'environment' });
  }
  const given: Partial<Config> = Object.fromEntries(
    Object.entries(overrides).filter(([, value]) => value !== undefined),
  );
  const dataDir = resolve(given.dataDir ?? (values.dataDir as string));
  return Object.freeze({ ...(values as Config), ...given, dataDir });
}

/** The same configuration, where both services are named. @throws UnavailableError saying which is not */
export function requireServices(config: Config): ServiceConfig {
  const { databaseUrl, redisUrl } = config;
  if (databaseUrl === null || redisUrl === null) {
    const missing = [databaseUrl === null && 'DATABASE_URL', redisUrl === null && 'REDIS_URL'].filter(Boolean);
    const message = `${missing.join(' and ')} not set; set it, or use "planwatch up", which starts private services`;
    throw new UnavailableError(message, 'configuration');
  }
  return { ...config, databaseUrl, redisUrl };
}

/** The environment for a child process that shall read `config` as its own. */
export function environmentOf(config: Config): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) environment[name] = value;
  for (const [field, [name]] of entriesOf(VARIABLES)) {
    const value = config[field];
    if (value === null) delete environment[name];
    else environment[name] = Array.isArray(value) ? value.join(delimiter) : String(value);
  }
  return environment;
}
