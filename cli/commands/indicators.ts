import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { indicatorQuerySchema } from '#api/contracts/indicators.js';
import { indicatorRows } from '#api/indicatorAnswers.js';
import { indicatorsCsv } from '#api/indicatorsCsv.js';
import { PERIOD_STEPS, type PeriodStep } from '#domain/period.js';
import { INDICATOR_LEVELS, type IndicatorScope } from '#store/indicatorGround.js';
import { OPERATOR } from '#store/operator.js';
import { readFields } from '#store/vectors/index.js';
import { withStore } from '../import/command.js';
import { oneOf } from '../options.js';

interface IndicatorOptions {
  readonly data?: string;
  readonly adminCode?: string;
  readonly from?: string;
  readonly to?: string;
  readonly level?: IndicatorScope['level'];
  readonly step?: PeriodStep;
  readonly json?: boolean;
  readonly out?: string;
}

/** The figures of `GET /v1/indicators` and its table, for the whole database or a region of it. */
export function register(program: Command): void {
  program
    .command('indicators')
    .description('new construction land, occupied lines, permits, quotas and the alert funnel, as CSV')
    .option('--data <dir>', 'data folder with private services, where DATABASE_URL is not set')
    .option('--admin-code <code>', 'region, with all regions in it; default all')
    .option('--from <day>', 'first day; default since ever')
    .option('--to <day>', 'last day, inclusive; default today')
    .option(
      '--level <level>',
      `a row for the region or for each in it: ${INDICATOR_LEVELS.join(', ')}`,
      oneOf(INDICATOR_LEVELS),
    )
    .option('--step <step>', `cut the period: ${PERIOD_STEPS.join(', ')}`, oneOf(PERIOD_STEPS))
    .option('--json', 'as JSON, for other programs')
    .option('--out <file>', 'write to a file instead of printing')
    .action(async ({ data, json, out, ...span }: IndicatorOptions) => {
      const query = readFields(indicatorQuerySchema, span, 'options', 'indicators.options');
      const items = await withStore({ data }, (db) => indicatorRows(db, OPERATOR, query));
      const text = json === true ? `${JSON.stringify({ items }, null, 2)}\n` : indicatorsCsv(items);
      if (out === undefined) process.stdout.write(text);
      else await writeFile(out, text);
    });
}
