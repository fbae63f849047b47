import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { allowRemote } from '#store/rasters/index.js';
import { manifestOfItems } from '#store/series/stacItems.js';
import { searchStac, type StacQuery } from '#store/series/stacSearch.js';

let server: Server;
let host: string;
let status = 200;
let isCircular = false;
const asked: { readonly method: string; readonly path: string; readonly body: string }[] = [];

/** An item as Earth Search writes it: bands by common name, an assets' address relative to the item. */
const item = (id: string, datetime: string) => ({
  type: 'Feature',
  id,
  collection: 's2',
  properties: { datetime, platform: 'sentinel-2a' },
  links: [{ rel: 'self', href: `http://${host}/items/${id}/item.json` }],
  assets: {
    red: { href: './red.tif', 'eo:bands': [{ common_name: 'red' }], 'raster:bands': [{ scale: 0.0001, offset: -0.1 }] },
    nir: { href: `http://${host}/else/nir.tif`, 'eo:bands': [{ common_name: 'nir' }] },
    scl: { href: './scl.tif' },
  },
});

/** Two pages: the newest looks first, the second asked for by POST; one item stands on both. */
function pageOf(method: string, path: string): object {
  if (path === '/api/search' && method === 'POST') {
    const links = isCircular ? [{ rel: 'next', href: '/api/search', method: 'POST', body: { token: 'two' } }] : [];
    return {
      type: 'FeatureCollection',
      features: [item('b', '2024-05-11T02:00:00Z'), item('a', '2024-05-01T02:00:00Z')],
      links,
    };
  }
  const next = { rel: 'next', href: '/api/search', method: 'POST', body: { token: 'two' } };
  return {
    type: 'FeatureCollection',
    features: [item('c', '2024-05-21T02:00:00Z'), item('b', '2024-05-11T02:00:00Z')],
    links: [next],
  };
}

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      const url = new URL(request.url!, `http://${host}`);
      asked.push({ method: request.method!, path: request.url!, body });
      response.writeHead(status, { 'content-type': 'application/geo+json' });
      response.end(JSON.stringify(pageOf(request.method!, url.pathname)));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  allowRemote({ sources: [host], s3: null });
});
afterEach(() => {
  asked.length = 0;
  status = 200;
  isCircular = false;
});
afterAll(async () => {
  allowRemote({ sources: [], s3: null });
  server.close();
  await once(server, 'close');
});

const QUERY: StacQuery = { collections: ['s2'], bbox: [120, 30, 120.1, 30.1], from: '2024-05-01', to: null, most: 100 };

test('a search is read page after page, each item once, in the order of time', async () => {
  const { items, isCut } = await searchStac(`http://${host}/api`, QUERY);
  expect([items.map(({ id }) => id), isCut]).toEqual([['a', 'b', 'c'], false]);
  expect(asked.map(({ method, body }) => [method, body])).toEqual([
    ['GET', ''],
    ['POST', '{"token":"two"}'],
  ]);
  const query = new URL(asked[0]!.path, `http://${host}`).searchParams;
  expect(Object.fromEntries(query)).toEqual({
    collections: 's2',
    bbox: '120,30,120.1,30.1',
    datetime: '2024-05-01T00:00:00Z/..',
    limit: '100',
  });
});

test('what it finds is a series: bands by name, quality, scaling, whole addresses', async () => {
  const { items } = await searchStac(`http://${host}/api/search`, QUERY);
  expect(manifestOfItems({ features: items }, 'x.json')).toMatchObject({
    observations: [
      {
        time: '2024-05-01T02:00:00Z',
        sensor: 'sentinel-2a',
        bands: {
          red: { path: `http://${host}/items/a/red.tif`, band: 1 },
          nir: { path: `http://${host}/else/nir.tif`, band: 1 },
        },
        quality: { path: `http://${host}/items/a/scl.tif`, coding: 'scl' },
        scale: 0.0001,
        offset: -0.1,
      },
      { time: '2024-05-11T02:00:00Z' },
      { time: '2024-05-21T02:00:00Z' },
    ],
  });
});

test('no more than asked for, the newest of them, and it says so', async () => {
  const { items, isCut } = await searchStac(`http://${host}/api`, { ...QUERY, most: 1 });
  expect([items.map(({ id }) => id), isCut]).toEqual([['c'], true]);
});

test('hosts that nobody allowed are not asked', async () => {
  const refused = searchStac('http://169.254.169.254/search', QUERY);
  await expect(refused).rejects.toMatchObject({
    detail: { code: 'raster.remoteNotAllowed', found: 'host 169.254.169.254' },
  });
});

test('a server that is away, one that refuses, and one whose pages go round in a circle', async () => {
  status = 503;
  await expect(searchStac(`http://${host}/api`, QUERY)).rejects.toMatchObject({ kind: 'unavailable' });
  status = 404;
  await expect(searchStac(`http://${host}/api`, QUERY)).rejects.toMatchObject({
    detail: { code: 'stac.answer', found: 'status 404' },
  });
  status = 200;
  isCircular = true;
  await expect(searchStac(`http://${host}/api`, QUERY)).rejects.toMatchObject({
    detail: { code: 'stac.answer', found: 'a next page that was read before' },
  });
});
