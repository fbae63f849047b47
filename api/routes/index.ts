import type { Route } from '../route.js';
import { accountRoutes } from './account.js';
import { alertActRoutes } from './alertActs.js';
import { alertRoutes } from './alerts.js';
import { auditRoutes } from './audit.js';
import { complianceRoutes } from './compliance.js';
import { enforcementOrderRoutes } from './enforcementOrders.js';
import { eventRoutes } from './events.js';
import { evidenceRoutes } from './evidence.js';
import { flagRoutes } from './flags.js';
import { indicatorRoutes } from './indicators.js';
import { keyRoutes } from './keys.js';
import { layerRoutes } from './layers.js';
import { ogcRoutes } from './ogc.js';
import { noticeRoutes } from './notices.js';
import { operationRoutes } from './operations.js';
import { patchRoutes } from './patches.js';
import { permitRoutes } from './permits.js';
import { pictureRoutes } from './pictures.js';
import { projectRoutes } from './projects.js';
import { replayRoutes } from './replays.js';
import { ruleSetRoutes } from './ruleSets.js';
import { runRoutes } from './runs.js';
import { savedFilterRoutes } from './savedFilters.js';
import { sceneRoutes } from './scenes.js';
import { searchRoutes } from './search.js';
import { secondReviewRoutes } from './secondReviews.js';
import { seriesRoutes } from './series.js';
import { sessionRoutes } from './session.js';
import { stacRoutes } from './stac.js';
import { userRoutes } from './users.js';
import { standingFindingRoutes } from './standingFindings.js';
import { vectorTileRoutes } from './vectorTiles.js';
import { vectorFileRoutes } from './vectorFiles.js';
import { watchAreaRoutes } from './watchAreas.js';
import { webhookRoutes } from './webhooks.js';
import { watchScheduleRoutes } from './watchSchedules.js';

/** Every route there is. */
export const ROUTES: readonly Route[] = [
  ...sessionRoutes,
  ...accountRoutes,
  ...userRoutes,
  ...keyRoutes,
  ...sceneRoutes,
  ...stacRoutes,
  ...layerRoutes,
  ...permitRoutes,
  ...enforcementOrderRoutes,
  ...standingFindingRoutes,
  ...projectRoutes,
  ...vectorFileRoutes,
  ...complianceRoutes,
  ...searchRoutes,
  ...watchAreaRoutes,
  ...watchScheduleRoutes,
  ...seriesRoutes,
  ...runRoutes,
  ...ruleSetRoutes,
  ...replayRoutes,
  ...patchRoutes,
  ...alertRoutes,
  ...alertActRoutes,
  ...secondReviewRoutes,
  ...noticeRoutes,
  ...evidenceRoutes,
  ...savedFilterRoutes,
  ...flagRoutes,
  ...webhookRoutes,
  ...auditRoutes,
  ...indicatorRoutes,
  ...vectorTileRoutes,
  ...ogcRoutes,
  ...pictureRoutes,
  ...eventRoutes,
  ...operationRoutes,
];
