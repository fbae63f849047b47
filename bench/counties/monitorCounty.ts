import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateSampleFiles } from '#cli/sample/generateSampleFiles.js';
import { sampleWatchArea } from '#cli/up/importSample.js';
import { readOrders } from '#cli/check/checkInput.js';
import { readSceneManifest } from '#cli/import/sceneManifest.js';
import type { Alert } from '#domain/alert.js';
import type { AreaGeometry } from '#domain/geometry.js';
import { idOf } from '#domain/id.js';
import type { LayerFeature } from '#domain/layer.js';
import type { Patch } from '#domain/patch.js';
import { dayOf } from '#domain/time.js';
import { planAlerts, type AlertPlan, type OpenAlert } from '#pipelines/findings-to-alerts/index.js';
import {
  createJudge,
  DEFAULT_RULE_SET,
  judgePermits,
  judgeQuotas,
  type Archive,
} from '#pipelines/patches-to-findings/index.js';
import { recipeByName } from '#pipelines/recipes/recipes.js';
import type { StandingTruth, TruthProperties } from '#samples/files/documents.js';
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
  readonly standingErrors: readonly string[];
  readonly evaluation: Evaluation;
  readonly alerts: readonly MonitoredAlert[];
  readonly truth: readonly (TruthProperties & { readonly geometry: AreaGeometry })[];
}

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
  const archive = await archiveOf(folder);
  const seen: Patch[] = [];
  const standing = new Map<string, { alert: Alert; patches: Patch[] }>();
  for (const { before, after } of comparisons(await scenesOf(folder, recipe.sensors))) {
    const request = { before: before.map(inputOf), after: inputOf(after), recipe, area: area.geometry };
    const plan = await engine.plan(request);
    const { patches: detected } = await engine.join(plan, chunksOf(engine, plan));
    const runId = idOf('run', after.acquiredAt);
    const patches = detected.map((patch, i): Patch => ({ ...patch, id: idOf('patch', runId, i), runId }));
    seen.push(...patches);
    const judge = createJudge({ ...archive, patches: seen });
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
  const scored = await score(folder, [...standing.values()]);
  return { ...scored, standingErrors: await standingErrors(folder, archive, seen) };
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

/** All that a county's patches are judged against. */
type CountyArchive = Omit<Archive, 'patches'>;

async function archiveOf(folder: string): Promise<CountyArchive> {
  const manifest = await readLayersManifest(folder);
  const versions = await Promise.all(manifest.entries.map((entry) => readLayerVersion(entry, manifest.folder)));
  const features = versions.flatMap(({ layer, features: own }) =>
    own.map((feature): LayerFeature => ({
      ...feature,
      layerId: layer.id,
      layerVersion: layer.version,
      layerKind: layer.kind,
    })),
  );
  const { permits } = await readPermitFile(join(folder, 'permits.geojson'));
  const orders = await readOrders(join(folder, 'orders.json'));
  return { layers: versions.map(({ layer }) => layer), features, permits, orders, ruleSet: DEFAULT_RULE_SET };
}

/** What is missing of the standing truth (`-`), and what is said beyond it (`+`). */
async function standingErrors(folder: string, archive: CountyArchive, patches: readonly Patch[]): Promise<string[]> {
  const truth = JSON.parse(await readFile(join(folder, 'standing-truth.json'), 'utf8')) as StandingTruth;
  const expected = [
    ...truth.permits.map(({ caseNumber, kind }) => `${kind} ${caseNumber}`),
    ...truth.zones.map(({ kind, feature }) => `${kind} ${feature}`),
  ];
  const said = [
    ...judgePermits(archive.permits, patches, truth.asOf).map(({ caseNumber, kind }) => `${kind} ${caseNumber}`),
    ...judgeQuotas(archive, patches, truth.asOf).map(({ kind, layer }) => `${kind} ${layer.feature}`),
  ];
  return [
    ...expected.filter((line) => !said.includes(line)).map((line) => `- ${line}`),
    ...said.filter((line) => !expected.includes(line)).map((line) => `+ ${line}`),
  ];
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
): Promise<Omit<MonitoredCounty, 'standingErrors'>> {
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
