import type { ExemptionReason } from '#domain/violation.js';
import { plan, type EventPlan } from './eventPlan.js';

/** Exemptions that a permit's conditions name; what they say stands in `plans/permits.ts`. */
export const EXEMPT_BY_CONDITIONS = [
  'landExchangeLinkage',
  'ruralRoad',
  'seaUseRight',
  'unusedLandProcedure',
  'keyProject',
  'postDisasterRebuilding',
  'emergencyUse',
  'socialHousing',
] as const satisfies readonly ExemptionReason[];

/** What a named exemption explains. */
export const EXEMPT_PLANS: readonly EventPlan[] = [
  plan({
    name: 'temporaryYard',
    verdict: 'exempt',
    exemption: 'temporaryLand',
    site: 'ruralField',
    course: 'works',
    permit: 'temporaryLand',
    toClass: 'earthworks',
    count: 2,
    hectares: [0.8, 2],
  }),
  plan({
    name: 'barns',
    verdict: 'exempt',
    exemption: 'agriFacility',
    site: 'ruralField',
    course: 'barns',
    permit: 'agriFacility',
    count: 2,
    hectares: [0.7, 1.6],
  }),
  plan({
    name: 'yardLeftStanding',
    verdict: 'exempt',
    exemption: 'temporaryLand',
    site: 'ruralField',
    course: 'works',
    permit: 'temporaryEnding',
    toClass: 'earthworks',
    count: 1,
    hectares: [0.7, 1.4],
  }),
  ...EXEMPT_BY_CONDITIONS.map((exemption) =>
    plan({
      name: exemption,
      verdict: 'exempt',
      exemption,
      site: 'ruralField',
      course: 'works',
      permit: 'exempting',
      toClass: 'earthworks',
      count: 1,
      hectares: [0.6, 1.2],
    }),
  ),
];
