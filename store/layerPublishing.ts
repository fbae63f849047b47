import { BadInputError, NotFoundError } from '#domain/errors.js';
import type { LayerStatus } from '#domain/layer.js';
import { blockingProblems, type LayerQuality } from '#domain/layerQuality.js';
import type { Caller } from '#domain/people.js';
import { isIsoDate, type IsoDate } from '#domain/time.js';
import { appendAudit } from './auditTrail.js';
import { inTransaction, type Db } from './database.js';
import { compareWithBefore } from './layerComparison.js';
import { actorOf } from './operator.js';
import { inRegionOf } from './watchAreas.js';

export interface Publication {
  readonly note?: string | null | undefined;
  /** Publish although the report names problems that stand in the way; the note should say why. */
  readonly acceptProblems?: boolean | undefined;
}

/**
 * Makes a draft the version that is judged by, from its own `validFrom` on. Publishing again changes nothing.
 * @throws NotFoundError; BadInputError where the report names problems that nobody accepted, or it was withdrawn
 */
export async function publishLayerVersion(
  db: Db,
  caller: Caller,
  id: string,
  version: string,
  { note, acceptProblems }: Publication = {},
): Promise<{ readonly published: boolean }> {
  return inTransaction(db, async (transaction) => {
    const row = await lockedVersion(transaction, caller, id, version);
    if (row.status === 'published') return { published: false };
    refuseStatus(row.status, 'draft', id, version);
    const problems = row.quality === null ? [] : blockingProblems(row.quality as LayerQuality);
    if (problems.length > 0 && acceptProblems !== true) {
      throw new BadInputError('the report names problems that stand in the way of publishing', {
        code: 'layer.problemsNotAccepted',
        where: `layer ${id}, version ${version}`,
        found: problems.join(', '),
        expected: 'a draft without them, or that they are accepted (acceptProblems, --accept-problems)',
      });
    }
    const state = {
      status: 'published' as const,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      note: note ?? null,
    };
    const at = await recordState(
      transaction,
      caller,
      { id, version, adminCode: row.admin_code, act: 'layerPublished' },
      state,
    );
    // Another version may have been published since the draft was made.
    const comparison = await compareWithBefore(transaction, { id, version, validFrom: row.valid_from });
    await transaction
      .updateTable('layers')
      .set({
        status: 'published',
        published_at: at,
        published_by: caller.name,
        publish_note: note ?? null,
        comparison: JSON.stringify(comparison),
      })
      .where('id', '=', id)
      .where('version', '=', version)
      .execute();
    return { published: true };
  });
}

/**
 * Ends a published version: `validTo` is its last day in force. What was known before stays known for replays.
 * @throws NotFoundError; BadInputError for a day before the version begins, or a version that is not published
 */
export async function endLayerVersion(
  db: Db,
  caller: Caller,
  id: string,
  version: string,
  { validTo, note }: { readonly validTo: IsoDate | null; readonly note?: string | null | undefined },
): Promise<void> {
  await inTransaction(db, async (transaction) => {
    const row = await lockedVersion(transaction, caller, id, version);
    refuseStatus(row.status, 'published', id, version);
    if (validTo !== null && (!isIsoDate(validTo) || validTo < row.valid_from)) {
      throw new BadInputError('the layer version would end before it begins', {
        code: 'layer.reversedTerm',
        where: 'validTo',
        found: validTo,
        expected: `${row.valid_from} or later`,
      });
    }
    if (row.valid_to === validTo) return;
    const state = { status: 'published' as const, validFrom: row.valid_from, validTo, note: note ?? null };
    await recordState(transaction, caller, { id, version, adminCode: row.admin_code, act: 'layerEnded' }, state);
    await transaction
      .updateTable('layers')
      .set({ valid_to: validTo })
      .where('id', '=', id)
      .where('version', '=', version)
      .execute();
  });
}

/**
 * Takes back a published version that should not have been: from now on nobody is judged by it. Judgements that were made
 * stay, and can be replayed with what was known then.
 */
export async function withdrawLayerVersion(
  db: Db,
  caller: Caller,
  id: string,
  version: string,
  note: string,
): Promise<void> {
  await inTransaction(db, async (transaction) => {
    const row = await lockedVersion(transaction, caller, id, version);
    if (row.status === 'withdrawn') return;
    refuseStatus(row.status, 'published', id, version);
    const state = { status: 'withdrawn' as const, validFrom: row.valid_from, validTo: row.valid_to, note };
    await recordState(transaction, caller, { id, version, adminCode: row.admin_code, act: 'layerWithdrawn' }, state);
    await transaction
      .updateTable('layers')
      .set({ status: 'withdrawn' })
      .where('id', '=', id)
      .where('version', '=', version)
      .execute();
  });
}

async function lockedVersion(db: Db, caller: Caller, id: string, version: string) {
  const row = await db
    .selectFrom('layers')
    .select(['status', 'valid_from', 'valid_to', 'admin_code', 'quality'])
    .where('id', '=', id)
    .where('version', '=', version)
    .where(inRegionOf(caller, 'admin_code'))
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new NotFoundError('layer', `${id}/${version}`);
  return row;
}

function refuseStatus(status: LayerStatus, expected: LayerStatus, id: string, version: string): void {
  if (status === expected) return;
  throw new BadInputError(`the layer version is not ${expected === 'draft' ? 'a draft' : expected}`, {
    code: 'layer.statusContradicts',
    where: `layer ${id}, version ${version}: status`,
    found: status,
    expected,
  });
}

interface StateOf {
  readonly id: string;
  readonly version: string;
  readonly adminCode: string;
  readonly act: string;
}

async function recordState(
  db: Db,
  caller: Caller,
  of: StateOf,
  state: {
    readonly status: 'published' | 'withdrawn';
    readonly validFrom: string;
    readonly validTo: string | null;
    readonly note: string | null;
  },
): Promise<string> {
  const { recorded_at: at } = await db
    .insertInto('layer_states')
    .values({
      layer_id: of.id,
      layer_version: of.version,
      status: state.status,
      valid_from: state.validFrom,
      valid_to: state.validTo,
      actor: caller.name,
      note: state.note,
    })
    .returning('recorded_at')
    .executeTakeFirstOrThrow();
  await appendAudit(db, [
    {
      ...actorOf(caller),
      act: of.act,
      noun: 'layer',
      nounId: `${of.id}/${of.version}`,
      adminCode: of.adminCode,
      detail: { validFrom: state.validFrom, validTo: state.validTo, note: state.note },
    },
  ]);
  return at;
}
