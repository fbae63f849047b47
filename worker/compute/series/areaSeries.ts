import { BadInputError } from '#domain/errors.js';
import { bboxOfArea, type AreaGeometry } from '#domain/geometry.js';
import type { RasterGrid } from '#domain/raster.js';
import type { Scene } from '#domain/scene.js';
import type { Observation, Series } from '#domain/series.js';
import type { SeriesMonitor } from '#domain/seriesMonitor.js';
import { followedValue } from '#pipelines/series-to-change/followedValue.js';
import { landsatOliHarmonisation } from '#pipelines/series-to-change/harmonisation.js';
import { monitorOf } from '#pipelines/series-to-change/monitors.js';
import { locateAsset, pixelSizeMetres, projectorOf, WGS84 } from '#store/rasters/index.js';
import { BLOCK_PIXELS } from './seriesPlan.js';

export interface AreaSeriesRequest {
  readonly area: { readonly id: string; readonly geometry: AreaGeometry };
  /** Over the area, oldest first. */
  readonly scenes: readonly Scene[];
  readonly monitor: Pick<SeriesMonitor, 'method' | 'value' | 'harmonisation'>;
  /** Absolute folder that relative paths of scenes start from. */
  readonly rasterRoot: string;
}

/** The scenes of a watch area as one series on one grid. */
export interface AreaSeries {
  readonly series: Series;
  /** The scenes behind the series' observations, in their order. */
  readonly scenes: readonly Scene[];
}

/**
 * Makes a series of scenes: those that have the bands that are followed, harmonised by their platforms, on a grid of the
 * finest ones' pixels over the area.
 * @throws BadInputError where no scene can be used, or the bands do not give what is to be followed
 */
export function areaSeries({ area, scenes, monitor, rasterRoot }: AreaSeriesRequest): AreaSeries {
  const common = commonestBands(scenes, area.id);
  const { bands: needed } = followedValue(monitorOf(monitor.method), common, monitor.value);
  const isUsable = ({ asset }: Scene): boolean => needed.every((band) => asset.bands[band] !== undefined);
  const used = scenes.filter(isUsable);
  const bands = common.filter((band) => used.every(({ asset }) => asset.bands[band] !== undefined));
  return {
    series: {
      id: area.id,
      bands,
      grid: gridOverArea(referenceGrid(used), area.geometry),
      observations: used.map((scene) => observationOf(scene, monitor, rasterRoot)),
    },
    scenes: used,
  };
}

/** The bands that most scenes have; of several such sets the one of the earliest scene. */
function commonestBands(scenes: readonly Scene[], where: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const { asset } of scenes) {
    const key = Object.keys(asset.bands).sort().join(',');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const [commonest] = [...counts].sort(([, a], [, b]) => b - a);
  if (commonest !== undefined) return commonest[0].split(',');
  throw new BadInputError('no scene lies over the watch area', {
    code: 'series.noScenes',
    where: `watch area ${where}`,
    found: 'no scene of the kind that is watched',
    expected: 'one at least',
  });
}

function observationOf(
  { acquiredAt, asset, platform }: Scene,
  { harmonisation }: AreaSeriesRequest['monitor'],
  rasterRoot: string,
): Observation {
  return {
    time: acquiredAt,
    asset: locateAsset(asset, rasterRoot),
    sensor: platform,
    harmonisation: harmonisation === 'landsatOli' ? landsatOliHarmonisation(platform) : {},
  };
}

/** Sizes of pixels within this ratio are one size. */
const SAME_SIZE = 1.01;

/** The grid of the earliest of the finest scenes. */
function referenceGrid(scenes: readonly Scene[]): RasterGrid {
  const finest = Math.min(...scenes.map(({ gsdMetres }) => gsdMetres));
  return scenes.find(({ gsdMetres }) => gsdMetres <= finest * SAME_SIZE)!.grid;
}

const EDGE_POINTS = 16;
/** Pixels of a series' grid at most: the states of a process take about 200 bytes each. */
const MOST_PIXELS = 2 ** 30;

/**
 * A grid over an area whose pixels are those of `reference`, and whose blocks begin where those of a file of that grid do.
 * @throws BadInputError where the area has no place in the reference's CRS, or is too large
 */
export function gridOverArea(reference: RasterGrid, area: AreaGeometry): RasterGrid {
  const { originX, originY, pixelWidth, pixelHeight, epsg } = reference;
  const [west, south, east, north] = bboxOfArea(area);
  const toPlane = projectorOf(WGS84, epsg);
  const places = Array.from({ length: EDGE_POINTS + 1 }, (_, k) => k / EDGE_POINTS).flatMap((share) => {
    const [lon, lat] = [west + share * (east - west), south + share * (north - south)];
    return [toPlane(lon, south), toPlane(lon, north), toPlane(west, lat), toPlane(east, lat)];
  });
  const columns = places.map(([x]) => (x - originX) / pixelWidth);
  const rows = places.map(([, y]) => (originY - y) / pixelHeight);
  const toBlock = (place: number): number => Math.floor(place / BLOCK_PIXELS) * BLOCK_PIXELS;
  const [left, top] = [toBlock(Math.min(...columns)), toBlock(Math.min(...rows))];
  const [width, height] = [Math.ceil(Math.max(...columns)) - left, Math.ceil(Math.max(...rows)) - top];
  if (!(width * height <= MOST_PIXELS)) {
    const { width: metres } = pixelSizeMetres(reference);
    throw new BadInputError('the watch area is too large for one series', {
      code: 'series.tooLarge',
      where: `EPSG:${epsg}`,
      found: `${width} x ${height} pixels of ${metres.toFixed(1)} m`,
      expected: `at most ${MOST_PIXELS} pixels; several watch areas, or coarser scenes`,
    });
  }
  return { ...reference, width, height, originX: originX + left * pixelWidth, originY: originY - top * pixelHeight };
}
