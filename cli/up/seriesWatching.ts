import type { MethodParameter, SeriesMethod, SeriesWatching } from '#api/seriesWatching.js';
import { MONITOR_NAMES } from '#domain/series.js';
import { checkMonitorParameters, type Monitor } from '#pipelines/series-to-change/monitor.js';
import { monitorOf } from '#pipelines/series-to-change/monitors.js';
import { createPixelReading } from '#worker/compute/series/pixelReading.js';

/** What the API needs of the series' methods. @param options as `createPixelReading` takes them */
export function createSeriesWatching(options: Parameters<typeof createPixelReading>[0]): SeriesWatching {
  const pixels = createPixelReading(options);
  return {
    methods: MONITOR_NAMES.map((name) => methodOf(monitorOf(name))),
    checkMonitor: ({ method, parameters }) => checkMonitorParameters(monitorOf(method), parameters),
    readPixel: (request) => pixels.read(request),
    close: () => pixels.close(),
  };
}

function methodOf({ name, version, source, defaultOrder, online, parameters }: Monitor): SeriesMethod {
  return {
    name,
    version,
    source,
    defaultOrder,
    isContinued: online !== undefined,
    parameters: Object.entries(parameters).map(([parameter, description]): MethodParameter => ({
      name: parameter,
      meaning: description.meaning,
      default: description.default,
      range: description.range === undefined ? null : [description.range[0]!, description.range[1]!],
      words: description.words ?? null,
    })),
  };
}
