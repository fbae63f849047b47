import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { BadInputError } from '#domain/errors.js';
import { evaluateAlerts, type Evaluation } from '#samples/evaluate.js';
import { parseAlerts, parseTruth } from '#samples/evaluateInput.js';
import { jsonText, writeWhole } from '../sample/writeFiles.js';

interface EvaluateOptions {
  readonly truth: string;
  readonly alerts: string;
  readonly json?: string;
}

export function register(program: Command): void {
  program
    .command('evaluate')
    .description('recall and precision of alerts against the truth of a sample, in all and by kind')
    .requiredOption('--truth <file>', 'truth.geojson as `planwatch sample` writes it')
    .requiredOption('--alerts <file>', 'a GeoJSON FeatureCollection of alerts, as GET /v1/alerts gives it')
    .option('--json <file>', 'write the figures as JSON')
    .action(evaluate);
}

async function evaluate(options: EvaluateOptions): Promise<void> {
  const truth = parseTruth(await readJson(options.truth), options.truth);
  const alerts = parseAlerts(await readJson(options.alerts), options.alerts);
  const evaluation = evaluateAlerts(truth, alerts);
  if (options.json !== undefined) await writeWhole(resolve(options.json), jsonText(evaluation));
  process.stdout.write(`${evaluationTable(evaluation)}\n`);
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'EISDIR' && error.code !== 'EACCES') throw error;
    throw new BadInputError('cannot be read', {
      code: 'file.unreadable',
      where: path,
      found: error.code,
      expected: 'a JSON file',
    });
  });
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new BadInputError(
      'not JSON',
      { code: 'file.notJson', where: path, found: (error as Error).message },
      { cause: error },
    );
  }
}

const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);

/** The figures for people: in all, by kind, and what went wrong. */
export function evaluationTable(evaluation: Evaluation): string {
  const rows = [
    ['kind', 'events', 'found', 'recall', 'alerts', 'right', 'precision'],
    ...Object.entries(evaluation.byKind).map(([kind, score]) => [
      kind,
      String(score.events),
      String(score.found),
      percent(score.recall),
      String(score.alerts),
      String(score.right),
      percent(score.precision),
    ]),
    [
      'all',
      String(evaluation.violations),
      String(evaluation.found),
      percent(evaluation.recall),
      String(evaluation.alerts),
      String(evaluation.trueAlerts),
      percent(evaluation.precision),
    ],
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '),
  );
  const missed = evaluation.missed.map(
    ({ eventId, kind, alertKinds }) =>
      `missed ${eventId} ${kind ?? ''}${alertKinds.length > 0 ? ` (alerted as ${alertKinds.join(', ')})` : ''}`,
  );
  const wrong = evaluation.falseAlerts.map(
    ({ alertId, kind, on, eventId }) =>
      `false ${alertId} ${kind} on ${on === 'none' ? 'unchanged ground' : `${on} ${eventId ?? ''}`}`,
  );
  return [...lines, ...missed, ...wrong].join('\n');
}
