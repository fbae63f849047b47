import { BadInputError, NotFoundError } from '#domain/errors.js';
import { SERIES_MONITOR_DEFAULTS, type SeriesMonitor } from '#domain/seriesMonitor.js';
import { dateOfOrdinal } from '#domain/time.js';
import type { Db } from '#store/database.js';
import { seriesScenes } from '#store/scenes.js';
import { saveSeriesMonitor } from '#store/seriesMonitors.js';
import { settledHistoryEnd } from '#store/seriesStates.js';
import { getWatchArea } from '#store/watchAreas.js';
import * as contract from '../contracts/series.js';
import { route } from '../route.js';

const put = route(contract.putSeriesMonitor, async ({ params, body, caller }, { db, series }) => {
  series.checkMonitor(body);
  return { body: await saveSeriesMonitor(db, caller, params.id, body) };
});

const remove = route(contract.deleteSeriesMonitor, async ({ params, caller }, { db }) => ({
  body: await saveSeriesMonitor(db, caller, params.id, null),
}));

const methods = route(contract.listSeriesMethods, (_request, { series }) =>
  Promise.resolve({ body: { items: series.methods } }),
);

/** Looks that one request reads at most: at some milliseconds each, no longer than a person waits. */
const MOST_LOOKS = 2000;

const pixel = route(contract.readPixelSeries, async ({ params, query, caller }, { db, series }) => {
  const area = await getWatchArea(db, caller, params.id);
  if (area === null) throw new NotFoundError('watch area', params.id);
  const sensor = area.seriesMonitor?.sensor ?? SERIES_MONITOR_DEFAULTS.sensor;
  const scenes = await seriesScenes(db, area.geometry, sensor, MOST_LOOKS);
  if (scenes.length === 0) {
    throw new BadInputError('no scene lies over the watch area', {
      code: 'series.noScenes',
      where: `watch area ${area.name}`,
      found: `no scene of kind ${sensor}`,
    });
  }
  const { lon, lat, value = null, from = null, to = null } = query;
  const { id, geometry } = area;
  const monitor = area.seriesMonitor && (await asWatched(db, area.id, area.seriesMonitor));
  const request = { area: { id, geometry }, scenes, monitor, lon, lat, value, from, to };
  return { body: await series.readPixel(request) };
});

/** With the history that the area's runs settled on, where nobody named one. */
async function asWatched(db: Db, watchAreaId: string, monitor: SeriesMonitor): Promise<SeriesMonitor> {
  if (monitor.historyEnd !== null) return monitor;
  const day = await settledHistoryEnd(db, watchAreaId);
  return day === null ? monitor : { ...monitor, historyEnd: dateOfOrdinal(day) };
}

export const seriesRoutes = [put, remove, methods, pixel];
