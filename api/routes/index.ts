import type { Route } from '../route.js';
import { eventRoutes } from './events.js';
import { layerRoutes } from './layers.js';
import { operationRoutes } from './operations.js';
import { permitRoutes } from './permits.js';
import { runRoutes } from './runs.js';
import { sceneRoutes } from './scenes.js';
import { sessionRoutes } from './session.js';
import { watchAreaRoutes } from './watchAreas.js';

/** Every route there is. */
export const ROUTES: readonly Route[] = [
  ...sessionRoutes,
  ...sceneRoutes,
  ...layerRoutes,
  ...permitRoutes,
  ...watchAreaRoutes,
  ...runRoutes,
  ...eventRoutes,
  ...operationRoutes,
];
