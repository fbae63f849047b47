import { createHash, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { BadInputError } from '#domain/errors.js';
import type { Caller } from '#domain/people.js';
import { inTransaction, type Db } from './database.js';
import { recordOwnAct } from './ownAccount.js';

const ISSUER = 'Planwatch';
const PERIOD_SECONDS = 30;
/** Clocks of phones and servers differ; one period either way. @source RFC 6238, 5.2 */
const WINDOW_PERIODS = 1;

/**
 * Begins a second factor (TOTP, RFC 6238: SHA-1, six digits, 30 s, which every authenticator app knows). It does not count
 * until a code of it was confirmed. The secret is kept as it is, since codes are worked out from it.
 * @throws BadInputError where there is one already
 */
export async function beginSecondFactor(
  db: Db,
  caller: Caller,
): Promise<{ readonly secret: string; readonly uri: string }> {
  const secret = new Secret({ size: 20 });
  const { numUpdatedRows } = await db
    .updateTable('users')
    .set({ totp_secret: secret.base32, totp_last_step: 0 })
    .where('id', '=', caller.id)
    .where('totp_confirmed_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) {
    const detail = { code: 'account.secondFactorExists', where: 'secondFactor', expected: 'to remove it first' };
    throw new BadInputError('the account has a second factor', detail);
  }
  return { secret: secret.base32, uri: totpOf(secret.base32, caller.name).toString() };
}

/**
 * Confirms the second factor by a code of it, and gives the recovery codes, this once.
 * @throws BadInputError where the code is wrong or nothing was begun
 */
export async function confirmSecondFactor(db: Db, caller: Caller, code: string): Promise<readonly string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, randomRecoveryCode);
  await inTransaction(db, async (transaction) => {
    if (!(await spendTotp(transaction, caller, code))) {
      const detail = { code: 'account.secondFactorCode', where: 'code', expected: 'the code that the app shows now' };
      throw new BadInputError('not the code', detail);
    }
    const confirmed = { totp_confirmed_at: new Date() };
    await transaction.updateTable('users').set(confirmed).where('id', '=', caller.id).execute();
    await transaction.deleteFrom('recovery_codes').where('user_id', '=', caller.id).execute();
    const rows = codes.map((text) => ({ user_id: caller.id, code_hash: hashOf(text) }));
    await transaction.insertInto('recovery_codes').values(rows).execute();
    await recordOwnAct(transaction, caller, 'secondFactorAdded');
  });
  return codes;
}

/** True where the code is a current one of the app, or an unused recovery code. Either counts once. */
export async function spendSecondFactor(db: Db, caller: Caller, code: string): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    if (/^\d{6}$/.test(code)) return spendTotp(transaction, caller, code);
    const { numUpdatedRows } = await transaction
      .updateTable('recovery_codes')
      .set({ used_at: new Date() })
      .where('user_id', '=', caller.id)
      .where('code_hash', '=', hashOf(code.trim().toUpperCase()))
      .where('used_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await recordOwnAct(transaction, caller, 'recoveryCodeUsed');
    return true;
  });
}

/** Takes the second factor off the caller's own account. */
export async function removeSecondFactor(db: Db, caller: Caller): Promise<void> {
  await inTransaction(db, async (transaction) => {
    const cleared = { totp_secret: null, totp_confirmed_at: null };
    await transaction.updateTable('users').set(cleared).where('id', '=', caller.id).execute();
    await transaction.deleteFrom('recovery_codes').where('user_id', '=', caller.id).execute();
    await recordOwnAct(transaction, caller, 'secondFactorRemoved');
  });
}

/** How many recovery codes are left. */
export async function countRecoveryCodes(db: Db, caller: Caller): Promise<number> {
  const { count } = await db
    .selectFrom('recovery_codes')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', caller.id)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** A code counts once: the step it belongs to must come after the last one used. @source RFC 6238, 5.2 */
async function spendTotp(db: Db, caller: Caller, token: string): Promise<boolean> {
  const row = await db
    .selectFrom('users')
    .select(['totp_secret', 'totp_last_step'])
    .where('id', '=', caller.id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined || row.totp_secret === null) return false;
  const timestamp = Date.now();
  const delta = totpOf(row.totp_secret, caller.name).validate({ token, timestamp, window: WINDOW_PERIODS });
  if (delta === null) return false;
  const step = Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
  if (step <= row.totp_last_step) return false;
  await db.updateTable('users').set({ totp_last_step: step }).where('id', '=', caller.id).execute();
  return true;
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: ISSUER, label, secret, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS });
}

const RECOVERY_CODES = 10;
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** `XXXX-XXXX-XXXX`, 60 random bits: enough to be kept as a plain hash. */
function randomRecoveryCode(): string {
  const group = (): string => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return [group(), group(), group()].join('-');
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}
