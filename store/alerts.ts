import { sql, type Expression } from 'kysely';
import type { Alert, AlertStatus } from '#domain/alert.js';
import type { AlertWork } from '#domain/alertWork.js';
import type { Explanation } from '#domain/finding.js';
import type { AreaGeometry } from '#domain/geometry.js';
import { isUuid } from '#domain/id.js';
import type { Caller } from '#domain/people.js';
import type { IsoTime } from '#domain/time.js';
import type { Severity, ViolationKind } from '#domain/violation.js';
import { selectedAlerts, withSilenced, type AlertSelection } from './alertSelection.js';
import { toWork, WORK_COLUMNS } from './alertWork.js';
import type { Db } from './database.js';
import { geoJsonOf } from './geometry.js';
import { afterCursor, cursorKey, pageSize, toPage, type Page, type PageRequest, type SortOrder } from './page.js';
import { isBlindTo } from './review/blind.js';
import { inRegionOf } from './watchAreas.js';

/** An alert as people see it. */
export interface ListedAlert extends Alert, AlertWork {
  /** When imagery showed what was reported as restored; null: it has not. */
  readonly verifiedBySatelliteAt: IsoTime | null;
  /** Counts the changes of the alert, from 1. */
  readonly revision: number;
  /** A point inside it, WGS84. */
  readonly centre: readonly [lon: number, lat: number];
}

export interface AlertFilter extends AlertSelection, PageRequest {
  /** Most severe (the default), newest, or largest first, or what is due first. */
  readonly sort?: AlertSort | undefined;
}

export type AlertSort = 'severity' | 'raisedAt' | 'areaM2' | 'dueOn';

const RAISED_AT = { column: 'raised_at', type: 'timestamptz' } as const;
const ID = { column: 'id', type: 'uuid' } as const;

const ORDERS: Readonly<Record<AlertSort, SortOrder>> = {
  severity: {
    name: 'alerts.severity',
    columns: [{ column: 'severity_rank', type: 'int' }, RAISED_AT, ID],
    direction: 'desc',
  },
  raisedAt: { name: 'alerts.raisedAt', columns: [RAISED_AT, ID], direction: 'desc' },
  areaM2: { name: 'alerts.areaM2', columns: [{ column: 'area_m2', type: 'float8' }, ID], direction: 'desc' },
  dueOn: { name: 'alerts.dueOn', columns: [{ column: 'due_rank', type: 'int' }, ID], direction: 'asc' },
};

/** Alerts in the caller's region that match the filter, a page of them and how many there are in all. */
export async function listAlerts(
  db: Db,
  caller: Caller,
  filter: AlertFilter = {},
): Promise<Page<ListedAlert> & { readonly numberMatched: number }> {
  const size = pageSize(filter.limit);
  const order = ORDERS[filter.sort ?? 'severity'];
  const matching = selectedAlerts(db, caller, filter);
  const count = matching.select((eb) => eb.fn.countAll<number>().as('count'));
  // Which alerts stand on the page is told by indexes alone; only theirs are read whole.
  let ids = matching.select('id').limit(size + 1);
  if (filter.cursor) ids = ids.where(afterCursor(order, filter.cursor));
  for (const { column } of order.columns) ids = ids.orderBy(sql.ref(column), order.direction);
  let page = withSilenced(db, filter)
    .selectFrom('alerts')
    .select(ALERT_COLUMNS)
    .select(WORK_COLUMNS)
    .select(['revision', 'verified_by_satellite_at', geoJsonOf('geometry', 'display').as('geometry_json'), CENTRE])
    .select([cursorKey(order).as('cursor_key'), sql<number>`(${count})`.as('number_matched')])
    .where('id', 'in', ids);
  for (const { column } of order.columns) page = page.orderBy(sql.ref(column), order.direction);
  const rows = await page.execute();
  const numberMatched = rows[0]?.number_matched ?? (filter.cursor ? await countOf(db, filter, count) : 0);
  return { ...toPage(rows, size, order, toListedAlert), numberMatched };
}

/** Of a page behind the last alert, which has no row to say it. */
async function countOf(db: Db, filter: AlertFilter, count: Expression<{ count: number }>): Promise<number> {
  const row = await withSilenced(db, filter)
    .selectNoFrom(sql<number>`(${count})`.as('number_matched'))
    .executeTakeFirstOrThrow();
  return row.number_matched;
}

/** One alert in the caller's region; null where there is none. */
export async function getAlert(db: Db, caller: Caller, id: string): Promise<ListedAlert | null> {
  if (!isUuid(id)) return null;
  const row = await db
    .selectFrom('alerts')
    .select(ALERT_COLUMNS)
    .select(WORK_COLUMNS)
    .select(['revision', 'verified_by_satellite_at', geoJsonOf('geometry', 'display').as('geometry_json'), CENTRE])
    .select(isBlindTo(caller, sql`own.alert_id = alerts.id`).as('is_blind'))
    .where('id', '=', id)
    .where(inRegionOf(caller, 'admin_code'))
    .executeTakeFirst();
  if (row === undefined) return null;
  return row.is_blind ? undecided(toListedAlert(row)) : toListedAlert(row);
}

/** As the alert stood before anybody decided it, for who decides it a second time. */
function undecided(alert: ListedAlert): ListedAlert {
  return {
    ...alert,
    status: 'deskReview',
    assigneeId: null,
    dueOn: null,
    duePausedOn: null,
    supervisedAt: null,
    determination: null,
    determinedAt: null,
    determinedBy: null,
    enforcementCaseNumber: null,
    orders: [],
    rectification: null,
    closedAt: null,
    verifiedBySatelliteAt: null,
  };
}

const CENTRE = sql<
  [number, number]
>`json_build_array(ST_X(ST_PointOnSurface(geometry)), ST_Y(ST_PointOnSurface(geometry)))`.as('centre');

/** What `toAlert` reads, its geometry aside. */
export const ALERT_COLUMNS = [
  'id',
  'kind',
  'severity',
  'status',
  'admin_code',
  'area_m2',
  'onset_from',
  'onset_to',
  'permit_case_numbers',
  'explanation',
  'raised_at',
  'updated_at',
] as const;

interface AlertRow {
  id: string;
  kind: string;
  severity: string;
  status: string;
  admin_code: string;
  area_m2: number;
  onset_from: string;
  onset_to: string;
  permit_case_numbers: string[];
  explanation: Explanation;
  raised_at: IsoTime;
  updated_at: IsoTime;
  geometry_json: AreaGeometry;
}

export function toAlert(row: AlertRow): Alert {
  return {
    id: row.id,
    kind: row.kind as ViolationKind,
    severity: row.severity as Severity,
    status: row.status as AlertStatus,
    adminCode: row.admin_code,
    areaM2: row.area_m2,
    onsetFrom: row.onset_from,
    onsetTo: row.onset_to,
    permitCaseNumbers: row.permit_case_numbers,
    explanation: row.explanation,
    geometry: row.geometry_json,
    raisedAt: row.raised_at,
    updatedAt: row.updated_at,
  };
}

function toListedAlert(
  row: AlertRow &
    Parameters<typeof toWork>[0] & {
      centre: [number, number];
      revision: number;
      verified_by_satellite_at: IsoTime | null;
    },
): ListedAlert {
  const { revision, centre, verified_by_satellite_at: verifiedBySatelliteAt } = row;
  return { ...toAlert(row), ...toWork(row), verifiedBySatelliteAt, revision, centre };
}
