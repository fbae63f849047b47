import { sql } from 'kysely';
import type { PermitKind } from '#domain/permit.js';
import type { Caller } from '#domain/people.js';
import type { Project } from '#domain/project.js';
import type { IsoTime } from '#domain/time.js';
import { appendAudit } from './auditTrail.js';
import { inTransaction, type Db } from './database.js';
import { isVisibleTo } from './layers.js';
import { actorOf, refuseOtherRegion } from './operator.js';
import { afterCursor, cursorKey, pageSize, toPage, type Page, type PageRequest, type SortOrder } from './page.js';
import { isCurrentRevision } from './permits.js';

/** A project with what its permits, each in its current revision, sum up to. */
export interface StoredProject extends Project {
  readonly adminCode: string;
  readonly recordedAt: IsoTime;
  readonly permitCount: number;
  readonly kinds: readonly PermitKind[];
  readonly firstGrantedOn: string | null;
  readonly lastGrantedOn: string | null;
  /** Ground that its permits cover together, counted once. */
  readonly areaM2: number;
}

const BY_ID: SortOrder = { name: 'projects', columns: [{ column: 'id', type: 'text' }], direction: 'asc' };

export interface ProjectFilter extends PageRequest {
  /** Projects whose id, title or developer holds this text. */
  readonly search?: string | undefined;
}

/** Projects that the caller may see, by id. */
export async function listProjects(db: Db, caller: Caller, filter: ProjectFilter = {}): Promise<Page<StoredProject>> {
  const size = pageSize(filter.limit);
  let query = projectRows(db, caller)
    .select(cursorKey(BY_ID).as('cursor_key'))
    .orderBy('id')
    .limit(size + 1);
  if (filter.search) {
    query = query.where(
      sql<boolean>`position(lower(${filter.search}) in lower(concat_ws(' ', id, title, developer))) > 0`,
    );
  }
  if (filter.cursor) query = query.where(afterCursor(BY_ID, filter.cursor));
  return toPage(await query.execute(), size, BY_ID, toProject);
}

/** One project that the caller may see; null where there is none. */
export async function getProject(db: Db, caller: Caller, id: string): Promise<StoredProject | null> {
  const row = await projectRows(db, caller).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toProject(row);
}

/**
 * Stores what is known of a project, whether or not it has permits yet.
 * @throws ForbiddenError where it is kept for another region
 */
export async function saveProject(
  db: Db,
  caller: Caller,
  project: Project,
): Promise<{ readonly created: boolean; readonly changed: boolean }> {
  return inTransaction(db, async (transaction) => {
    const stored = await transaction
      .selectFrom('projects')
      .select(['title', 'developer', 'note', 'admin_code', 'revision'])
      .where('id', '=', project.id)
      .forUpdate()
      .executeTakeFirst();
    const adminCode = stored?.admin_code ?? caller.adminCode;
    refuseOtherRegion(caller, adminCode, `project ${project.id}`);
    const { title, developer, note } = project;
    const isSame = stored?.title === title && stored.developer === developer && stored.note === note;
    if (isSame) return { created: false, changed: false };
    const values = { title, developer, note, recorded_by: caller.name };
    await transaction
      .insertInto('projects')
      .values({ id: project.id, admin_code: adminCode, ...values })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({ ...values, revision: (stored?.revision ?? 0) + 1, recorded_at: sql`now()` }),
      )
      .execute();
    const detail = { title, developer, note };
    const act = { ...actorOf(caller), act: 'projectRecorded', noun: 'project', nounId: project.id, adminCode, detail };
    await appendAudit(transaction, [act]);
    return { created: stored === undefined, changed: true };
  });
}

function projectRows(db: Db, caller: Caller) {
  const ofProject = sql`FROM permits WHERE permits.project_id = projects.id AND ${isCurrentRevision(null)}`;
  return db
    .selectFrom('projects')
    .select(['id', 'title', 'developer', 'note', 'admin_code', 'recorded_at'])
    .select([
      sql<number>`(SELECT count(*) ${ofProject})`.as('permit_count'),
      sql<string[]>`ARRAY(SELECT DISTINCT kind ${ofProject} ORDER BY kind)`.as('kinds'),
      sql<string | null>`(SELECT min(granted_on) ${ofProject})`.as('first_granted_on'),
      sql<string | null>`(SELECT max(granted_on) ${ofProject})`.as('last_granted_on'),
      sql<number>`(SELECT coalesce(ST_Area(ST_Union(geometry)::geography), 0) ${ofProject})`.as('area_m2'),
    ])
    .where(isVisibleTo(caller, 'admin_code'));
}

type ProjectRow = Awaited<ReturnType<ReturnType<typeof projectRows>['execute']>>[number];

function toProject(row: ProjectRow): StoredProject {
  return {
    id: row.id,
    title: row.title,
    developer: row.developer,
    note: row.note,
    adminCode: row.admin_code,
    recordedAt: row.recorded_at,
    permitCount: row.permit_count,
    kinds: row.kinds as PermitKind[],
    firstGrantedOn: row.first_granted_on,
    lastGrantedOn: row.last_granted_on,
    areaM2: row.area_m2,
  };
}
