import { BadInputError, UnavailableError } from '#domain/errors.js';
import type { BboxWgs84 } from '#domain/geometry.js';
import type { IsoDate } from '#domain/time.js';
import { allowedUrl, publicName, remoteAccess } from '../rasters/remoteAccess.js';
import { parseJson } from '../vectors/index.js';
import type { StacItem } from './stacItems.js';

/** What is asked of a STAC API (item search). */
export interface StacQuery {
  readonly collections: readonly string[];
  readonly bbox: BboxWgs84 | null;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  /** Items at most; more are left out. */
  readonly most: number;
}

export interface StacFindings {
  /** By time and id, assets with whole addresses. */
  readonly items: readonly StacItem[];
  /** Whether there were more than asked for. */
  readonly isCut: boolean;
}

const PAGE_ITEMS = 100;
const REQUEST_MS = 30_000;
const LARGEST_PAGE_BYTES = 64 * 1024 * 1024;

interface Page {
  readonly features?: readonly StacItem[];
  readonly links?: readonly {
    readonly rel?: string;
    readonly href?: string;
    readonly method?: string;
    readonly body?: unknown;
  }[];
}

interface Request {
  readonly url: URL;
  /** Null: GET. */
  readonly body: unknown;
}

/**
 * Asks a STAC API page after page. Only hosts that the operator allows are asked, redirects are not followed.
 * @param address of the API or of its `/search`
 * @throws BadInputError where the host is not allowed or the answer is no search result; UnavailableError where it is away
 */
export async function searchStac(address: string, query: StacQuery): Promise<StacFindings> {
  const items = new Map<string, StacItem>();
  const asked = new Set<string>();
  let request: Request | null = firstRequest(address, query);
  while (request !== null && items.size <= query.most) {
    const key = JSON.stringify([request.url.href, request.body]);
    if (asked.has(key)) throw notASearch(request.url, 'a next page that was read before');
    asked.add(key);
    const page = await readPage(request);
    for (const item of page.features!)
      items.set(`${item.collection ?? ''}/${item.id ?? items.size}`, located(item, request.url));
    request = nextRequest(page, request.url);
  }
  const timeOf = ({ properties, id }: StacItem): string => `${properties?.datetime ?? ''} ${id ?? ''}`;
  const sorted = [...items.values()].sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1));
  return { items: sorted.slice(-query.most), isCut: sorted.length > query.most };
}

function firstRequest(address: string, { collections, bbox, from, to, most }: StacQuery): Request {
  const url = allowedUrl(address, remoteAccess());
  if (!url.pathname.endsWith('/search')) url.pathname = `${url.pathname.replace(/\/$/, '')}/search`;
  if (collections.length > 0) url.searchParams.set('collections', collections.join(','));
  if (bbox !== null) url.searchParams.set('bbox', bbox.join(','));
  if (from !== null || to !== null) {
    const [start, end] = [from === null ? '..' : `${from}T00:00:00Z`, to === null ? '..' : `${to}T23:59:59Z`];
    url.searchParams.set('datetime', `${start}/${end}`);
  }
  url.searchParams.set('limit', String(Math.min(PAGE_ITEMS, most + 1)));
  return { url, body: null };
}

function nextRequest({ links = [] }: Page, base: URL): Request | null {
  const next = links.find(({ rel }) => rel === 'next');
  if (next?.href === undefined) return null;
  const url = allowedUrl(new URL(next.href, base).href, remoteAccess());
  return { url, body: next.method?.toUpperCase() === 'POST' ? (next.body ?? {}) : null };
}

async function readPage({ url, body }: Request): Promise<Page> {
  const where = publicName(url.href);
  const answer = await fetch(url, {
    redirect: 'manual',
    signal: AbortSignal.timeout(REQUEST_MS),
    headers: { accept: 'application/geo+json', ...(body === null ? {} : { 'content-type': 'application/json' }) },
    ...(body === null ? {} : { method: 'POST', body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw new UnavailableError(`${where} does not answer`, 'STAC', { cause: error });
  });
  if (answer.status >= 500 || answer.status === 429) {
    throw new UnavailableError(`${where} answers ${answer.status}`, 'STAC');
  }
  if (!answer.ok) throw notASearch(url, `status ${answer.status}`);
  const page = parseJson(await textOf(answer, url), where) as Page | null;
  if (!Array.isArray(page?.features)) throw notASearch(url, 'JSON without features');
  return page;
}

async function textOf(answer: Response, url: URL): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of answer.body ?? []) {
    size += piece.length;
    if (size > LARGEST_PAGE_BYTES) throw notASearch(url, `more than ${LARGEST_PAGE_BYTES} bytes on a page`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** With whole addresses: relative ones are relative to the item's own address, else to the page. */
function located(item: StacItem, page: URL): StacItem {
  const self = item.links?.find(({ rel }) => rel === 'self')?.href;
  const base = self === undefined ? page : new URL(self, page);
  const assets = Object.entries(item.assets ?? {}).map(([key, asset]) => [
    key,
    asset.href === undefined ? asset : { ...asset, href: wholeAddress(asset.href, base) },
  ]);
  return { ...item, assets: Object.fromEntries(assets) as NonNullable<StacItem['assets']> };
}

const wholeAddress = (href: string, base: URL): string => (URL.canParse(href) ? href : new URL(href, base).href);

function notASearch(url: URL, found: string): BadInputError {
  return new BadInputError('not the answer of a STAC search', {
    code: 'stac.answer',
    where: publicName(url.href),
    found,
    expected: 'a FeatureCollection of items (STAC API, item search)',
  });
}
