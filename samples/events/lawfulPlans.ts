import { plan, type EventPlan } from './eventPlan.js';

/** What permits cover. */
export const LAWFUL_PLANS: readonly EventPlan[] = [
  plan({
    name: 'futureRedline',
    verdict: 'lawful',
    site: 'futureRedlineForest',
    permit: 'rural',
    count: 1,
    hectares: [0.8, 1.4],
  }),
  plan({
    name: 'permittedBuilding',
    verdict: 'lawful',
    site: 'townField',
    elsewhere: 'ruralField',
    permit: 'building',
    count: 4,
  }),
  plan({
    name: 'permittedPair',
    verdict: 'lawful',
    site: 'townField',
    elsewhere: 'ruralField',
    permit: 'adjacentPair',
    count: 1,
    hectares: [1.4, 3],
  }),
  plan({
    name: 'permittedWorks',
    verdict: 'lawful',
    site: 'townField',
    elsewhere: 'ruralField',
    course: 'works',
    permit: 'landUse',
    toClass: 'earthworks',
    count: 2,
  }),
  plan({
    name: 'permittedRural',
    verdict: 'lawful',
    site: 'villageField',
    permit: 'rural',
    count: 2,
    hectares: [0.5, 1.2],
  }),
  plan({
    name: 'convertedGround',
    verdict: 'lawful',
    site: 'ruralField',
    course: 'works',
    permit: 'conversion',
    toClass: 'earthworks',
    count: 1,
    hectares: [0.7, 1.6],
  }),
];
