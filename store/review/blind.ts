import { sql, type RawBuilder } from 'kysely';
import type { Caller } from '#domain/people.js';
import { isUuid } from '#domain/id.js';

/**
 * True for an alert that the caller took to decide a second time and has not: its first decision is kept from them.
 * @param isIt says which alert is meant, by the columns of `own`
 */
export function isBlindTo({ id }: Pick<Caller, 'id'>, isIt: RawBuilder<unknown>): RawBuilder<boolean> {
  if (!isUuid(id)) return sql<boolean>`false`;
  return sql<boolean>`EXISTS (SELECT FROM second_reviews AS own WHERE ${isIt}
    AND own.reviewer_id = ${id} AND own.decided_at IS NULL)`;
}
