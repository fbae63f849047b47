import { sql, type Selectable } from 'kysely';
import { idOf } from '#domain/id.js';
import type { Notice, NoticeDetail, NoticeKind } from '#domain/notice.js';
import type { Caller } from '#domain/people.js';
import type { IsoTime } from '#domain/time.js';
import { inTransaction, type Database, type Db } from '../database.js';
import { afterCursor, cursorKey, pageSize, toPage, type Page, type PageRequest, type SortOrder } from '../page.js';
import { choicesOf } from './choices.js';
import { queueMessages } from './messages.js';

export interface NewNotice {
  readonly userId: string;
  /** What it is about: the same person is told of the same occasion once. */
  readonly occasion: string;
  readonly kind: NoticeKind;
  readonly alertId: string | null;
  readonly adminCode: string;
  readonly detail: NoticeDetail;
}

/**
 * Tells people, and puts down the messages that go out at once by their choices. What somebody was told already is left.
 * @returns those that are new
 */
export async function raiseNotices(db: Db, notices: readonly NewNotice[], at: IsoTime): Promise<readonly NewNotice[]> {
  if (notices.length === 0) return [];
  return inTransaction(db, async (transaction) => {
    const rows = notices.map((notice) => ({
      id: noticeId(notice),
      user_id: notice.userId,
      occasion: notice.occasion,
      kind: notice.kind,
      alert_id: notice.alertId,
      admin_code: notice.adminCode,
      detail: JSON.stringify(notice.detail),
      created_at: at,
    }));
    const inserted = await transaction
      .insertInto('notices')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute();
    const newIds = new Set(inserted.map(({ id }) => id));
    const raised = notices.filter((notice) => newIds.has(noticeId(notice)));
    const choices = await choicesOf(transaction, [...new Set(raised.map(({ userId }) => userId))]);
    const messages = raised.flatMap((notice) => {
      const { mail, webhookUrl } = choices.get(notice.userId)!;
      const { userId, occasion } = notice;
      const content = { what: 'notice', notice: toNotice(notice, at) } as const;
      return [
        ...(mail[notice.kind] === 'atOnce' ? [{ userId, occasion, channel: 'mail', content } as const] : []),
        ...(webhookUrl === null ? [] : [{ userId, occasion, channel: 'webhook', content } as const]),
      ];
    });
    await queueMessages(transaction, messages, at);
    return raised;
  });
}

const noticeId = ({ userId, occasion }: Pick<NewNotice, 'userId' | 'occasion'>): string =>
  idOf('notice', userId, occasion);

function toNotice(notice: NewNotice, at: IsoTime): Notice {
  const { kind, alertId, adminCode, detail } = notice;
  return { id: noticeId(notice), kind, alertId, adminCode, detail, createdAt: at, readAt: null };
}

/** Columns that `noticeOfRow` reads. */
export const NOTICE_COLUMNS = ['id', 'kind', 'alert_id', 'admin_code', 'detail', 'created_at', 'read_at'] as const;

export function noticeOfRow(row: Pick<Selectable<Database['notices']>, (typeof NOTICE_COLUMNS)[number]>): Notice {
  return {
    id: row.id,
    kind: row.kind as NoticeKind,
    alertId: row.alert_id,
    adminCode: row.admin_code,
    detail: row.detail as NoticeDetail,
    createdAt: row.created_at,
    readAt: row.read_at,
  };
}

const NEWEST_FIRST: SortOrder = {
  name: 'notices',
  columns: [
    { column: 'created_at', type: 'timestamptz' },
    { column: 'id', type: 'uuid' },
  ],
  direction: 'desc',
};

export interface NoticeFilter extends PageRequest {
  readonly unread?: 'true' | 'false' | undefined;
}

/** The caller's own notices, newest first. */
export async function listNotices(db: Db, caller: Pick<Caller, 'id'>, filter: NoticeFilter): Promise<Page<Notice>> {
  const size = pageSize(filter.limit);
  let query = db.selectFrom('notices').select(NOTICE_COLUMNS).where('user_id', '=', caller.id);
  if (filter.unread === 'true') query = query.where('read_at', 'is', null);
  if (filter.unread === 'false') query = query.where('read_at', 'is not', null);
  if (filter.cursor) query = query.where(afterCursor(NEWEST_FIRST, filter.cursor));
  const rows = await query
    .select(cursorKey(NEWEST_FIRST).as('cursor_key'))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(size + 1)
    .execute();
  return toPage(rows, size, NEWEST_FIRST, noticeOfRow);
}

export async function countUnread(db: Db, caller: Pick<Caller, 'id'>): Promise<number> {
  const { count } = await db
    .selectFrom('notices')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', caller.id)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** Marks the caller's own notices read: those named, or all. What is read stays read at its first time. */
export async function markRead(db: Db, caller: Pick<Caller, 'id'>, ids: readonly string[] | 'all'): Promise<void> {
  let query = db
    .updateTable('notices')
    .set({ read_at: sql<string>`now()` })
    .where('user_id', '=', caller.id)
    .where('read_at', 'is', null);
  if (ids !== 'all') query = query.where(sql<boolean>`id = ANY(${[...ids]}::uuid[])`);
  await query.execute();
}
