import type Koa from 'koa';
import { NotFoundError } from '#domain/errors.js';
import type { Db } from '#store/database.js';
import { getScene, listScenes, sceneExtent } from '#store/scenes.js';
import * as contract from '../contracts/stac.js';
import { originOf } from '../ogc/originOf.js';
import { route } from '../route.js';
import { sceneFilterOf, type StacSearch } from '../stac/sceneSearch.js';
import { SCENES, stacCatalog, stacCollection, stacItem } from '../stac/stacItem.js';

const GEO_JSON = 'application/geo+json';

const CONFORMS_TO = [
  ...['core', 'collections', 'ogcapi-features', 'item-search'].map((name) => `https://api.stacspec.org/v1.0.0/${name}`),
  ...['core', 'geojson'].map((name) => `http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${name}`),
];

const landing = route(contract.readStacLanding, ({ http }) =>
  Promise.resolve({ body: { ...stacCatalog(originOf(http)), conformsTo: CONFORMS_TO } }),
);

const conformance = route(contract.readStacConformance, () => Promise.resolve({ body: { conformsTo: CONFORMS_TO } }));

const collections = route(contract.listStacCollections, async ({ http }, { db }) => {
  const origin = originOf(http);
  const links = [
    { href: `${origin}/stac/collections`, rel: 'self', type: 'application/json' },
    { href: `${origin}/stac`, rel: 'root', type: 'application/json' },
  ];
  return { body: { collections: [stacCollection(await sceneExtent(db), origin)], links } };
});

const collection = route(contract.readStacCollection, async ({ params, http }, { db }) => {
  requireScenes(params.collectionId);
  return { body: stacCollection(await sceneExtent(db), originOf(http)) };
});

const items = route(contract.listStacItems, async ({ params, query, http }, { db }) => {
  requireScenes(params.collectionId);
  const { body, nextToken } = await found(db, query, originOf(http));
  return { body: { ...body, links: linksOf(http, nextToken) } };
});

const item = route(contract.readStacItem, async ({ params, http }, { db }) => {
  requireScenes(params.collectionId);
  const scene = await getScene(db, params.itemId);
  if (scene === null) throw new NotFoundError('scene', params.itemId);
  return { body: stacItem(scene, originOf(http)) };
});

const search = route(contract.searchStac, async ({ query, http }, { db }) => {
  const { body, nextToken } = await found(db, query, originOf(http));
  return { body: { ...body, links: linksOf(http, nextToken) } };
});

const searchByBody = route(contract.searchStacByBody, async ({ body: asked, http }, { db }) => {
  const { body, nextToken } = await found(db, asked, originOf(http));
  const href = `${originOf(http)}/stac/search`;
  const next = { href, rel: 'next', type: GEO_JSON, method: 'POST', body: { ...asked, token: nextToken } };
  return { body: { ...body, links: [rootLink(http), ...(nextToken === null ? [] : [next])] } };
});

function requireScenes(collectionId: string): void {
  if (collectionId !== SCENES) throw new NotFoundError('collection', collectionId);
}

async function found(db: Db, search: StacSearch, origin: string) {
  const filter = sceneFilterOf(search);
  const { items: scenes, nextCursor } = filter === null ? NOTHING : await listScenes(db, filter);
  const features = scenes.map((scene) => stacItem(scene, origin));
  const body = { type: 'FeatureCollection' as const, features, numberReturned: features.length };
  return { body, nextToken: nextCursor };
}

const NOTHING = { items: [], nextCursor: null };

const rootLink = (http: Koa.Context) => ({ href: `${originOf(http)}/stac`, rel: 'root', type: 'application/json' });

/** Of a page that was asked for by GET. */
function linksOf(http: Koa.Context, nextToken: string | null) {
  const next = new URLSearchParams(http.querystring);
  if (nextToken !== null) next.set('token', nextToken);
  const page = `${originOf(http)}${http.path}`;
  return [
    { href: http.querystring === '' ? page : `${page}?${http.querystring}`, rel: 'self', type: GEO_JSON },
    rootLink(http),
    ...(nextToken === null ? [] : [{ href: `${page}?${next.toString()}`, rel: 'next', type: GEO_JSON }]),
  ];
}

export const stacRoutes = [landing, conformance, collections, collection, items, item, search, searchByBody];
