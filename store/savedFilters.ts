import { sql } from 'kysely';
import { BadInputError } from '#domain/errors.js';
import type { Caller } from '#domain/people.js';
import { inTransaction, type Db } from './database.js';

/** A filter of the alert queue that a person keeps. */
export interface SavedFilter {
  readonly name: string;
  /** As in the address of the queue: `severity=critical&overdue=true`. */
  readonly query: string;
}

/** More than a person can tell apart. */
const MOST_PER_PERSON = 50;

/** The caller's own filters, by name. */
export async function listSavedFilters(db: Db, caller: Caller): Promise<readonly SavedFilter[]> {
  return db
    .selectFrom('saved_filters')
    .select(['name', 'query'])
    .where('owner_id', '=', caller.id)
    .orderBy('name')
    .execute();
}

/**
 * Keeps a filter under a name, in place of the caller's own of that name.
 * @throws BadInputError where the caller keeps 50 others already
 */
export async function saveFilter(db: Db, caller: Caller, filter: SavedFilter): Promise<void> {
  await inTransaction(db, async (transaction) => {
    // Two saves of one person wait for each other, so that the count holds.
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`saved-filters ${caller.id}`}, 0))`.execute(transaction);
    const others = await listSavedFilters(transaction, caller);
    if (others.filter(({ name }) => name !== filter.name).length >= MOST_PER_PERSON) {
      throw new BadInputError('too many saved filters', {
        code: 'savedFilter.tooMany',
        where: 'name',
        found: `${others.length} saved filters`,
        expected: `at most ${MOST_PER_PERSON}`,
      });
    }
    await transaction
      .insertInto('saved_filters')
      .values({ owner_id: caller.id, ...filter })
      .onConflict((row) =>
        row.columns(['owner_id', 'name']).doUpdateSet({ query: filter.query, updated_at: sql`now()` }),
      )
      .execute();
  });
}

/** Forgets one of the caller's own filters; false where there is none of that name. */
export async function deleteSavedFilter(db: Db, caller: Caller, name: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('saved_filters')
    .where('owner_id', '=', caller.id)
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
