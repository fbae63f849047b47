import { bboxOfArea } from '#domain/geometry.js';
import type { Scene } from '#domain/scene.js';
import type { SceneExtent } from '#store/scenes.js';

export const STAC_VERSION = '1.0.0';
export const SCENES = 'scenes';
const GEO_JSON = 'application/geo+json';
const JSON_TYPE = 'application/json';

/** A scene as an item of STAC 1.0. Its pixels are handed out as map tiles; where they lie on the server is nobody's business. */
export function stacItem(scene: Scene, origin: string) {
  const collection = `${origin}/stac/collections/${SCENES}`;
  const bands = Object.entries(scene.asset.bands).sort(([, a], [, b]) => a - b);
  return {
    type: 'Feature' as const,
    stac_version: STAC_VERSION,
    stac_extensions: [],
    id: scene.id,
    collection: SCENES,
    geometry: { ...scene.footprintWgs84 },
    bbox: [...bboxOfArea(scene.footprintWgs84)],
    properties: {
      datetime: scene.acquiredAt,
      title: scene.title,
      gsd: scene.gsdMetres,
      ...(scene.platform === null ? {} : { platform: scene.platform }),
      'planwatch:sensor': scene.sensor,
      'planwatch:bands': bands.map(([name]) => name),
      'planwatch:epsg': scene.grid.epsg,
      'planwatch:clearShare': scene.clearShare,
      'planwatch:sha256': scene.contentHash,
    },
    assets: {
      metadata: {
        href: `${origin}/v1/scenes/${scene.id}`,
        type: JSON_TYPE,
        title: 'The scene as Planwatch describes it',
        roles: ['metadata'],
      },
    },
    links: [
      { href: `${collection}/items/${scene.id}`, rel: 'self', type: GEO_JSON },
      { href: `${origin}/stac`, rel: 'root', type: JSON_TYPE },
      { href: collection, rel: 'parent', type: JSON_TYPE },
      { href: collection, rel: 'collection', type: JSON_TYPE },
      { href: `${origin}/tiles/scenes/${scene.id}/{z}/{x}/{y}.webp`, rel: 'xyz', type: 'image/webp' },
    ],
  };
}

/** The root of the STAC API. */
export function stacCatalog(origin: string) {
  const base = `${origin}/stac`;
  return {
    type: 'Catalog' as const,
    stac_version: STAC_VERSION,
    id: 'planwatch',
    title: 'Planwatch',
    description: 'The imagery that Planwatch compares.',
    links: [
      { href: base, rel: 'root', type: JSON_TYPE },
      { href: base, rel: 'self', type: JSON_TYPE },
      { href: `${origin}/openapi.json`, rel: 'service-desc', type: 'application/vnd.oai.openapi+json;version=3.1' },
      { href: `${origin}/docs`, rel: 'service-doc', type: 'text/html' },
      { href: `${base}/conformance`, rel: 'conformance', type: JSON_TYPE },
      { href: `${base}/collections`, rel: 'data', type: JSON_TYPE },
      { href: `${base}/collections/${SCENES}`, rel: 'child', type: JSON_TYPE, title: 'Scenes' },
      { href: `${base}/search`, rel: 'search', type: GEO_JSON, method: 'GET' },
      { href: `${base}/search`, rel: 'search', type: GEO_JSON, method: 'POST' },
    ],
  };
}

const WORLD = [-180, -90, 180, 90];

/** The one collection. Where there is no scene yet its extent is the world and all time. */
export function stacCollection({ bboxWgs84, interval }: SceneExtent, origin: string) {
  const base = `${origin}/stac`;
  const address = `${base}/collections/${SCENES}`;
  return {
    type: 'Collection' as const,
    stac_version: STAC_VERSION,
    stac_extensions: [],
    id: SCENES,
    title: 'Scenes',
    description: 'Every registered acquisition, satellite and aerial.',
    license: 'proprietary',
    extent: {
      spatial: { bbox: [[...(bboxWgs84 ?? WORLD)]] },
      temporal: { interval: [[...interval]] },
    },
    links: [
      { href: address, rel: 'self', type: JSON_TYPE },
      { href: base, rel: 'root', type: JSON_TYPE },
      { href: base, rel: 'parent', type: JSON_TYPE },
      { href: `${address}/items`, rel: 'items', type: GEO_JSON },
    ],
  };
}
