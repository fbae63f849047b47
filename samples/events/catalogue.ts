import type { EventPlan } from './eventPlan.js';
import { EXEMPT_PLANS } from './exemptPlans.js';
import { LAWFUL_PLANS } from './lawfulPlans.js';
import { PSEUDO_CHANGE_PLANS } from './pseudoChangePlans.js';
import { VIOLATION_PLANS } from './violationPlans.js';

const ALL: readonly EventPlan[] = [...PSEUDO_CHANGE_PLANS, ...VIOLATION_PLANS, ...LAWFUL_PLANS, ...EXEMPT_PLANS];

/** Sites that few places offer; what can lie anywhere takes what is left. */
const SCARCE: readonly EventPlan['site'][] = [
  'riverside',
  'futureRedlineForest',
  'openForest',
  'redlineForest',
  'basicFarmland',
  'townField',
];

/** Everything that is planted, the hardest sites first. */
export const EVENT_PLANS: readonly EventPlan[] = [
  ...SCARCE.flatMap((site) => ALL.filter((plan) => plan.site === site)),
  ...ALL.filter(({ site }) => !SCARCE.includes(site)),
];
