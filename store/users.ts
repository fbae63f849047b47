import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Caller, Role } from '#domain/people.js';
import { inTransaction, type Db } from './database.js';
import { hashPassword, isPassword, randomPassword } from './passwords.js';

export interface NewUser {
  readonly name: string;
  readonly password: string;
  readonly role: Role;
  /** '' sees every region. */
  readonly adminCode: string;
}

/** Stores a person. The name is unique; the password is kept as a salted scrypt hash only. */
export async function createUser(db: Db, user: NewUser): Promise<Caller> {
  const id = randomUUID();
  await db
    .insertInto('users')
    .values({
      id,
      name: user.name,
      password_hash: await hashPassword(user.password),
      role: user.role,
      admin_code: user.adminCode,
    })
    .execute();
  return { id, name: user.name, role: user.role, adminCode: user.adminCode };
}

/** Something to compare with where nobody has the name, so that the time taken does not tell which names exist. */
let nobodysHash: Promise<string> | undefined;

/** The person with this name and password; null where there is none or the account is disabled. */
export async function findUserByPassword(db: Db, name: string, password: string): Promise<Caller | null> {
  const row = await db
    .selectFrom('users')
    .select(['id', 'name', 'role', 'admin_code', 'password_hash'])
    .where('name', '=', name)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  const isRight = await isPassword(
    password,
    row?.password_hash ?? (await (nobodysHash ??= hashPassword(randomPassword()))),
  );
  return row !== undefined && isRight ? toCaller(row) : null;
}

/** The person with this id; null where there is none or the account is disabled. */
export async function getUser(db: Db, id: string): Promise<Caller | null> {
  const row = await db
    .selectFrom('users')
    .select(['id', 'name', 'role', 'admin_code'])
    .where('id', '=', id)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : toCaller(row);
}

/** Who is there from the first run on: one person for each role that signs in. */
const FIRST_ROLES = ['admin', 'supervisor', 'officer', 'steward', 'approver'] as const satisfies readonly Role[];

/** Any number that nothing else locks on. */
const FIRST_USERS_LOCK = 7_263_001;

/**
 * Creates one person per role, named after it, with a random password, where there is nobody yet.
 * @returns names and passwords to be printed once; empty where there were people already
 */
export async function ensureFirstUsers(
  db: Db,
): Promise<readonly { readonly name: string; readonly role: Role; readonly password: string }[]> {
  return inTransaction(db, async (transaction) => {
    await sql`SELECT pg_advisory_xact_lock(${FIRST_USERS_LOCK})`.execute(transaction);
    const someone = await transaction.selectFrom('users').select('id').limit(1).executeTakeFirst();
    if (someone !== undefined) return [];
    const people = FIRST_ROLES.map((role) => ({ name: role, role, password: randomPassword() }));
    for (const person of people) await createUser(transaction, { ...person, adminCode: '' });
    return people;
  });
}

function toCaller(row: { id: string; name: string; role: string; admin_code: string }): Caller {
  return { id: row.id, name: row.name, role: row.role as Role, adminCode: row.admin_code };
}
