import { createHash } from 'node:crypto';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { Redis } from 'ioredis';
import { isMediaResponse, type Endpoint } from '#api/contracts/endpoint.js';
import { ENDPOINTS } from '#api/contracts/index.js';
import { problemSchema } from '#api/contracts/problem.js';
import type { ApiLimits } from '#api/limits.js';
import type { QueueCounts } from '#api/metrics.js';
import type { RunCatalogueEntries } from '#api/runCatalogue.js';
import { startApi, type RunningApi } from '#api/startApi.js';
import type { ApiConfig } from '#api/services.js';
import { createSeriesWatching } from '#cli/up/seriesWatching.js';
import { RUN_CATALOGUE } from '#cli/up/runCatalogue.js';
import type { Role } from '#domain/people.js';
import { DEFAULT_RULE_SET } from '#pipelines/patches-to-findings/index.js';
import { createPool } from '#runtime/databasePool.js';
import { log } from '#runtime/log.js';
import { createRedis } from '#runtime/redis.js';
import { createApiKey } from '#store/apiKeys.js';
import { openDatabase, type Db } from '#store/database.js';
import { nonconformities } from '../../support/openApiAnswers.js';
import { testServices, type TestServices } from '../../support/services.js';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  /** Parsed where the answer is JSON. */
  readonly json: unknown;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes as JSON; text and bytes as they are. */
  readonly body?: unknown;
  /** Role whose API key is sent; null sends none. Default admin. */
  readonly as?: Role | null;
}

/** The API on real services, and a client that holds every answer against its contract. */
export interface ApiUnderTest {
  readonly url: string;
  readonly db: Db;
  readonly redis: Redis;
  readonly services: TestServices;
  ask(path: string, asking?: Asking): Promise<Answer>;
  keyOf(role: Role): string;
  stop(): Promise<void>;
}

export interface ApiUnderTestOptions {
  readonly limits?: Partial<ApiLimits>;
  readonly config?: Partial<ApiConfig>;
  /** Default: a free one. */
  readonly port?: number;
  readonly viewerDir?: string;
  readonly queueCounts?: QueueCounts;
}

const ROLES_WITH_KEYS = ['admin', 'supervisor', 'officer', 'steward', 'approver'] as const;

export async function apiUnderTest(options: ApiUnderTestOptions = {}): Promise<ApiUnderTest> {
  const services = await testServices();
  const db = openDatabase(createPool(services.databaseUrl, { max: 5 }));
  const redis = createRedis(services.redisUrl);
  const keys = new Map<Role, string>();
  for (const role of ROLES_WITH_KEYS) {
    keys.set(role, (await createApiKey(db, { role, adminCode: '', name: `test ${role}` })).key);
  }
  const { config, port = 0, ...others } = options;
  const api: RunningApi = await startApi({
    config: { ...services.config, ...config, port },
    db,
    redis,
    log: log(),
    catalogue: TEST_CATALOGUE,
    series: createSeriesWatching({ rasterRoot: services.config.dataDir, threads: 0 }),
    ...others,
  });
  const keyOf = (role: Role): string => keys.get(role)!;
  return {
    url: api.url,
    db,
    redis,
    services,
    keyOf,
    ask: (path, { as = 'admin', ...asking } = {}) => askAt(api.url, path, asking, as === null ? null : keyOf(as)),
    async stop() {
      await api.close();
      redis.disconnect();
      await db.destroy();
      await services.stop();
    },
  };
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

export const TEST_CATALOGUE: RunCatalogueEntries = {
  recipes: [
    {
      content: {
        name: 'indexDifference',
        version: '1',
        detector: 'indexDifference',
        sensors: ['optical'],
        parameters: {},
        threshold: { method: 'otsu', parameter: null },
        connectivity: 8,
        sievePixels: 4,
        minimumAreaM2: { default: 400 },
      },
      reference: { name: 'indexDifference', version: '1', hash: hash('indexDifference') },
    },
  ],
  ruleSets: [{ content: DEFAULT_RULE_SET, reference: { id: 'default', version: '1', hash: hash('default') } }],
  readRuleSet: RUN_CATALOGUE.readRuleSet,
  ruleSetSchema: RUN_CATALOGUE.ruleSetSchema,
};

/** Asks, and throws where the answer is not what the contract says. */
export async function askAt(
  url: string,
  path: string,
  asking: Asking = {},
  key: string | null = null,
): Promise<Answer> {
  const method = asking.method ?? (asking.body === undefined ? 'GET' : 'POST');
  const isRaw = asking.body === undefined || typeof asking.body === 'string' || Buffer.isBuffer(asking.body);
  const payload = isRaw ? asking.body : JSON.stringify(asking.body);
  const headers = {
    ...(isRaw ? {} : { 'Content-Type': 'application/json' }),
    ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
    ...asking.headers,
  };
  const answer = await exchange(new URL(path, url), method, headers, payload as string | Buffer | undefined);
  assertContract(method, new URL(path, url).pathname, answer);
  return answer;
}

/** Node's own client: `fetch` hides 304 and normalizes paths. */
function exchange(
  url: URL,
  method: string,
  headers: Readonly<Record<string, string>>,
  payload: string | Buffer | undefined,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers: { Connection: 'close', ...headers } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(parts);
        const text = bytes.toString('utf8');
        const isJson = /\bjson\b/.test(response.headers['content-type'] ?? '') && !response.headers['content-encoding'];
        const json: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text, json });
      });
    });
    request.on('error', reject);
    request.end(payload);
  });
}

/** Throws where the answer is not what the endpoint's contract says. */
function assertContract(method: string, path: string, answer: Answer): void {
  if (answer.status === 304 || method === 'HEAD') return;
  const endpoint = endpointOf(method, path);
  if (endpoint !== undefined) assertDocumented(endpoint, answer);
  if (endpoint?.success.includes(answer.status)) return assertSuccess(endpoint, answer);
  if (answer.status < 400) return;
  if (!(answer.headers['content-type'] ?? '').startsWith('application/problem+json')) {
    throw new Error(`${method} ${path} answered ${answer.status} without a problem: ${answer.text.slice(0, 200)}`);
  }
  const problem = problemSchema.parse(answer.json);
  if (problem.status !== answer.status) throw new Error(`problem says ${problem.status}, answer is ${answer.status}`);
}

/** Throws where the answer is not what the published document says. */
function assertDocumented({ id, method, path }: Endpoint, { status, headers, json }: Answer): void {
  const contentType = headers['content-type'] ?? '';
  // Who may not come in is sent elsewhere, or learns that a page is not there, without a body of its own.
  if (status >= 300 && status < 400) return;
  const problems = nonconformities(method, path, { status, contentType, json });
  if (problems.length > 0) throw new Error(`${id} answered ${status} beside the document: ${problems.join('; ')}`);
}

function assertSuccess(endpoint: Endpoint, answer: Answer): void {
  const type = answer.headers['content-type'] ?? '';
  if (endpoint.response === null) {
    if (answer.bytes.length > 0) throw new Error(`${endpoint.id} should have no body`);
  } else if (isMediaResponse(endpoint.response)) {
    const expected = endpoint.response.mediaType;
    if (expected !== '*/*' && !type.startsWith(expected)) throw new Error(`${endpoint.id} answered ${type}`);
  } else if (!answer.headers['content-encoding']) {
    if (!type.startsWith(endpoint.responseType ?? 'application/json')) throw new Error(`${endpoint.id}: ${type}`);
    const result = endpoint.response.safeParse(answer.json);
    if (!result.success) throw new Error(`${endpoint.id} breaks its contract: ${result.error.message}`);
  }
}

export function endpointOf(method: string, path: string): Endpoint | undefined {
  return ENDPOINTS.find((endpoint) => {
    const pattern = endpoint.path.replaceAll('.', String.raw`\.`).replaceAll(/:\w+/g, '[^/]+');
    return endpoint.method === method && new RegExp(`^${pattern}$`).test(path);
  });
}
