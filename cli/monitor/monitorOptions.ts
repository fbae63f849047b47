import { readFile } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import { BadInputError } from '#domain/errors.js';
import type { MonitorName } from '#domain/series.js';
import { isIsoDate, ordinalOf } from '#domain/time.js';
import {
  checkMonitorParameters,
  type Monitor,
  type MonitorSettings,
  type Parameters,
} from '#pipelines/series-to-change/monitor.js';
import { monitorOf } from '#pipelines/series-to-change/monitors.js';
import {
  parseSeriesRecipe,
  SERIES_RECIPES,
  seriesRecipeByName,
  type SeriesRecipe,
} from '#pipelines/recipes/seriesRecipes.js';
import { parseJson } from '#store/vectors/index.js';

/** What the command line says of the method. */
export interface MethodOptions {
  readonly method?: MonitorName;
  readonly recipe?: string;
  readonly historyEnd?: number;
  readonly order?: number;
  readonly trend?: boolean;
  readonly param?: Parameters;
  readonly index?: string;
}

export interface ChosenMethod {
  readonly monitor: Monitor;
  readonly settings: MonitorSettings;
  readonly recipe: SeriesRecipe;
  /** Band or index that is followed, or null. */
  readonly value: string | null;
}

/** Parameters that every method understands, because the command itself answers them. */
const VALUE_PARAMETERS = ['index', 'band'] as const;

/** The method, from the recipe and the options; options stand above the recipe. */
export async function chooseMethod(options: MethodOptions): Promise<ChosenMethod> {
  const stated = options.recipe === undefined ? null : await loadSeriesRecipe(options.recipe);
  const isSame = stated !== null && (options.method ?? stated.method) === stated.method;
  const method = options.method ?? stated?.method ?? DEFAULT_METHOD;
  const base = isSame ? stated : seriesRecipeByName(method);
  const parameters: Record<string, number | string | boolean> = { ...base.parameters, ...options.param };
  const [named] = VALUE_PARAMETERS.flatMap((name) => {
    const value = parameters[name];
    delete parameters[name];
    return value === undefined ? [] : [String(value)];
  });
  const monitor = monitorOf(method);
  checkMonitorParameters(monitor, parameters);
  const settings = {
    historyEndDay: options.historyEnd ?? null,
    order: options.order ?? base.order,
    hasTrend: options.trend ?? base.trend,
    parameters,
  };
  return { monitor, settings, recipe: { ...base, parameters }, value: options.index ?? named ?? base.value };
}

const DEFAULT_METHOD: MonitorName = 'bfast-monitor';

async function loadSeriesRecipe(nameOrPath: string): Promise<SeriesRecipe> {
  if (!/[./\\]/.test(nameOrPath) || SERIES_RECIPES.some(({ name }) => name === nameOrPath))
    return seriesRecipeByName(nameOrPath);
  const text = await readFile(nameOrPath, 'utf8').catch((error: unknown) => {
    throw new BadInputError(
      'cannot read the recipe',
      { code: 'recipe.unreadable', where: nameOrPath },
      { cause: error },
    );
  });
  return parseSeriesRecipe(parseJson(text, nameOrPath), nameOrPath);
}

/** An option's parser for a day. */
export function parseDay(text: string): number {
  if (isIsoDate(text)) return ordinalOf(text);
  throw new InvalidArgumentError('Expected a day, YYYY-MM-DD.');
}

/** An option's parser for `name=value`, given once for each. */
export function collectParameter(text: string, before: Parameters = {}): Parameters {
  const [, name, value] = /^([\w.]+)=(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('Expected name=value.');
  const number = Number(value);
  const isNumber = value.trim() !== '' && Number.isFinite(number);
  const isTruth = value === 'true' || value === 'false';
  return { ...before, [name]: isNumber ? number : isTruth ? value === 'true' : value };
}
