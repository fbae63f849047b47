import { BadInputError, ForbiddenError } from '#domain/errors.js';
import { passwordFault } from '#domain/password.js';
import type { Caller } from '#domain/people.js';
import { appendAudit } from './auditTrail.js';
import { inTransaction, type Db } from './database.js';
import { actorOf } from './operator.js';
import { hashPassword, isPassword } from './passwords.js';

/** Puts something that people did with their own account into the audit trail. */
export async function recordOwnAct(db: Db, caller: Caller, act: string): Promise<void> {
  const { id: nounId, adminCode } = caller;
  await appendAudit(db, [{ ...actorOf(caller), act, noun: 'user', nounId, adminCode, detail: {} }]);
}

/**
 * Chooses a new password for somebody who has shown that they know the current one (`requirePassword`).
 * @throws BadInputError where the new one is too easy, or the current one again
 */
export async function choosePassword(
  db: Db,
  caller: Caller,
  { current, password }: { readonly current: string; readonly password: string },
): Promise<void> {
  const fault = current === password ? 'another than the current one' : passwordFault(password, caller.name);
  if (fault !== null) {
    throw new BadInputError('not a good password', { code: 'account.password', where: 'password', expected: fault });
  }
  const hash = await hashPassword(password);
  await inTransaction(db, async (transaction) => {
    await transaction
      .updateTable('users')
      .set({ password_hash: hash, must_change_password: false, password_changed_at: new Date() })
      .where('id', '=', caller.id)
      .execute();
    await recordOwnAct(transaction, caller, 'passwordChanged');
  });
}

/** @throws ForbiddenError where it is not the caller's password, or they have none */
export async function requirePassword(db: Db, caller: Caller, password: string): Promise<void> {
  const { password_hash: hash } = await db
    .selectFrom('users')
    .select('password_hash')
    .where('id', '=', caller.id)
    .executeTakeFirstOrThrow();
  if (hash === null) throw new ForbiddenError('this account signs in at the identity provider', true);
  if (!(await isPassword(password, hash))) throw new ForbiddenError('the current password is wrong', true);
}
