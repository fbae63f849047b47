import * as account from './account.js';
import * as alertActs from './alertActs.js';
import * as alerts from './alerts.js';
import * as audit from './audit.js';
import * as compliance from './compliance.js';
import * as search from './search.js';
import type { Endpoint } from './endpoint.js';
import * as evidence from './evidence.js';
import * as enforcementOrders from './enforcementOrders.js';
import * as fieldPack from './fieldPack.js';
import * as flags from './flags.js';
import * as indicators from './indicators.js';
import * as keys from './keys.js';
import * as layers from './layers.js';
import * as ogc from './ogc.js';
import * as notices from './notices.js';
import * as operations from './operations.js';
import * as patches from './patches.js';
import * as permits from './permits.js';
import * as projects from './projects.js';
import * as replays from './replays.js';
import * as ruleSets from './ruleSets.js';
import * as savedFilters from './savedFilters.js';
import * as runs from './runs.js';
import * as scenes from './scenes.js';
import * as series from './series.js';
import * as secondReviews from './secondReviews.js';
import * as session from './session.js';
import * as stac from './stac.js';
import * as standingFindings from './standingFindings.js';
import * as tiles from './tiles.js';
import * as users from './users.js';
import * as vectorFiles from './vectorFiles.js';
import * as watchAreas from './watchAreas.js';
import * as webhooks from './webhooks.js';
import * as watchSchedules from './watchSchedules.js';

/** Every endpoint there is. The router serves exactly these, and the OpenAPI document describes exactly these. */
export const ENDPOINTS: readonly Endpoint[] = [
  session.createSession,
  session.readSession,
  session.deleteSession,
  session.readSignInMethods,
  session.beginProviderSignIn,
  session.endProviderSignIn,
  account.readAccount,
  account.changeOwnPassword,
  account.beginOwnSecondFactor,
  account.confirmOwnSecondFactor,
  account.removeOwnSecondFactor,
  account.endOwnSession,
  account.endOtherSessions,
  users.listUsers,
  users.createUser,
  users.readUser,
  users.changeUser,
  users.resetUserPassword,
  users.resetUserSecondFactor,
  users.endUserSessions,
  users.listAssignees,
  keys.listKeys,
  keys.createKey,
  keys.revokeKey,
  scenes.listScenes,
  scenes.readScene,
  scenes.createScene,
  stac.readStacLanding,
  stac.readStacConformance,
  stac.listStacCollections,
  stac.readStacCollection,
  stac.listStacItems,
  stac.readStacItem,
  stac.searchStac,
  stac.searchStacByBody,
  layers.listLayers,
  layers.createLayer,
  layers.listLayerFeatures,
  layers.readLayer,
  layers.deleteLayerDraft,
  layers.publishLayer,
  layers.endLayer,
  layers.withdrawLayer,
  vectorFiles.inspectVectorFile,
  vectorFiles.listMappings,
  vectorFiles.saveMapping,
  vectorFiles.readLandCodes,
  vectorFiles.replaceLandCodes,
  permits.listPermits,
  permits.createPermits,
  permits.readPermit,
  permits.putPermit,
  enforcementOrders.createOrders,
  standingFindings.listStandingFindings,
  projects.listProjects,
  projects.readProject,
  projects.putProject,
  compliance.checkCompliance,
  search.search,
  watchAreas.listWatchAreas,
  watchAreas.createWatchArea,
  watchSchedules.listWatchSchedules,
  watchSchedules.readWatchSchedule,
  watchSchedules.monitorNow,
  series.putSeriesMonitor,
  series.deleteSeriesMonitor,
  series.listSeriesMethods,
  series.readPixelSeries,
  runs.listRuns,
  runs.createRun,
  runs.readRun,
  ruleSets.listRuleSets,
  ruleSets.readRuleSetSchema,
  ruleSets.validateRuleSet,
  ruleSets.createRuleSetDraft,
  ruleSets.readRuleSet,
  ruleSets.changeRuleSetDraft,
  ruleSets.deleteRuleSetDraft,
  ruleSets.publishRuleSet,
  ruleSets.compareRuleSets,
  replays.createReplay,
  replays.listReplays,
  replays.readReplay,
  replays.listReplayDifferences,
  patches.listPatches,
  patches.listFindings,
  alerts.listAlerts,
  alerts.readAlert,
  alerts.listAlertHistory,
  alertActs.actOnAlert,
  alertActs.undoAlertAct,
  alertActs.actOnAlerts,
  savedFilters.listSavedFilters,
  savedFilters.putSavedFilter,
  savedFilters.deleteSavedFilter,
  alertActs.createSilence,
  alertActs.listSilences,
  alertActs.liftSilence,
  secondReviews.readReviewPlan,
  secondReviews.putReviewPlan,
  secondReviews.listOpenReviews,
  secondReviews.takeReview,
  secondReviews.decideReview,
  secondReviews.readReviewStatistics,
  secondReviews.listConfidenceFits,
  secondReviews.createConfidenceFit,
  notices.listNotices,
  notices.markNoticesRead,
  notices.readNoticeChoices,
  notices.putNoticeChoices,
  evidence.createEvidence,
  evidence.listEvidence,
  evidence.withdrawEvidence,
  evidence.readEvidenceFile,
  evidence.readEvidenceThumbnail,
  evidence.createEvidenceBundle,
  fieldPack.createFieldPack,
  flags.readFlagFeed,
  flags.listFlags,
  flags.findFlagsOnParcel,
  flags.readCompletionHold,
  flags.acknowledgeFlags,
  flags.reconcileFlags,
  webhooks.listWebhooks,
  webhooks.createWebhook,
  webhooks.readWebhook,
  webhooks.changeWebhook,
  webhooks.rotateWebhookSecret,
  webhooks.deleteWebhook,
  webhooks.listWebhookDeliveries,
  webhooks.resendWebhookDelivery,
  audit.listAudit,
  audit.verifyAudit,
  audit.exportAudit,
  indicators.readIndicators,
  indicators.readIndicatorsCsv,
  indicators.readAlertStatistics,
  ogc.readOgcLanding,
  ogc.readOgcConformance,
  ogc.listOgcCollections,
  ogc.readOgcCollection,
  ogc.readOgcQueryables,
  ogc.listOgcItems,
  ogc.readOgcItem,
  tiles.readAlertChip,
  tiles.readSceneTile,
  tiles.readAlertTile,
  tiles.readLayerTile,
  operations.readEvents,
  operations.readHealth,
  operations.readReadiness,
  operations.readMetrics,
  operations.readOpenApi,
  operations.readDocs,
  operations.readDocsAsset,
];
