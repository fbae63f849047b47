import { setTimeout as wait } from 'node:timers/promises';
import { BadInputError, UnavailableError } from '#domain/errors.js';
import { publicName } from './remoteAccess.js';
import type { RangeReader } from './remoteBytes.js';

/** Bytes that opening a file brings: enough for the header of most. */
export const HEAD_BYTES = 64 * 1024;
const REQUEST_MS = 30_000;
const TRIES = 3;
const FIRST_PAUSE_MS = 200;
const NOT_NOW = new Set([408, 425, 429, 500, 502, 503, 504]);

/** What tells one state of a remote file from another. */
interface Identity {
  readonly size: number;
  readonly etag: string | null;
  readonly modified: string | null;
}

interface RangeResponse extends Identity {
  readonly bytes: Uint8Array;
}

/**
 * Opens a file behind HTTP that serves byte ranges. Redirects are not followed: they lead to hosts nobody allowed.
 * @throws BadInputError where there is no such file or no range can be had; UnavailableError where the server is away
 */
export async function openHttpRange(url: URL): Promise<RangeReader> {
  const path = publicName(url.href);
  const first = await withRetries(path, () => requestRange(url, path, { from: 0, to: HEAD_BYTES - 1 }, null));
  return {
    path,
    size: first.size,
    head: first.bytes,
    async readRange(offset, length) {
      const range = { from: offset, to: offset + length - 1 };
      const { bytes } = await withRetries(path, () => requestRange(url, path, range, first));
      return bytes;
    },
    close: () => {},
  };
}

/** A file that is not the one that was opened. */
export function replaced(path: string): BadInputError {
  return new BadInputError('the file was replaced while it was read', {
    code: 'raster.replaced',
    where: path,
    found: 'another version of it',
    expected: 'the one that was opened; start again',
  });
}

export const unavailable = (path: string, why: string, cause?: unknown): UnavailableError =>
  new UnavailableError(`${path} cannot be read now: ${why}`, 'remote raster', { cause });

function isOther(known: Identity, { size, etag, modified }: Identity): boolean {
  if (size !== known.size) return true;
  return known.etag === null ? modified !== known.modified : etag !== known.etag;
}

async function withRetries<T>(path: string, request: () => Promise<T>): Promise<T> {
  for (let round = 1; ; round++) {
    try {
      return await request();
    } catch (error) {
      if (error instanceof BadInputError) throw error;
      if (round === TRIES) {
        throw error instanceof UnavailableError ? error : unavailable(path, reasonOf(error), error);
      }
      await wait(FIRST_PAUSE_MS * 2 ** (round - 1));
    }
  }
}

/** `fetch` hides why it failed in the cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? message;
}

async function requestRange(
  url: URL,
  path: string,
  { from, to }: { readonly from: number; readonly to: number },
  known: Identity | null,
): Promise<RangeResponse> {
  const headers: Record<string, string> = { range: `bytes=${from}-${to}`, 'accept-encoding': 'identity' };
  // Weak tags say nothing of bytes; servers must not honour them here.
  const strongTag = known?.etag?.startsWith('W/') === true ? null : known?.etag;
  const condition = strongTag ?? known?.modified;
  if (condition !== null && condition !== undefined) headers['if-range'] = condition;
  const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(REQUEST_MS) });
  try {
    if (response.status !== 206) throw refusalOf(response, path, known);
    const size = sizeOf(response, path, from);
    const etag = response.headers.get('etag');
    const modified = response.headers.get('last-modified');
    if (known !== null && isOther(known, { size, etag, modified })) throw replaced(path);
    const wanted = Math.min(to + 1, size) - from;
    const bytes = await limitedBody(response, path, wanted);
    if (bytes.length !== wanted) throw unavailable(path, `${bytes.length} of ${wanted} bytes came`);
    return { bytes, size, etag, modified };
  } finally {
    if (!response.bodyUsed) await response.body?.cancel();
  }
}

function refusalOf(response: Response, path: string, known: Identity | null): Error {
  const { status } = response;
  if (NOT_NOW.has(status)) return unavailable(path, `HTTP ${status}`);
  if (known !== null && (status === 200 || status === 412 || status === 416)) return replaced(path);
  const isWhole = status === 200;
  return new BadInputError(isWhole ? 'the server does not serve byte ranges' : 'the file cannot be opened', {
    code: isWhole ? 'raster.noRanges' : 'raster.unreadableFile',
    where: path,
    found: status >= 300 && status < 400 ? `HTTP ${status}, a redirect, which is not followed` : `HTTP ${status}`,
    expected: 'HTTP 206 with a part of a GeoTIFF file',
  });
}

function sizeOf(response: Response, path: string, from: number): number {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(response.headers.get('content-range') ?? '') ?? [];
  if (start === undefined || total === undefined || Number(start) !== from) {
    throw unavailable(path, `a range from ${start ?? 'nowhere'} came instead of ${from}`);
  }
  return Number(total);
}

/** The body, never more than was asked for. */
async function limitedBody(response: Response, path: string, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += (part as Uint8Array).length;
    if (length > limit) throw unavailable(path, `more than the ${limit} bytes asked for came`);
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts);
}
