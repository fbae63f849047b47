import { sql, type RawBuilder } from 'kysely';
import { OPEN_STATUSES, type AlertStatus } from '#domain/alert.js';
import type { AlertOnParcel } from '#domain/compliance.js';
import { BadInputError } from '#domain/errors.js';
import type { Explanation } from '#domain/finding.js';
import type { AreaGeometry, BboxWgs84 } from '#domain/geometry.js';
import type { Layer, LayerFeature } from '#domain/layer.js';
import type { Caller } from '#domain/people.js';
import type { Permit } from '#domain/permit.js';
import type { IsoDate } from '#domain/time.js';
import type { Severity, ViolationKind } from '#domain/violation.js';
import type { Db } from './database.js';
import { geoJsonOf, geometryFrom } from './geometry.js';
import { isVisibleTo, toLayerFeature, type LayerFeatureRow } from './layers.js';
import { layersInForce } from './layersInForce.js';
import { currentPermitRows, toPermit } from './permits.js';
import { regionCodeAt, versionsTable } from './regionCode.js';
import { inRegionOf } from './watchAreas.js';

/** Everything in force or open around a parcel. */
export interface ParcelContext {
  readonly layers: readonly Layer[];
  /** Those that meet the box; long outlines are cut to it. */
  readonly features: readonly LayerFeature[];
  readonly permits: readonly Permit[];
  readonly openAlerts: readonly (AlertOnParcel & { readonly geometry: AreaGeometry })[];
  /** Region that the parcel lies in, by the plans; null where none says. */
  readonly adminCode: string | null;
}

/** Features, permits or alerts around one parcel at most. */
const MOST_AROUND = 5000;
/** Outlines with more corners are cut to the box before they leave the database. */
const CORNERS_KEPT = 200;

/**
 * What a parcel is held against.
 * @param box the parcel's, with some margin
 * @throws BadInputError where more lies around it than can be looked at in one go
 */
export async function loadParcelContext(
  db: Db,
  caller: Caller,
  parcel: { readonly geometry: AreaGeometry; readonly box: BboxWgs84; readonly on: IsoDate },
): Promise<ParcelContext> {
  const layers = await layersInForce(db, parcel.on);
  const [west, south, east, north] = parcel.box;
  const box = sql`ST_MakeEnvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326)`;
  const features = await featuresAround(db, box, layers);
  const permits = await permitsAround(db, caller, box);
  const openAlerts = await openAlertsAround(db, caller, box);
  const adminCode = await regionOfParcel(db, parcel.geometry, layers);
  for (const { length } of [features, permits, openAlerts]) if (length > MOST_AROUND) throw tooMuch();
  return { layers, features, permits, openAlerts, adminCode };
}

function tooMuch(): BadInputError {
  return new BadInputError('more lies around this parcel than can be checked in one go', {
    code: 'proposal.tooLarge',
    where: 'body.geometry',
    found: `more than ${MOST_AROUND} plan features, permits or alerts`,
    expected: 'a smaller parcel, or its parts one by one',
  });
}

async function featuresAround(db: Db, box: RawBuilder<unknown>, layers: readonly Layer[]): Promise<LayerFeature[]> {
  const asked = layers.filter(({ kind }) => kind !== 'adminRegion');
  const { rows } = await sql<LayerFeatureRow>`
    SELECT f.layer_id, f.layer_version, v.kind, f.feature_id, f.name, f.properties,
      ST_AsGeoJSON(CASE WHEN ST_NPoints(f.geometry) > ${sql.lit(CORNERS_KEPT)}
        THEN ST_CollectionExtract(ST_ClipByBox2D(f.geometry, ${box}::box2d), 3) ELSE f.geometry END, 15, 0)::json AS geometry_json
    FROM layer_features f JOIN ${versionsTable(asked)} ON v.id = f.layer_id AND v.version = f.layer_version
    WHERE ST_Intersects(f.geometry, ${box}) LIMIT ${sql.lit(MOST_AROUND + 1)}
  `.execute(db);
  return rows.map(toLayerFeature);
}

async function permitsAround(db: Db, caller: Caller, box: RawBuilder<unknown>): Promise<Permit[]> {
  const rows = await currentPermitRows(db, 'exact')
    .where(isVisibleTo(caller, 'admin_code'))
    .where(sql<boolean>`ST_Intersects(permits.geometry, ${box})`)
    .limit(MOST_AROUND + 1)
    .execute();
  return rows.map(toPermit);
}

async function openAlertsAround(
  db: Db,
  caller: Caller,
  box: RawBuilder<unknown>,
): Promise<ParcelContext['openAlerts']> {
  const rows = await db
    .selectFrom('alerts')
    .select(['id', 'kind', 'severity', 'status', 'explanation', geoJsonOf('geometry').as('geometry')])
    .where('status', 'in', OPEN_STATUSES)
    .where(inRegionOf(caller, 'admin_code'))
    .where(sql<boolean>`ST_Intersects(alerts.geometry, ${box})`)
    .limit(MOST_AROUND + 1)
    .execute();
  return rows.map(({ id, kind, severity, status, explanation, geometry }) => ({
    id,
    kind: kind as ViolationKind,
    severity: severity as Severity,
    status: status as AlertStatus,
    explanation: explanation as Explanation,
    geometry,
  }));
}

async function regionOfParcel(db: Db, geometry: AreaGeometry, layers: readonly Layer[]): Promise<string | null> {
  const regions = layers.filter(({ kind }) => kind === 'adminRegion');
  if (regions.length === 0) return null;
  const { rows } = await sql<{ code: string | null }>`
    SELECT ${regionCodeAt(sql`ST_PointOnSurface(${geometryFrom(geometry)})`, regions)} AS code`.execute(db);
  return rows[0]?.code ?? null;
}
