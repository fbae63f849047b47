import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { geodesicAreaM2 } from '#pipelines/kernels/geodesicArea.js';
import { MINIMUM_OVERLAP, overlapOfSmaller } from '#samples/evaluate.js';
import { createChangeEngine } from '#worker/compute/engine.js';
import { monitorCounty, type MonitoredCounty } from './counties/monitorCounty.js';

/**
 * Recall and precision on sample counties of many seeds, from pixels to alerts, without services:
 * `npm run bench counties -- --seeds=1-20 --size=400`. Not timed. `--keep=DIR` keeps the counties' files and uses them again.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1-10' },
    size: { type: 'string', default: '400' },
    keep: { type: 'string' },
  },
});

const seeds = values.seeds.split(',').flatMap((part) => {
  const [from, to = from] = part.split('-').map(Number);
  return Array.from({ length: to! - from! + 1 }, (_, i) => from! + i);
});
const sizePx = Number(values.size);
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'planwatch-counties-'));
// In this thread: other threads would run the built code, which may be older than the sources.
const engine = createChangeEngine({ threads: 0 });
const areaErrors = new Map<string, number[]>();
const all = { violations: 0, found: 0, foundAnyKind: 0, alerts: 0, trueAlerts: 0, poor: 0 };
try {
  for (const seed of seeds) {
    const county = await monitorCounty(engine, { seed, sizePx, folder: join(folder, `${seed}-${sizePx}`) });
    add(county);
    process.stdout.write(`${report(seed, county)}\n`);
  }
  const share = (part: number, whole: number): string => `${part}/${whole} (${((100 * part) / whole).toFixed(1)} %)`;
  process.stdout.write(
    `all ${seeds.length} counties of ${sizePx} px: right kind ${share(all.found, all.violations)}, ` +
      `any kind ${share(all.foundAnyKind, all.violations)}, false ${share(all.alerts - all.trueAlerts, all.alerts)}, ` +
      `counties that miss 90 % / 10 %: ${all.poor}\n${areaTable()}\n`,
  );
} finally {
  await engine.close();
  if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
}

function add({ evaluation }: MonitoredCounty): void {
  for (const key of ['violations', 'found', 'foundAnyKind', 'alerts', 'trueAlerts'] as const)
    all[key] += evaluation[key];
  if (evaluation.recall! < 0.9 || evaluation.precision! < 0.9) all.poor += 1;
}

/** One line of figures, and one for each thing that went wrong. */
function report(seed: number, { evaluation, alerts, truth, standingErrors }: MonitoredCounty): string {
  const { found, violations, alerts: count, trueAlerts } = evaluation;
  const lines = [`seed ${seed}: found ${found} of ${violations}, false ${count - trueAlerts} of ${count}`];
  for (const { eventId, kind, alertKinds } of evaluation.missed) {
    const event = truth.find(({ id }) => id === eventId)!;
    lines.push(
      `  missed ${eventId} ${event.scenario} ${kind} from ${event.visibleFrom}; alerted as ${alertKinds.join(', ') || 'nothing'}`,
    );
  }
  for (const { alertId, kind, on, eventId } of evaluation.falseAlerts) {
    const alert = alerts.find(({ id }) => id === alertId)!;
    const [first] = alert.patches;
    const nearest = truth
      .map((event) => ({ event, overlap: overlapOfSmaller(event.geometry, alert.geometry) }))
      .filter(({ overlap }) => overlap > 0)
      .map(({ event, overlap }) => `${event.scenario} ${overlap.toFixed(2)}`);
    const where = JSON.stringify(first!.geometry.coordinates.flat(4).slice(0, 2));
    lines.push(
      `  false ${kind} on ${on} ${eventId ?? ''} ${Math.round(alert.areaM2)} m2, ${first!.fromClass} to ${first!.toClass}, ` +
        `${first!.onsetFrom}..${first!.onsetTo}, confidence ${first!.confidence}, patches ${alert.patches.length}, at ${where} ${nearest.join(', ')}`,
    );
  }
  for (const error of standingErrors) lines.push(`  permits and quotas: ${error}`);
  for (const { scenario, error } of areaErrorsOf(truth, alerts)) {
    areaErrors.set(scenario, [...(areaErrors.get(scenario) ?? []), error]);
  }
  return lines.join('\n');
}

/** Area of the alerts on each found violation against the planted area, as a share of it. */
function areaErrorsOf(truth: MonitoredCounty['truth'], alerts: MonitoredCounty['alerts']) {
  return truth
    .filter(({ verdict }) => verdict === 'violation')
    .flatMap(({ geometry, scenario }) => {
      const own = alerts.filter((alert) => overlapOfSmaller(geometry, alert.geometry) >= MINIMUM_OVERLAP);
      const areaM2 = own.reduce((sum, alert) => sum + alert.areaM2, 0);
      return own.length === 0 ? [] : [{ scenario, error: areaM2 / geodesicAreaM2(geometry) - 1 }];
    });
}

/** Least, median and greatest area error by scenario. */
function areaTable(): string {
  const rows = [...areaErrors, ['all', [...areaErrors.values()].flat()] as const].map(([scenario, errors]) => {
    const sorted = errors.toSorted((a, b) => a - b);
    const at = (share: number): string =>
      `${(100 * sorted[Math.round(share * (sorted.length - 1))]!).toFixed(1)} %`.padStart(8);
    const within = sorted.filter((error) => Math.abs(error) <= 0.05).length;
    return `  ${scenario.padEnd(18)} ${at(0)} ${at(0.5)} ${at(1)}   ${within} of ${sorted.length} within 5 %`;
  });
  return ['area of alerts against the planted area: least, median, greatest', ...rows].join('\n');
}
