import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { UnavailableError } from '#domain/errors.js';
import { DEFAULT_NOTICE_CHOICES, type NoticeChoices } from '#domain/notice.js';
import type { Caller } from '#domain/people.js';
import type { Sealing } from '#domain/sealing.js';
import { inTransaction, type Db } from '../database.js';

/** Each person's choices; who made none has the default ones. */
export async function choicesOf(db: Db, userIds: readonly string[]): Promise<ReadonlyMap<string, NoticeChoices>> {
  const rows = await db
    .selectFrom('notice_choices')
    .select(['user_id', 'choices'])
    .where(sql<boolean>`user_id = ANY(${[...userIds]}::uuid[])`)
    .execute();
  const made = new Map(rows.map(({ user_id: id, choices }) => [id, choices as NoticeChoices]));
  // A kind that came later than the choice was made is told as by default.
  return new Map(
    userIds.map((id) => {
      const own = made.get(id);
      const mail = { ...DEFAULT_NOTICE_CHOICES.mail, ...own?.mail };
      return [id, { ...DEFAULT_NOTICE_CHOICES, ...own, mail }];
    }),
  );
}

/**
 * The caller's own choices, and where e-mail goes; null: nobody gave an address. A secret that was sealed with a key that is gone is
 * null as well: the choices can still be seen and made anew.
 */
export async function readChoices(
  db: Db,
  caller: Pick<Caller, 'id'>,
  sealing: Sealing,
): Promise<NoticeChoices & { readonly email: string | null; readonly webhookSecret: string | null }> {
  const choices = (await choicesOf(db, [caller.id])).get(caller.id)!;
  const person = await db.selectFrom('users').select('email').where('id', '=', caller.id).executeTakeFirst();
  const kept = await db
    .selectFrom('notice_choices')
    .select('webhook_secret')
    .where('user_id', '=', caller.id)
    .executeTakeFirst();
  return {
    ...choices,
    email: person?.email ?? null,
    webhookSecret: openedIfPossible(sealing, caller.id, kept?.webhook_secret ?? null),
  };
}

/**
 * Keeps the caller's choices. An address that is new gets a new secret, so that the old receiver can sign nothing; so does one whose
 * secret no longer opens.
 */
export async function saveChoices(
  db: Db,
  caller: Pick<Caller, 'id'>,
  sealing: Sealing,
  choices: NoticeChoices,
): Promise<void> {
  await inTransaction(db, async (transaction) => {
    const before = await readChoices(transaction, caller, sealing);
    const isSame = before.webhookUrl === choices.webhookUrl;
    const secret = choices.webhookUrl === null ? null : ((isSame ? before.webhookSecret : null) ?? newSecret());
    const sealed = secret === null ? null : sealing.seal(secret, sealedForPerson(caller.id));
    const row = { choices: JSON.stringify(choices), webhook_secret: sealed };
    await transaction
      .insertInto('notice_choices')
      .values({ user_id: caller.id, ...row })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ ...row, updated_at: sql<string>`now()` }))
      .execute();
  });
}

const sealedForPerson = (userId: string): string => `notice-webhook/${userId}`;

export const openedOrNull = (sealing: Sealing, userId: string, sealed: string | null): string | null =>
  sealed === null ? null : sealing.open(sealed, sealedForPerson(userId));

function openedIfPossible(sealing: Sealing, userId: string, sealed: string | null): string | null {
  try {
    return openedOrNull(sealing, userId, sealed);
  } catch (error) {
    if (error instanceof UnavailableError) return null;
    throw error;
  }
}

/** `whsec_` and 256 random bits, as Standard Webhooks writes it. */
const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
