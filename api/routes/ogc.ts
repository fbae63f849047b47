import type Koa from 'koa';
import { ForbiddenError, NotFoundError } from '#domain/errors.js';
import { hasRight, type Caller } from '#domain/people.js';
import { COLLECTION_IDS, extentOf, FEATURE_COLLECTIONS, getFeature, listFeatures } from '#store/features/index.js';
import type { CollectionId, FeatureCollectionSource } from '#store/features/index.js';
import type { Db } from '#store/database.js';
import * as contract from '../contracts/ogc.js';
import { CRS84, CRS_URIS, crsOfUri } from '../ogc/crs.js';
import { originOf } from '../ogc/originOf.js';
import { featureQueryOf } from '../ogc/itemsQuery.js';
import { route } from '../route.js';

const JSON_TYPE = 'application/json';
const GEO_JSON = 'application/geo+json';
const QUERYABLES = 'http://www.opengis.net/def/rel/ogc/1.0/queryables';

const PART_1 = 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf';
const PART_3 = 'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf';
const CQL2 = 'http://www.opengis.net/spec/cql2/1.0/conf';
const CONFORMS_TO = [
  'http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections',
  ...['core', 'oas30', 'geojson'].map((name) => `${PART_1}/${name}`),
  'http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs',
  ...['queryables', 'queryables-query-parameters', 'filter', 'features-filter'].map((name) => `${PART_3}/${name}`),
  ...['cql2-text', 'cql2-json', 'basic-cql2', 'basic-spatial-functions'].map((name) => `${CQL2}/${name}`),
];

const baseOf = (http: Koa.Context): string => `${originOf(http)}/ogc`;

const landing = route(contract.readOgcLanding, ({ http }) => {
  const base = baseOf(http);
  const body = {
    title: 'Planwatch',
    description: 'Alerts, patches and permits as OGC API – Features.',
    links: [
      { href: base, rel: 'self', type: JSON_TYPE },
      {
        href: `${originOf(http)}/openapi.json`,
        rel: 'service-desc',
        type: 'application/vnd.oai.openapi+json;version=3.1',
      },
      { href: `${originOf(http)}/docs`, rel: 'service-doc', type: 'text/html' },
      { href: `${base}/conformance`, rel: 'conformance', type: JSON_TYPE },
      { href: `${base}/collections`, rel: 'data', type: JSON_TYPE },
    ],
  };
  return Promise.resolve({ body });
});

const conformance = route(contract.readOgcConformance, () => Promise.resolve({ body: { conformsTo: CONFORMS_TO } }));

/** @throws NotFoundError where there is no such collection; ForbiddenError where it is not for the caller */
function requireCollection(caller: Caller, id: string): FeatureCollectionSource {
  if (!COLLECTION_IDS.includes(id as CollectionId)) throw new NotFoundError('collection', id);
  const source = FEATURE_COLLECTIONS[id as CollectionId];
  if (!hasRight(caller, source.right)) throw new ForbiddenError(`${id} need the right ${source.right}`, true);
  return source;
}

async function collectionBody(db: Db, caller: Caller, source: FeatureCollectionSource, base: string) {
  const { id, title, description } = source;
  const { bbox, interval } = await extentOf(db, caller, source);
  const [from, to] = interval.map((day) => (day === null ? null : `${day}T00:00:00Z`));
  const address = `${base}/collections/${id}`;
  return {
    id,
    title,
    description,
    itemType: 'feature' as const,
    crs: [...CRS_URIS],
    storageCrs: CRS84,
    extent: {
      ...(bbox === null ? {} : { spatial: { bbox: [[...bbox]], crs: CRS84 } }),
      temporal: {
        interval: [[from ?? null, to ?? null]],
        trs: 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian',
      },
    },
    links: [
      { href: address, rel: 'self', type: JSON_TYPE },
      { href: `${address}/items`, rel: 'items', type: GEO_JSON },
      { href: `${address}/queryables`, rel: QUERYABLES, type: 'application/schema+json' },
    ],
  };
}

const collections = route(contract.listOgcCollections, async ({ caller, http }, { db }) => {
  const base = baseOf(http);
  const readable = Object.values(FEATURE_COLLECTIONS).filter(({ right }) => hasRight(caller, right));
  const bodies = await Promise.all(readable.map((source) => collectionBody(db, caller, source, base)));
  const links = [{ href: `${base}/collections`, rel: 'self', type: JSON_TYPE }];
  return { body: { links, collections: bodies } };
});

const collection = route(contract.readOgcCollection, async ({ params, caller, http }, { db }) => ({
  body: await collectionBody(db, caller, requireCollection(caller, params.collectionId), baseOf(http)),
}));

const queryables = route(contract.readOgcQueryables, ({ params, caller, http }) => {
  const { id, title, properties } = requireCollection(caller, params.collectionId);
  const described = Object.entries(properties).map(([name, { type, title: meaning }]) => {
    const isTime = type === 'date' || type === 'date-time';
    return [name, isTime ? { type: 'string', format: type, title: meaning } : { type, title: meaning }];
  });
  const body = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${baseOf(http)}/collections/${id}/queryables`,
    type: 'object' as const,
    title,
    properties: {
      geometry: { format: 'geometry-surface', 'x-ogc-role': 'primary-geometry' },
      ...(Object.fromEntries(described) as Record<string, object>),
    },
    additionalProperties: false,
  };
  return Promise.resolve({ body });
});

const items = route(contract.listOgcItems, async ({ params, query, caller, http }, { db }) => {
  const source = requireCollection(caller, params.collectionId);
  const { features, numberMatched, nextCursor } = await listFeatures(db, caller, source, featureQueryOf(query, source));
  const address = `${baseOf(http)}/collections/${source.id}`;
  const next = new URLSearchParams(http.querystring);
  if (nextCursor !== null) next.set('cursor', nextCursor);
  const links = [
    { href: `${address}/items?${http.querystring}`, rel: 'self', type: GEO_JSON },
    { href: address, rel: 'collection', type: JSON_TYPE },
    ...(nextCursor === null ? [] : [{ href: `${address}/items?${next.toString()}`, rel: 'next', type: GEO_JSON }]),
  ];
  const body = {
    type: 'FeatureCollection' as const,
    features: features.map((feature) => ({ ...feature })),
    numberMatched,
    numberReturned: features.length,
    timeStamp: new Date().toISOString(),
    links,
  };
  return { body, headers: { 'Content-Crs': `<${query.crs ?? CRS84}>` } };
});

const item = route(contract.readOgcItem, async ({ params, query, caller, http }, { db }) => {
  const source = requireCollection(caller, params.collectionId);
  const feature = await getFeature(db, caller, source, params.featureId, crsOfUri(query.crs ?? CRS84, 'query.crs'));
  if (feature === null) throw new NotFoundError('feature', params.featureId);
  const address = `${baseOf(http)}/collections/${source.id}`;
  const links = [
    { href: `${address}/items/${encodeURIComponent(feature.id)}`, rel: 'self', type: GEO_JSON },
    { href: address, rel: 'collection', type: JSON_TYPE },
  ];
  return { body: { ...feature, links }, headers: { 'Content-Crs': `<${query.crs ?? CRS84}>` } };
});

export const ogcRoutes = [landing, conformance, collections, collection, queryables, items, item];
