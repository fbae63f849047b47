import { randomUUID } from 'node:crypto';
import { BadInputError, NotFoundError } from '#domain/errors.js';
import type { EvidenceCheck, EvidenceItem, EvidenceKind, EvidenceMediaType, PhotoFacts } from '#domain/evidence.js';
import { photoChecks } from '#domain/evidencePlausibility.js';
import { isUuid } from '#domain/id.js';
import type { Caller } from '#domain/people.js';
import type { IsoDate, IsoTime } from '#domain/time.js';
import { toAlert, ALERT_COLUMNS } from '../alerts.js';
import { appendAudit } from '../auditTrail.js';
import { inTransaction, type Db } from '../database.js';
import { appendEvents } from '../events.js';
import { geoJsonOf } from '../geometry.js';
import { inRegionOf } from '../watchAreas.js';

/** A file that stands in the object store already, and what is known of it. */
export interface EvidenceSubmission {
  readonly alertId: string;
  readonly kind: EvidenceKind;
  readonly fileName: string;
  readonly mediaType: EvidenceMediaType;
  readonly bytes: number;
  readonly sha256: string;
  readonly objectKey: string;
  readonly thumbnailKey: string | null;
  readonly note: string | null;
  readonly visitedOn: IsoDate | null;
  readonly photo: PhotoFacts | null;
}

/** Files that one alert holds at most. */
const MOST_AN_ALERT = 500;

/**
 * Records a file with an alert, the audit entry and the event, all or nothing. The same bytes twice are one item.
 * @throws NotFoundError where there is no such alert in the caller's region; BadInputError where it holds too many
 */
export async function submitEvidence(
  db: Db,
  caller: Caller,
  submission: EvidenceSubmission,
  at: IsoTime,
): Promise<{ readonly item: EvidenceItem; readonly created: boolean }> {
  return inTransaction(db, async (transaction) => {
    const alert = await lockAlert(transaction, caller, submission.alertId);
    const known = await itemRows(transaction)
      .where('alert_id', '=', alert.id)
      .where('sha256', '=', submission.sha256)
      .executeTakeFirst();
    if (known !== undefined) return { item: toItem(known), created: false };
    await refuseTooMany(transaction, alert.id);
    const { photo, visitedOn } = submission;
    const reuseCount = await countElsewhere(transaction, submission);
    const { geometry, onsetFrom } = alert;
    const context = { geometry, onsetFrom, visitedOn, submittedAt: at, reuseCount };
    const checks = photo === null ? [] : photoChecks(photo, context);
    const id = randomUUID();
    await insertItem(transaction, { id, caller, submission, checks, at });
    const { sha256, kind, fileName, mediaType, bytes } = submission;
    const doubtful = checks.filter(({ outcome }) => outcome === 'doubtful').map(({ check }) => check);
    await record(transaction, caller, alert, {
      act: 'evidenceSubmitted',
      detail: { evidenceId: id, evidenceKind: kind, fileName, mediaType, bytes, sha256, visitedOn, doubtful },
    });
    return { item: toItem(await itemRows(transaction).where('id', '=', id).executeTakeFirstOrThrow()), created: true };
  });
}

/** What was handed in for an alert in the caller's region, in the order in which it came; withdrawn items too. */
export async function listEvidence(db: Db, caller: Caller, alertId: string): Promise<readonly EvidenceItem[]> {
  if (!isUuid(alertId)) return [];
  const rows = await visibleRows(db, caller)
    .where('alert_id', '=', alertId)
    .orderBy('submitted_at')
    .orderBy('id')
    .execute();
  return rows.map(toItem);
}

/** One item with the keys of its files. @throws NotFoundError where there is none in the caller's region */
export async function getEvidence(
  db: Db,
  caller: Caller,
  alertId: string,
  id: string,
): Promise<{ readonly item: EvidenceItem; readonly objectKey: string; readonly thumbnailKey: string | null }> {
  if (!isUuid(alertId) || !isUuid(id)) throw new NotFoundError('evidence', id);
  const row = await visibleRows(db, caller)
    .select(['object_key', 'thumbnail_key'])
    .where('id', '=', id)
    .where('alert_id', '=', alertId)
    .executeTakeFirst();
  if (row === undefined) throw new NotFoundError('evidence', id);
  return { item: toItem(row), objectKey: row.object_key, thumbnailKey: row.thumbnail_key };
}

/**
 * Marks an item as handed in by mistake. Its bytes and its entry in the audit trail stay.
 * @throws NotFoundError where there is none; BadInputError where it was withdrawn before
 */
export async function withdrawEvidence(
  db: Db,
  caller: Caller,
  { alertId, id, because }: { readonly alertId: string; readonly id: string; readonly because: string },
  at: IsoTime,
): Promise<EvidenceItem> {
  return inTransaction(db, async (transaction) => {
    const alert = await lockAlert(transaction, caller, alertId);
    const { item } = await getEvidence(transaction, caller, alertId, id);
    if (item.withdrawnAt !== null) {
      throw new BadInputError('withdrawn before', {
        code: 'evidence.withdrawn',
        where: 'evidence',
        found: `withdrawn at ${item.withdrawnAt}`,
        expected: 'evidence that stands',
      });
    }
    const change = { withdrawn_at: at, withdrawn_because: because };
    await transaction.updateTable('evidence').set(change).where('id', '=', id).execute();
    const detail = { evidenceId: id, sha256: item.sha256, note: because };
    await record(transaction, caller, alert, { act: 'evidenceWithdrawn', detail });
    return { ...item, withdrawnAt: at, withdrawnBecause: because };
  });
}

/** True where some alert holds the bytes, whoever may see it. */
export async function isEvidenceKept(db: Db, sha256: string): Promise<boolean> {
  return (await db.selectFrom('evidence').select('id').where('sha256', '=', sha256).executeTakeFirst()) !== undefined;
}

async function lockAlert(db: Db, caller: Caller, id: string) {
  if (!isUuid(id)) throw new NotFoundError('alert', id);
  const row = await db
    .selectFrom('alerts')
    .select(ALERT_COLUMNS)
    .select(geoJsonOf('geometry').as('geometry_json'))
    .where('id', '=', id)
    .where(inRegionOf(caller, 'admin_code'))
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new NotFoundError('alert', id);
  return toAlert(row);
}

async function refuseTooMany(db: Db, alertId: string): Promise<void> {
  const { count } = await db
    .selectFrom('evidence')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('alert_id', '=', alertId)
    .executeTakeFirstOrThrow();
  if (count < MOST_AN_ALERT) return;
  throw new BadInputError('the alert holds too many files', {
    code: 'evidence.tooMany',
    where: 'file',
    found: `${count} files`,
    expected: `at most ${MOST_AN_ALERT}`,
  });
}

async function countElsewhere(db: Db, { alertId, sha256 }: EvidenceSubmission): Promise<number> {
  const { count } = await db
    .selectFrom('evidence')
    .select((eb) => eb.fn.count<number>('alert_id').distinct().as('count'))
    .where('sha256', '=', sha256)
    .where('alert_id', '<>', alertId)
    .executeTakeFirstOrThrow();
  return count;
}

interface Insertion {
  readonly id: string;
  readonly caller: Caller;
  readonly submission: EvidenceSubmission;
  readonly checks: readonly EvidenceCheck[];
  readonly at: IsoTime;
}

async function insertItem(db: Db, { id, caller, submission, checks, at }: Insertion): Promise<void> {
  await db
    .insertInto('evidence')
    .values({
      id,
      alert_id: submission.alertId,
      kind: submission.kind,
      file_name: submission.fileName,
      media_type: submission.mediaType,
      bytes: submission.bytes,
      sha256: submission.sha256,
      object_key: submission.objectKey,
      thumbnail_key: submission.thumbnailKey,
      note: submission.note,
      visited_on: submission.visitedOn,
      photo: submission.photo === null ? null : JSON.stringify(submission.photo),
      checks: JSON.stringify(checks),
      submitted_by: caller.name,
      submitted_by_id: caller.id,
      submitted_at: at,
    })
    .execute();
}

type LockedAlert = Awaited<ReturnType<typeof lockAlert>>;

async function record(
  db: Db,
  caller: Caller,
  { id, adminCode, kind, severity }: LockedAlert,
  { act, detail }: { readonly act: string; readonly detail: Readonly<Record<string, unknown>> },
): Promise<void> {
  const { name: actor, id: actorId } = caller;
  await appendAudit(db, [{ actor, actorId, act, noun: 'alert', nounId: id, adminCode, detail }]);
  await appendEvents(db, [{ name: 'alert', adminCode, data: { id, kind, severity } }]);
}

function itemRows(db: Db) {
  return db
    .selectFrom('evidence')
    .select(['id', 'alert_id', 'kind', 'file_name', 'media_type', 'bytes', 'sha256', 'note', 'visited_on', 'photo'])
    .select(['checks', 'submitted_by', 'submitted_at', 'withdrawn_at', 'withdrawn_because']);
}

function visibleRows(db: Db, caller: Caller) {
  const seen = db.selectFrom('alerts').select('alerts.id').where(inRegionOf(caller, 'alerts.admin_code'));
  return itemRows(db).where('alert_id', 'in', seen);
}

type ItemRow = Awaited<ReturnType<ReturnType<typeof itemRows>['execute']>>[number];

function toItem(row: ItemRow): EvidenceItem {
  return {
    id: row.id,
    alertId: row.alert_id,
    kind: row.kind as EvidenceKind,
    fileName: row.file_name,
    mediaType: row.media_type as EvidenceMediaType,
    bytes: row.bytes,
    sha256: row.sha256,
    note: row.note,
    visitedOn: row.visited_on,
    photo: row.photo as PhotoFacts | null,
    checks: row.checks as readonly EvidenceCheck[],
    submittedBy: row.submitted_by,
    submittedAt: row.submitted_at,
    withdrawnAt: row.withdrawn_at,
    withdrawnBecause: row.withdrawn_because,
  };
}
