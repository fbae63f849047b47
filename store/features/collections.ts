import { sql, type RawBuilder } from 'kysely';
import type { Caller, Right } from '#domain/people.js';
import type { Db } from '../database.js';
import { isVisibleTo } from '../layers.js';
import { isCurrentRevision } from '../permits.js';
import { isBlindTo } from '../review/blind.js';
import { inRegionOf } from '../watchAreas.js';

export type PropertyType = 'string' | 'number' | 'integer' | 'date' | 'date-time';

/** A property of features that can be read and filtered by. */
export interface FeatureProperty {
  readonly type: PropertyType;
  readonly title: string;
  /** Over the row `f`. */
  readonly column: RawBuilder<unknown>;
}

export const COLLECTION_IDS = ['alerts', 'patches', 'permits'] as const;
export type CollectionId = (typeof COLLECTION_IDS)[number];

/** One kind of features as other programs read it. */
export interface FeatureCollectionSource {
  readonly id: CollectionId;
  readonly title: string;
  readonly description: string;
  readonly right: Right;
  /** Rows `f` with at least `geometry` and the columns that the rest names. */
  readonly rows: RawBuilder<unknown>;
  readonly isVisible: (caller: Caller) => RawBuilder<boolean>;
  /** Unique; the order of pages. */
  readonly key: RawBuilder<unknown>;
  readonly keyType: 'uuid' | 'text';
  /** First and last day on which it holds; the last may be null: it goes on. */
  readonly interval: readonly [from: RawBuilder<unknown>, to: RawBuilder<unknown>];
  readonly properties: Readonly<Record<string, FeatureProperty>>;
}

const property = (type: PropertyType, column: string, title: string): FeatureProperty => ({
  type,
  title,
  column: sql.raw(column),
});

const ALERTS: FeatureCollectionSource = {
  id: 'alerts',
  title: 'Alerts',
  description: 'Suspected violations: what the machine suspects and what people determined.',
  right: 'readAlerts',
  rows: sql`alerts`,
  isVisible: (caller) =>
    sql<boolean>`(${inRegionOf(caller, 'f.admin_code')} AND NOT ${isBlindTo(caller, sql`own.alert_id = f.id`)})`,
  key: sql`f.id`,
  keyType: 'uuid',
  interval: [sql`f.onset_from`, sql`f.onset_to`],
  properties: {
    kind: property('string', 'f.kind', 'Suspected violation'),
    severity: property('string', 'f.severity', 'Severity'),
    status: property('string', 'f.status', 'Status'),
    adminCode: property('string', 'f.admin_code', 'Administrative code'),
    areaM2: property('number', 'f.area_m2', 'Area, square metres'),
    onsetFrom: property('date', 'f.onset_from', 'Last clear look before the change'),
    onsetTo: property('date', 'f.onset_to', 'First look that shows it'),
    outcome: property('string', `(f.determination ->> 'outcome')`, 'What a person determined'),
    permitCaseNumbers: property('string', `array_to_string(f.permit_case_numbers, '; ')`, 'Permits concerned'),
    enforcementCaseNumber: property('string', 'f.enforcement_case_number', 'Enforcement case'),
    dueOn: property('date', 'f.due_on', 'Last day for the next step'),
    raisedAt: property('date-time', 'f.raised_at', 'Raised'),
    updatedAt: property('date-time', 'f.updated_at', 'Changed last'),
    explanationZh: property('string', `(f.explanation ->> 'zh')`, '说明'),
    explanationEn: property('string', `(f.explanation ->> 'en')`, 'Explanation'),
  },
};

const PATCHES: FeatureCollectionSource = {
  id: 'patches',
  title: 'Patches',
  description: 'Detected change, judged or not; a lead, no verdict.',
  right: 'readAlerts',
  rows: sql`(SELECT patches.*, watch_areas.admin_code FROM patches JOIN runs ON runs.id = patches.run_id
    JOIN watch_areas ON watch_areas.id = runs.watch_area_id)`,
  isVisible: (caller) => inRegionOf(caller, 'f.admin_code'),
  key: sql`f.id`,
  keyType: 'uuid',
  interval: [sql`f.onset_from`, sql`f.onset_to`],
  properties: {
    runId: property('string', 'f.run_id::text', 'Run'),
    adminCode: property('string', 'f.admin_code', 'Administrative code of the watch area'),
    areaM2: property('number', 'f.area_m2', 'Area, square metres'),
    fromClass: property('string', 'f.from_class', 'Land cover before'),
    toClass: property('string', 'f.to_class', 'Land cover after'),
    confidence: property('number', 'f.confidence', 'Confidence, 0 to 1'),
    onsetFrom: property('date', 'f.onset_from', 'Last clear look before the change'),
    onsetTo: property('date', 'f.onset_to', 'First look that shows it'),
    assessedShare: property('number', 'f.assessed_share', 'Share of the surroundings that could be seen, 0 to 1'),
    detector: property('string', 'f.detector', 'Detector'),
    verdict: property('string', `(f.judgement ->> 'verdict')`, 'What the rules said'),
    leading: property('string', `(f.judgement ->> 'leading')`, 'Leading finding'),
  },
};

const PERMITS: FeatureCollectionSource = {
  id: 'permits',
  title: 'Permits',
  description: 'Permits, each in its highest revision.',
  right: 'readPlans',
  rows: sql`(SELECT * FROM permits WHERE ${isCurrentRevision(null)})`,
  isVisible: (caller) => isVisibleTo(caller, 'f.admin_code'),
  key: sql`f.case_number`,
  keyType: 'text',
  interval: [sql`f.granted_on`, sql`least(f.valid_to, f.withdrawn_on)`],
  properties: {
    caseNumber: property('string', 'f.case_number', 'Case number'),
    revision: property('integer', 'f.revision', 'Revision'),
    kind: property('string', 'f.kind', 'Kind'),
    stage: property('string', 'f.stage', 'Stage'),
    projectId: property('string', 'f.project_id', 'Project'),
    adminCode: property('string', 'f.admin_code', 'Administrative code'),
    grantedOn: property('date', 'f.granted_on', 'Granted'),
    validTo: property('date', 'f.valid_to', 'Last valid day'),
    withdrawnOn: property('date', 'f.withdrawn_on', 'Withdrawn'),
    approvedAreaM2: property('number', 'f.approved_area_m2', 'Approved area, square metres'),
    recordedAt: property('date-time', 'f.recorded_at', 'Recorded'),
  },
};

export const FEATURE_COLLECTIONS: Readonly<Record<CollectionId, FeatureCollectionSource>> = {
  alerts: ALERTS,
  patches: PATCHES,
  permits: PERMITS,
};

/** Where and when the features lie that the caller may see; nulls where there are none. */
export async function extentOf(
  db: Db,
  caller: Caller,
  { rows, isVisible, interval: [from, to] }: FeatureCollectionSource,
): Promise<{ readonly bbox: readonly number[] | null; readonly interval: readonly [string | null, string | null] }> {
  const result = await sql<{ bbox: number[] | null; first: string | null; last: string | null }>`
    SELECT CASE WHEN box IS NULL THEN NULL ELSE ARRAY[ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)] END AS bbox,
      first::text, last::text
    FROM (SELECT ST_Extent(f.geometry) AS box, min(${from}) AS first, max(${to}) AS last FROM ${rows} AS f
      WHERE ${isVisible(caller)}) AS extent`.execute(db);
  const { bbox, first, last } = result.rows[0]!;
  return { bbox, interval: [first, last] };
}
