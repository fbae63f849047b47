import { join } from 'node:path';
import { readSceneManifest } from '#cli/import/sceneManifest.js';
import { bboxOfArea, type AreaGeometry } from '#domain/geometry.js';
import { NOT_ASSESSED } from '#domain/raster.js';
import type { SceneAsset } from '#domain/scene.js';
import { dayOf, type IsoDate } from '#domain/time.js';
import { MINIMUM_OVERLAP, overlapOfSmaller } from '#samples/evaluate.js';
import { locateAsset, openScene, project, readSceneWindow, WGS84 } from '#store/rasters/index.js';
import type { MonitoredCounty } from './monitorCounty.js';

/** How what was found was dated. */
export interface OnsetFigures {
  /** Planted violations that an alert lies on. */
  readonly events: number;
  /** Those whose works began within the onset interval of the alert's first patch: earthworks before a building count. */
  readonly containedStart: number;
  /** Those that began to look like what they are alerted as (a building, not its earthworks) within it. */
  readonly containedSight: number;
  /** For each the clear looks of its place from the first that shows all of it to the one that raised the alert: 1 is the first. */
  readonly delays: readonly number[];
  readonly alerts: number;
  /** Alerts on harvests, floods and mud, mulch, burnt ground, and clouds that the quality band does not know. */
  readonly pseudoChanges: number;
}

export const NO_ONSETS: OnsetFigures = {
  events: 0,
  containedStart: 0,
  containedSight: 0,
  delays: [],
  alerts: 0,
  pseudoChanges: 0,
};

export const addOnsets = (a: OnsetFigures, b: OnsetFigures): OnsetFigures => ({
  events: a.events + b.events,
  containedStart: a.containedStart + b.containedStart,
  containedSight: a.containedSight + b.containedSight,
  delays: [...a.delays, ...b.delays],
  alerts: a.alerts + b.alerts,
  pseudoChanges: a.pseudoChanges + b.pseudoChanges,
});

/** @param folder of the county's files */
export async function onsetFigures(
  { evaluation, alerts, truth }: MonitoredCounty,
  folder: string,
): Promise<OnsetFigures> {
  const violations = truth.filter(({ verdict }) => verdict === 'violation');
  const clearDays = await clearDaysAt(
    folder,
    violations.map(({ geometry }) => middleOf(geometry)),
  );
  let events = 0;
  let containedStart = 0;
  let containedSight = 0;
  const delays: number[] = [];
  violations.forEach(({ geometry, startedOn, visibleFrom }, index) => {
    const own = alerts.filter((alert) => overlapOfSmaller(geometry, alert.geometry) >= MINIMUM_OVERLAP);
    const [first] = own.toSorted((a, b) => a.raisedAt.localeCompare(b.raisedAt));
    if (first === undefined) return;
    const [patch] = first.patches;
    events += 1;
    if (patch!.onsetFrom <= startedOn && startedOn <= patch!.onsetTo) containedStart += 1;
    // Looked at on a day, seen for the first time: after the look before, and up to this one.
    if (patch!.onsetFrom < visibleFrom && visibleFrom <= patch!.onsetTo) containedSight += 1;
    const raisedOn = dayOf(first.raisedAt);
    delays.push(clearDays[index]!.filter((day) => day >= visibleFrom && day <= raisedOn).length);
  });
  const pseudoChanges = evaluation.falseAlerts.filter(({ on }) => on === 'pseudoChange').length;
  return { events, containedStart, containedSight, delays, alerts: alerts.length, pseudoChanges };
}

export function onsetLine(figures: OnsetFigures): string {
  const { events, containedStart, containedSight, delays, alerts, pseudoChanges } = figures;
  const sorted = delays.toSorted((a, b) => a - b);
  const share = (part: number, whole: number): string => `${part}/${whole} (${((100 * part) / whole).toFixed(1)} %)`;
  return (
    `onset interval contains the day it shows ${share(containedSight, events)}, the day works began ${share(containedStart, events)}, ` +
    `delay in clear looks: median ${sorted[sorted.length >> 1]}, most ${sorted.at(-1)}, ` +
    `pseudo-changes ${share(pseudoChanges, alerts)} of alerts`
  );
}

type Place = readonly [lon: number, lat: number];

function middleOf(geometry: AreaGeometry): Place {
  const [west, south, east, north] = bboxOfArea(geometry);
  return [(west + east) / 2, (south + north) / 2];
}

/** By place the days on which it was seen clearly, oldest first, as the quality bands report it. */
async function clearDaysAt(folder: string, places: readonly Place[]): Promise<IsoDate[][]> {
  const days: IsoDate[][] = places.map(() => []);
  const entries = await readSceneManifest(join(folder, 'scenes.json'));
  const optical = entries.filter(({ sensor }) => sensor === 'optical');
  for (const { acquiredAt, asset } of optical.toSorted((a, b) => a.acquiredAt.localeCompare(b.acquiredAt))) {
    const scene = await openScene(locateAsset(asset as SceneAsset, folder));
    try {
      for (const [index, place] of places.entries()) {
        const [x, y] = project(WGS84, scene.grid.epsg, place);
        const window = {
          x: Math.floor((x - scene.grid.originX) / scene.grid.pixelWidth),
          y: Math.floor((scene.grid.originY - y) / scene.grid.pixelHeight),
          width: 1,
          height: 1,
        };
        const { reason } = await readSceneWindow(scene, scene.grid, window, ['red']);
        if (reason[0] === NOT_ASSESSED.clear) days[index]!.push(dayOf(acquiredAt));
      }
    } finally {
      scene.close();
    }
  }
  return days;
}
