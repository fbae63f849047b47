import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { BadInputError } from '#domain/errors.js';
import { MONITOR_NAMES } from '#domain/series.js';
import { chooseMethod, collectParameter, parseDay, type MethodOptions } from '../monitor/monitorOptions.js';
import { loadConfig } from '#runtime/config.js';
import { monitorTable } from '../monitor/monitorTable.js';
import { watchSeries } from '../monitor/watchSeries.js';
import { oneOf, wholeNumber } from '../options.js';
import { ALLOW_SOURCE, allowRemoteSources, collectSource } from '../remoteSources.js';

interface MonitorCommandOptions extends MethodOptions {
  readonly series?: string;
  readonly table?: string;
  readonly threads: number;
  readonly breaksOut?: string;
  readonly patchesOut?: string;
  readonly update?: boolean;
  readonly state?: string;
  readonly allowSource?: readonly string[];
}

export function register(program: Command): void {
  program
    .command('monitor')
    .description('watch a time series for breaks, without any server')
    .option('--series <file>', 'series.json: a manifest of scenes')
    .option('--table <file>', 'table.csv: one pixel, time,value[,clear] or time,blue,green,red,…')
    .option('--recipe <name|file>', 'a named recipe (one for each method), or a JSON file with one')
    .option('--method <name>', MONITOR_NAMES.join(', '), oneOf(MONITOR_NAMES))
    .option('--history-end <date>', 'last day of the history; monitoring starts after it', parseDay)
    .option('--order <n>', 'harmonics of the year', wholeNumber(0, 20))
    .option('--trend', 'the model of the history has a trend')
    .option('--no-trend', 'it has none, whatever the recipe says')
    .option('--index <name>', 'band or spectral index that is followed (the only band, else ndvi)')
    .option('--param <name=value>', 'any other parameter of the method; repeatable', collectParameter)
    .option('--threads <n>', 'threads that compute', wholeNumber(0, 256), Math.min(8, availableParallelism()))
    .option('--breaks-out <file>', 'write the breaks: .json, or .tif (one pixel each)')
    .option('--patches-out <file>', 'write patches of broken pixels: GeoJSON, WGS84')
    .option('--update', 'continue from the state beside the series; only new scenes are read')
    .option('--state <file>', 'where the state stands (SERIES.state.tif)')
    .option(...ALLOW_SOURCE, collectSource)
    .action(runMonitor);
}

async function runMonitor(options: MonitorCommandOptions): Promise<void> {
  refuseUnclearInput(options);
  const chosen = await chooseMethod(options);
  if (options.table !== undefined) {
    refuseWithTable(options);
    const breaksOut = options.breaksOut ?? null;
    process.stdout.write(await monitorTable({ table: options.table, ...chosen, breaksOut }));
    return;
  }
  allowRemoteSources(loadConfig(), options.allowSource);
  process.stdout.write(await watchSeries({ ...options, ...chosen, series: options.series! }));
}

function refuseUnclearInput({ series, table }: MonitorCommandOptions): void {
  if ((series === undefined) !== (table === undefined)) return;
  throw new BadInputError('one series is watched at a time', {
    code: 'monitor.input',
    where: 'command line',
    found: series === undefined ? 'neither --series nor --table' : 'both --series and --table',
    expected: 'one of the two',
  });
}

/** A table is one pixel without a place. */
function refuseWithTable({ patchesOut, update, state, breaksOut }: MonitorCommandOptions): void {
  const stray = [
    patchesOut !== undefined && '--patches-out',
    update === true && '--update',
    state !== undefined && '--state',
    breaksOut !== undefined && /\.tiff?$/i.test(breaksOut) && '--breaks-out to a .tif',
  ].find((name) => name !== false);
  if (stray === undefined) return;
  throw new BadInputError('a table has no place on the ground', {
    code: 'monitor.table',
    where: '--table',
    found: stray,
    expected: '--series for rasters, patches and updates',
  });
}
