import { sql } from 'kysely';
import { BadInputError, NotFoundError } from '#domain/errors.js';
import { isUuid } from '#domain/id.js';
import { RIGHTS_OF_ROLE, ROLES, type Caller, type Role } from '#domain/people.js';
import type { IsoTime } from '#domain/time.js';
import { appendAudit } from './auditTrail.js';
import { inTransaction, type Db } from './database.js';
import { actorOf, refuseGrantBeyondOwn, refuseOtherRegion } from './operator.js';
import { afterCursor, cursorKey, pageSize, toPage, type Page, type PageRequest, type SortOrder } from './page.js';
import { hashPassword, randomPassword } from './passwords.js';
import { createUser } from './users.js';
import { inRegionOf } from './watchAreas.js';

/** A person as who manages people sees them. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly adminCode: string;
  readonly email: string | null;
  readonly isDisabled: boolean;
  /** Whether the account has a password, or is kept for the identity provider. */
  readonly signsInBy: 'password' | 'identityProvider';
  readonly hasSecondFactor: boolean;
  readonly mustChangePassword: boolean;
  readonly lastSignedInAt: IsoTime | null;
  readonly createdAt: IsoTime;
  /** Counts the changes of the account, from 1. */
  readonly revision: number;
}

const BY_NAME: SortOrder = { name: 'users', columns: [{ column: 'name', type: 'text' }], direction: 'asc' };

/** People of the caller's region, by name. */
export async function listPeople(
  db: Db,
  caller: Caller,
  filter: PageRequest & { readonly role?: Role | undefined; readonly search?: string | undefined } = {},
): Promise<Page<Person>> {
  const size = pageSize(filter.limit);
  let query = personRows(db, caller);
  if (filter.role !== undefined) query = query.where('role', '=', filter.role);
  if (filter.search !== undefined) query = query.where(sql<boolean>`strpos(lower(name), lower(${filter.search})) > 0`);
  if (filter.cursor) query = query.where(afterCursor(BY_NAME, filter.cursor));
  const rows = await query
    .select(cursorKey(BY_NAME).as('cursor_key'))
    .orderBy('name')
    .limit(size + 1)
    .execute();
  return toPage(rows, size, BY_NAME, toPerson);
}

/** @throws NotFoundError where there is none in the caller's region */
export async function getPerson(db: Db, caller: Caller, id: string): Promise<Person> {
  const row = isUuid(id) ? await personRows(db, caller).where('id', '=', id).executeTakeFirst() : undefined;
  if (row === undefined) throw new NotFoundError('user', id);
  return toPerson(row);
}

export interface PersonFacts {
  readonly role: Role;
  readonly adminCode: string;
  readonly email: string | null;
}

/**
 * Adds a person in the caller's region. Who signs in by password gets one that is good until they choose their own.
 * @throws BadInputError (409) where the name is taken
 */
export async function addPerson(
  db: Db,
  caller: Caller,
  facts: PersonFacts & { readonly name: string; readonly signsInBy: Person['signsInBy'] },
): Promise<{ readonly person: Person; readonly temporaryPassword: string | null }> {
  refuseOtherRegion(caller, facts.adminCode, 'this person');
  refuseGrantBeyondOwn(caller, facts);
  const temporaryPassword = facts.signsInBy === 'password' ? randomPassword() : null;
  return inTransaction(db, async (transaction) => {
    await refuseTakenName(transaction, facts.name);
    const { name, role, adminCode, email, signsInBy } = facts;
    const { id } = await createUser(transaction, {
      name,
      role,
      adminCode,
      email,
      password: temporaryPassword,
      mustChangePassword: signsInBy === 'password',
    });
    await recordAct(transaction, caller, { act: 'created', id, adminCode, detail: { name, role, email, signsInBy } });
    return { person: await getPerson(transaction, caller, id), temporaryPassword };
  });
}

/**
 * Changes role, region, address or access of a person; all of it counts from their next request on.
 * @throws NotFoundError @throws BadInputError where it changed meanwhile, is the caller's own account, or leaves nobody to manage people
 */
export async function changePerson(
  db: Db,
  caller: Caller,
  id: string,
  change: PersonFacts & { readonly isDisabled: boolean; readonly expectedRevision: number },
): Promise<Person> {
  refuseOtherRegion(caller, change.adminCode, 'this person');
  refuseGrantBeyondOwn(caller, change);
  return inTransaction(db, async (transaction) => {
    const before = await lockPerson(transaction, caller, id);
    if (before.revision !== change.expectedRevision) throw changedMeanwhile(before, change.expectedRevision);
    const { role, adminCode, email, isDisabled } = change;
    const isOwn = id === caller.id;
    if (isOwn && (role !== before.role || adminCode !== before.adminCode || isDisabled)) throw ownAccount(before);
    await transaction
      .updateTable('users')
      .set({ role, admin_code: adminCode, email, revision: before.revision + 1 })
      .set({ disabled_at: isDisabled ? sql<string>`coalesce(disabled_at, now())` : null })
      .where('id', '=', id)
      .execute();
    await refuseNoManager(transaction);
    const detail = { before: factsOf(before), after: { role, adminCode, email, isDisabled } };
    await recordAct(transaction, caller, { act: 'changed', id, adminCode, detail });
    return getPerson(transaction, caller, id);
  });
}

/** Gives a person a password that is good until they choose their own, and ends lockouts; the caller tells it to them. */
export async function resetPassword(db: Db, caller: Caller, id: string): Promise<string> {
  const password = randomPassword();
  const hash = await hashPassword(password);
  await inTransaction(db, async (transaction) => {
    const { adminCode } = await lockPerson(transaction, caller, id);
    await transaction
      .updateTable('users')
      .set({ password_hash: hash, must_change_password: true, password_changed_at: new Date() })
      .where('id', '=', id)
      .execute();
    await recordAct(transaction, caller, { act: 'passwordReset', id, adminCode, detail: {} });
  });
  return password;
}

/** Takes a lost second factor off a person's account. */
export async function resetSecondFactor(db: Db, caller: Caller, id: string): Promise<void> {
  await inTransaction(db, async (transaction) => {
    const { adminCode } = await lockPerson(transaction, caller, id);
    const cleared = { totp_secret: null, totp_confirmed_at: null };
    await transaction.updateTable('users').set(cleared).where('id', '=', id).execute();
    await transaction.deleteFrom('recovery_codes').where('user_id', '=', id).execute();
    await recordAct(transaction, caller, { act: 'secondFactorReset', id, adminCode, detail: {} });
  });
}

/** Puts an act on a person's account into the audit trail. */
export async function recordPersonAct(db: Db, caller: Caller, id: string, act: string): Promise<void> {
  await inTransaction(db, async (transaction) => {
    const { adminCode } = await getPerson(transaction, caller, id);
    await recordAct(transaction, caller, { act, id, adminCode, detail: {} });
  });
}

const TRIAGING = ROLES.filter((role) => RIGHTS_OF_ROLE[role].includes('triageAlerts'));

/** Who may be given alerts of a region: people who work on alerts and see it, by name. */
export async function listAssignees(
  db: Db,
  caller: Caller,
): Promise<readonly Pick<Person, 'id' | 'name' | 'role' | 'adminCode'>[]> {
  const rows = await personRows(db, caller)
    .where('disabled_at', 'is', null)
    .where('role', 'in', TRIAGING)
    .orderBy('name')
    .limit(1000)
    .execute();
  return rows.map(toPerson).map(({ id, name, role, adminCode }) => ({ id, name, role, adminCode }));
}

async function refuseTakenName(db: Db, name: string): Promise<void> {
  const taken = await db.selectFrom('users').select('id').where('name', '=', name).executeTakeFirst();
  if (taken === undefined) return;
  const detail = { code: 'user.nameTaken', where: 'name', found: name, expected: 'a name that nobody has' };
  throw new BadInputError('somebody has this name', detail);
}

async function lockPerson(db: Db, caller: Caller, id: string): Promise<Person> {
  const row = isUuid(id) ? await personRows(db, caller).where('id', '=', id).forUpdate().executeTakeFirst() : undefined;
  if (row === undefined) throw new NotFoundError('user', id);
  return toPerson(row);
}

/** Somebody must be left who can manage everybody. */
async function refuseNoManager(db: Db): Promise<void> {
  const left = await db
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'admin')
    .where('admin_code', '=', '')
    .where('disabled_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (left !== undefined) return;
  const detail = { code: 'user.lastAdmin', where: 'role', expected: 'another admin for all regions first' };
  throw new BadInputError('nobody would be left to manage people', detail);
}

function changedMeanwhile(person: Person, expected: number): BadInputError {
  return new BadInputError('the account changed meanwhile', {
    code: 'user.contradicts',
    where: 'expectedRevision',
    found: String(expected),
    expected: `${person.revision}: ${JSON.stringify(factsOf(person))}`,
  });
}

function ownAccount(person: Person): BadInputError {
  const detail = { code: 'user.ownAccount', where: 'user', found: person.name, expected: 'another admin to do it' };
  return new BadInputError('nobody takes rights from themselves', detail);
}

const factsOf = ({ role, adminCode, email, isDisabled }: Person) => ({ role, adminCode, email, isDisabled });

interface PersonAct {
  readonly act: string;
  readonly id: string;
  readonly adminCode: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

async function recordAct(db: Db, caller: Caller, { act, id, adminCode, detail }: PersonAct): Promise<void> {
  await appendAudit(db, [{ ...actorOf(caller), act, noun: 'user', nounId: id, adminCode, detail }]);
}

function personRows(db: Db, caller: Caller) {
  return db
    .selectFrom('users')
    .select(['id', 'name', 'role', 'admin_code', 'email', 'disabled_at', 'must_change_password', 'totp_confirmed_at'])
    .select(['last_signed_in_at', 'created_at', 'revision', sql<boolean>`password_hash IS NULL`.as('is_provided')])
    .where(inRegionOf(caller, 'admin_code'));
}

type PersonRow = Awaited<ReturnType<ReturnType<typeof personRows>['execute']>>[number];

function toPerson(row: PersonRow): Person {
  return {
    id: row.id,
    name: row.name,
    role: row.role as Role,
    adminCode: row.admin_code,
    email: row.email,
    isDisabled: row.disabled_at !== null,
    signsInBy: row.is_provided ? 'identityProvider' : 'password',
    hasSecondFactor: row.totp_confirmed_at !== null,
    mustChangePassword: row.must_change_password,
    lastSignedInAt: row.last_signed_in_at,
    createdAt: row.created_at,
    revision: row.revision,
  };
}
