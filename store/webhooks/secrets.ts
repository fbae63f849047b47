import type { Sealing } from '#domain/sealing.js';
import type { Db } from '../database.js';

/** What a secret is sealed for: that of one receiver does not open as another's. */
export const sealedFor = (webhookId: string): string => `webhook/${webhookId}`;

/** Seals secrets that an earlier version kept in clear. @returns how many */
export async function sealClearSecrets(db: Db, sealing: Sealing): Promise<number> {
  const clear = await db.selectFrom('webhooks').select(['id', 'secret']).where('secret', 'is not', null).execute();
  for (const { id, secret } of clear) {
    const sealed = { secret: null, sealed_secret: sealing.seal(secret!, sealedFor(id)) };
    // One that was changed meanwhile was sealed by who changed it.
    await db.updateTable('webhooks').set(sealed).where('id', '=', id).where('secret', '=', secret).execute();
  }
  return clear.length;
}
