import { sql } from 'kysely';
import { RIGHTS_OF_ROLE, ROLES, type Caller, type Role } from '#domain/people.js';
import type { Db } from './database.js';
import { isVisibleTo } from './layers.js';

/** Somebody an alert can be given to. */
export interface Assignee {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** '' sees every region. */
  readonly adminCode: string;
}

/** At most this many are listed; an office has fewer people. */
const MOST = 1000;
const TRIAGING: readonly Role[] = ROLES.filter((role) => RIGHTS_OF_ROLE[role].includes('triageAlerts'));

/**
 * People who may triage alerts in a part of the caller's region: those within it, and those of a region that holds it.
 * Disabled accounts are left out. In the order of their names.
 */
export async function listAssignees(db: Db, caller: Caller): Promise<readonly Assignee[]> {
  const rows = await db
    .selectFrom('users')
    .select(['id', 'name', 'role', 'admin_code'])
    .where('disabled_at', 'is', null)
    .where('role', '=', sql<string>`ANY(${[...TRIAGING]})`)
    .where(isVisibleTo(caller, 'admin_code'))
    .orderBy('name')
    .limit(MOST)
    .execute();
  return rows.map(({ admin_code, role, ...person }) => ({ ...person, role: role as Role, adminCode: admin_code }));
}
