import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { Explanation, RuleSetReference } from '#domain/finding.js';
import { hasRight, type Caller } from '#domain/people.js';
import type { IsoTime } from '#domain/time.js';
import type { Database, Db } from './database.js';
import { isVisibleTo } from './layers.js';

/** A version of a rule set as it stands stored, without its content. */
export interface RuleSetVersion {
  readonly reference: RuleSetReference;
  readonly title: Explanation;
  readonly status: 'draft' | 'published';
  /** Counts the changes of a draft, from 1. */
  readonly revision: number;
  /** Region that the id is kept for; '' for all. */
  readonly adminCode: string;
  readonly note: string | null;
  readonly createdBy: string;
  readonly createdAt: IsoTime;
  readonly updatedAt: IsoTime;
  readonly publishedBy: string | null;
  readonly publishedAt: IsoTime | null;
  readonly publishNote: string | null;
}

export interface StoredRuleSet extends RuleSetVersion {
  readonly content: unknown;
}

/** Versions that the caller may see: by id, drafts first, then what was published last first. */
export async function listRuleSets(db: Db, caller: Caller): Promise<readonly RuleSetVersion[]> {
  const rows = await versionRows(db)
    .where(isSeenBy(caller))
    .orderBy('id')
    .orderBy(sql`published_at DESC NULLS FIRST`)
    .orderBy('created_at', 'desc')
    .orderBy('version')
    .execute();
  return rows.map(toVersion);
}

/** One version; null where there is none, or not for this caller. */
export async function getRuleSet(db: Db, caller: Caller, id: string, version: string): Promise<StoredRuleSet | null> {
  const row = await ruleSetRows(db)
    .where('id', '=', id)
    .where('version', '=', version)
    .where(isSeenBy(caller))
    .executeTakeFirst();
  return row === undefined ? null : toRuleSet(row);
}

/**
 * The version of an id that was published last: what runs from now on are judged by. Null where none was.
 * @param caller who must be able to see it; null: whoever asks, because something that they may see names it
 */
export async function ruleSetInForce(db: Db, id: string, caller: Caller | null = null): Promise<StoredRuleSet | null> {
  const row = await ruleSetRows(db)
    .where('id', '=', id)
    .where('status', '=', 'published')
    .where(caller === null ? sql<boolean>`true` : isSeenBy(caller))
    .orderBy('published_at', 'desc')
    .orderBy('version')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : toRuleSet(row);
}

/** Ids with a published version that the caller may see. */
export async function publishedRuleSetIds(db: Db, caller: Caller): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('rule_sets')
    .select('id')
    .distinct()
    .where('status', '=', 'published')
    .where(isVisibleTo(caller, 'admin_code'))
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Drafts are for those who write or publish them. */
function isSeenBy(caller: Caller): RawBuilder<boolean> {
  const isReviewer = hasRight(caller, 'writeRuleSets') || hasRight(caller, 'publishRuleSets');
  return sql<boolean>`(${isVisibleTo(caller, 'admin_code')} AND (status = 'published' OR ${isReviewer}))`;
}

function versionRows(db: Db) {
  return db
    .selectFrom('rule_sets')
    .select(['id', 'version', 'hash', 'status', 'revision', 'admin_code', 'note', 'created_by', 'created_at'])
    .select(['updated_at', 'published_by', 'published_at', 'publish_note'])
    .select(sql<Explanation>`content -> 'title'`.as('title'));
}

/** Rule sets as `toRuleSet` reads them. */
export function ruleSetRows(db: Db) {
  return versionRows(db).select('content');
}

type VersionRow = Omit<Selectable<Database['rule_sets']>, 'content'> & { readonly title: Explanation };

function toVersion(row: VersionRow): RuleSetVersion {
  return {
    reference: { id: row.id, version: row.version, hash: row.hash },
    title: row.title,
    status: row.status,
    revision: row.revision,
    adminCode: row.admin_code,
    note: row.note,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    publishedBy: row.published_by,
    publishedAt: row.published_at,
    publishNote: row.publish_note,
  };
}

export function toRuleSet(row: VersionRow & { readonly content: unknown }): StoredRuleSet {
  return { ...toVersion(row), content: row.content };
}
