import { sql } from 'kysely';
import { flagStatusOf, type Flag, type FlagChange, type FlagStatus } from '#domain/flag.js';
import type { AlertStatus } from '#domain/alert.js';
import type { DeterminationOutcome } from '#domain/alertLife.js';
import { BadInputError } from '#domain/errors.js';
import type { AreaGeometry } from '#domain/geometry.js';
import { idOf } from '#domain/id.js';
import type { Caller } from '#domain/people.js';
import type { Severity, ViolationKind } from '#domain/violation.js';
import type { Db } from './database.js';
import { geometryFrom } from './geometry.js';
import { pageSize } from './page.js';
import { inRegionOf } from './watchAreas.js';

/** PostgreSQL channel on which new flag changes are announced, once their transaction is done. */
export const FLAGS_CHANNEL = 'planwatch_flags';

interface FlaggedAlert {
  readonly id: string;
  readonly status: AlertStatus;
  readonly outcome: DeterminationOutcome | null;
  readonly kind: ViolationKind;
  readonly severity: Severity;
  readonly adminCode: string;
  readonly areaM2: number;
  readonly caseNumbers: readonly string[];
}

/**
 * Brings the flags of alerts in line with the alerts, in the transaction that changed them, and appends a change for every
 * flag that became another. Sequences follow the order of commits without gaps (the head's row is locked until then), so
 * that who reads on from the last sequence it saw misses and repeats nothing.
 * @returns how many changes were appended
 */
export async function syncFlags(db: Db, alertIds: readonly string[]): Promise<number> {
  if (alertIds.length === 0) return 0;
  const wanted = (await flaggedAlerts(db, alertIds)).flatMap(flagsOf);
  const stored = await storedFlags(db, alertIds);
  const changed = wanted.filter(({ flag }) => !isSame(stored.get(flag.id), flag));
  if (changed.length === 0) return 0;
  const head = await db.selectFrom('flag_head').select('sequence').forUpdate().executeTakeFirstOrThrow();
  const rows = changed.map(({ flag, areaM2 }, i) => ({ flag, areaM2, sequence: head.sequence + 1 + i }));
  for (let from = 0; from < rows.length; from += ROWS_AN_INSERT) {
    await saveChanges(db, rows.slice(from, from + ROWS_AN_INSERT));
  }
  await db
    .updateTable('flag_head')
    .set({ sequence: head.sequence + rows.length })
    .execute();
  await sql`SELECT pg_notify(${FLAGS_CHANNEL}, '')`.execute(db);
  return rows.length;
}

const ROWS_AN_INSERT = 500;

async function saveChanges(
  db: Db,
  changes: readonly { readonly flag: Flag; readonly areaM2: number; readonly sequence: number }[],
): Promise<void> {
  const columnsOf = ({ flag, sequence }: (typeof changes)[number]) => ({
    alert_id: flag.alertId,
    case_number: flag.caseNumber,
    status: flag.status,
    kind: flag.kind,
    severity: flag.severity,
    admin_code: flag.adminCode,
    sequence,
  });
  await db
    .insertInto('flags')
    .values(changes.map((change) => ({ id: change.flag.id, ...columnsOf(change) })))
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        alert_id: eb.ref('excluded.alert_id'),
        case_number: eb.ref('excluded.case_number'),
        status: eb.ref('excluded.status'),
        kind: eb.ref('excluded.kind'),
        severity: eb.ref('excluded.severity'),
        admin_code: eb.ref('excluded.admin_code'),
        sequence: eb.ref('excluded.sequence'),
        updated_at: sql<string>`now()`,
      })),
    )
    .execute();
  await db
    .insertInto('flag_changes')
    .values(changes.map((change) => ({ flag_id: change.flag.id, ...columnsOf(change), area_m2: change.areaM2 })))
    .execute();
}

async function flaggedAlerts(db: Db, ids: readonly string[]): Promise<readonly FlaggedAlert[]> {
  const rows = await db
    .selectFrom('alerts')
    .select(['id', 'status', 'determination', 'kind', 'severity', 'admin_code', 'area_m2', 'permit_case_numbers'])
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    status: row.status as AlertStatus,
    outcome: (row.determination as { outcome: DeterminationOutcome } | null)?.outcome ?? null,
    kind: row.kind as ViolationKind,
    severity: row.severity as Severity,
    adminCode: row.admin_code,
    areaM2: row.area_m2,
    caseNumbers: row.permit_case_numbers,
  }));
}

/** One flag for each case that the alert names, or one without a case. */
function flagsOf(alert: FlaggedAlert): readonly { readonly flag: Flag; readonly areaM2: number }[] {
  const { id: alertId, kind, severity, adminCode, areaM2 } = alert;
  const status = flagStatusOf(alert.status, alert.outcome);
  const cases: readonly (string | null)[] = alert.caseNumbers.length === 0 ? [null] : [...new Set(alert.caseNumbers)];
  return cases.map((caseNumber) => ({
    flag: { id: idOf('flag', alertId, caseNumber ?? ''), alertId, caseNumber, status, kind, severity, adminCode },
    areaM2,
  }));
}

async function storedFlags(db: Db, alertIds: readonly string[]): Promise<ReadonlyMap<string, Flag>> {
  const rows = await db
    .selectFrom('flags')
    .select(FLAG_COLUMNS)
    .where('alert_id', 'in', [...alertIds])
    .execute();
  return new Map(rows.map((row) => [row.id, toFlag(row)]));
}

const isSame = (a: Flag | undefined, b: Flag): boolean =>
  a !== undefined &&
  a.status === b.status &&
  a.kind === b.kind &&
  a.severity === b.severity &&
  a.adminCode === b.adminCode;

export interface FlagChangePage {
  readonly items: readonly FlagChange[];
  /** Sequence to go on after; the one asked with where nothing came. */
  readonly next: number;
  /** True where more waits behind `next`. */
  readonly hasMore: boolean;
}

const MOST_CHANGES = 5000;

/** Changes after a sequence, oldest first, of the caller's region; of one case where it is named. */
export async function listFlagChanges(
  db: Db,
  caller: Caller,
  request: { readonly after: number; readonly caseNumber?: string | undefined; readonly limit?: number | undefined },
): Promise<FlagChangePage> {
  const size = pageSize(request.limit, MOST_CHANGES);
  let query = db
    .selectFrom('flag_changes')
    .select(['sequence', 'flag_id', 'alert_id', 'case_number', 'status', 'kind', 'severity', 'admin_code'])
    .select(['area_m2', 'at'])
    .where('sequence', '>', request.after)
    .where(inRegionOf(caller, 'admin_code'));
  if (request.caseNumber !== undefined) query = query.where('case_number', '=', request.caseNumber);
  const rows = await query
    .orderBy('sequence')
    .limit(size + 1)
    .execute();
  const items = rows.slice(0, size).map((row): FlagChange => ({
    ...toFlag({ ...row, id: row.flag_id }),
    sequence: row.sequence,
    areaM2: row.area_m2,
    at: row.at,
  }));
  return { items, next: items.at(-1)?.sequence ?? request.after, hasMore: rows.length > size };
}

export interface FlagFilter {
  readonly caseNumber?: string | undefined;
  readonly status?: readonly FlagStatus[] | undefined;
  /** Only flags whose alert shares ground with it, WGS84. */
  readonly parcel?: AreaGeometry | undefined;
}

const MOST_FLAGS = 1000;

/**
 * Flags as they stand now, of one case or on one parcel, in the caller's region.
 * @throws BadInputError where neither is given, or there are more than 1000
 */
export async function listFlags(db: Db, caller: Caller, filter: FlagFilter): Promise<readonly FlagNow[]> {
  if (filter.caseNumber === undefined && filter.parcel === undefined) {
    throw new BadInputError('flags of everything', {
      code: 'request.filter',
      where: 'caseNumber',
      found: 'nothing',
      expected: 'a case number or a parcel; the feed gives all changes',
    });
  }
  let query = db
    .selectFrom('flags')
    .innerJoin('alerts', 'alerts.id', 'flags.alert_id')
    .select(FLAG_COLUMNS.map((column) => `flags.${column}` as const))
    .select(['flags.sequence', 'flags.updated_at', 'alerts.area_m2'])
    .where(inRegionOf(caller, 'flags.admin_code'));
  if (filter.caseNumber !== undefined) query = query.where('flags.case_number', '=', filter.caseNumber);
  if (filter.status !== undefined) query = query.where('flags.status', 'in', [...filter.status]);
  if (filter.parcel !== undefined) {
    // Shared borders are no shared ground.
    const parcel = geometryFrom(filter.parcel);
    query = query.where(
      sql<boolean>`ST_Intersects(alerts.geometry, ${parcel}) AND NOT ST_Touches(alerts.geometry, ${parcel})`,
    );
  }
  const rows = await query
    .orderBy('flags.sequence')
    .limit(MOST_FLAGS + 1)
    .execute();
  if (rows.length > MOST_FLAGS) {
    throw new BadInputError('too many flags', {
      code: 'flags.tooMany',
      where: 'parcel',
      found: `more than ${MOST_FLAGS}`,
      expected: 'a smaller parcel',
    });
  }
  return rows.map((row) => ({
    ...toFlag(row),
    sequence: row.sequence,
    areaM2: row.area_m2,
    updatedAt: row.updated_at,
  }));
}

export interface FlagNow extends Flag {
  /** Sequence of its last change. */
  readonly sequence: number;
  readonly areaM2: number;
  readonly updatedAt: string;
}

const FLAG_COLUMNS = ['id', 'alert_id', 'case_number', 'status', 'kind', 'severity', 'admin_code'] as const;

function toFlag(row: {
  id: string;
  alert_id: string;
  case_number: string | null;
  status: string;
  kind: string;
  severity: string;
  admin_code: string;
}): Flag {
  return {
    id: row.id,
    alertId: row.alert_id,
    caseNumber: row.case_number,
    status: row.status as FlagStatus,
    kind: row.kind as ViolationKind,
    severity: row.severity as Severity,
    adminCode: row.admin_code,
  };
}
