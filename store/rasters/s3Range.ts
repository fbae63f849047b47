import { BadInputError } from '#domain/errors.js';
import { HEAD_BYTES, replaced, unavailable } from './httpRange.js';
import { publicName, type S3Access } from './remoteAccess.js';
import type { RangeReader } from './remoteBytes.js';

const REQUEST_MS = 30_000;
const GONE = new Set([400, 401, 403, 404, 405, 410, 416]);

/**
 * Opens an object of an S3-compatible store, read by range. The client is loaded when first needed and retries itself.
 * @throws BadInputError where there is no such object; UnavailableError where the store is away
 */
export async function openS3Range(url: URL, access: S3Access | null): Promise<RangeReader> {
  const path = publicName(url.href);
  if (access === null) throw notConfigured(path);
  const { GetObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
  const client = new S3Client({
    region: access.region,
    credentials: { accessKeyId: access.accessKeyId, secretAccessKey: access.secretAccessKey },
    maxAttempts: 3,
    requestHandler: { connectionTimeout: REQUEST_MS, requestTimeout: REQUEST_MS },
    // A range has no checksum of its own.
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(access.endpoint === null ? {} : { endpoint: access.endpoint, forcePathStyle: true }),
  });
  const object = { Bucket: url.host, Key: decodeURIComponent(url.pathname.slice(1)) };

  async function get(from: number, length: number, etag: string | undefined) {
    try {
      const command = new GetObjectCommand({
        ...object,
        Range: `bytes=${from}-${from + length - 1}`,
        ...(etag === undefined ? {} : { IfMatch: etag }),
      });
      const found = await client.send(command, { abortSignal: AbortSignal.timeout(REQUEST_MS) });
      const size = Number(/\/(\d+)$/.exec(found.ContentRange ?? '')?.[1] ?? found.ContentLength ?? 0);
      if (found.Body === undefined || (found.ContentLength ?? 0) > length) {
        throw unavailable(path, `${found.ContentLength ?? 0} bytes came instead of ${length}`);
      }
      return { bytes: await found.Body.transformToByteArray(), size, etag: found.ETag };
    } catch (error) {
      throw s3Failure(path, error);
    }
  }

  try {
    const first = await get(0, HEAD_BYTES, undefined);
    return {
      path,
      size: first.size,
      head: first.bytes,
      async readRange(offset, length) {
        const { bytes, size } = await get(offset, length, first.etag);
        if (size !== first.size) throw replaced(path);
        if (bytes.length !== length) throw unavailable(path, `${bytes.length} of ${length} bytes came`);
        return bytes;
      },
      close: () => client.destroy(),
    };
  } catch (error) {
    client.destroy();
    throw error;
  }
}

function s3Failure(path: string, error: unknown): Error {
  const { name, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  if (status === 412) return replaced(path);
  if (status === undefined || !GONE.has(status)) {
    return name === 'UnavailableError' ? (error as Error) : unavailable(path, (error as Error).message, error);
  }
  return new BadInputError(
    'the object cannot be opened',
    {
      code: 'raster.unreadableFile',
      where: path,
      found: `${name} (HTTP ${status})`,
      expected: 'an object that the configured key may read',
    },
    { cause: error },
  );
}

function notConfigured(path: string): BadInputError {
  return new BadInputError('no object store is configured', {
    code: 'raster.noObjectStore',
    where: path,
    found: 'neither region nor access key',
    expected: 'both in the configuration of Planwatch',
  });
}
