import type { ColumnType, GeneratedAlways } from 'kysely';
import type { LayerStatus } from '#domain/layer.js';
import type { IsoTime } from '#domain/time.js';

/** WGS84 geometry: written as an SQL expression (`geometryFrom`), read through `geoJsonOf`. */
type Geometry = ColumnType<string, string, string>;
/** Read as parsed JSON, written as text. */
type Json<T = unknown> = ColumnType<T, string, string>;
type JsonOrNull<T = unknown> = ColumnType<T | null, string | null, string | null>;
/** Instant: read as ISO 8601 text in UTC (milliseconds), written as a Date or such text. */
type Time = ColumnType<IsoTime, Date | string, Date | string>;
type TimeOrNull = ColumnType<IsoTime | null, Date | string | null | undefined, Date | string | null>;
type GeneratedTime = ColumnType<IsoTime, Date | string | undefined, Date | string>;
/** May be left out when a row is made. */
type TextOrNull = ColumnType<string | null, string | null | undefined, string | null>;
type JsonColumnOrNull = ColumnType<unknown, string | null | undefined, string | null>;
/** Counted up by the database. */
type GeneratedCount = ColumnType<number, never, never>;

interface ScenesTable {
  id: string;
  title: string;
  acquired_at: Time;
  sensor: string;
  platform: string | null;
  asset: Json;
  grid: Json;
  footprint: Geometry;
  gsd_metres: number;
  content_hash: string;
  clear_share: number;
  created_at: GeneratedTime;
}

interface LayersTable {
  id: string;
  version: string;
  kind: string;
  title: string;
  valid_from: string;
  valid_to: string | null;
  owner: string | null;
  as_of: string | null;
  content_hash: string;
  feature_count: number;
  report: Json;
  recorded_at: GeneratedTime;
  status: ColumnType<LayerStatus, LayerStatus | undefined, LayerStatus>;
  admin_code: ColumnType<string, string | undefined, string>;
  legal_basis: TextOrNull;
  update_cycle_months: ColumnType<number | null, number | null | undefined, number | null>;
  source: ColumnType<unknown, string | undefined, string>;
  quality: JsonColumnOrNull;
  comparison: JsonColumnOrNull;
  imported_by: TextOrNull;
  published_at: TimeOrNull;
  published_by: TextOrNull;
  publish_note: TextOrNull;
}

interface LayerStatesTable {
  id: GeneratedCount;
  layer_id: string;
  layer_version: string;
  recorded_at: GeneratedTime;
  status: 'published' | 'withdrawn';
  valid_from: string;
  valid_to: string | null;
  actor: TextOrNull;
  note: TextOrNull;
}

interface LayerFeaturesTable {
  layer_id: string;
  layer_version: string;
  feature_id: string;
  name: string | null;
  properties: Json<Record<string, unknown>>;
  geometry: Geometry;
}

interface PermitsTable {
  case_number: string;
  revision: number;
  kind: string;
  project_id: string | null;
  stage: string;
  granted_on: string;
  valid_to: string | null;
  withdrawn_on: string | null;
  approved_use: Json<string[]>;
  approved_area_m2: number | null;
  footprint_area_m2: number | null;
  build_deadline: string | null;
  conditions: string | null;
  geometry: Geometry;
  content_hash: string;
  recorded_at: GeneratedTime;
  admin_code: ColumnType<string, string | undefined, string>;
  recorded_by: TextOrNull;
}

interface EnforcementOrdersTable {
  id: string;
  kind: string;
  issued_on: string;
  geometry: Geometry;
  admin_code: ColumnType<string, string | undefined, string>;
  content_hash: string;
  recorded_at: GeneratedTime;
  recorded_by: TextOrNull;
}

interface PermitFindingsTable {
  watch_area_id: string;
  case_number: string;
  kind: string;
  as_of: string;
  explanation: Json<{ zh: string; en: string }>;
  admin_code: string;
  run_id: string;
  since: string;
}

interface QuotaFindingsTable {
  watch_area_id: string;
  layer_id: string;
  layer_version: string;
  feature_id: string;
  quota_m2: number;
  used_m2: number;
  patch_ids: string[];
  as_of: string;
  explanation: Json<{ zh: string; en: string }>;
  admin_code: string;
  run_id: string;
  since: string;
}

interface ProjectsTable {
  id: string;
  title: TextOrNull;
  developer: TextOrNull;
  note: TextOrNull;
  admin_code: ColumnType<string, string | undefined, string>;
  recorded_at: GeneratedTime;
  recorded_by: TextOrNull;
  revision: ColumnType<number, number | undefined, number>;
}

interface FieldMappingsTable {
  name: string;
  target: string;
  mapping: Json;
  admin_code: ColumnType<string, string | undefined, string>;
  revision: ColumnType<number, number | undefined, number>;
  updated_by: TextOrNull;
  updated_at: GeneratedTime;
}

interface LandCodesTable {
  code: string;
  title: string;
  class: string;
  updated_by: TextOrNull;
  updated_at: GeneratedTime;
}

interface WatchAreasTable {
  id: string;
  name: string;
  admin_code: string;
  recipe: string;
  rule_set: string;
  geometry: Geometry;
  created_at: GeneratedTime;
  series_monitor: JsonColumnOrNull;
}

interface RunsTable {
  id: string;
  watch_area_id: string;
  before_scene_ids: string[];
  after_scene_id: string;
  after_time: Time;
  natural_key: string;
  recipe: Json;
  recipe_reference: Json;
  rule_set: Json;
  rule_set_reference: Json;
  status: string;
  plan: JsonOrNull;
  chunks_total: number | null;
  patch_count: number | null;
  alert_count: number | null;
  assessed_share: number | null;
  warnings: ColumnType<string[], string | undefined, string>;
  judged_with: JsonColumnOrNull;
  error: string | null;
  created_at: GeneratedTime;
  updated_at: GeneratedTime;
  finished_at: TimeOrNull;
  kind: ColumnType<string, string | undefined, string>;
  series: JsonColumnOrNull;
}

interface SeriesStatesTable {
  run_id: string;
  watch_area_id: string;
  state: Json;
  created_at: GeneratedTime;
}

interface WatchGapsTable {
  watch_area_id: string;
  since: string;
  noticed_at: GeneratedTime;
  ended_on: TextOrNull;
}

interface RuleSetsTable {
  id: string;
  version: string;
  content: Json;
  hash: string;
  status: ColumnType<'draft' | 'published', 'draft' | 'published' | undefined, 'draft' | 'published'>;
  revision: ColumnType<number, number | undefined, number>;
  admin_code: string;
  note: TextOrNull;
  created_by: string;
  created_at: GeneratedTime;
  updated_at: GeneratedTime;
  published_by: TextOrNull;
  published_at: TimeOrNull;
  publish_note: TextOrNull;
}

interface ReplaysTable {
  id: string;
  run_id: string;
  rule_set: Json;
  rule_set_reference: Json;
  as_known: string;
  status: ColumnType<string, string | undefined, string>;
  outcome: JsonColumnOrNull;
  error: TextOrNull;
  created_by: string;
  created_at: GeneratedTime;
  finished_at: TimeOrNull;
}

interface ReplayDifferencesTable {
  replay_id: string;
  ordinal: number;
  patch_id: string;
  alert_id: TextOrNull;
  change: string;
  difference: Json;
}

interface RunChunksTable {
  run_id: string;
  chunk: number;
  result: Buffer;
}

interface PatchesTable {
  id: string;
  run_id: string;
  ordinal: number;
  geometry: Geometry;
  area_m2: number;
  from_class: string;
  to_class: string;
  confidence: number;
  onset_from: string;
  onset_to: string;
  before_time: Time;
  after_time: Time;
  assessed_share: number;
  registration_error_m: number;
  gsd_m: number;
  detector: string;
  recipe: Json;
  agreement: JsonOrNull;
  judgement: JsonOrNull;
}

interface FindingsTable {
  patch_id: string;
  kind: string;
  severity: string;
  area_m2: number;
  finding: Json;
  rule_set: Json;
  created_at: GeneratedTime;
}

interface AlertsTable {
  id: string;
  kind: string;
  severity: string;
  severity_rank: number;
  status: string;
  admin_code: string;
  area_m2: number;
  onset_from: string;
  onset_to: string;
  permit_case_numbers: string[];
  explanation: Json<{ zh: string; en: string }>;
  geometry: Geometry;
  raised_at: GeneratedTime;
  updated_at: GeneratedTime;
  revision: ColumnType<number, number | undefined, number>;
  acknowledged_at: TimeOrNull;
  acknowledged_by: TextOrNull;
  assignee_id: TextOrNull;
  due_on: TextOrNull;
  due_paused_on: TextOrNull;
  supervised_at: TimeOrNull;
  determination: JsonColumnOrNull;
  determined_at: TimeOrNull;
  determined_by: TextOrNull;
  enforcement_case_number: TextOrNull;
  orders: ColumnType<unknown, string | undefined, string>;
  rectification: JsonColumnOrNull;
  closed_at: TimeOrNull;
  verified_by_satellite_at: TimeOrNull;
  /** Middle of its box, web mercator metres. */
  mark_x: GeneratedAlways<number>;
  mark_y: GeneratedAlways<number>;
}

interface SavedFiltersTable {
  owner_id: string;
  name: string;
  query: string;
  updated_at: GeneratedTime;
}

interface AlertPatchesTable {
  alert_id: string;
  patch_id: string;
  lineage: string;
  joined_at: GeneratedTime;
}

interface EvidenceTable {
  id: string;
  alert_id: string;
  kind: string;
  file_name: string;
  media_type: string;
  bytes: number;
  sha256: string;
  object_key: string;
  thumbnail_key: string | null;
  note: string | null;
  visited_on: string | null;
  photo: JsonOrNull;
  checks: Json;
  submitted_by: string;
  submitted_by_id: string;
  submitted_at: Time;
  withdrawn_at: TimeOrNull;
  withdrawn_because: TextOrNull;
}

interface AuditTrailTable {
  sequence: number;
  at: Time;
  actor: string;
  actor_id: string | null;
  act: string;
  noun: string;
  noun_id: string;
  admin_code: string;
  detail: Json<Record<string, unknown>>;
  previous_hash: string;
  hash: string;
}

interface AuditHeadTable {
  is_only: ColumnType<boolean, boolean | undefined, never>;
  count: number;
  hash: string;
}

interface SilencesTable {
  id: string;
  admin_code: string;
  geometry: ColumnType<string | null, string | null, never>;
  case_number: string | null;
  kind: string | null;
  reason: string;
  until: string;
  created_by: string;
  created_at: GeneratedTime;
  lifted_at: TimeOrNull;
}

interface CalendarDaysTable {
  day: string;
  is_working: boolean;
  name: string | null;
}

interface FlagsTable {
  id: string;
  alert_id: string;
  case_number: string | null;
  status: string;
  kind: string;
  severity: string;
  admin_code: string;
  sequence: number;
  created_at: GeneratedTime;
  updated_at: GeneratedTime;
}

interface FlagChangesTable {
  sequence: number;
  flag_id: string;
  alert_id: string;
  case_number: string | null;
  status: string;
  kind: string;
  severity: string;
  admin_code: string;
  area_m2: number;
  at: GeneratedTime;
}

interface FlagHeadTable {
  is_only: ColumnType<boolean, boolean | undefined, never>;
  sequence: number;
}

interface FlagConsumersTable {
  caller_id: string;
  name: string;
  acknowledged_sequence: ColumnType<number, number | undefined, number>;
  acknowledged_at: GeneratedTime;
}

interface UsersTable {
  id: string;
  name: string;
  password_hash: string | null;
  role: string;
  admin_code: string;
  disabled_at: TimeOrNull;
  created_at: GeneratedTime;
  email: TextOrNull;
  must_change_password: ColumnType<boolean, boolean | undefined, boolean>;
  password_changed_at: GeneratedTime;
  last_signed_in_at: TimeOrNull;
  totp_secret: TextOrNull;
  totp_confirmed_at: TimeOrNull;
  totp_last_step: ColumnType<number, number | undefined, number>;
  oidc_issuer: TextOrNull;
  oidc_subject: TextOrNull;
  revision: ColumnType<number, number | undefined, number>;
}

interface RecoveryCodesTable {
  user_id: string;
  code_hash: string;
  used_at: TimeOrNull;
}

interface ApiKeysTable {
  id: string;
  name: string;
  key_hash: string;
  role: string;
  admin_code: string;
  revoked_at: TimeOrNull;
  created_at: GeneratedTime;
  rights: ColumnType<string[] | null, string[] | null | undefined, string[] | null>;
  expires_at: TimeOrNull;
  created_by: TextOrNull;
  last_used_at: TimeOrNull;
}

interface OutboxTable {
  id: GeneratedCount;
  topic: string;
  payload: Json<Record<string, unknown>>;
  created_at: GeneratedTime;
  dispatched_at: TimeOrNull;
}

interface EventsTable {
  id: GeneratedCount;
  at: GeneratedTime;
  name: string;
  admin_code: string;
  data: Json<Record<string, unknown>>;
}

interface WebhooksTable {
  id: string;
  name: string;
  url: string;
  /** In clear, of an earlier version, until a worker seals it. */
  secret: ColumnType<string | null, string | null | undefined, string | null>;
  sealed_secret: TextOrNull;
  admin_code: string;
  status: ColumnType<string, string | undefined, string>;
  disabled_because: TextOrNull;
  up_to: number;
  created_by: string;
  created_at: GeneratedTime;
  revision: ColumnType<number, number | undefined, number>;
}

interface WebhookDeliveriesTable {
  webhook_id: string;
  sequence: number;
  subject: string;
  attempts: ColumnType<number, number | undefined, number>;
  next_attempt_at: GeneratedTime;
  last_status: ColumnType<number | null, number | null | undefined, number | null>;
  last_error: TextOrNull;
  delivered_at: TimeOrNull;
}

interface NoticesTable {
  id: string;
  user_id: string;
  occasion: string;
  kind: string;
  alert_id: string | null;
  admin_code: string;
  detail: Json;
  created_at: GeneratedTime;
  read_at: TimeOrNull;
  digested_at: TimeOrNull;
}

interface NoticeChoicesTable {
  user_id: string;
  choices: Json;
  webhook_secret: TextOrNull;
  updated_at: GeneratedTime;
}

interface NoticeMessagesTable {
  id: string;
  user_id: string;
  channel: string;
  occasion: string;
  content: Json;
  created_at: GeneratedTime;
  attempts: ColumnType<number, number | undefined, number>;
  next_attempt_at: GeneratedTime;
  last_error: TextOrNull;
  sent_at: TimeOrNull;
  given_up_at: TimeOrNull;
}

interface ReviewPlansTable {
  admin_code: string;
  version: number;
  plan: Json;
  created_by: string;
  created_at: GeneratedTime;
}

interface SecondReviewsTable {
  alert_id: string;
  admin_code: string;
  plan_version: number;
  first: Json;
  first_by: string;
  first_name: string;
  drawn_at: Time;
  reviewer_id: TextOrNull;
  reviewer_name: TextOrNull;
  claimed_at: TimeOrNull;
  second: JsonColumnOrNull;
  decided_at: TimeOrNull;
}

interface ConfidenceFitsTable {
  version: number;
  admin_code: string;
  fit: Json;
  created_by: string;
  created_at: GeneratedTime;
}

export interface Database {
  review_plans: ReviewPlansTable;
  second_reviews: SecondReviewsTable;
  confidence_fits: ConfidenceFitsTable;
  notices: NoticesTable;
  notice_choices: NoticeChoicesTable;
  notice_messages: NoticeMessagesTable;
  webhooks: WebhooksTable;
  webhook_deliveries: WebhookDeliveriesTable;
  scenes: ScenesTable;
  layers: LayersTable;
  layer_features: LayerFeaturesTable;
  layer_states: LayerStatesTable;
  permits: PermitsTable;
  enforcement_orders: EnforcementOrdersTable;
  permit_findings: PermitFindingsTable;
  quota_findings: QuotaFindingsTable;
  projects: ProjectsTable;
  field_mappings: FieldMappingsTable;
  land_codes: LandCodesTable;
  watch_areas: WatchAreasTable;
  runs: RunsTable;
  rule_sets: RuleSetsTable;
  replays: ReplaysTable;
  replay_differences: ReplayDifferencesTable;
  run_chunks: RunChunksTable;
  series_states: SeriesStatesTable;
  watch_gaps: WatchGapsTable;
  patches: PatchesTable;
  findings: FindingsTable;
  alerts: AlertsTable;
  alert_patches: AlertPatchesTable;
  evidence: EvidenceTable;
  audit_trail: AuditTrailTable;
  audit_head: AuditHeadTable;
  silences: SilencesTable;
  calendar_days: CalendarDaysTable;
  flags: FlagsTable;
  flag_changes: FlagChangesTable;
  flag_head: FlagHeadTable;
  flag_consumers: FlagConsumersTable;
  saved_filters: SavedFiltersTable;
  users: UsersTable;
  recovery_codes: RecoveryCodesTable;
  api_keys: ApiKeysTable;
  outbox: OutboxTable;
  events: EventsTable;
}
