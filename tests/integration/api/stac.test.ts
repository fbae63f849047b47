import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ENDPOINTS } from '#api/contracts/index.js';
import { registerScene } from '#store/scenes.js';
import { stacProblems } from '../../support/stacSchemas.js';
import { apiUnderTest, type Answer, type ApiUnderTest } from './apiUnderTest.js';
import { square } from './monitoredCounty.js';

jest.setTimeout(60_000);

/** Five scenes in a row, 5 km apart, one a month. */
const COUNT = 5;
let api: ApiUnderTest;
const ids: string[] = [];
beforeAll(async () => {
  api = await apiUnderTest();
  for (let i = 0; i < COUNT; i++) {
    const { scene } = await registerScene(api.db, {
      title: `第${i}景`,
      acquiredAt: `2024-0${i + 1}-15T02:30:00.500Z`,
      sensor: 'optical',
      platform: i === 0 ? null : 'GF-2',
      asset: { path: `${i}.tif`, bands: { red: 2, blue: 1 }, scale: 1, offset: 0, nodata: null, quality: null },
      grid: { epsg: 4549, transform: [10, 0, 500_000, 0, -10, 3_320_000], width: 10, height: 10 } as never,
      footprintWgs84: square(i * 50, 0, 10),
      gsdMetres: 10,
      clearShare: 1,
      contentHash: String(i).repeat(64),
    });
    ids.push(scene.id);
  }
});
afterAll(() => api.stop());

interface ItemPage {
  readonly features: readonly { readonly id: string }[];
  readonly links: readonly { rel: string; href: string; method?: string; body?: object }[];
}

const ask = (path: string, body?: object): Promise<Answer> =>
  api.ask(path, { as: 'officer', ...(body === undefined ? {} : { body }) });
const search = (query: Readonly<Record<string, string>>): Promise<Answer> =>
  ask(`/stac/search?${new URLSearchParams(query).toString()}`);
/** Numbers of the scenes found, in the order of the answer; the same by GET and by POST. */
async function found(query: Readonly<Record<string, string>>, body: object): Promise<readonly number[]> {
  const [byQuery, byBody] = [await search(query), await ask('/stac/search', body)].map(({ json }) =>
    (json as ItemPage).features.map(({ id }) => ids.indexOf(id)),
  );
  expect(byBody).toEqual(byQuery);
  return byQuery!;
}
const pathOf = (href: string): string => href.slice(new URL(href).origin.length);

test('catalog, collection and every item are what STAC 1.0.0 demands', async () => {
  expect(stacProblems('catalog', (await ask('/stac')).json)).toEqual([]);
  const { json } = await ask('/stac/collections');
  const [collection] = (json as { collections: readonly object[] }).collections;
  expect(stacProblems('collection', collection)).toEqual([]);
  expect((await ask('/stac/collections/scenes')).json).toEqual(collection);
  expect(collection).toMatchObject({
    extent: {
      spatial: { bbox: [[120, 29.99, 120 + 0.2 + 0.01, 30]] },
      temporal: { interval: [['2024-01-15T02:30:00.500Z', '2024-05-15T02:30:00.500Z']] },
    },
  });
  const { features } = (await ask('/stac/collections/scenes/items')).json as ItemPage;
  expect(features).toHaveLength(COUNT);
  for (const feature of features) {
    expect(stacProblems('item', feature)).toEqual([]);
    expect((await ask(`/stac/collections/scenes/items/${feature.id}`)).json).toEqual(feature);
  }
  expect(stacProblems('item', { ...features[0], bbox: [1, 2, 3] })).not.toEqual([]);
});

test('every link of catalog, collection and item leads somewhere', async () => {
  const documents = ['/stac', '/stac/collections/scenes', `/stac/collections/scenes/items/${ids[0]!}`];
  for (const document of documents) {
    const { links } = (await ask(document)).json as ItemPage;
    for (const { rel, href, method } of links) {
      if (rel === 'xyz') continue;
      expect(new URL(href).origin).toBe(new URL(api.url).origin);
      const answer = await ask(pathOf(href), method === 'POST' ? {} : undefined);
      expect([rel, answer.status]).toEqual([rel, 200]);
    }
  }
});

describe('a search', () => {
  test('pages without missing or repeating any, by GET and by POST', async () => {
    const seen: string[][] = [];
    for (const start of [await search({ limit: '2' }), await ask('/stac/search', { limit: 2 })]) {
      let page = start.json as ItemPage;
      const pages = [page.features.map(({ id }) => id)];
      for (;;) {
        const next = page.links.find(({ rel }) => rel === 'next');
        if (next === undefined) break;
        page = (await ask(pathOf(next.href), next.method === 'POST' ? next.body : undefined)).json as ItemPage;
        pages.push(page.features.map(({ id }) => id));
      }
      expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
      seen.push(pages.flat());
    }
    expect(seen).toEqual([ids.toReversed(), ids.toReversed()]);
  });

  test('by place: boxes, also over the date line, and geometries of any kind', async () => {
    const box = [120.04, 29.9, 120.06, 30.1];
    expect(await found({ bbox: box.join() }, { bbox: box })).toEqual([1]);
    const high = [120.04, 29.9, 0, 120.06, 30.1, 9000];
    expect(await found({ bbox: high.join() }, { bbox: high })).toEqual([1]);
    const around = [120.15, -90, 120.09, 90];
    expect(await found({ bbox: around.join() }, { bbox: around })).toEqual([4, 3, 1, 0]);
    const geometries = [
      [{ type: 'Point', coordinates: [120.105, 29.995] }, [2]],
      [{ type: 'LineString', coordinates: [[119, 29.995], [120.07, 29.995]] }, [1, 0]], // prettier-ignore
      [square(150, 0, 5), [3]],
      // Crosses itself.
      [{ type: 'Polygon', coordinates: [[[120.2, 29.99], [120.21, 30], [120.21, 29.99], [120.2, 30], [120.2, 29.99]]] }, [4]], // prettier-ignore
    ] as const;
    for (const [geometry, numbers] of geometries) {
      expect(await found({ intersects: JSON.stringify(geometry) }, { intersects: geometry })).toEqual(numbers);
    }
  });

  test('by time, to the instant, both ends counting', async () => {
    const numbersAt = (datetime: string) => found({ datetime }, { datetime });
    expect(await numbersAt('2024-03-15T02:30:00.5Z')).toEqual([2]);
    expect(await numbersAt('2024-03-15T10:30:00.5+08:00')).toEqual([2]);
    expect(await numbersAt('2024-03-15T02:30:00Z')).toEqual([]);
    expect(await numbersAt('2024-03-15')).toEqual([2]);
    expect(await numbersAt('../2024-02-15T02:30:00.5Z')).toEqual([1, 0]);
    expect(await numbersAt('2024-04-15T02:30:00.501Z/..')).toEqual([4]);
    expect(await numbersAt('2024-02-01T00:00:00Z/2024-04-01T00:00:00Z')).toEqual([2, 1]);
  });

  test('by id and collection', async () => {
    const some = [ids[3]!, ids[1]!, 'no-such', '00000000-0000-4000-8000-000000000000'];
    expect(await found({ ids: some.join() }, { ids: some })).toEqual([3, 1]);
    expect(await found({ collections: 'other' }, { collections: ['other'] })).toEqual([]);
    expect(await found({ collections: 'other,scenes' }, { collections: ['other', 'scenes'] })).toHaveLength(COUNT);
    expect((await search({ limit: '10000' })).status).toBe(200);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['two places', { bbox: '1,2,3,4', intersects: '{"type":"Point","coordinates":[1,2]}' }],
    ['a box of three numbers', { bbox: '1,2,3' }],
    ['a box upside down', { bbox: '1,4,3,2' }],
    ['a box outside the world', { bbox: '1,2,3,91' }],
    ['no time', { datetime: 'yesterday' }],
    ['no day of the calendar', { datetime: '2024-02-30T00:00:00Z' }],
    ['nothing but openness', { datetime: '../..' }],
    ['an end before the start', { datetime: '2024-03-01T00:00:00Z/2024-02-01T00:00:00Z' }],
    ['no geometry', { intersects: '{"type":"Circle"}' }],
    ['no JSON', { intersects: "'; DROP TABLE scenes" }],
    ['a ring that is open', { intersects: '{"type":"Polygon","coordinates":[[[1,2],[3,4],[5,6],[7,8]]]}' }],
    ['a place outside the world', { intersects: '{"type":"Point","coordinates":[200,2]}' }],
    ['a made-up token', { token: 'x' }],
    ['no items', { limit: '0' }],
    ['an unknown parameter', { colour: 'red' }],
  ])('%s is refused', async (_what, query) => {
    const { status } = await search(query);
    expect(status).toBe(400);
  });
});

test('what is not there is not found', async () => {
  for (const path of ['/stac/collections/other', '/stac/collections/other/items', '/stac/collections/scenes/items/x']) {
    expect((await ask(path)).status).toBe(404);
  }
  expect(ENDPOINTS.filter(({ path }) => path.startsWith('/stac'))).toHaveLength(8);
});
