import { sql } from 'kysely';
import type { BboxWgs84 } from '#domain/geometry.js';
import type { Caller } from '#domain/people.js';
import type { IsoDate } from '#domain/time.js';

import type { Db } from './database.js';
import { isVisibleTo } from './layers.js';
import { layersInForce } from './layersInForce.js';
import { inRegionOf } from './watchAreas.js';

export const FOUND_KINDS = ['alert', 'permit', 'project', 'watchArea', 'planFeature'] as const;
export type FoundKind = (typeof FOUND_KINDS)[number];

/** Something whose name or number holds the text that was looked for. */
export interface Found {
  readonly kind: FoundKind;
  /** Of an alert, permit (case number), project, watch area, or feature of a layer. */
  readonly id: string;
  readonly title: string;
  /** What tells it from others of the same title: a kind, a developer, a layer's title. */
  readonly detail: string;
  /** Null for a project without permits. */
  readonly bboxWgs84: BboxWgs84 | null;
}

interface FoundRow {
  readonly kind: FoundKind;
  readonly id: string;
  readonly title: string;
  readonly detail: string | null;
  readonly west: number | null;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** So many of each kind are given at most. */
const MOST_EACH = 8;

/**
 * What the caller may see whose number or name holds a text (letters of either case): alerts by id, permit or enforcement
 * case; permits by case number; projects by id, title or developer; watch areas and features of the plans in force by name.
 * Titles that begin with the text come first.
 * @param text at least one character
 */
export async function search(db: Db, caller: Caller, text: string, on: IsoDate): Promise<readonly Found[]> {
  const holds = (column: string) => sql<boolean>`position(lower(${text}) in lower(${sql.raw(column)})) > 0`;
  const layers = await layersInForce(db, on);
  const versions = sql.join(
    layers.length === 0 ? [sql`('', '')`] : layers.map(({ id, version }) => sql`(${id}, ${version})`),
  );
  const { rows } = await sql<FoundRow>`
    SELECT kind, id, title, detail,
      ST_XMin(geometry) AS west, ST_YMin(geometry) AS south, ST_XMax(geometry) AS east, ST_YMax(geometry) AS north
    FROM (
      SELECT *, row_number() OVER (PARTITION BY kind ORDER BY NOT starts_with(lower(title), lower(${text})), title, id) AS place
      FROM (
        SELECT 'alert' AS kind, id::text, coalesce(enforcement_case_number, permit_case_numbers[1], id::text) AS title,
          kind AS detail, geometry
        FROM alerts
        WHERE ${inRegionOf(caller, 'admin_code')}
          AND (${holds('id::text')} OR ${holds("coalesce(enforcement_case_number, '')")}
            OR ${holds("array_to_string(permit_case_numbers, E'\\n')")})
        UNION ALL
        SELECT 'permit', case_number, case_number, kind, geometry
        FROM (SELECT DISTINCT ON (case_number) * FROM permits ORDER BY case_number, revision DESC) AS permits
        WHERE ${isVisibleTo(caller, 'admin_code')} AND ${holds('case_number')}
        UNION ALL
        SELECT 'project', id, coalesce(title, id), developer,
          (SELECT ST_Extent(geometry)::geometry FROM permits WHERE permits.project_id = projects.id)
        FROM projects
        WHERE ${isVisibleTo(caller, 'admin_code')} AND ${holds("concat_ws(E'\\n', id, title, developer)")}
        UNION ALL
        SELECT 'watchArea', id::text, name, admin_code, geometry
        FROM watch_areas WHERE ${inRegionOf(caller, 'admin_code')} AND ${holds('name')}
        UNION ALL
        SELECT 'planFeature', layer_id || '/' || feature_id, layer_features.name, layers.title, layer_features.geometry
        FROM layer_features JOIN layers ON layers.id = layer_id AND layers.version = layer_version
        WHERE (layer_id, layer_version) IN (${versions}) AND ${isVisibleTo(caller, 'layers.admin_code')}
          AND ${holds("coalesce(layer_features.name, '')")}
      ) AS found
    ) AS ranked
    WHERE place <= ${MOST_EACH}
    ORDER BY kind, place
  `.execute(db);
  return rows.map(toFound);
}

function toFound({ kind, id, title, detail, west, south, east, north }: FoundRow): Found {
  return { kind, id, title, detail: detail ?? '', bboxWgs84: west === null ? null : [west, south, east, north] };
}
