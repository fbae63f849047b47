import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { BadInputError } from '#domain/errors.js';

/** Where rasters may be read from beside local files. */
export interface RemoteAccess {
  /**
   * Hosts (`host`, `host:port`, or `https://host[:port]` to allow HTTPS only) and buckets (`s3://bucket`). Nothing else is
   * ever asked.
   */
  readonly sources: readonly string[];
  /** Where `s3://` leads; null: it is refused. */
  readonly s3: S3Access | null;
}

export interface S3Access {
  /** `https://host[:port]` of an S3-compatible store; null: Amazon's own. */
  readonly endpoint: string | null;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const KEY = 'planwatch.remoteAccess';
const NONE: RemoteAccess = { sources: [], s3: null };

/** Says once, before threads are started, what this process and its threads may read. Default: nothing remote. */
export function allowRemote(access: RemoteAccess): void {
  setEnvironmentData(KEY, access as never);
}

export function remoteAccess(): RemoteAccess {
  return (getEnvironmentData(KEY) as unknown as RemoteAccess | undefined) ?? NONE;
}

/** True for paths that are read by request: `http://`, `https://`, `s3://`. */
export const isRemotePath = (path: string): boolean => /^(https?|s3):\/\//i.test(path);

/** The path without what may be secret (credentials, signatures), for messages. */
export const publicName = (path: string): string => path.replace(/\?.*$/s, '').replace(/\/\/[^/]*@/, '//');

/**
 * The URL of a remote path that the operator allows.
 * @throws BadInputError where it is none, carries credentials, or its host or bucket is not listed
 */
export function allowedUrl(path: string, { sources }: RemoteAccess): URL {
  const where = publicName(path);
  if (!URL.canParse(path)) throw refusal(where, 'an address that does not read', 'http(s)://host/… or s3://bucket/key');
  const url = new URL(path);
  if (url.username !== '' || url.password !== '') {
    throw refusal(where, 'credentials in the address', 'an address without them');
  }
  const names = url.protocol === 's3:' ? [`s3://${url.host}`] : [url.host, `${url.protocol}//${url.host}`];
  const isListed = sources.some((source) => names.includes(source.trim().replace(/\/+$/, '').toLowerCase()));
  if (isListed) return url;
  throw refusal(
    where,
    url.protocol === 's3:' ? `bucket ${url.host}` : `host ${url.host}`,
    sources.length === 0 ? 'a local file: no remote source is allowed' : `one of ${sources.join(', ')}`,
  );
}

function refusal(where: string, found: string, expected: string): BadInputError {
  return new BadInputError('this remote source is not allowed', {
    code: 'raster.remoteNotAllowed',
    where,
    found,
    expected,
  });
}
