import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Caller, Role } from '#domain/people.js';
import type { Db } from './database.js';

export interface NewApiKey {
  readonly role: Role;
  /** '' sees every region. */
  readonly adminCode: string;
  /** What the key is for; shown in lists and in the history of what it did. */
  readonly name: string;
}

/** Makes a key. Its text (`pw_…`) is given back this once; only its SHA-256 is stored (256 random bits need no salt). */
export async function createApiKey(db: Db, key: NewApiKey): Promise<{ readonly id: string; readonly key: string }> {
  const id = randomUUID();
  const text = `pw_${randomBytes(32).toString('base64url')}`;
  await db
    .insertInto('api_keys')
    .values({ id, name: key.name, key_hash: hashOf(text), role: key.role, admin_code: key.adminCode })
    .execute();
  return { id, key: text };
}

/** Who the key stands for; null where it is unknown or revoked. */
export async function findCallerByApiKey(db: Db, text: string): Promise<Caller | null> {
  if (!/^pw_[\w-]{43}$/.test(text)) return null;
  const row = await db
    .selectFrom('api_keys')
    .select(['id', 'name', 'role', 'admin_code'])
    .where('key_hash', '=', hashOf(text))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : { id: row.id, name: row.name, role: row.role as Role, adminCode: row.admin_code };
}

/** Makes the key useless from now on; false where it is unknown or revoked already. */
export async function revokeApiKey(db: Db, id: string): Promise<boolean> {
  const result = await db
    .updateTable('api_keys')
    .set({ revoked_at: new Date() })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
