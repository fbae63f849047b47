import { plan, type EventPlan } from './eventPlan.js';

/** What looks like construction and is none: floods, fires, film, the plough, thin cloud. */
export const PSEUDO_CHANGE_PLANS: readonly EventPlan[] = [
  plan({
    name: 'flood',
    verdict: 'pseudoChange',
    site: 'riverside',
    course: 'flood',
    toClass: 'water',
    count: 2,
    hectares: [3, 6],
  }),
  plan({
    name: 'fire',
    verdict: 'pseudoChange',
    site: 'openForest',
    course: 'fire',
    toClass: 'bare',
    count: 2,
    hectares: [2, 6],
  }),
  plan({
    name: 'film',
    verdict: 'pseudoChange',
    site: 'ruralField',
    course: 'film',
    toClass: 'greenhouse',
    count: 2,
    hectares: [1, 3],
  }),
  plan({
    name: 'tilling',
    verdict: 'pseudoChange',
    site: 'ruralField',
    course: 'tilling',
    toClass: 'bare',
    count: 2,
    hectares: [1.2, 4],
  }),
  plan({
    name: 'cloudRemnant',
    verdict: 'pseudoChange',
    site: 'veil',
    course: 'veil',
    toClass: 'unknown',
    count: 2,
    hectares: [3, 6],
  }),
];
