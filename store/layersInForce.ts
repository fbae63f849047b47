import { sql } from 'kysely';
import type { Layer, LayerKind } from '#domain/layer.js';
import type { IsoDate, IsoTime } from '#domain/time.js';
import type { Db } from './database.js';

/**
 * Of each layer the published version in force on the day; where versions overlap, the one that came into force last.
 * @param asKnownAt judge by what was recorded up to this instant; null: by what is known now
 */
export async function layersInForce(db: Db, day: IsoDate, asKnownAt: IsoTime | null = null): Promise<readonly Layer[]> {
  const { rows } = await sql<{
    id: string;
    version: string;
    kind: LayerKind;
    title: string;
    valid_from: string;
    valid_to: string | null;
    owner: string | null;
    as_of: string | null;
  }>`
    SELECT DISTINCT ON (layers.id) layers.id, version, kind, title, s.valid_from, s.valid_to, owner, as_of
    FROM layers
    JOIN LATERAL (
      SELECT status, valid_from, valid_to, recorded_at FROM layer_states
      WHERE layer_id = layers.id AND layer_version = layers.version AND recorded_at <= ${asKnownAt ?? 'infinity'}::timestamptz
      ORDER BY layer_states.recorded_at DESC, layer_states.id DESC LIMIT 1
    ) AS s ON s.status = 'published' AND s.valid_from <= ${day} AND (s.valid_to IS NULL OR s.valid_to >= ${day})
    ORDER BY layers.id, s.valid_from DESC, layers.recorded_at DESC, version
  `.execute(db);
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    kind: row.kind,
    title: row.title,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    owner: row.owner,
    asOf: row.as_of,
  }));
}
