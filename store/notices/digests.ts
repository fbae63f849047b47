import { sql } from 'kysely';
import { OPEN_STATUSES } from '#domain/alert.js';
import type { Notice } from '#domain/notice.js';
import type { IsoDate, IsoTime } from '#domain/time.js';
import type { Severity, ViolationKind } from '#domain/violation.js';
import { silencedAlertIds } from '../silences.js';
import { inTransaction, type Db } from '../database.js';
import { inRegionOf } from '../watchAreas.js';
import { choicesOf } from './choices.js';
import { queueMessages, type DigestAlert } from './messages.js';
import { NOTICE_COLUMNS, noticeOfRow } from './notices.js';

/** How far the first digest looks back. */
const FIRST_DAYS = 7;

export interface DigestDay {
  readonly at: IsoTime;
  readonly day: IsoDate;
  /** New alerts that a digest names, of one office and day. */
  readonly budget: number;
}

/**
 * Puts down the day's digest of everybody who wants one and has an address, and for whom there is anything to say. Again on
 * the same day it puts down nothing.
 * @returns how many were put down
 */
export async function queueDigests(db: Db, digestDay: DigestDay): Promise<number> {
  const people = await db
    .selectFrom('users')
    .select(['id', 'admin_code'])
    .where('disabled_at', 'is', null)
    .where('email', 'is not', null)
    .where('role', 'in', ['officer', 'supervisor'])
    .orderBy('id')
    .execute();
  let count = 0;
  for (const { id, admin_code: adminCode } of people) {
    count += await inTransaction(db, (transaction) => queueDigest(transaction, { userId: id, adminCode }, digestDay));
  }
  return count;
}

interface Person {
  readonly userId: string;
  readonly adminCode: string;
}

async function queueDigest(db: Db, person: Person, { at, day, budget }: DigestDay): Promise<number> {
  const { userId } = person;
  const since = await lastDigestAt(db, userId, at);
  if (since.day === day) return 0;
  const { mail, digestOfNewAlerts } = (await choicesOf(db, [userId])).get(userId)!;
  const kinds = Object.entries(mail).flatMap(([kind, time]) => (time === 'digest' ? [kind] : []));
  const notices = await undigested(db, userId, kinds);
  const fresh = digestOfNewAlerts
    ? await newAlerts(db, person.adminCode, { since: since.at, until: at, day, limit: budget })
    : { alerts: [], more: 0 };
  if (notices.length === 0 && fresh.alerts.length === 0) return 0;
  const content = { what: 'digest', digest: { day, notices, ...fresh } } as const;
  const queued = await queueMessages(db, [{ userId, channel: 'mail', occasion: digestOccasion(day), content }], at);
  if (queued === 0) return 0;
  const ids = notices.map(({ id }) => id);
  await sql`UPDATE notices SET digested_at = ${at} WHERE id = ANY(${ids}::uuid[])`.execute(db);
  return queued;
}

const digestOccasion = (day: IsoDate): string => `digest/${day}`;

async function lastDigestAt(db: Db, userId: string, at: IsoTime): Promise<{ at: IsoTime; day: IsoDate | null }> {
  const last = await db
    .selectFrom('notice_messages')
    .select(['created_at', 'occasion'])
    .where('user_id', '=', userId)
    .where('channel', '=', 'mail')
    .where('occasion', 'like', 'digest/%')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last !== undefined) return { at: last.created_at, day: last.occasion.slice('digest/'.length) };
  return { at: new Date(Date.parse(at) - FIRST_DAYS * 86_400_000).toISOString(), day: null };
}

/** More than anybody reads in one mail; the rest stands in the viewer, where these do too. */
const MOST_NOTICES = 100;

async function undigested(db: Db, userId: string, kinds: readonly string[]): Promise<readonly Notice[]> {
  if (kinds.length === 0) return [];
  const rows = await db
    .selectFrom('notices')
    .select(NOTICE_COLUMNS)
    .where('user_id', '=', userId)
    .where('kind', 'in', kinds)
    .where('digested_at', 'is', null)
    .where('read_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(MOST_NOTICES)
    .execute();
  return rows.map(noticeOfRow);
}

interface Span {
  readonly since: IsoTime;
  readonly until: IsoTime;
  readonly day: IsoDate;
  readonly limit: number;
}

/** New alerts of a region that nobody has decided or silenced, the most serious and largest first. */
async function newAlerts(
  db: Db,
  adminCode: string,
  { since, until, day, limit }: Span,
): Promise<{ readonly alerts: readonly DigestAlert[]; readonly more: number }> {
  const rows = await db
    .selectFrom('alerts')
    .select(['id', 'kind', 'severity', 'area_m2', 'admin_code'])
    .select(sql<number>`count(*) OVER ()`.as('matched'))
    .where(inRegionOf({ adminCode }, 'admin_code'))
    .where('status', 'in', OPEN_STATUSES)
    .where('raised_at', '>', since)
    .where('raised_at', '<=', until)
    .where(sql<boolean>`alerts.id NOT IN (${silencedAlertIds(day)})`)
    .orderBy('severity_rank', 'desc')
    .orderBy('area_m2', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  const alerts = rows.map((row) => ({
    id: row.id,
    kind: row.kind as ViolationKind,
    severity: row.severity as Severity,
    areaM2: row.area_m2,
    adminCode: row.admin_code,
  }));
  return { alerts, more: Number(rows[0]?.matched ?? 0) - alerts.length };
}
