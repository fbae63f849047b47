import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { NotFoundError } from '#domain/errors.js';
import { isUuid } from '#domain/id.js';
import type { Caller, Right, Role } from '#domain/people.js';
import type { IsoTime } from '#domain/time.js';
import { appendAudit } from './auditTrail.js';
import { inTransaction, type Db } from './database.js';
import { actorOf, OPERATOR, refuseGrantBeyondOwn, refuseOtherRegion } from './operator.js';
import { inRegionOf } from './watchAreas.js';

export interface NewApiKey {
  readonly role: Role;
  /** '' sees every region. */
  readonly adminCode: string;
  /** What the key is for; shown in lists and in the history of what it did. */
  readonly name: string;
  /** What it may do of what its role may; null or absent: all of it. */
  readonly rights?: readonly Right[] | null | undefined;
  /** Null or absent: until it is revoked. */
  readonly expiresAt?: IsoTime | null | undefined;
}

export interface ApiKey extends Required<NewApiKey> {
  readonly id: string;
  readonly createdAt: IsoTime;
  readonly createdBy: string | null;
  /** To the minute. */
  readonly lastUsedAt: IsoTime | null;
  readonly revokedAt: IsoTime | null;
}

/**
 * Makes a key in the maker's region. Its text (`pw_…`) is given back this once; only its SHA-256 is stored (256 random bits
 * need no salt).
 */
export async function createApiKey(
  db: Db,
  key: NewApiKey,
  maker: Caller = OPERATOR,
): Promise<{ readonly id: string; readonly key: string }> {
  refuseOtherRegion(maker, key.adminCode, 'this key');
  refuseGrantBeyondOwn(maker, { role: key.role, scope: key.rights ?? undefined });
  const id = randomUUID();
  const text = `pw_${randomBytes(32).toString('base64url')}`;
  const { name, role, adminCode, rights = null, expiresAt = null } = key;
  await inTransaction(db, async (transaction) => {
    await transaction
      .insertInto('api_keys')
      .values({
        id,
        name,
        key_hash: hashOf(text),
        role,
        admin_code: adminCode,
        created_by: maker.name,
        rights: rights === null ? null : [...rights],
        expires_at: expiresAt,
      })
      .execute();
    const detail = { name, role, rights, expiresAt };
    await appendAudit(transaction, [{ ...actorOf(maker), act: 'created', noun: 'key', nounId: id, adminCode, detail }]);
  });
  return { id, key: text };
}

/** Who the key stands for; null where it is unknown, revoked or has expired. */
export async function findCallerByApiKey(db: Db, text: string): Promise<Caller | null> {
  if (!/^pw_[\w-]{43}$/.test(text)) return null;
  const row = await db
    .selectFrom('api_keys')
    .select(['id', 'name', 'role', 'admin_code', 'rights'])
    .select(sql<boolean>`last_used_at IS NULL OR last_used_at < now() - interval '1 minute'`.as('is_quiet'))
    .where('key_hash', '=', hashOf(text))
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', sql<string>`now()`)]))
    .executeTakeFirst();
  if (row === undefined) return null;
  if (row.is_quiet)
    await db.updateTable('api_keys').set({ last_used_at: new Date() }).where('id', '=', row.id).execute();
  const caller = { id: row.id, name: row.name, role: row.role as Role, adminCode: row.admin_code };
  return row.rights === null ? caller : { ...caller, scope: row.rights as Right[] };
}

/** Keys of the caller's region, revoked and expired ones too, newest first; at most 1000. */
export async function listApiKeys(db: Db, caller: Caller): Promise<readonly ApiKey[]> {
  const rows = await db
    .selectFrom('api_keys')
    .select(['id', 'name', 'role', 'admin_code', 'rights', 'expires_at', 'created_at', 'created_by', 'last_used_at'])
    .select('revoked_at')
    .where(inRegionOf(caller, 'admin_code'))
    .orderBy('created_at', 'desc')
    .limit(1000)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    role: row.role as Role,
    adminCode: row.admin_code,
    rights: row.rights as Right[] | null,
    expiresAt: row.expires_at,
    createdAt: row.created_at,
    createdBy: row.created_by,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  }));
}

/**
 * Makes the key useless from now on.
 * @throws NotFoundError where there is none in the caller's region, or it is revoked already
 */
export async function revokeApiKey(db: Db, id: string, caller: Caller = OPERATOR): Promise<void> {
  await inTransaction(db, async (transaction) => {
    const row = isUuid(id)
      ? await transaction
          .updateTable('api_keys')
          .set({ revoked_at: new Date() })
          .where('id', '=', id)
          .where('revoked_at', 'is', null)
          .where(inRegionOf(caller, 'admin_code'))
          .returning('admin_code')
          .executeTakeFirst()
      : undefined;
    if (row === undefined) throw new NotFoundError('key in use', id);
    const subject = { noun: 'key', nounId: id, adminCode: row.admin_code };
    await appendAudit(transaction, [{ ...actorOf(caller), act: 'revoked', ...subject, detail: {} }]);
  });
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
