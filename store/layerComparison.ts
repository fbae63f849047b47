import { sql } from 'kysely';
import type { Layer } from '#domain/layer.js';
import type { LayerChange, LayerComparison } from '#domain/layerQuality.js';
import type { Db } from './database.js';

/** Changes that a comparison names. */
const NAMED_CHANGES = 200;

interface FeatureDigest {
  readonly feature_id: string;
  readonly name: string | null;
  readonly properties: Record<string, unknown>;
  readonly geometry_hash: string;
  readonly area_m2: number;
}

/**
 * How a version differs from the published one before it (the latest that begins no later). Features are the same where
 * they are equal, else where they share an id that the source gave, else where at least half of the larger one is common.
 */
export async function compareWithBefore(
  db: Db,
  layer: Pick<Layer, 'id' | 'version' | 'validFrom'>,
): Promise<LayerComparison> {
  const before = await db
    .selectFrom('layers')
    .select('version')
    .where('id', '=', layer.id)
    .where('version', '!=', layer.version)
    .where('status', '=', 'published')
    .where('valid_from', '<=', layer.validFrom)
    .orderBy('valid_from', 'desc')
    .orderBy('published_at', 'desc')
    .executeTakeFirst();
  const newer = await digestsOf(db, layer.id, layer.version);
  const older = before === undefined ? [] : await digestsOf(db, layer.id, before.version);
  const matches = matchEqual(older, newer);
  matchById(older, newer, matches);
  if (before !== undefined) await matchByOverlap(db, { layer, before: before.version, older, newer, matches });
  return summary(before?.version ?? null, older, newer, matches);
}

async function digestsOf(db: Db, id: string, version: string): Promise<readonly FeatureDigest[]> {
  const { rows } = await sql<FeatureDigest>`
    SELECT feature_id, name, properties, md5(ST_AsBinary(geometry)) AS geometry_hash, ST_Area(geometry::geography) AS area_m2
    FROM layer_features WHERE layer_id = ${id} AND layer_version = ${version} ORDER BY feature_id
  `.execute(db);
  return rows;
}

/** New feature id → old feature id. */
type Matches = Map<string, string>;

function matchEqual(older: readonly FeatureDigest[], newer: readonly FeatureDigest[]): Matches {
  const keyOf = (f: FeatureDigest): string => JSON.stringify([f.geometry_hash, f.name, f.properties]);
  const waiting = new Map<string, string[]>();
  for (const feature of older) {
    const key = keyOf(feature);
    waiting.set(key, [...(waiting.get(key) ?? []), feature.feature_id]);
  }
  const matches: Matches = new Map();
  for (const feature of newer) {
    const same = waiting.get(keyOf(feature));
    const id = same?.includes(feature.feature_id) ? feature.feature_id : same?.[0];
    if (same === undefined || id === undefined) continue;
    same.splice(same.indexOf(id), 1);
    matches.set(feature.feature_id, id);
  }
  return matches;
}

/** Ids that are mere order numbers tell nothing once a feature is put in between. */
function matchById(older: readonly FeatureDigest[], newer: readonly FeatureDigest[], matches: Matches): void {
  const isNumbered = (features: readonly FeatureDigest[]): boolean => {
    const ids = new Set(features.map(({ feature_id: id }) => id));
    return features.every((_, i) => ids.has(String(i + 1)));
  };
  if (isNumbered(older) || isNumbered(newer)) return;
  const taken = new Set(matches.values());
  const olderIds = new Set(older.map(({ feature_id: id }) => id));
  for (const { feature_id: id } of newer) {
    if (!matches.has(id) && olderIds.has(id) && !taken.has(id)) matches.set(id, id);
  }
}

interface Overlapping {
  readonly layer: Pick<Layer, 'id' | 'version'>;
  readonly before: string;
  readonly older: readonly FeatureDigest[];
  readonly newer: readonly FeatureDigest[];
  readonly matches: Matches;
}

async function matchByOverlap(db: Db, { layer, before, older, newer, matches }: Overlapping): Promise<void> {
  const taken = new Set(matches.values());
  const lone = newer.filter(({ feature_id: id }) => !matches.has(id)).map(({ feature_id: id }) => id);
  const gone = older.filter(({ feature_id: id }) => !taken.has(id)).map(({ feature_id: id }) => id);
  if (lone.length === 0 || gone.length === 0) return;
  const { rows } = await sql<{ new_id: string; old_id: string }>`
    SELECT n.feature_id AS new_id, o.feature_id AS old_id
    FROM layer_features n JOIN layer_features o ON ST_Intersects(n.geometry, o.geometry)
    CROSS JOIN LATERAL (SELECT ST_Area(ST_Intersection(n.geometry, o.geometry)) AS common,
      greatest(ST_Area(n.geometry), ST_Area(o.geometry)) AS larger) AS a
    WHERE n.layer_id = ${layer.id} AND n.layer_version = ${layer.version} AND n.feature_id = ANY(${lone})
      AND o.layer_id = ${layer.id} AND o.layer_version = ${before} AND o.feature_id = ANY(${gone})
      AND a.common >= 0.5 * a.larger
    ORDER BY a.common / a.larger DESC, new_id, old_id
  `.execute(db);
  for (const { new_id: newId, old_id: oldId } of rows) {
    if (matches.has(newId) || taken.has(oldId)) continue;
    matches.set(newId, oldId);
    taken.add(oldId);
  }
}

function summary(
  before: string | null,
  older: readonly FeatureDigest[],
  newer: readonly FeatureDigest[],
  matches: Matches,
): LayerComparison {
  const olderById = new Map(older.map((feature) => [feature.feature_id, feature]));
  const taken = new Set(matches.values());
  const changes: LayerChange[] = [];
  for (const feature of newer) {
    const match = olderById.get(matches.get(feature.feature_id) ?? '');
    const change = match === undefined ? addition(feature) : changeOf(match, feature);
    if (change !== null) changes.push(change);
  }
  changes.push(...older.filter(({ feature_id: id }) => !taken.has(id)).map(removal));
  const count = (kind: LayerChange['change']): number => changes.filter(({ change }) => change === kind).length;
  const total = (features: readonly FeatureDigest[]): number => features.reduce((sum, f) => sum + f.area_m2, 0);
  const [added, removed] = [count('added'), count('removed')];
  const [changedGeometry, changedAttributes] = [count('changedGeometry'), count('changedAttributes')];
  return {
    before,
    added,
    removed,
    changedGeometry,
    changedAttributes,
    unchanged: newer.length - added - changedGeometry - changedAttributes,
    areaBeforeM2: total(older),
    areaAfterM2: total(newer),
    changes: before === null ? [] : changes.toSorted(bySize).slice(0, NAMED_CHANGES),
  };
}

const sizeOf = ({ areaBeforeM2, areaAfterM2 }: LayerChange): number =>
  Math.abs((areaAfterM2 ?? 0) - (areaBeforeM2 ?? 0));
const bySize = (a: LayerChange, b: LayerChange): number => sizeOf(b) - sizeOf(a);

const addition = (f: FeatureDigest): LayerChange => {
  return {
    change: 'added',
    feature: f.feature_id,
    name: f.name,
    areaBeforeM2: null,
    areaAfterM2: f.area_m2,
    attributes: [],
  };
};

const removal = (f: FeatureDigest): LayerChange => {
  return {
    change: 'removed',
    feature: f.feature_id,
    name: f.name,
    areaBeforeM2: f.area_m2,
    areaAfterM2: null,
    attributes: [],
  };
};

function changeOf(older: FeatureDigest, newer: FeatureDigest): LayerChange | null {
  const keys = [...new Set([...Object.keys(older.properties), ...Object.keys(newer.properties)])];
  const attributes = keys.filter(
    (key) => JSON.stringify(older.properties[key]) !== JSON.stringify(newer.properties[key]),
  );
  const isMoved = older.geometry_hash !== newer.geometry_hash;
  if (!isMoved && attributes.length === 0) return null;
  return {
    change: isMoved ? 'changedGeometry' : 'changedAttributes',
    feature: newer.feature_id,
    name: newer.name,
    areaBeforeM2: older.area_m2,
    areaAfterM2: newer.area_m2,
    attributes,
  };
}
