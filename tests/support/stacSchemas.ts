import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';

/** What STAC 1.0.0 demands of items, collections and catalogs, written from its text (item-spec, collection-spec, catalog-spec). */
const link = {
  type: 'object',
  required: ['href', 'rel'],
  properties: {
    href: { type: 'string', minLength: 1, format: 'iri-reference' },
    rel: { type: 'string', minLength: 1 },
    type: { type: 'string' },
    title: { type: 'string' },
  },
};
const version = { const: '1.0.0' };
const extensions = { type: 'array', uniqueItems: true, items: { type: 'string', format: 'iri' } };
const nonEmpty = { type: 'string', minLength: 1 };
const position = {
  type: 'array',
  minItems: 2,
  prefixItems: [
    { type: 'number', minimum: -180, maximum: 180 },
    { type: 'number', minimum: -90, maximum: 90 },
  ],
  items: { type: 'number' },
};
const polygon = { type: 'array', minItems: 1, items: { type: 'array', minItems: 4, items: position } };
const box = {
  type: 'array',
  items: { type: 'number' },
  oneOf: [
    { minItems: 4, maxItems: 4 },
    { minItems: 6, maxItems: 6 },
  ],
};
const instant = { type: 'string', format: 'date-time', pattern: 'Z$' };
const hasLink = (rel: string) => ({ contains: { properties: { rel: { const: rel } }, required: ['rel'] } });

const item = {
  type: 'object',
  required: ['stac_version', 'id', 'links', 'assets', 'properties', 'type', 'geometry', 'bbox', 'collection'],
  properties: {
    type: { const: 'Feature' },
    stac_version: version,
    stac_extensions: extensions,
    id: nonEmpty,
    collection: nonEmpty,
    bbox: box,
    geometry: {
      required: ['type', 'coordinates'],
      oneOf: [
        { properties: { type: { const: 'Polygon' }, coordinates: polygon } },
        {
          properties: { type: { const: 'MultiPolygon' }, coordinates: { type: 'array', minItems: 1, items: polygon } },
        },
      ],
    },
    properties: {
      type: 'object',
      required: ['datetime'],
      properties: {
        datetime: instant,
        title: { type: 'string' },
        description: nonEmpty,
        platform: { type: 'string' },
        gsd: { type: 'number', exclusiveMinimum: 0 },
      },
      // What is neither common nor of a declared extension carries a prefix of its own.
      propertyNames: { pattern: '^(datetime|title|description|platform|gsd|created|updated|planwatch:[a-zA-Z0-9]+)$' },
    },
    assets: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['href'],
        properties: {
          href: { ...nonEmpty, format: 'iri-reference' },
          type: { type: 'string' },
          title: { type: 'string' },
          roles: { type: 'array', items: { type: 'string' } },
        },
      },
    },
    // A `collection` is named, so there must be a link to it.
    links: { type: 'array', items: link, allOf: ['self', 'root', 'parent', 'collection'].map(hasLink) },
  },
};

const collection = {
  type: 'object',
  required: ['stac_version', 'type', 'id', 'description', 'license', 'extent', 'links'],
  properties: {
    type: { const: 'Collection' },
    stac_version: version,
    stac_extensions: extensions,
    id: nonEmpty,
    description: nonEmpty,
    license: { type: 'string', pattern: '^[\\w\\-.+]+$' },
    extent: {
      type: 'object',
      required: ['spatial', 'temporal'],
      properties: {
        spatial: { required: ['bbox'], properties: { bbox: { type: 'array', minItems: 1, items: box } } },
        temporal: {
          required: ['interval'],
          properties: {
            interval: {
              type: 'array',
              minItems: 1,
              items: { type: 'array', minItems: 2, maxItems: 2, items: { anyOf: [instant, { type: 'null' }] } },
            },
          },
        },
      },
    },
    links: { type: 'array', items: link, allOf: ['self', 'root', 'parent', 'items'].map(hasLink) },
  },
};

const catalog = {
  type: 'object',
  required: ['stac_version', 'type', 'id', 'description', 'links', 'conformsTo'],
  properties: {
    type: { const: 'Catalog' },
    stac_version: version,
    id: nonEmpty,
    description: nonEmpty,
    conformsTo: { type: 'array', items: { type: 'string', format: 'uri' } },
    // STAC API core and item search.
    links: {
      type: 'array',
      items: link,
      allOf: ['self', 'root', 'service-desc', 'conformance', 'data', 'search'].map(hasLink),
    },
  },
};

const SCHEMAS = { item, collection, catalog } as const;

// ajv-formats is CommonJS: its default export is the module where Node loads it.
const addFormats = addFormatsModule as unknown as (ajv: Ajv2020) => void;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addFormat('iri', (text: string) => URL.canParse(text));
ajv.addFormat('iri-reference', (text: string) => URL.canParse(text, 'https://base.example'));

/** What of STAC 1.0.0 does not hold; empty where all does. */
export function stacProblems(kind: keyof typeof SCHEMAS, value: unknown): readonly string[] {
  const validate = ajv.compile(SCHEMAS[kind]);
  return validate(value) ? [] : validate.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`);
}
