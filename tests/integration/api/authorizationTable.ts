import type { Asking } from './apiUnderTest.js';
import type { GrantedCounty } from './grantedCounty.js';

/**
 * Who may use each route, written down a second time and by hand: the routes' own declarations are what is tested. A route
 * without a row, and a row without a route, fail the test.
 */
export interface Grant {
  /** Initials of the roles: Officer, Supervisor, sTeward, aPprover, Admin; `person`: sessions alone; `all`: anybody at all. */
  readonly roles: string;
  /**
   * What somebody of another region gets: `refused` (403 or 404), `withoutIt` (an answer in which nothing of the county stands), or
   * the same (`shared`: it belongs to no region, or to the caller alone).
   */
  readonly elsewhere: 'refused' | 'withoutIt' | 'shared';
  /** What of the county is no secret, although it is kept for it. */
  readonly tells?: (county: GrantedCounty) => string;
  /** A request that succeeds for who may do it in the county. */
  readonly ask: (county: GrantedCounty, key: string) => Request | Promise<Request>;
}

export type Request = readonly [path: string, asking?: Asking];

const refused = (roles: string, ask: Grant['ask']): Grant => ({ roles, elsewhere: 'refused', ask });
const withoutIt = (roles: string, ask: Grant['ask']): Grant => ({ roles, elsewhere: 'withoutIt', ask });
const shared = (roles: string, ask: Grant['ask']): Grant => ({ roles, elsewhere: 'shared', ask });
const at =
  (path: string): Grant['ask'] =>
  () => [path];
const post = (path: string, body: object = {}): Request => [path, { method: 'POST', body }];
const put = (path: string, body: object): Request => [path, { method: 'PUT', body }];
const remove = (path: string): Request => [path, { method: 'DELETE' }];

const SIGNED_IN = 'OSTPAX';
const READERS = 'OSTPA';
const WATCHERS = 'OSA';

export const GRANTS: Readonly<Record<string, Grant>> = {
  createSession: shared('all', (c) => post('/v1/session', c.credentials)),
  readSession: shared(SIGNED_IN, at('/v1/session')),
  deleteSession: shared(SIGNED_IN, () => remove('/v1/session')),
  readSignInMethods: shared('all', at('/v1/session/methods')),
  beginProviderSignIn: shared('all', at('/v1/session/provider')),
  endProviderSignIn: shared('all', at('/v1/session/provider/callback')),
  readAccount: shared('person', at('/v1/account')),
  changeOwnPassword: shared('person', () => put('/v1/account/password', {})),
  beginOwnSecondFactor: shared('person', () => post('/v1/account/second-factor')),
  confirmOwnSecondFactor: shared('person', () => put('/v1/account/second-factor', {})),
  removeOwnSecondFactor: shared('person', () => post('/v1/account/second-factor/removal')),
  endOwnSession: shared('person', () => remove('/v1/account/sessions/x')),
  endOtherSessions: shared('person', () => remove('/v1/account/sessions')),

  listUsers: withoutIt('A', at('/v1/users')),
  createUser: refused('A', (c) => post('/v1/users', { name: c.fresh('人'), role: 'officer', adminCode: c.adminCode })),
  readUser: refused('A', (c) => [`/v1/users/${c.userId}`]),
  changeUser: refused('A', async (c) =>
    put(`/v1/users/${c.userId}`, {
      role: 'officer',
      adminCode: c.adminCode,
      expectedRevision: await c.revisionOf('users', c.userId),
    }),
  ),
  resetUserPassword: refused('A', (c) => post(`/v1/users/${c.userId}/password`)),
  resetUserSecondFactor: refused('A', (c) => remove(`/v1/users/${c.userId}/second-factor`)),
  endUserSessions: refused('A', (c) => remove(`/v1/users/${c.userId}/sessions`)),
  listAssignees: withoutIt('OSA', at('/v1/assignees')),
  listKeys: withoutIt('A', at('/v1/keys')),
  createKey: refused('A', (c) => post('/v1/keys', { name: 'k', role: 'officer', adminCode: c.adminCode })),
  revokeKey: refused('A', async (c) => remove(`/v1/keys/${await c.freshKey()}`)),

  listScenes: shared(READERS, at('/v1/scenes')),
  readScene: shared(READERS, (c) => [`/v1/scenes/${c.afterSceneId}`]),
  createScene: shared('TA', (c) => ['/v1/scenes', c.sceneForm]),
  readStacLanding: shared(READERS, at('/stac')),
  readStacConformance: shared(READERS, at('/stac/conformance')),
  listStacCollections: shared(READERS, at('/stac/collections')),
  readStacCollection: shared(READERS, at('/stac/collections/scenes')),
  listStacItems: shared(READERS, at('/stac/collections/scenes/items')),
  readStacItem: shared(READERS, (c) => [`/stac/collections/scenes/items/${c.afterSceneId}`]),
  searchStac: shared(READERS, at('/stac/search')),
  searchStacByBody: shared(READERS, () => post('/stac/search')),
  listLayers: withoutIt(READERS, at('/v1/layers')),
  createLayer: refused('TA', (c) => post('/v1/layers', c.layerBody(c.fresh('v')))),
  listLayerFeatures: refused(READERS, (c) => [`/v1/layers/${c.layerId}/1/features`]),
  readLayer: refused(READERS, (c) => [`/v1/layers/${c.layerId}/1`]),
  deleteLayerDraft: refused('TA', async (c) => remove(`/v1/layers/${c.layerId}/${await c.freshDraft()}`)),
  publishLayer: refused('SA', async (c) => post(`/v1/layers/${c.layerId}/${await c.freshDraft()}/publish`)),
  endLayer: refused('SA', async (c) =>
    post(`/v1/layers/${c.layerId}/${await c.freshLayer()}/end`, { validTo: '2030-01-01' }),
  ),
  withdrawLayer: refused('SA', async (c) =>
    post(`/v1/layers/${c.layerId}/${await c.freshLayer()}/withdraw`, { note: '错' }),
  ),
  inspectVectorFile: shared('TPA', (c) => ['/v1/vector-files/inspect', c.vectorForm]),
  listMappings: withoutIt(READERS, at('/v1/field-mappings')),
  saveMapping: refused('TPA', (c) =>
    put(`/v1/field-mappings/${encodeURIComponent(c.mappingName)}`, { target: 'permits', mapping: c.mapping() }),
  ),
  readLandCodes: shared(READERS, at('/v1/land-codes')),
  listPermits: withoutIt(READERS, at('/v1/permits')),
  createPermits: refused('TPA', (c) => post('/v1/permits', c.permitBody())),
  readPermit: refused(READERS, (c) => [`/v1/permits/${encodeURIComponent(c.caseNumber)}`]),
  putPermit: refused('TPA', (c) => put(`/v1/permits/${encodeURIComponent(c.caseNumber)}`, c.permitBody().features[0]!)),
  createOrders: shared('TPA', (c) => post('/v1/enforcement-orders', { orders: [c.orderBody()] })),
  listStandingFindings: withoutIt(READERS, at('/v1/standing-findings')),
  listProjects: withoutIt(READERS, at('/v1/projects')),
  readProject: refused(READERS, (c) => [`/v1/projects/${c.projectId}`]),
  putProject: refused('TPA', (c) => put(`/v1/projects/${c.projectId}`, { title: c.fresh('项目') })),
  // What a plan forbids on a piece of ground is told to whoever asks about the ground; permits and alerts there are not.
  checkCompliance: {
    ...withoutIt(READERS, (c) => post('/v1/compliance-checks', c.proposal)),
    tells: (c) => c.layerId,
  },
  search: withoutIt(READERS, (c) => [`/v1/search?q=${encodeURIComponent(c.caseNumber)}`]),

  listRuleSets: withoutIt(READERS, at('/v1/rule-sets')),
  readRuleSetSchema: shared(READERS, at('/v1/rule-sets/schema')),
  validateRuleSet: shared('STA', (c) => post('/v1/rule-sets/validate', { content: c.ruleSet('1') })),
  createRuleSetDraft: refused('STA', (c) => post('/v1/rule-sets', { content: c.ruleSet(c.fresh('v')) })),
  readRuleSet: refused(READERS, (c) => [`/v1/rule-sets/${c.ruleSetId}/1`]),
  changeRuleSetDraft: refused('STA', async (c) => {
    const { version, revision } = await c.freshRules();
    return put(`/v1/rule-sets/${c.ruleSetId}/${version}`, {
      content: c.ruleSet(version, '改'),
      expectedRevision: revision,
    });
  }),
  deleteRuleSetDraft: refused('STA', async (c) =>
    remove(`/v1/rule-sets/${c.ruleSetId}/${(await c.freshRules()).version}`),
  ),
  publishRuleSet: refused('SA', async (c) => {
    const { version, hash } = await c.freshRules();
    return post(`/v1/rule-sets/${c.ruleSetId}/${version}/publish`, { hash, note: '修订' });
  }),
  compareRuleSets: refused(READERS, (c) => [`/v1/rule-sets/${c.ruleSetId}/1/changes?sinceId=default&sinceVersion=1`]),
  createReplay: refused('STA', (c) => post(`/v1/runs/${c.runId}/replays`, {})),
  listReplays: withoutIt(READERS, at('/v1/replays')),
  readReplay: refused(READERS, (c) => [`/v1/replays/${c.replayId}`]),
  listReplayDifferences: refused(READERS, (c) => [`/v1/replays/${c.replayId}/differences`]),

  listWatchAreas: withoutIt(READERS, at('/v1/watch-areas')),
  createWatchArea: refused('STA', (c) => post('/v1/watch-areas', { ...c.areaBody, name: c.fresh('区') })),
  putSeriesMonitor: refused('STA', (c) => put(`/v1/watch-areas/${c.watchAreaId}/series-monitor`, c.seriesMonitor)),
  deleteSeriesMonitor: refused('STA', async (c) => {
    await c.ensureSeriesMonitor();
    return remove(`/v1/watch-areas/${c.watchAreaId}/series-monitor`);
  }),
  listSeriesMethods: shared(READERS, at('/v1/series-methods')),
  readPixelSeries: refused(READERS, async (c) => {
    await c.ensureSeriesMonitor();
    return [`/v1/watch-areas/${c.watchAreaId}/series?lon=120.0032&lat=29.9962&value=red`];
  }),
  listWatchSchedules: withoutIt(READERS, at('/v1/watch-schedules')),
  readWatchSchedule: refused(READERS, async (c) => {
    await c.ensureSeriesMonitor();
    return [`/v1/watch-areas/${c.watchAreaId}/schedule`];
  }),
  monitorNow: refused('STA', async (c) => {
    await c.ensureSeriesMonitor();
    return post(`/v1/watch-areas/${c.watchAreaId}/monitor`);
  }),
  listRuns: withoutIt(READERS, at('/v1/runs')),
  readRun: refused(READERS, (c) => [`/v1/runs/${c.runId}`]),
  createRun: refused('STA', (c) => post('/v1/runs', c.runBody)),

  listPatches: withoutIt(READERS, at('/v1/patches')),
  listFindings: withoutIt(READERS, (c) => [`/v1/findings?alertId=${c.alertId}`]),
  listAlerts: withoutIt(READERS, at('/v1/alerts')),
  readAlert: refused(READERS, (c) => [`/v1/alerts/${c.alertId}`]),
  listAlertHistory: refused(READERS, (c) => [`/v1/alerts/${c.alertId}/history`]),
  actOnAlert: refused(WATCHERS, async (c) => post(`/v1/alerts/${c.alertId}/acts`, await c.comment())),
  undoAlertAct: refused(WATCHERS, async (c, key) => post(`/v1/alerts/${c.alertId}/undo`, await c.actedOn(key))),
  actOnAlerts: withoutIt(WATCHERS, async (c) => post('/v1/alert-acts', await c.comments())),
  readReviewPlan: shared('SA', at('/v1/review-plan')),
  putReviewPlan: shared('SA', async (c, key) =>
    put('/v1/review-plan', {
      version: await c.planVersion(key),
      seed: 's',
      share: 0,
      shareByKind: {},
      shareByOfficer: {},
    }),
  ),
  listOpenReviews: withoutIt(WATCHERS, at('/v1/second-reviews')),
  takeReview: refused(WATCHERS, async (c) => post(`/v1/second-reviews/${await c.freshReview()}/take`)),
  decideReview: refused(WATCHERS, async (c, key) => {
    const address = `/v1/second-reviews/${await c.freshReview()}`;
    await c.send(post(`${address}/take`), key);
    return post(`${address}/decision`, { determination: { outcome: 'violation' } });
  }),
  readReviewStatistics: withoutIt('SA', at('/v1/review-statistics')),
  listConfidenceFits: withoutIt('SA', at('/v1/confidence-fits')),
  createSilence: refused('SA', (c) => post('/v1/silences', c.silenceBody)),
  listSilences: withoutIt(READERS, at('/v1/silences')),
  liftSilence: refused('SA', async (c) => remove(`/v1/silences/${await c.freshSilence()}`)),
  listSavedFilters: shared(READERS, at('/v1/saved-filters')),
  putSavedFilter: shared(READERS, () => put('/v1/saved-filters/mine', { query: 'kind=rebound' })),
  deleteSavedFilter: shared(READERS, () => remove('/v1/saved-filters/mine')),
  createEvidence: refused(WATCHERS, (c) => [`/v1/alerts/${c.alertId}/evidence`, c.evidenceForm]),
  listEvidence: refused(READERS, (c) => [`/v1/alerts/${c.alertId}/evidence`]),
  withdrawEvidence: refused(WATCHERS, async (c) =>
    post(`/v1/alerts/${c.alertId}/evidence/${await c.freshEvidence()}/withdrawal`, { because: '误传' }),
  ),
  readEvidenceFile: refused(READERS, (c) => [`/v1/alerts/${c.alertId}/evidence/${c.evidenceId}/file`]),
  readEvidenceThumbnail: refused(READERS, (c) => [`/v1/alerts/${c.alertId}/evidence/${c.evidenceId}/thumbnail.webp`]),
  createEvidenceBundle: refused(WATCHERS, (c) => post(`/v1/alerts/${c.alertId}/bundles`)),
  createFieldPack: refused(WATCHERS, (c) => post('/v1/field-packs', { alertIds: [c.alertId] })),

  readFlagFeed: withoutIt('OSPA', at('/v1/flags')),
  listFlags: withoutIt('OSPA', (c) => [`/v1/flags/current?caseNumber=${encodeURIComponent(c.caseNumber)}`]),
  findFlagsOnParcel: withoutIt('OSPA', (c) => post('/v1/flags/on-parcel', { geometry: c.ground })),
  readCompletionHold: withoutIt('OSPA', at('/v1/flags/hold?caseNumber=unknown')),
  acknowledgeFlags: shared('PA', () => post('/v1/flags/acknowledgements', { upTo: 0 })),
  reconcileFlags: withoutIt('OSPA', () => post('/v1/flags/reconciliation', { upTo: 0, flags: [] })),
  listNotices: shared('person', at('/v1/notices')),
  markNoticesRead: shared('person', () => post('/v1/notices/read', { ids: 'all' })),
  readNoticeChoices: shared('person', at('/v1/notice-choices')),
  putNoticeChoices: shared('person', () => put('/v1/notice-choices', {})),
  listWebhooks: withoutIt('PA', at('/v1/webhooks')),
  createWebhook: shared('PA', () => post('/v1/webhooks', { name: 'w', url: 'https://approval.example/hook' })),
  readWebhook: refused('PA', (c) => [`/v1/webhooks/${c.webhookId}`]),
  changeWebhook: refused('PA', async (c) =>
    put(`/v1/webhooks/${c.webhookId}`, {
      name: 'w',
      url: 'https://approval.example/hook',
      status: 'paused',
      expectedRevision: await c.revisionOf('webhooks', c.webhookId),
    }),
  ),
  rotateWebhookSecret: refused('PA', (c) => post(`/v1/webhooks/${c.webhookId}/secret`)),
  deleteWebhook: refused('PA', async (c) => remove(`/v1/webhooks/${await c.freshWebhook()}`)),
  listWebhookDeliveries: refused('PA', (c) => [`/v1/webhooks/${c.webhookId}/deliveries`]),
  resendWebhookDelivery: refused('PA', (c) =>
    post(`/v1/webhooks/${c.webhookId}/deliveries/${c.deliverySequence}/resend`),
  ),
  listAudit: withoutIt('SA', at('/v1/audit')),
  exportAudit: withoutIt('SA', at('/v1/audit.jsonl')),
  verifyAudit: withoutIt('SA', at('/v1/audit/verification')),
  readIndicators: withoutIt('STA', at('/v1/indicators')),
  readIndicatorsCsv: withoutIt('STA', at('/v1/indicators.csv')),
  readAlertStatistics: withoutIt('STA', at('/v1/statistics/alerts')),

  readOgcLanding: shared(READERS, at('/ogc')),
  readOgcConformance: shared(READERS, at('/ogc/conformance')),
  listOgcCollections: withoutIt(READERS, at('/ogc/collections')),
  readOgcCollection: withoutIt(READERS, at('/ogc/collections/alerts')),
  readOgcQueryables: shared(READERS, at('/ogc/collections/permits/queryables')),
  listOgcItems: withoutIt(READERS, at('/ogc/collections/alerts/items')),
  readOgcItem: refused(READERS, (c) => [`/ogc/collections/alerts/items/${c.alertId}`]),

  readAlertChip: refused(READERS, (c) => [`/v1/alerts/${c.alertId}/chips/after.webp`]),
  readSceneTile: shared(READERS, (c) => [`/tiles/scenes/${c.afterSceneId}/14/13653/6766.webp`]),
  readAlertTile: withoutIt(READERS, at('/tiles/alerts/14/13653/6766.mvt')),
  readLayerTile: refused(READERS, (c) => [`/tiles/layers/${c.layerId}/1/14/13653/6766.mvt`]),
  readHealth: shared('all', at('/healthz')),
  readReadiness: shared('all', at('/readyz')),
  readMetrics: shared('SA', at('/metrics')),
  readOpenApi: shared(SIGNED_IN, at('/openapi.json')),
  readDocs: shared(SIGNED_IN, at('/docs')),
  readDocsAsset: shared(SIGNED_IN, at('/docs/swagger-ui.css')),
};

/** Answers that go on until the caller leaves, and what only somebody of no region may do: they are tested on their own. */
export const TESTED_APART: Readonly<Record<string, { readonly roles: string }>> = {
  readEvents: { roles: READERS },
  replaceLandCodes: { roles: 'SA' },
  createConfidenceFit: { roles: 'SA' },
};
