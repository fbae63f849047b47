import type { PairPlan } from '../compute/engine.js';
import type { SeriesRunPlan } from '../compute/series/seriesRunPlan.js';

/** What is kept with a run that was planned. */
export type RunPlan = PairPlan | SeriesRunPlan;

export const isSeriesPlan = (plan: RunPlan): plan is SeriesRunPlan => 'kind' in plan;
