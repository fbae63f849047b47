import { bboxOfArea } from '#domain/geometry.js';
import type { Scene } from '#domain/scene.js';

export const STAC_VERSION = '1.0.0';
export const SCENES = 'scenes';
const GEO_JSON = 'application/geo+json';

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
        type: 'application/json',
        title: 'The scene as Planwatch describes it',
        roles: ['metadata'],
      },
    },
    links: [
      { href: `${collection}/items/${scene.id}`, rel: 'self', type: GEO_JSON },
      { href: `${origin}/stac`, rel: 'root', type: 'application/json' },
      { href: collection, rel: 'parent', type: 'application/json' },
      { href: collection, rel: 'collection', type: 'application/json' },
      { href: `${origin}/tiles/scenes/${scene.id}/{z}/{x}/{y}.webp`, rel: 'xyz', type: 'image/webp' },
    ],
  };
}
