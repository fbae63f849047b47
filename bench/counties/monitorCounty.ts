import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateSampleFiles } from '#cli/sample/generateSampleFiles.js';
import { sampleWatchArea } from '#cli/up/importSample.js';
import { readSceneManifest } from '#cli/import/sceneManifest.js';
import type { Alert } from '#domain/alert.js';
import { bboxOfArea, type AreaGeometry, type BboxWgs84 } from '#domain/geometry.js';
import { idOf } from '#domain/id.js';
import type { LayerFeature } from '#domain/layer.js';
import type { Patch } from '#domain/patch.js';
import { dayOf } from '#domain/time.js';
import { planAlerts, type AlertPlan, type OpenAlert } from '#pipelines/findings-to-alerts/index.js';
import { DEFAULT_RULE_SET, judgePatch, type JudgingContext } from '#pipelines/patches-to-findings/index.js';
import { recipeByName } from '#pipelines/recipes/recipes.js';
import type { TruthProperties } from '#samples/files/documents.js';
import { evaluateAlerts, type Evaluation } from '#samples/evaluate.js';
import { parseTruth } from '#samples/evaluateInput.js';
import { locateAsset } from '#store/rasters/index.js';
import { readLayersManifest, readLayerVersion, readPermitFile } from '#store/vectors/index.js';
import type { ChangeEngine, SceneInput } from '#worker/compute/engine.js';
import { comparisons } from '#worker/monitoringRuns.js';

/** An alert with the patches that made it, for looking into what went wrong. */
export interface MonitoredAlert extends Alert {
  readonly patches: readonly Patch[];
}

export interface MonitoredCounty {
  readonly evaluation: Evaluation;
  readonly alerts: readonly MonitoredAlert[];
  readonly truth: readonly (TruthProperties & { readonly geometry: AreaGeometry })[];
}

/** How near a permit or feature must come to a patch to count, degrees; as the store has it. */
const NEAR_DEGREES = 0.002;

/**
 * A sample county through detection, rules and alert planning, month by month as the queue does it, but without services.
 * @param folder where the county's files are kept; made where they are not there yet
 */
export async function monitorCounty(
  engine: ChangeEngine,
  { seed, sizePx, folder }: { readonly seed: number; readonly sizePx: number; readonly folder: string },
): Promise<MonitoredCounty> {
  if (!existsSync(join(folder, 'county.json'))) await generateSampleFiles({ seed, sizePx, outDir: folder });
  const area = await sampleWatchArea(folder);
  const recipe = recipeByName(area.recipe);
  const judge = await createJudge(folder);
  const standing = new Map<string, { alert: Alert; patches: Patch[] }>();
  for (const { before, after } of comparisons(await scenesOf(folder, recipe.sensors))) {
    const request = { before: before.map(inputOf), after: inputOf(after), recipe, area: area.geometry };
    const plan = await engine.plan(request);
    const { patches: detected } = await engine.join(plan, chunksOf(engine, plan));
    const runId = idOf('run', after.acquiredAt);
    const patches = detected.map((patch, i): Patch => ({ ...patch, id: idOf('patch', runId, i), runId }));
    const alertPlan = planAlerts({
      patches: patches.map((patch) => ({ patch, judgement: judge(patch) })),
      openAlerts: [...standing.values()].map((entry): OpenAlert => ({
        alert: entry.alert,
        patchIds: entry.patches.map(({ id }) => id),
      })),
      adminCode: area.adminCode,
      nextId: (patchId) => idOf('alert', patchId),
    });
    carryOut(alertPlan, patches, standing, after.acquiredAt);
  }
  return score(folder, [...standing.values()]);
}

type CountyScene = Parameters<typeof comparisons>[0][number];

async function scenesOf(folder: string, sensors: readonly string[]): Promise<CountyScene[]> {
  const entries = await readSceneManifest(join(folder, 'scenes.json'));
  return entries
    .filter(({ sensor }) => sensors.includes(sensor))
    .map(
      ({ acquiredAt, sensor, asset }) =>
        ({
          acquiredAt,
          sensor,
          asset: locateAsset(asset as CountyScene['asset'], folder),
          gsdMetres: 10,
        }) as CountyScene,
    );
}

const inputOf = ({ asset, acquiredAt, sensor }: CountyScene): SceneInput => ({ asset, acquiredAt, sensor });

async function* chunksOf(engine: ChangeEngine, plan: Awaited<ReturnType<ChangeEngine['plan']>>) {
  for (let index = 0; index < plan.chunks.length; index++) yield await engine.chunk(plan, index);
}

async function createJudge(folder: string): Promise<(patch: Patch) => ReturnType<typeof judgePatch>> {
  const manifest = await readLayersManifest(folder);
  const versions = await Promise.all(manifest.entries.map((entry) => readLayerVersion(entry, manifest.folder)));
  const layers = versions.map(({ layer }) => layer);
  const features = versions.flatMap(({ layer, features: own }) =>
    own.map((feature): LayerFeature => ({
      ...feature,
      layerId: layer.id,
      layerVersion: layer.version,
      layerKind: layer.kind,
    })),
  );
  const { permits } = await readPermitFile(join(folder, 'permits.geojson'));
  const near = nearnessIndex([...features, ...permits]);
  return (patch) => {
    const isNear = near(patch.geometry);
    const context: JudgingContext = {
      layers,
      features: features.filter(isNear),
      permits: permits.filter(isNear),
      ruleSet: DEFAULT_RULE_SET,
    };
    return judgePatch(patch, context);
  };
}

function nearnessIndex(things: readonly { readonly geometry: AreaGeometry }[]) {
  const boxes = new Map<object, BboxWgs84>(things.map((thing) => [thing, bboxOfArea(thing.geometry)]));
  return (area: AreaGeometry) => {
    const [west, south, east, north] = bboxOfArea(area);
    return (thing: object): boolean => {
      const [w, s, e, n] = boxes.get(thing)!;
      return (
        w <= east + NEAR_DEGREES && e >= west - NEAR_DEGREES && s <= north + NEAR_DEGREES && n >= south - NEAR_DEGREES
      );
    };
  };
}

function carryOut(
  plan: AlertPlan,
  patches: readonly Patch[],
  standing: Map<string, { alert: Alert; patches: Patch[] }>,
  raisedAt: string,
): void {
  const patchOf = (id: string): Patch => patches.find((patch) => patch.id === id)!;
  for (const { patchId, ...alert } of plan.raise) {
    standing.set(alert.id, {
      alert: { ...alert, status: 'new', raisedAt, updatedAt: raisedAt },
      patches: [patchOf(patchId)],
    });
  }
  for (const { alertId, patchId, update } of plan.join) {
    const entry = standing.get(alertId)!;
    entry.patches.push(patchOf(patchId));
    if (update !== null) entry.alert = { ...entry.alert, ...update };
  }
}

async function score(
  folder: string,
  standing: readonly { alert: Alert; patches: Patch[] }[],
): Promise<MonitoredCounty> {
  const path = join(folder, 'truth.geojson');
  const document = JSON.parse(await readFile(path, 'utf8')) as {
    features: { properties: TruthProperties; geometry: AreaGeometry }[];
  };
  const evaluation = evaluateAlerts(
    parseTruth(document, path),
    standing.map(({ alert }) => ({ ...alert, raisedOn: dayOf(alert.raisedAt) })),
  );
  return {
    evaluation,
    alerts: standing.map(({ alert, patches }) => ({ ...alert, patches })),
    truth: document.features.map(({ properties, geometry }) => ({ ...properties, geometry })),
  };
}
