import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Caller, Role } from '#domain/people.js';
import { appendAudit } from './auditTrail.js';
import { inTransaction, type Db } from './database.js';
import { actorOf } from './operator.js';
import { hashPassword, isPassword, randomPassword } from './passwords.js';

export interface NewUser {
  readonly name: string;
  /** Null: signs in at the identity provider only. */
  readonly password: string | null;
  readonly role: Role;
  /** '' sees every region. */
  readonly adminCode: string;
  readonly email?: string | null;
  /** True where somebody else chose the password, so that it is good for one sign-in. */
  readonly mustChangePassword?: boolean;
}

/** Stores a person. The name is unique; the password is kept as a salted scrypt hash only. */
export async function createUser(db: Db, user: NewUser): Promise<Caller> {
  const id = randomUUID();
  await db
    .insertInto('users')
    .values({
      id,
      name: user.name,
      password_hash: user.password === null ? null : await hashPassword(user.password),
      role: user.role,
      admin_code: user.adminCode,
      email: user.email ?? null,
      must_change_password: user.mustChangePassword ?? false,
    })
    .execute();
  return { id, name: user.name, role: user.role, adminCode: user.adminCode };
}

/** Something to compare with where nobody has the name, so that the time taken does not tell which names exist. */
let nobodysHash: Promise<string> | undefined;

/** The person with this name and password; null where there is none or the account is disabled. */
export async function findUserByPassword(db: Db, name: string, password: string): Promise<SignedInPerson | null> {
  const row = await personRows(db).select('password_hash').where('name', '=', name).executeTakeFirst();
  const hash = row?.password_hash ?? (await (nobodysHash ??= hashPassword(randomPassword())));
  const isRight = await isPassword(password, hash);
  return row !== undefined && row.password_hash !== null && isRight ? toSignedIn(row) : null;
}

/** Somebody who signs in or has signed in. */
export interface SignedInPerson {
  readonly caller: Caller;
  /** Nothing but choosing a password is open to them. */
  readonly mustChangePassword: boolean;
  readonly hasSecondFactor: boolean;
}

/** The person with this id; null where there is none or the account is disabled. */
export async function getSignedIn(db: Db, id: string): Promise<SignedInPerson | null> {
  const row = await personRows(db).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toSignedIn(row);
}

/** Who somebody is at an identity provider. */
export interface ProviderIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** As the office knows them; only looked at until the account is bound to the subject. */
  readonly name: string;
}

/**
 * The person whom a provider vouches for: bound to the subject, or, at their first sign-in, made for the provider under this
 * name (an account with a password is never taken over by name). Null where there is none or the account is disabled.
 */
export async function findUserByProvider(db: Db, identity: ProviderIdentity): Promise<SignedInPerson | null> {
  const { issuer, subject, name } = identity;
  const bound = await personRows(db)
    .where('oidc_issuer', '=', issuer)
    .where('oidc_subject', '=', subject)
    .executeTakeFirst();
  if (bound !== undefined) return toSignedIn(bound);
  const { numUpdatedRows } = await db
    .updateTable('users')
    .set({ oidc_issuer: issuer, oidc_subject: subject })
    .where('name', '=', name)
    .where('password_hash', 'is', null)
    .where('oidc_subject', 'is', null)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 0n ? null : findUserByProvider(db, identity);
}

/** Notes a sign-in on the account and in the audit trail. */
export async function recordSignIn(
  db: Db,
  caller: Caller,
  detail: { readonly by: string; readonly address: string },
): Promise<void> {
  await inTransaction(db, async (transaction) => {
    await transaction.updateTable('users').set({ last_signed_in_at: new Date() }).where('id', '=', caller.id).execute();
    const { id: nounId, adminCode } = caller;
    await appendAudit(transaction, [{ ...actorOf(caller), act: 'signedIn', noun: 'user', nounId, adminCode, detail }]);
  });
}

function personRows(db: Db) {
  return db
    .selectFrom('users')
    .select(['id', 'name', 'role', 'admin_code', 'must_change_password', 'totp_confirmed_at'])
    .where('disabled_at', 'is', null);
}

function toSignedIn(row: {
  id: string;
  name: string;
  role: string;
  admin_code: string;
  must_change_password: boolean;
  totp_confirmed_at: string | null;
}): SignedInPerson {
  return {
    caller: { id: row.id, name: row.name, role: row.role as Role, adminCode: row.admin_code },
    mustChangePassword: row.must_change_password,
    hasSecondFactor: row.totp_confirmed_at !== null,
  };
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
