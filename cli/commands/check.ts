import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import type { Command } from 'commander';
import { BadInputError } from '#domain/errors.js';
import type { Judgement } from '#domain/finding.js';
import { isIsoDate, type IsoDate } from '#domain/time.js';
import {
  createJudge,
  DEFAULT_RULE_SET,
  judgePermits,
  judgeQuotas,
  ruleSetReference,
  type JudgedPatch,
} from '#pipelines/patches-to-findings/index.js';
import { writeFailure } from '#store/rasters/index.js';
import { createCollector } from '#worker/compute/collector.js';
import { readLayers, readOrders, readPatches, readPermits, readRules } from '../check/checkInput.js';
import { startProgress } from '../progress.js';

interface CheckOptions {
  readonly patches: string;
  readonly layers?: string;
  readonly permits?: string;
  readonly orders?: string;
  readonly rules?: string;
  readonly asOf?: string;
  readonly findingsOut: string;
}

const FORMAT_VERSION = 1;

export function register(program: Command): void {
  program
    .command('check')
    .description('hold patches against plans, permits and orders, without any server')
    .requiredOption('--patches <file>', 'patches.geojson, as `detect` and `monitor` write it')
    .option('--layers <path>', 'layers.json, or a folder with one')
    .option('--permits <file>', 'permits.geojson')
    .option('--orders <file>', 'orders.json: stop and correction orders')
    .option('--rules <file>', 'a rule set (the default one)')
    .option('--as-of <day>', 'day on which deadlines are judged (the latest onsetTo)', parseDay)
    .requiredOption('--findings-out <file>', 'write what was found: JSON')
    .action(check);
}

function parseDay(text: string): IsoDate {
  if (isIsoDate(text)) return text;
  throw new BadInputError('not a day', {
    code: 'option.day',
    where: '--as-of',
    found: JSON.stringify(text),
    expected: 'YYYY-MM-DD',
  });
}

async function check(options: CheckOptions): Promise<void> {
  const ruleSet = options.rules === undefined ? DEFAULT_RULE_SET : await readRules(options.rules);
  // What a file leaves behind is many times what is kept of it, and the next file would come on top.
  const collectAfterFile = createCollector(1);
  const { patches, notes } = await readPatches(options.patches);
  collectAfterFile();
  const { permits, notes: permitNotes } =
    options.permits === undefined ? { permits: [], notes: [] } : await readPermits(options.permits);
  collectAfterFile();
  const layers =
    options.layers === undefined ? { layers: [], features: [], notes: [] } : await readLayers(options.layers);
  collectAfterFile();
  const orders = options.orders === undefined ? [] : await readOrders(options.orders);
  for (const note of [...notes, ...permitNotes, ...layers.notes]) process.stderr.write(`note: ${note}\n`);
  const { layers: versions, features } = layers;
  const judge = createJudge({ permits, orders, ruleSet, layers: versions, features, patches });
  const asOf = options.asOf ?? latestDay(patches);
  const { id, version, hash } = ruleSetReference(ruleSet);
  const progress = startProgress('judging', patches.length);
  const counts = new Map<string, number>();
  await writeWhole(options.findingsOut, async (write) => {
    const head = { formatVersion: FORMAT_VERSION, ruleSet: { id, version, hash }, asOf };
    await write(`${JSON.stringify(head).slice(0, -1)},"patches":[\n`);
    for (const [index, patch] of patches.entries()) {
      const judgement = judge(patch);
      const key = judgement.leading ?? judgement.verdict;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      await write(`${JSON.stringify(entryOf(judgement))}${index + 1 < patches.length ? ',' : ''}\n`);
      progress.set(index + 1);
    }
    const late = asOf === null ? [] : judgePermits(permits, patches, asOf);
    for (const { kind } of late) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const zones = asOf === null ? [] : judgeQuotas({ layers: versions, features }, patches, asOf);
    for (const { kind } of zones) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    await write(`],"permits":${JSON.stringify(late)},"zones":${JSON.stringify(zones)}}\n`);
  });
  progress.finish();
  const lines = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `${count} ${name}`);
  process.stdout.write(`${patches.length} patches judged by ${id} ${version}: ${lines.join(', ') || 'nothing'}\n`);
}

/** The fields of a judgement that the file holds; its explanation is an addition. */
function entryOf({ ruleSet: _same, ...entry }: Judgement) {
  return entry;
}

function latestDay(patches: readonly JudgedPatch[]): IsoDate | null {
  return patches.reduce<IsoDate | null>(
    (last, { onsetTo }) => (last === null || onsetTo > last ? onsetTo : last),
    null,
  );
}

/** Writes a file whole or not at all, as it comes. */
async function writeWhole(
  path: string,
  fill: (write: (text: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const partial = `${path}.partial`;
  const stream = createWriteStream(partial);
  const failed = new Promise<never>((_, reject) => stream.once('error', reject));
  failed.catch(() => undefined);
  try {
    const work = fill(async (text) => {
      if (!stream.write(text)) await Promise.race([once(stream, 'drain'), failed]);
    }).then(() => new Promise<void>((resolve) => stream.end(resolve)));
    await Promise.race([work, failed]);
    await rename(partial, path);
  } catch (error) {
    stream.destroy();
    await rm(partial, { force: true });
    throw writeFailure(path, error);
  }
}
