import { sql } from 'kysely';
import { BadInputError, NotFoundError } from '#domain/errors.js';
import type { RuleSetReference } from '#domain/finding.js';
import type { Caller } from '#domain/people.js';
import { appendAudit } from './auditTrail.js';
import { inTransaction, type Db } from './database.js';
import { isVisibleTo } from './layers.js';
import { actorOf, refuseOtherRegion } from './operator.js';
import { ruleSetRows, toRuleSet, type StoredRuleSet } from './ruleSets.js';

type RuleSetName = Pick<RuleSetReference, 'id' | 'version'>;

/** A rule set that was validated. */
export interface NewRuleSet {
  readonly content: unknown;
  readonly reference: RuleSetReference;
  readonly note: string | null;
}

/**
 * Stores a new version as a draft; the same again changes nothing. An id belongs to the region of its first version.
 * @param isShipped true where an id of the software's own is meant, which belongs to all regions
 * @throws BadInputError where the version stands with other content; ForbiddenError where the id is another region's
 */
export async function createRuleSetDraft(
  db: Db,
  caller: Caller,
  draft: NewRuleSet,
  isShipped: boolean,
): Promise<{ readonly ruleSet: StoredRuleSet; readonly created: boolean }> {
  const { id, version, hash } = draft.reference;
  return inTransaction(db, async (transaction) => {
    const adminCode = isShipped ? '' : await regionOfId(transaction, caller, id);
    refuseOtherRegion(caller, adminCode, `rule set ${id}`);
    const inserted = await transaction
      .insertInto('rule_sets')
      .values({
        id,
        version,
        content: JSON.stringify(draft.content),
        hash,
        admin_code: adminCode,
        note: draft.note,
        created_by: caller.name,
      })
      .onConflict((conflict) => conflict.columns(['id', 'version']).doNothing())
      .executeTakeFirst();
    const created = (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
    const ruleSet = await requireRuleSet(transaction, draft.reference);
    if (ruleSet.reference.hash !== hash) throw versionTaken(draft.reference);
    if (created) await audit(transaction, caller, ruleSet, 'ruleSetDrafted', { hash, note: draft.note });
    return { ruleSet, created };
  });
}

async function regionOfId(db: Db, caller: Caller, id: string): Promise<string> {
  const first = await db
    .selectFrom('rule_sets')
    .select('admin_code')
    .where('id', '=', id)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  return first?.admin_code ?? caller.adminCode;
}

function versionTaken({ id, version }: RuleSetName): BadInputError {
  return new BadInputError('this version stands stored with other content', {
    code: 'ruleSet.versionTaken',
    where: 'body.content.version',
    found: `${id} ${version}`,
    expected: 'a version of its own, or a change of the draft',
  });
}

/**
 * Replaces the content of a draft; id and version stay.
 * @param expectedRevision the revision that the change was made from
 */
export async function changeRuleSetDraft(
  db: Db,
  caller: Caller,
  draft: NewRuleSet,
  expectedRevision: number,
): Promise<StoredRuleSet> {
  return inTransaction(db, async (transaction) => {
    const stored = await lockDraft(transaction, caller, draft.reference);
    if (stored.revision !== expectedRevision) {
      throw new BadInputError('the draft was changed meanwhile', {
        code: 'ruleSet.contradicts',
        where: 'body.expectedRevision',
        found: `revision ${stored.revision}`,
        expected: `revision ${expectedRevision}`,
      });
    }
    await transaction
      .updateTable('rule_sets')
      .set({ content: JSON.stringify(draft.content), hash: draft.reference.hash, note: draft.note })
      .set((eb) => ({ revision: eb('revision', '+', 1), updated_at: sql<string>`clock_timestamp()` }))
      .where('id', '=', draft.reference.id)
      .where('version', '=', draft.reference.version)
      .execute();
    const changed = await requireRuleSet(transaction, draft.reference);
    await audit(transaction, caller, changed, 'ruleSetChanged', { hash: draft.reference.hash, note: draft.note });
    return changed;
  });
}

/** Removes a draft. */
export async function deleteRuleSetDraft(db: Db, caller: Caller, id: string, version: string): Promise<void> {
  await inTransaction(db, async (transaction) => {
    const stored = await lockDraft(transaction, caller, { id, version });
    await transaction.deleteFrom('rule_sets').where('id', '=', id).where('version', '=', version).execute();
    await audit(transaction, caller, stored, 'ruleSetDraftDeleted', { hash: stored.reference.hash });
  });
}

/**
 * Makes a draft what runs of its id are judged by from now on. Runs that were judged keep the rules that they were judged by.
 * @throws BadInputError where it is no draft, or was changed since `expectedHash` was looked at
 */
export async function publishRuleSet(
  db: Db,
  caller: Caller,
  reference: RuleSetReference,
  note: string,
): Promise<StoredRuleSet> {
  return inTransaction(db, async (transaction) => {
    const stored = await lockDraft(transaction, caller, reference);
    if (stored.reference.hash !== reference.hash) {
      throw new BadInputError('the draft is not the one that was reviewed', {
        code: 'ruleSet.contradicts',
        where: 'body.hash',
        found: stored.reference.hash,
        expected: reference.hash,
      });
    }
    await transaction
      .updateTable('rule_sets')
      .set({ status: 'published', published_by: caller.name, publish_note: note })
      .set({ published_at: sql<string>`clock_timestamp()` })
      .where('id', '=', reference.id)
      .where('version', '=', reference.version)
      .execute();
    const published = await requireRuleSet(transaction, reference);
    await audit(transaction, caller, published, 'ruleSetPublished', { hash: reference.hash, note });
    return published;
  });
}

async function lockDraft(db: Db, caller: Caller, { id, version }: RuleSetName): Promise<StoredRuleSet> {
  const row = await ruleSetRows(db)
    .where('id', '=', id)
    .where('version', '=', version)
    .where(isVisibleTo(caller, 'admin_code'))
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new NotFoundError('rule set', `${id}/${version}`);
  refuseOtherRegion(caller, row.admin_code, `rule set ${id}`);
  if (row.status === 'draft') return toRuleSet(row);
  throw new BadInputError('a published rule set does not change', {
    code: 'ruleSet.published',
    where: 'version',
    found: `${id} ${version}, published ${row.published_at}`,
    expected: 'a draft: give what you change a version of its own',
  });
}

async function requireRuleSet(db: Db, { id, version }: RuleSetName): Promise<StoredRuleSet> {
  const rows = ruleSetRows(db).where('id', '=', id).where('version', '=', version);
  return toRuleSet(await rows.executeTakeFirstOrThrow());
}

async function audit(
  db: Db,
  caller: Caller,
  { reference, adminCode }: StoredRuleSet,
  act: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  const nounId = `${reference.id}/${reference.version}`;
  await appendAudit(db, [{ ...actorOf(caller), act, noun: 'ruleSet', nounId, adminCode, detail }]);
}
